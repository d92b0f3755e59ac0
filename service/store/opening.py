"""Open the store that a URL names."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from service.store.location import locate
from service.store.memory import MemoryStore
from service.store.ports import Store

PATIENCE = 5.0


@asynccontextmanager
async def open_store(url: str, *, patience: float = PATIENCE, now: Callable[[], float] = time.time) -> AsyncIterator[Store]:
    """Open the store at `url` and close it at the end.

    `patience` is how many seconds one operation may wait for the database: for a lock, a connection, a statement, or in
    the queue before it. A database that is down does not stop the service from starting: every operation raises
    `StoreUnavailable` until it is back. Raises `NotConfigured` for what only the operator can mend: the URL, a folder that
    is not there, a file that is no database, a newer schema.
    """
    store = await _open(url, patience, now)
    try:
        yield store
    finally:
        await store.aclose()


async def _open(url: str, patience: float, now: Callable[[], float]) -> Store:
    location = locate(url)
    if location.kind == "memory":
        return MemoryStore(now=now)
    from service.store.sql import SqlStore  # noqa: PLC0415 - SQLAlchemy is imported by those who need it

    return await SqlStore.open(location, patience=patience, now=now)
