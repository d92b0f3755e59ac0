"""An event loop whose time goes on only when nothing else can: waits are exact and cost nothing."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
_SETTLING_SECONDS = 0.01
"""Real time for what travels between sockets and threads of this process."""


class TurnedLoop(asyncio.SelectorEventLoop):
    """Its clock starts at 0 and jumps to the next timer as soon as no socket has anything to say."""

    def __init__(self) -> None:
        super().__init__(_Selector(self))
        self.at = 0.0

    def time(self) -> float:
        return self.at


class LoopClock:
    """A `Clock` that shows the running loop's time."""

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` on a loop of its own."""
    with asyncio.Runner(loop_factory=TurnedLoop) as runner:
        return runner.run(work)


class _Selector(selectors.SelectSelector):
    def __init__(self, loop: TurnedLoop) -> None:
        super().__init__()
        self._turned = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        ready = super().select(_SETTLING_SECONDS)
        if not ready:
            self._turned.at += timeout
        return ready
