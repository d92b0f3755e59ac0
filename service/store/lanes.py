"""Database work in threads of its own, off the event loop.

Chosen by measurement: for a look-up, SQLAlchemy in a thread takes a third of the CPU that aiosqlite takes, and less than
asyncpg takes on PostgreSQL.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from service.errors import StoreUnavailable
from service.store.engine import POSTGRES_THREADS, SQLITE_READERS
from service.store.faults import RETRY_AFTER, database_errors
from service.store.schema import ensure_schema
from service.store.threads import Kept, Lane

T = TypeVar("T")
PAUSE = 1.0
"""Seconds for which nobody else tries to connect to a database that was just found down."""


class Lanes:
    """Runs work on connections of one engine. SQLite has one writer, so that its writes queue here instead of in busy waiting."""

    def __init__(self, engine: Engine, *, patience: float) -> None:
        self._engine = engine
        self._patience = patience
        self._ready = False
        self._preparing = threading.Lock()
        self._failure: tuple[float, str] | None = None
        if engine.dialect.name == "sqlite":
            self._readers = Lane(engine, most=SQLITE_READERS, name="store-read")
            self._writers = Lane(engine, most=1, name="store-write")
        else:
            self._readers = self._writers = Lane(engine, most=POSTGRES_THREADS, name="store")

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` where it waits for no writer."""
        return await self._submit(self._readers, work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run `work`, to its end even when the caller is cancelled: what was paid for is kept."""
        return await self._submit(self._writers, work)

    def prepare(self) -> None:
        """Bring the schema up once; cheap afterwards. Raises `StoreUnavailable` and `NotConfigured`."""
        if self._ready:
            return
        with self._preparing:
            if self._ready:
                return
            if self._failure and time.monotonic() < self._failure[0] + PAUSE:
                raise StoreUnavailable(self._failure[1], retry_after=RETRY_AFTER)
            try:
                with database_errors():
                    ensure_schema(self._engine, patience=self._patience)
            except StoreUnavailable as error:
                self._failure = (time.monotonic(), str(error))
                raise
            self._ready = True

    async def aclose(self) -> None:
        """Let queued work finish, then close all connections."""
        for lane in {self._readers, self._writers}:
            await lane.aclose()
        self._engine.dispose()

    def _submit(self, lane: Lane, work: Callable[[Connection], T]) -> asyncio.Future[T]:
        return lane.submit(partial(self._run, work, time.monotonic()))

    def _run(self, work: Callable[[Connection], T], submitted: float, kept: Kept) -> T:
        if time.monotonic() > submitted + self._patience:
            raise StoreUnavailable("The store is too busy.", retry_after=RETRY_AFTER)
        self.prepare()
        with database_errors():
            try:
                return kept.use(work)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
            # the server had restarted since this connection was last used; the pool has dropped the others by now, too
            return kept.use(work)
