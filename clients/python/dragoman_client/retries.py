"""When to ask again, and when to give up."""

from dataclasses import dataclass
from random import uniform

from dragoman_client.errors import DragomanError


@dataclass(frozen=True, slots=True)
class Retries:
    """At most `attempts` requests, whose waits take at most `seconds` together; `Retries(attempts=1)` asks once.

    Asked again is after 429 and 503, a connection that was refused or lost, and an idempotency key in use; never after what only
    the caller or the operator can mend. A Retry-After is obeyed; without one the waits double from `first`, up to `longest`
    seconds, each shortened by chance.
    """

    attempts: int = 4
    seconds: float = 120.0
    first: float = 0.5
    longest: float = 20.0

    def wait(self, error: DragomanError, *, attempt: int, waited: float) -> float | None:
        """Return how many seconds to wait after the failed `attempt` (from 1) with `waited` behind us; None to give up."""
        if not error.retryable or attempt >= self.attempts:
            return None
        pause = error.retry_after
        if pause is None:
            pause = uniform(0.5, 1.0) * min(self.longest, self.first * 2 ** (attempt - 1))  # noqa: S311 - no secret
        return pause if waited + pause <= self.seconds else None


class Tries:
    """One request's way through `Retries`."""

    def __init__(self, retries: Retries) -> None:
        self._retries, self._attempt, self._waited = retries, 0, 0.0

    def pause(self, error: DragomanError) -> float:
        """Return how many seconds to wait before the next attempt; raise `error` when there is none."""
        self._attempt += 1
        pause = self._retries.wait(error, attempt=self._attempt, waited=self._waited)
        if pause is None:
            raise error
        self._waited += pause
        return pause
