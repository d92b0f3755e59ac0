"""A running application whose reading is a function of the test."""

from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from schemas.extraction import ExtractionRequest
from service.bootstrap import Services
from service.core.extract import Answer
from service.core.ports import Deadline
from service.core.progress import Observe
from service.settings import Settings
from service.store.memory import MemoryStore
from service.web.app import create_app
from tests.fakes import Reading, reading_services

PLAIN = {"content-type": "text/plain"}
ARTICLE = "France accused Russia of spying. Talks go on."


class Clerk:
    """Reads every article alike, counts how often, and keeps what it read in `store` as the use case does."""

    def __init__(self, store: MemoryStore) -> None:
        self.store, self.calls = store, 0
        self.requests: list[ExtractionRequest] = []

    async def __call__(self, request: ExtractionRequest, deadline: Deadline, fresh: bool, observe: Observe) -> Answer:  # noqa: ARG002, FBT001
        self.requests.append(request)
        extraction_id = f"ext_{abs(hash(request)):x}"
        if not fresh and (kept := await self.store.find_extraction(extraction_id)):
            return Answer(extraction_id, kept, cached=True)
        self.calls += 1
        body = b'{"id":"%s","cached":%s,"call":%d}'
        await self.store.keep_extraction(extraction_id, body % (extraction_id.encode(), b"true", self.calls))
        return Answer(extraction_id, body % (extraction_id.encode(), b"false", self.calls), cached=False)


@dataclass
class Running:
    """A started application and a client of it."""

    app: FastAPI
    client: httpx.AsyncClient


@asynccontextmanager
async def running(reading: Reading, *, store: MemoryStore | None = None, **settings: Any) -> AsyncIterator[Running]:
    """Start the application on `reading` and `settings`."""
    chosen = Settings(_env_file=None, **settings)

    @asynccontextmanager
    async def open_services(_: Settings) -> AsyncIterator[Services]:
        yield reading_services(reading, chosen, store)

    app = create_app(chosen, open_services=open_services)
    async with app.router.lifespan_context(app) as state:

        async def with_state(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
            await app({**scope, "state": dict(state or {})}, receive, send)

        transport = httpx.ASGITransport(app=with_state, raise_app_exceptions=True)
        async with httpx.AsyncClient(transport=transport, base_url="http://dragoman.test") as client:
            yield Running(app, client)


@pytest.fixture
def clerk() -> Clerk:
    return Clerk(MemoryStore())


@pytest.fixture
async def client(clerk: Clerk) -> AsyncIterator[httpx.AsyncClient]:
    async with running(clerk, store=clerk.store) as started:
        yield started.client
