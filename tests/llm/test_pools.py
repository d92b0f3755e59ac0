"""Pools side by side: connections are few, used again, bounded, and given back whatever becomes of the response."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import httpx2
import pytest

from service.llm import openai_client
from service.llm.pools import CONNECTIONS, Pools


@dataclass
class Held:
    """A server that answers when `gate` is set, and counts its connections."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    arrived: asyncio.Queue[None] = field(default_factory=asyncio.Queue)
    opened: int = 0
    url: str = ""
    serving: set[asyncio.Task[None]] = field(default_factory=set)

    def begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.serving.add(asyncio.create_task(self.serve(reader, writer)))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while await reader.readuntil(b"\r\n\r\n"):
                self.arrived.put_nowait(None)
                await self.gate.wait()
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(10):
            for _ in range(count):
                await self.arrived.get()


@asynccontextmanager
async def held() -> AsyncIterator[Held]:
    there = Held()
    server = await asyncio.start_server(there.begin, "127.0.0.1", 0)
    async with server:
        there.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        yield there
        there.gate.set()
        await asyncio.gather(*there.serving)


@asynccontextmanager
async def client(connections: int) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(transport=Pools(connections, keepalive_seconds=30), timeout=10) as asking:
        yield asking


async def test_requests_one_after_the_other_use_one_connection() -> None:
    async with held() as there, client(1000) as asking:
        there.gate.set()
        for _ in range(5):
            assert (await asking.get(there.url)).text == "ok"
    assert there.opened == 1


async def test_more_requests_at_once_than_a_pool_holds_are_all_sent_at_once_and_their_connections_used_again() -> None:
    at_once = 3 * CONNECTIONS + 1
    async with held() as there, client(1000) as asking:
        for _ in range(2):
            there.gate.clear()
            waiting = [asyncio.create_task(asking.get(there.url)) for _ in range(at_once)]
            await there.until(at_once)
            there.gate.set()
            assert {response.text for response in await asyncio.gather(*waiting)} == {"ok"}
    assert there.opened == at_once


@pytest.mark.parametrize("most", [3, 2 * CONNECTIONS])
async def test_requests_beyond_the_bound_wait_and_are_answered(most: int) -> None:
    async with held() as there, client(most) as asking:
        waiting = [asyncio.create_task(asking.get(there.url)) for _ in range(most + 5)]
        await there.until(most)
        await asyncio.sleep(0.05)
        assert there.arrived.empty()
        there.gate.set()
        assert {response.text for response in await asyncio.gather(*waiting)} == {"ok"}
    assert there.opened == most


async def test_cancelled_and_failed_requests_and_unread_responses_give_their_places_back() -> None:
    async with held() as there, client(CONNECTIONS) as asking:
        waiting = [asyncio.create_task(asking.get(there.url)) for _ in range(CONNECTIONS)]
        await there.until(CONNECTIONS)
        for one in waiting:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        there.gate.set()
        for _ in range(CONNECTIONS + 1):
            with pytest.raises(httpx2.ConnectError):
                await asking.get("http://127.0.0.1:1/")
            async with asking.stream("GET", there.url) as response:
                assert response.status_code == 200
        pools = asking._transport
        assert isinstance(pools, Pools)
        assert [pool.used for pool in pools._pools] == [0]


@pytest.mark.parametrize(("variable", "direct"), [("NO_PROXY", True), ("HTTPS_PROXY", False), ("ALL_PROXY", False)])
def test_behind_a_proxy_the_client_asks_in_its_own_way(monkeypatch: pytest.MonkeyPatch, variable: str, *, direct: bool) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv(variable, "http://127.0.0.1:1")
    client = openai_client.open_client(
        "http://127.0.0.1:1/v1", None, azure_api_version=None, max_reply_bytes=1000, max_connections=10
    )
    assert isinstance(client._client._transport, Pools) is direct
