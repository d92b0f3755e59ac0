"""The tools over streamable HTTP, as the SDK's client sees them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from mcp import Client
from pydantic import SecretStr

from service.bootstrap import Services
from service.errors import NotConfigured
from service.mcp.http import Server
from tests.fakes import ARTICLE, SHEET
from tests.mcp.conftest import scripted_services


@asynccontextmanager
async def _served(services: Services) -> AsyncIterator[str]:
    """Give the address while the tools are served there."""
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    server = Server(services, host="127.0.0.1", port=0, on_start=address.set_result)
    serving = asyncio.create_task(server.serve())
    try:
        yield await address
    finally:
        server.should_exit = True
        await serving


async def test_article_is_read_over_http(services: Services) -> None:
    async with _served(services) as url, Client(url) as client:
        result = await client.call_tool("extract_article", {"text": ARTICLE})
    assert isinstance(result.structured_content, dict)
    assert len(result.structured_content["events"]) == 2


async def test_key_is_asked_for_where_keys_are_set() -> None:
    services = scripted_services(SHEET, api_keys=(SecretStr("open sesame"),))
    async with _served(services) as url, httpx.AsyncClient() as http:
        answer = await http.post(url, json={})
        assert (answer.status_code, answer.json()["type"]) == (401, "/problems/key-missing")
        answer = await http.post(url, json={}, headers={"authorization": "Bearer open sesame"})
        assert answer.status_code not in {401, 403}


async def test_page_led_astray_by_its_name_server_is_refused(services: Services) -> None:
    async with _served(services) as url, httpx.AsyncClient() as http:
        answer = await http.post(url, json={}, headers={"host": "evil.example"})
    assert answer.status_code == 421


async def test_taken_port_is_told(services: Services) -> None:
    async with _served(services) as url:
        port = httpx.URL(url).port or 0
        with pytest.raises(NotConfigured, match="--port"):
            await Server(services, host="127.0.0.1", port=port, on_start=str).serve()
