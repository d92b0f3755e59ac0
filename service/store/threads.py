"""Threads for an event loop that each keep a connection.

Chosen by measurement: a `ThreadPoolExecutor` and a connection out of the pool for every statement take three times the processor
time of the statement itself.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from service.errors import StoreUnavailable

T = TypeVar("T")


class Kept:
    """A connection that is made when it is needed, and given up after any error."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def use(self, work: Callable[[Connection], T]) -> T:
        """Run `work` on the connection."""
        if self._connection is None:
            self._connection = self._engine.connect()
        try:
            return work(self._connection)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the connection back to the engine."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


class Lane:
    """Up to `most` threads that do what is submitted, first come first served. Used from one event loop."""

    def __init__(self, engine: Engine, *, most: int, name: str) -> None:
        self._engine, self._most, self._name = engine, most, name
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._under_way = 0
        self._closed = False

    def submit(self, work: Callable[[Kept], T]) -> asyncio.Future[T]:
        """Run `work` in a thread, whether or not anybody waits for it; raise `StoreUnavailable` when closed."""
        if self._closed:
            raise StoreUnavailable("The store is closed.")
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._under_way += 1
        if len(self._threads) < min(self._under_way, self._most):
            thread = threading.Thread(target=self._serve, name=f"{self._name}-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._jobs.put(_Job(work, answer, self._settle))
        return answer

    async def aclose(self) -> None:
        """Let what is submitted finish, then close the connections."""
        self._closed = True
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join)

    def _serve(self) -> None:
        kept = Kept(self._engine)
        while (job := self._jobs.get()) is not None:
            job.run(kept)
            del job  # nothing of it stays while the next is waited for
        kept.close()

    def _settle(self, answer: asyncio.Future[Any], outcome: Any, error: BaseException | None) -> None:  # noqa: ANN401
        self._under_way -= 1
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(outcome)


class _Job:
    """Work, and where its outcome is told."""

    def __init__(
        self,
        work: Callable[[Kept], Any],
        answer: asyncio.Future[Any],
        settle: Callable[[asyncio.Future[Any], Any, BaseException | None], None],
    ) -> None:
        self._work, self._answer, self._settle = work, answer, settle

    def run(self, kept: Kept) -> None:
        outcome, error = None, None
        try:
            outcome = self._work(kept)
        except BaseException as caught:  # noqa: BLE001 - told to whoever waits
            error = caught
        with suppress(RuntimeError):  # the loop has ended, and with it who waited
            self._answer.get_loop().call_soon_threadsafe(self._settle, self._answer, outcome, error)
