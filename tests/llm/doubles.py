"""Models whose behaviour a test decides call by call, and a clock it turns."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from schemas.extraction import Tokens
from service.clock import SystemClock, within
from service.core.ports import ChatReply, ChatRequest, Deadline, Message, OnText

Said = str | ChatReply | BaseException


def request(text: str = "[1] Nothing happened.", **more: object) -> ChatRequest:
    """Return a small request."""
    return replace(ChatRequest((Message("user", text),), None, max_tokens=100), **more)  # type: ignore[arg-type]


def reply(text: str = "{}", **more: object) -> ChatReply:
    """Return a reply of the model `m`."""
    return replace(ChatReply(text, "stop", "m", Tokens(prompt=10, completion=5)), **more)  # type: ignore[arg-type]


def soon(seconds: float = 30.0) -> Deadline:
    """Return a real deadline."""
    return within(seconds, SystemClock())


@dataclass
class TurnedClock:
    """A clock that stands still unless it is turned; sleeping turns it. A `Clock` and a sleep at once."""

    at: float = 1_000_000.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    def monotonic(self) -> float:
        return self.at

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)


class ModelDouble:
    """Answers by script, the last line again and again. With `gate`, each call waits for it."""

    def __init__(
        self, *script: Said | Callable[[], Said], name: str = "m", endpoint: str = "test:m", gated: bool = False
    ) -> None:
        self._script = list(script) or [reply()]
        self.name, self.endpoint = name, endpoint
        self.gate = asyncio.Event()
        if not gated:
            self.gate.set()
        self.asked: list[ChatRequest] = []
        self.streamed: list[bool] = []
        self.cancelled = 0
        self.at_once = 0
        self.most_at_once = 0
        self.closed = False

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:  # noqa: ARG002
        self.asked.append(request)
        self.streamed.append(on_text is not None)
        line = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self.gate.wait()
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.at_once -= 1
        said = line() if callable(line) else line
        if isinstance(said, BaseException):
            raise said
        answer = said if isinstance(said, ChatReply) else reply(said, model=self.name)
        if on_text is not None:
            on_text(answer.text)
        return answer

    async def aclose(self) -> None:
        self.closed = True


async def settle() -> None:
    """Let every task go as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)
