"""Record mode: every reply of a model is written down as it comes, one case an article."""

import asyncio
import contextlib
import json
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from schemas.extraction import ExtractionRequest
from service.core.fingerprint import digest, request_fingerprint
from service.core.ports import ChatModel, ChatReply, ChatRequest, Deadline, OnText
from service.llm.recordings import ANSWER, Call, Case, call_of, case_name, write_case
from service.llm.wrapped import WrappedModel

_article: ContextVar[tuple[str, ExtractionRequest] | None] = ContextVar("article", default=None)


@contextlib.contextmanager
def recording(request: ExtractionRequest, name: str | None = None) -> Iterator[str]:
    """Record the calls made inside under one case; gives its name: `name`, or one made of the article's first words."""
    text = request.text or request.html or ""
    chosen = name or f"{case_name(request.title or text)}-{digest([text])[:6]}"
    token = _article.set((chosen, request))
    try:
        yield chosen
    finally:
        _article.reset(token)


class RecordingModel(WrappedModel):
    """Writes what `model` answers under `folder`. A case recorded again takes the place of what was there.

    Calls made outside of `recording` become cases of their own. `prompt` names the prompt that asks, as in "extract/v1": who
    replays the recordings asks in that way again.
    """

    def __init__(
        self,
        model: ChatModel,
        folder: Path,
        *,
        prompt: str | None = None,
        obtained: str = "asked by the service in record mode",
    ) -> None:
        super().__init__(model)
        self._folder, self._prompt, self._obtained = folder, prompt, obtained
        self._calls: dict[str, dict[str, Call]] = {}
        self._writing = asyncio.Lock()

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        reply = await self.model.ask(request, deadline=deadline, on_text=on_text)
        name, article = _article.get() or (f"call-{request_fingerprint(request)[:8]}", None)
        call = call_of(request, reply)
        async with self._writing:
            calls = self._calls.setdefault(name, {})
            calls[call.fingerprint] = call
            case = Case(self._folder / name, self._about(article), tuple(calls.values()))
            await asyncio.to_thread(_write, case, article)
        return reply

    def _about(self, article: ExtractionRequest | None) -> dict[str, Any]:
        told = (
            article.options().model_dump(mode="json", include={"title", "published", "source", "url", "language"})
            if article
            else {}
        )
        asked_by = {"prompt": self._prompt} if self._prompt else {}
        return {**told, **asked_by, "recorded": datetime.now(UTC).date(), "obtained": self._obtained}


def keep_answer(folder: Path, article: ExtractionRequest, answer: bytes) -> None:
    """Write what the service answered about an article into its case, indented, for tests that need no model to begin with."""
    _write_article(folder, article)
    told = json.dumps(json.loads(answer), ensure_ascii=False, indent=1) + "\n"
    (folder / ANSWER).write_bytes(told.encode())


def _write(case: Case, article: ExtractionRequest | None) -> None:
    write_case(case)
    if article is not None:
        _write_article(case.folder, article)


def _write_article(folder: Path, article: ExtractionRequest) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = "article.txt" if article.text is not None else "article.html"
    (folder / name).write_bytes((article.text or article.html or "").encode())
