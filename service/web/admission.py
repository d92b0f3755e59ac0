"""Who is let in: so many extractions at once, so many waiting, the rest refused at once; and the way out at shutdown."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from service.core.ports import Deadline
from service.errors import DeadlineExceeded, Overloaded

_FULL_RETRY_SECONDS = 2.0
_STOPPING_RETRY_SECONDS = 5.0


class Admission:
    """Places for `at_once` extractions and a queue for `queued` more. Used from one event loop."""

    def __init__(self, *, at_once: int, queued: int) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._queued = queued
        self._limits: set[asyncio.Timeout] = set()
        self._stops_at: float | None = None
        self.waiting = 0
        self.inside = 0
        self.on_change: Callable[[], None] | None = None

    @property
    def full(self) -> bool:
        """Whether the next one would be refused."""
        return self._slots.locked() and self.waiting >= self._queued

    @property
    def stopping(self) -> bool:
        """Whether the service is shutting down."""
        return self._stops_at is not None

    @asynccontextmanager
    async def place(self, deadline: Deadline) -> AsyncIterator[None]:
        """Hold a place, waiting for it in turn.

        Raises `Overloaded` at once when the queue is full or the service is stopping, and later when the grace of a shutdown
        ends first; `DeadlineExceeded` when the deadline passes, in the queue or inside.
        """
        self._refuse_when_closed()
        loop = asyncio.get_running_loop()
        limit = asyncio.timeout_at(loop.time() + deadline.remaining())
        self._limits.add(limit)
        try:
            async with limit:
                await self._enter()
                try:
                    yield
                finally:
                    self.inside -= 1
                    self._slots.release()
                    self._changed()
        except TimeoutError:
            if not limit.expired():
                raise
            raise self._expiry() from None
        finally:
            self._limits.discard(limit)

    def stop(self, grace: float) -> None:
        """Let nobody in any more; those inside or waiting get `grace` seconds."""
        if self._stops_at is None:
            self._stops_at = asyncio.get_running_loop().time() + grace
            for limit in self._limits:
                due = limit.when()
                if due is None or due > self._stops_at:
                    limit.reschedule(self._stops_at)

    def _refuse_when_closed(self) -> None:
        if self.stopping:
            raise Overloaded("the service is shutting down; ask again soon", retry_after=_STOPPING_RETRY_SECONDS)
        if self.full:
            raise Overloaded(f"{self.waiting} extractions are waiting already", retry_after=_FULL_RETRY_SECONDS)

    async def _enter(self) -> None:
        self.waiting += 1
        self._changed()
        try:
            await self._slots.acquire()
        finally:
            self.waiting -= 1
            self._changed()
        self.inside += 1
        self._changed()

    def _changed(self) -> None:
        if self.on_change is not None:
            self.on_change()

    def _expiry(self) -> Exception:
        if self.stopping:
            return Overloaded("the service shut down before the answer was there", retry_after=_STOPPING_RETRY_SECONDS)
        return DeadlineExceeded("the request's total time was used up before the answer was there")
