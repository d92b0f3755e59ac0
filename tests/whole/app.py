"""The whole service in this process: real wiring, real store, over ASGI; only the endpoint, or the model, is the test's."""

from collections.abc import AsyncIterator, Callable, MutableMapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx

from service.bootstrap import Services, open_services
from service.clock import SystemClock
from service.core.articlewise import ArticlewiseWay
from service.core.extract import Reader
from service.core.plan import Profile
from service.core.ports import ChatModel
from service.settings import Settings
from service.store import Store
from service.store.memory import MemoryStore
from service.web.app import create_app

URL = "/v1/extractions"
PLAIN = {"content-type": "text/plain"}
EVENTS = PLAIN | {"accept": "text/event-stream"}
OpenServices = Callable[[Settings], AbstractAsyncContextManager[Services]]


@asynccontextmanager
async def client_of(settings: Settings, open_with: OpenServices = open_services) -> AsyncIterator[httpx.AsyncClient]:
    """Start the application on `settings` and give a client of it; what no handler foresaw is raised, not answered."""
    app = create_app(settings, open_services=open_with)
    async with app.router.lifespan_context(app) as state:

        async def with_state(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
            await app({**scope, "state": dict(state or {})}, receive, send)

        transport = httpx.ASGITransport(app=with_state)
        async with httpx.AsyncClient(transport=transport, base_url="http://dragoman.test", timeout=60) as client:
            yield client


def at_endpoint(base_url: str, **given: Any) -> Settings:
    """Return settings for a model at `base_url`, kept in memory, asked once."""
    chosen: dict[str, Any] = {"openai_base_url": base_url, "model": "m", "database_url": "sqlite://", "max_attempts": 1}
    return Settings(_env_file=None, **(chosen | given))


@asynccontextmanager
async def asking(model: ChatModel, store: Store | None = None, **given: Any) -> AsyncIterator[httpx.AsyncClient]:
    """Start the application on `model` itself, without anything around it, and on `store`."""
    settings = Settings(_env_file=None, **given)

    @asynccontextmanager
    async def open_with(_: Settings) -> AsyncIterator[Services]:
        yield services_of(model, settings, store)

    async with client_of(settings, open_with) as client:
        yield client


def services_of(model: ChatModel, settings: Settings, store: Store | None = None) -> Services:
    """Return services that ask `model` and nothing else about whole articles."""
    clock, kept = SystemClock(), store or MemoryStore()
    reader = Reader(model, Profile(way=ArticlewiseWay()), kept, clock, max_sentences=settings.max_sentences)
    return Services(settings, {model.name: reader}, kept, clock)
