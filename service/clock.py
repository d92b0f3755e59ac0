"""Real time, and a point in it that a request must not outrun."""

import time
from dataclasses import dataclass

from service.core.ports import Clock


class SystemClock:
    """The machine's clock."""

    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()


@dataclass(frozen=True, slots=True)
class Until:
    """A `Deadline` at a moment of `clock.monotonic()`."""

    clock: Clock
    at: float

    def remaining(self) -> float:
        return max(0.0, self.at - self.clock.monotonic())


def within(seconds: float, clock: Clock) -> Until:
    """Return the deadline `seconds` from now."""
    return Until(clock, clock.monotonic() + seconds)
