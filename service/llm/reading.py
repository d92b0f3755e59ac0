"""The endpoint's answer, as one JSON document or as a stream of events → ChatReply, or the error that says why it is none.

Nothing is taken on trust: every field may be missing, null or of another type.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas.extraction import Tokens
from service.core.ports import ChatReply, FinishReason, OnText
from service.errors import ModelAnsweredBadly, ModelRefused, ReplyLost
from service.llm.faults import error_of, fault_of, scrubbed

_CUT = frozenset({"length", "max_tokens", "model_length"})
_TOOLS = frozenset({"tool_calls", "function_call"})
_LOST = frozenset({"error", "abort", "insufficient_system_resource"})
_HALF = re.compile("[\ud800-\udfff]")
_MOST_TOKENS = 2**31 - 1  # what is counted must fit the database
_AFTER_DONE = 0.1  # seconds: the rest of the body is read so that the connection can be used again


@dataclass(slots=True)
class Heard:
    """What has come of a reply so far."""

    on_text: OnText | None = None
    secret: str | None = None
    pieces: list[str] = field(default_factory=list)
    refusal: str = ""
    finish: str | None = None
    tools: bool = False
    usage: Any = None
    fingerprint: str | None = None

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def hear(self, message: Mapping[str, Any]) -> None:
        """Take in a message or the delta of one."""
        content = _words(message.get("content"))
        if content:
            self.pieces.append(content)
            if self.on_text is not None:
                self.on_text(content)
        self.refusal += _words(message.get("refusal"))
        self.tools = self.tools or bool(message.get("tool_calls") or message.get("function_call"))

    def note(self, document: Mapping[str, Any]) -> None:
        """Take in what stands beside the choices."""
        self.usage = document.get("usage") or self.usage
        fingerprint = document.get("system_fingerprint")
        if isinstance(fingerprint, str) and not _HALF.search(fingerprint):
            self.fingerprint = fingerprint


def read_document(body: bytes, heard: Heard, *, model: str, content_type: str) -> ChatReply:
    """Read a whole answer."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        if "html" in content_type or body.lstrip()[:1] == b"<":
            raise ModelAnsweredBadly("The endpoint answered with a web page. Is the base URL right?") from error
        raise ModelAnsweredBadly("The endpoint's answer is no JSON.", again=True) from error
    if not isinstance(document, dict):
        raise ModelAnsweredBadly("The endpoint's answer is no JSON object.", again=True)
    _raise_error_in(document, heard)
    choice = _first_choice(document)
    if choice is None:
        raise ModelAnsweredBadly("The endpoint's answer has no choices.", again=True)
    heard.note(document)
    heard.finish = _words(choice.get("finish_reason")) or "stop"  # some servers leave it out of a whole answer
    heard.hear(_object(choice.get("message")))
    return concluded(heard, model)


async def read_stream(events: AsyncIterator[str], heard: Heard, *, model: str, silence: float) -> ChatReply:
    """Read a stream of events to its end.

    A finish reason makes it whole, with or without `[DONE]`; a stream that ends or is silent for `silence` seconds before that
    raises ReplyLost with what came. Time to the first event is not bounded here, because models think first.
    """
    done = False
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(None) as patience:
            async for data in events:
                done = done or data.strip() == "[DONE]"
                patience.reschedule(loop.time() + (_AFTER_DONE if done else silence))
                if not done:
                    _hear_event(data, heard)
    except TimeoutError as error:
        if heard.finish is None:
            raise ReplyLost(f"The stream was silent for {silence:g} seconds.", partial=heard.text) from error
    if heard.finish is None:
        raise ReplyLost("The stream ended before the reply did.", partial=heard.text)
    return concluded(heard, model)


def _hear_event(data: str, heard: Heard) -> None:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReplyLost("The stream holds something that is no JSON.", partial=heard.text) from error
    if not isinstance(document, dict):
        raise ReplyLost("The stream holds something that is no JSON object.", partial=heard.text)
    _raise_error_in(document, heard)
    heard.note(document)
    choice = _first_choice(document)
    if choice is None:
        return
    heard.finish = _words(choice.get("finish_reason")) or heard.finish
    heard.hear(_object(choice.get("delta")))


def concluded(heard: Heard, model: str) -> ChatReply:
    """Return the reply that was heard, once it is whole."""
    text, finish = heard.text, heard.finish
    if heard.refusal or finish == "content_filter":
        raise ModelRefused("The model declined to answer." if heard.refusal else "A content filter stopped the reply.")
    if finish in _LOST:
        raise ReplyLost(f"The model stopped with {finish!r}.", partial=text)
    if finish in _TOOLS or (heard.tools and not text):
        raise ModelAnsweredBadly("The model called a tool instead of answering.")
    if not text.strip():
        if finish in _CUT:
            raise ModelAnsweredBadly("The model used up all its tokens before it wrote anything.")
        raise ModelAnsweredBadly("The reply has no text.", again=True)
    if _HALF.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")  # a pair may come in two pieces
        if _HALF.search(text):
            raise ModelAnsweredBadly("The reply holds half of a character.", again=True)
    reason: FinishReason = "length" if finish in _CUT else "stop"
    return ChatReply(text=text, finish_reason=reason, model=model, tokens=_tokens(heard.usage), fingerprint=heard.fingerprint)


def _raise_error_in(document: Mapping[str, Any], heard: Heard) -> None:
    if document.get("error"):
        raise error_of(scrubbed(fault_of(document, status=None), heard.secret), partial=heard.text)


def _first_choice(document: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the choice with index 0: one was asked for, and what else is there was not."""
    choices = document.get("choices")
    found = [choice for choice in choices if isinstance(choice, dict)] if isinstance(choices, list) else []
    return next((choice for choice in found if choice.get("index", 0) == 0), None)


def _object(value: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any JSON
    return value if isinstance(value, dict) else {}


def _words(content: Any) -> str:  # noqa: ANN401 - any JSON
    """Return the text, or the text parts of a list of parts."""
    if isinstance(content, list):
        return "".join(_words(part.get("text")) for part in content if isinstance(part, dict))
    return content if isinstance(content, str) else ""


def _tokens(usage: Any) -> Tokens:  # noqa: ANN401 - any JSON
    """Return the endpoint's own count; zeros where it gives none."""
    if not isinstance(usage, dict):
        return Tokens()
    cached = _object(usage.get("prompt_tokens_details")).get("cached_tokens")
    prompt, completion = usage.get("prompt_tokens"), usage.get("completion_tokens")
    return Tokens(prompt=_count(prompt), cached=_count(cached), completion=_count(completion))


def _count(value: Any) -> int:  # noqa: ANN401 - any JSON
    return min(value, _MOST_TOKENS) if isinstance(value, int) and value > 0 else 0
