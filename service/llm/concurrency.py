"""How many calls an endpoint gets at once: fewer when it asks for patience, slowly more when it copes.

Additive increase, multiplicative decrease, as in TCP's congestion control (RFC 5681).
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from service.core.ports import ChatModel, ChatReply, ChatRequest, Deadline, OnText
from service.errors import DeadlineExceeded, ModelRateLimited
from service.llm.wrapped import WrappedModel

log = logging.getLogger(__name__)


class Permits:
    """The permits of one endpoint, first come first served; at most `most`, never under one."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.allowed = float(most)
        self.taken = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._decreases = 0

    @asynccontextmanager
    async def permit(self) -> AsyncIterator[int]:
        """Wait for a permit and hold it. Gives the number of decreases so far, for `decrease`."""
        await self._take()
        try:
            yield self._decreases
        finally:
            self.taken -= 1
            self._admit()

    def increase(self) -> None:
        """Note a call that went well: as many of them as there are permits make one more."""
        self.allowed = min(float(self._most), self.allowed + 1.0 / self.allowed)
        self._admit()

    def decrease(self, began: int) -> bool:
        """Halve the permits, once for all the calls that were under way together; return whether it was done.

        A call that `began` before the last decrease tells nothing new.
        """
        if began != self._decreases:
            return False
        self._decreases += 1
        self.allowed = max(1.0, self.allowed / 2)
        return True

    async def _take(self) -> None:
        if self.taken < int(self.allowed) and not self._waiting:
            self.taken += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.taken -= 1  # the permit came together with the cancellation
            else:
                self._waiting.remove(turn)
            self._admit()
            raise

    def _admit(self) -> None:
        while self._waiting and self.taken < int(self.allowed):
            turn = self._waiting.popleft()
            if not turn.done():
                self.taken += 1
                turn.set_result(None)


class PacedModel(WrappedModel):
    """Asks only with a permit, for which it waits up to the deadline."""

    def __init__(self, model: ChatModel, permits: Permits) -> None:
        super().__init__(model)
        self._permits = permits

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        limit = asyncio.timeout(deadline.remaining())
        try:
            async with limit, self._permits.permit() as began:
                limit.reschedule(None)  # the call keeps the deadline itself
                return await self._ask(request, deadline, on_text, began)
        except TimeoutError as error:
            raise DeadlineExceeded(f"{self.name} was too busy until the time was up.") from error

    async def _ask(self, request: ChatRequest, deadline: Deadline, on_text: OnText | None, began: int) -> ChatReply:
        try:
            reply = await self.model.ask(request, deadline=deadline, on_text=on_text)
        except ModelRateLimited:
            if self._permits.decrease(began):
                log.warning("fewer calls at once", extra={"endpoint": self.endpoint, "allowed": int(self._permits.allowed)})
            raise
        self._permits.increase()
        return reply
