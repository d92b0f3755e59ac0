"""Asking again, when that may help: named errors only, full jitter, the endpoint's Retry-After, within attempts and deadline."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Any

from tenacity import AsyncRetrying, RetryCallState, stop_after_attempt
from tenacity.wait import wait_random_exponential

from service.core.ports import ChatModel, ChatReply, ChatRequest, Clock, Deadline, OnText
from service.errors import (
    CircuitOpen,
    DeadlineExceeded,
    DragomanError,
    ModelAnsweredBadly,
    ModelRateLimited,
    ModelUnavailable,
    RetryableError,
)
from service.llm.told import Told
from service.llm.wrapped import WrappedModel

log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[Any]]
Spread = Callable[[float, float], float]

FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
"""Seconds: the first wait is drawn from 0 to the former, each further one from twice as much, up to the latter."""


class Pause:
    """An endpoint's wish to be left alone, heard by one call and heeded by all; one for each endpoint."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until = 0.0

    def heed(self) -> None:
        """Raise ModelRateLimited while the pause lasts."""
        left = self._until - self._clock.monotonic()
        if left > 0:
            raise ModelRateLimited("The endpoint asked for patience just now.", retry_after=left)

    def hear(self, error: ModelRateLimited) -> None:
        """Begin a pause, if the endpoint said how long it should be."""
        if error.retry_after is not None:
            self._until = max(self._until, self._clock.monotonic() + error.retry_after)


class RetryingModel(WrappedModel):
    """Asks up to `attempts` times.

    Unavailable endpoints and rate limits are waited for; a reply that is none is asked for once more; everything else is raised
    at once, and so is an error whose wait would outlast the deadline. One log line an attempt. The error raised carries the
    longest partial text.
    """

    def __init__(
        self,
        model: ChatModel,
        pause: Pause,
        *,
        attempts: int = 4,
        sleep: Sleep = asyncio.sleep,
        spread: Spread = random.uniform,
    ) -> None:
        super().__init__(model)
        self._pause, self._attempts, self._sleep, self._spread = pause, attempts, sleep, spread

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        told, patience = Told(on_text), _Patience(deadline, self._spread)

        async def attempt() -> ChatReply:
            patience.attempt += 1
            try:
                self._pause.heed()
                reply = await self.model.ask(request, deadline=deadline, on_text=told.begin())
            except ModelRateLimited as error:
                self._pause.hear(error)
                raise
            except (ModelUnavailable, DeadlineExceeded) as error:
                patience.keep_longest(error)
                raise
            self._log(logging.INFO, attempt=patience.attempt, outcome="answered")
            return reply

        retrying = AsyncRetrying(
            sleep=self._sleep,
            stop=lambda state: stop_after_attempt(self._attempts)(state) or state.upcoming_sleep >= deadline.remaining(),
            wait=patience.wait,
            retry=patience.may_help,
            before_sleep=self._log_failure,
            retry_error_callback=_raise,
        )
        try:
            return await retrying(attempt)
        except DragomanError as error:
            self._log(logging.WARNING, attempt=patience.attempt, outcome=type(error).__name__)
            raise

    def _log_failure(self, state: RetryCallState) -> None:
        assert state.outcome is not None
        outcome = type(state.outcome.exception()).__name__
        self._log(logging.INFO, attempt=state.attempt_number, outcome=outcome, wait=round(state.upcoming_sleep, 3))

    def _log(self, level: int, **fields: str | float) -> None:
        log.log(level, "model attempt", extra={"model": self.name, "endpoint": self.endpoint, **fields})


class _Patience:
    """What one request has been through."""

    _backoff = wait_random_exponential(multiplier=FIRST_WAIT, max=LONGEST_WAIT, min=0.05)

    def __init__(self, deadline: Deadline, spread: Spread) -> None:
        self._deadline, self._spread = deadline, spread
        self._bad_answers = 0
        self._longest = ""
        self.attempt = 0

    def may_help(self, state: RetryCallState) -> bool:
        """Return whether asking again may help."""
        assert state.outcome is not None
        error = state.outcome.exception()
        if isinstance(error, ModelAnsweredBadly):
            self._bad_answers += 1
            return error.again and self._bad_answers == 1
        return isinstance(error, (ModelUnavailable, ModelRateLimited)) and not isinstance(error, CircuitOpen)

    def wait(self, state: RetryCallState) -> float:
        """Return the seconds to wait: the backoff, or what is asked for and up to a tenth, so as not to come back all at once."""
        assert state.outcome is not None
        error = state.outcome.exception()
        asked = error.retry_after if isinstance(error, RetryableError) else None
        return asked + self._spread(0.0, 0.1 * asked) if asked else self._backoff(state)

    def keep_longest(self, error: ModelUnavailable | DeadlineExceeded) -> None:
        """Keep what came once, although a later try brought less."""
        self._longest = error.partial = max(self._longest, error.partial, key=len)


def _raise(state: RetryCallState) -> ChatReply:
    assert state.outcome is not None
    reply: ChatReply = state.outcome.result()
    return reply
