"""A model that answers from recordings and from nothing else."""

import asyncio
from pathlib import Path

from service.core.fingerprint import request_fingerprint
from service.core.ports import ChatReply, ChatRequest, Deadline, OnText
from service.errors import NotConfigured, RecordingMissing
from service.llm.recordings import Call, find_cases
from service.llm.rendering import difference, nearest, rendered

_PIECE = 24  # characters told at once, about what a model streams in an event or two


class RecordedModel:
    """Answers what was recorded under `folder`, whichever model gave it; the reply names that model. Read when first asked.

    `asked` holds the fingerprint of every request it answered, for `recordings.problems`.
    """

    name = "recorded"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._calls: dict[str, Call] = {}
        self.asked: set[str] = set()

    @property
    def endpoint(self) -> str:
        return f"recorded:{self._folder.name}"

    def models(self) -> frozenset[str]:
        """Return the names of the models that were recorded."""
        return frozenset(call.reply.model for call in self._load().values())

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:  # noqa: ARG002
        calls = self._calls or await asyncio.to_thread(self._load)
        fingerprint = request_fingerprint(request)
        call = calls.get(fingerprint)
        if call is None:
            raise RecordingMissing(await asyncio.to_thread(self._what_differs, request))
        self.asked.add(fingerprint)
        text = call.reply.text
        if on_text is not None:
            for start in range(0, len(text), _PIECE):
                on_text(text[start : start + _PIECE])
                await asyncio.sleep(0)
        return call.reply

    async def aclose(self) -> None:
        """Hold nothing, free nothing."""

    def _load(self) -> dict[str, Call]:
        if not self._calls:
            if not self._folder.is_dir():
                raise NotConfigured(
                    f"There are no recordings in {self._folder}: it is no folder. Set MODEL to recorded:<folder>."
                )
            read: dict[str, Call] = {}
            for case in find_cases(self._folder):
                for call in case.calls:
                    read.setdefault(call.fingerprint, call)
            self._calls = read  # all at once: whoever asks meanwhile reads them too, and finds them whole
        return self._calls

    def _what_differs(self, request: ChatRequest) -> str:
        asked = rendered(request)
        like = nearest(asked, [call.asked for call in self._calls.values()])
        if like is None:
            return f"No recording answers this request: {self._folder} has none at all."
        return f"No recording answers this request. From the nearest one it differs so:\n{difference(like, asked)}"
