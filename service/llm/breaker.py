"""A circuit breaker: an endpoint that failed too often in a row is left alone for a while."""

import logging

from service.core.ports import ChatModel, ChatReply, ChatRequest, Clock, Deadline, OnText
from service.errors import CircuitOpen, DeadlineExceeded, ModelError, ModelUnavailable
from service.llm.wrapped import WrappedModel

log = logging.getLogger(__name__)


class Breaker:
    """The state of one endpoint, shared by all models asked there.

    Closed: everyone may ask. After `failures` in a row: open, nobody may for `seconds`. Then one may try; its success closes, its
    failure opens again.
    """

    def __init__(self, *, failures: int, seconds: float, clock: Clock) -> None:
        self._limit, self.seconds, self._clock = failures, seconds, clock
        self._failed = 0
        self._open_until: float | None = None
        self._probing = False

    def admit(self) -> bool:
        """Return whether this call is the one that tries; raise CircuitOpen when it may not be made."""
        if self._open_until is None:
            return False
        left = self._open_until - self._clock.monotonic()
        if left > 0 or self._probing:
            raise CircuitOpen("The endpoint failed too often just now and is left alone.", retry_after=max(left, 1.0))
        self._probing = True
        return True

    def leave(self) -> None:
        """Let another one try; called whatever became of the one that tried."""
        self._probing = False

    def succeed(self) -> None:
        """Note an answer, even one that is of no use: the endpoint is there."""
        self._failed, self._open_until = 0, None

    def fail(self) -> bool:
        """Note a failure; return whether it opened the circuit."""
        self._failed += 1
        if self._failed < self._limit and self._open_until is None:
            return False
        self._open_until = self._clock.monotonic() + self.seconds
        return True


class GuardedModel(WrappedModel):
    """Asks only while `breaker` lets it."""

    def __init__(self, model: ChatModel, breaker: Breaker) -> None:
        super().__init__(model)
        self._breaker = breaker

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        trying = self._breaker.admit()
        try:
            reply = await self.model.ask(request, deadline=deadline, on_text=on_text)
        except (ModelUnavailable, DeadlineExceeded):
            if self._breaker.fail():
                log.warning("circuit opened", extra={"endpoint": self.endpoint, "seconds": self._breaker.seconds})
            raise
        except ModelError:
            self._breaker.succeed()
            raise
        finally:
            if trying:
                self._breaker.leave()
        self._breaker.succeed()
        return reply
