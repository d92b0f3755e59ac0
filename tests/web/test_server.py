"""The service as a process: real sockets, real signals."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from service.bootstrap import Services
from service.core.extract import Answer
from service.errors import NotConfigured
from service.settings import Settings
from service.store.memory import MemoryStore
from service.web.app import create_app
from service.web.server import serve
from tests.fakes import Reading, reading_services
from tests.web.conftest import ARTICLE, PLAIN, Clerk

URL = "/v1/extractions"


class Visit:
    """A reading that says when it has begun, waits for leave, and notes when it was cancelled."""

    def __init__(self) -> None:
        self.begun, self.go, self.cancelled = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def __call__(self, *_: object) -> Answer:
        self.begun.set()
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.cancelled.set()
            raise
        return Answer("ext_1", b"{}", cached=False)


@asynccontextmanager
async def serving(reading: Reading, *, grace: float = 20) -> AsyncIterator[tuple[httpx.AsyncClient, "asyncio.Task[None]"]]:
    """Serve on a free port until the block ends or a signal comes."""
    settings = Settings(_env_file=None, port=0, shutdown_grace_seconds=grace)

    @asynccontextmanager
    async def open_services(_: Settings) -> AsyncIterator[Services]:
        yield reading_services(reading, settings, MemoryStore())

    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    app = create_app(settings, open_services=open_services)
    task = asyncio.create_task(serve(app, settings, address.set_result))
    async with httpx.AsyncClient(base_url=await address, timeout=10) as client:
        yield client, task
    if not task.done():
        os.kill(os.getpid(), signal.SIGTERM)
    await task


async def test_a_client_that_goes_cancels_its_extraction() -> None:
    visit = Visit()
    async with serving(visit) as (client, _):
        with pytest.raises(httpx.ReadTimeout):
            await client.post(URL, content=ARTICLE, headers=PLAIN, timeout=0.2)
        async with asyncio.timeout(5):
            await visit.cancelled.wait()


async def test_a_client_that_leaves_a_stream_cancels_its_extraction() -> None:
    visit = Visit()
    async with serving(visit) as (client, _):
        async with client.stream("POST", URL, content=ARTICLE, headers=PLAIN | {"accept": "text/event-stream"}):
            await visit.begun.wait()
        async with asyncio.timeout(5):
            await visit.cancelled.wait()


async def test_at_sigterm_what_is_under_way_is_finished() -> None:
    visit = Visit()
    async with serving(visit) as (client, task):
        under_way = asyncio.create_task(client.post(URL, content=ARTICLE, headers=PLAIN))
        await visit.begun.wait()
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(0.3)
        visit.go.set()
        assert (await under_way).status_code == 200
        await task


async def test_what_outlasts_the_grace_is_answered_503_and_never_500() -> None:
    visit = Visit()
    async with serving(visit, grace=0.2) as (client, task):
        stream = PLAIN | {"accept": "text/event-stream"}
        under_way = [asyncio.create_task(client.post(URL, content=ARTICLE, headers=headers)) for headers in (PLAIN, stream)]
        await visit.begun.wait()
        await asyncio.sleep(0.1)
        os.kill(os.getpid(), signal.SIGTERM)
        plain, streamed = await asyncio.gather(*under_way)
        await task
    assert (plain.status_code, plain.json()["type"], plain.headers["retry-after"]) == (503, "/problems/overloaded", "5")
    assert streamed.status_code == 200
    assert "event: problem" in streamed.text
    assert "/problems/overloaded" in streamed.text


async def test_a_taken_port_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = Settings(_env_file=None, port=port)

        @asynccontextmanager
        async def open_services(_: Settings) -> AsyncIterator[Services]:
            yield reading_services(Clerk(MemoryStore()), settings)

        with pytest.raises(NotConfigured, match=str(port)):
            await serve(create_app(settings, open_services=open_services), settings, lambda _: None)
