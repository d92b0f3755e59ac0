"""Doubles that ship: a model that answers by script, and services whose reading is any function."""

import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from schemas.extraction import ExtractionRequest, Tokens
from service.bootstrap import Services
from service.clock import SystemClock
from service.core.extract import Answer
from service.core.ports import ChatReply, ChatRequest, Deadline, OnText
from service.core.progress import Observe, ignore
from service.settings import Settings
from service.store.memory import MemoryStore

Line = str | ChatReply | Exception | Callable[[ChatRequest], str]
Reading = Callable[[ExtractionRequest, Deadline, bool, Observe], Awaitable[Answer]]


class ScriptedModel:
    """A `ChatModel` that answers each call with the next line of its script.

    A line is text, a reply, an error to raise, or a function of the request.

    The last line is repeated. `asked` holds every request in order.
    """

    def __init__(self, *script: Line, name: str = "scripted", endpoint: str = "test:scripted") -> None:
        self._script: list[Line] = list(script)
        self.name, self.endpoint = name, endpoint
        self.asked: list[ChatRequest] = []
        self.closed = False

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:  # noqa: ARG002
        self.asked.append(request)
        line = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        if isinstance(line, Exception):
            raise line
        reply = line if isinstance(line, ChatReply) else self._reply(line(request) if callable(line) else line)
        if on_text is not None:
            for piece in _pieces(reply.text):
                on_text(piece)
        return reply

    def _reply(self, text: str) -> ChatReply:
        return ChatReply(text=text, finish_reason="stop", model=self.name, tokens=Tokens(prompt=10, completion=len(text) // 4))

    async def aclose(self) -> None:
        self.closed = True


def _pieces(text: str, size: int = 7) -> Iterable[str]:
    return (text[start : start + size] for start in range(0, len(text), size))


@dataclass(frozen=True, slots=True)
class ReadingServices(Services):
    """Services whose `extract` is `reading`, and nothing behind it."""

    reading: Reading = field(kw_only=True)

    async def extract(
        self, request: ExtractionRequest, *, deadline: Deadline, fresh: bool = False, observe: Observe = ignore
    ) -> Answer:
        return await self.reading(request, deadline, fresh, observe)


def reading_services(reading: Reading, settings: Settings, store: MemoryStore | None = None) -> ReadingServices:
    """Return services that read with `reading` and keep in memory."""
    return ReadingServices(settings, {}, store or MemoryStore(), SystemClock(), reading=reading)


ARTICLE = "date 2025-05-15\n\nFrance accused Russia of spying on its embassy in Vienna. Russia denied it on Thursday.\n"
"""A small article, and `SHEET`, what a strong model answers about it."""
SHEET = json.dumps(
    {
        "actors": ["1 | France | government FRA GOV", "2 | Russia | government RUS GOV"],
        "events": [
            "ACCUSE/allege occurred diplomatic | 1 > 2 | | Vienna | 1 | France accuses Russia of spying",
            "REJECT occurred diplomatic | 2 > 1 | on Thursday | | 2 | Russia denies the accusation",
        ],
        "delegations": [],
        "stances": [],
    }
)
