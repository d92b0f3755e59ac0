"""Structured logs: one event a line, fields beside it, the request's id on every line.

Modules log with the standard library, `logging.getLogger(__name__).info("event in words", extra={...})`; only entry points
call `configure`. Article text and keys never get here: fields are ids, counts, durations, names of models and of exceptions. The
message of an exception this service did not raise on purpose may quote its input, so only at DEBUG is more of it written than
its class and the stack.
"""

import json
import logging
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal, TextIO

from service.errors import DragomanError

_BOUND: ContextVar[Mapping[str, object]] = ContextVar("dragoman_log_fields", default={})  # noqa: B039 - never mutated
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}
_SECRET_WORDS = ("key", "secret", "password", "authorization", "api_token")
_HIDDEN = "[hidden]"


@contextmanager
def bound(**fields: object) -> Iterator[None]:
    """Add `fields` to every line logged inside the block, in this task and those it starts."""
    token = _BOUND.set({**_BOUND.get(), **fields})
    try:
        yield
    finally:
        _BOUND.reset(token)


def configure(*, level: str, style: Literal["json", "text"], stream: TextIO | None = None) -> None:
    """Send this service's lines from `level` up, and other libraries' warnings, to `stream` (stderr when None)."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if style == "json" else TextLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("service").setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        theirs = logging.getLogger(name)
        theirs.handlers.clear()
        theirs.propagate = True
        theirs.setLevel(logging.WARNING)


class JsonLines(logging.Formatter):
    """One JSON object a line, for machines."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"time": _instant(record), "level": record.levelname, "logger": record.name, "event": _event(record)}
        return json.dumps(line | _fields(record) | _failure(record), ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """`time level event  field=value …`, for people."""

    def format(self, record: logging.LogRecord) -> str:
        fields = _fields(record) | _failure(record)
        stack = fields.pop("stack", None)
        shown = " ".join(f"{name}={_quoted(value)}" for name, value in fields.items())
        line = f"{_instant(record)} {record.levelname:<7} {_event(record)}  {shown}".rstrip()
        return line if stack is None else f"{line}\n{stack}"


def _instant(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _event(record: logging.LogRecord) -> str:
    return record.getMessage().replace("\n", "\\n").replace("\r", "\\r")


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    given = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    return {name: _HIDDEN if _secret(name) else value for name, value in {**_BOUND.get(), **given}.items()}


def _secret(name: str) -> bool:
    return any(word in name.lower() for word in _SECRET_WORDS)


def _quoted(value: object) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if not text or any(c.isspace() or not c.isprintable() for c in text) else text


def _failure(record: logging.LogRecord) -> dict[str, Any]:
    if not record.exc_info or record.exc_info[1] is None:
        return {}
    _, error, stack = record.exc_info
    telling = isinstance(error, DragomanError) or logging.getLogger("service").isEnabledFor(logging.DEBUG)
    name = type(error).__name__
    return {"error": f"{name}: {error}" if telling else name, "stack": _frames(stack)}


def _frames(stack: TracebackType | None) -> str:
    return "".join(traceback.format_list(traceback.extract_tb(stack))).rstrip()
