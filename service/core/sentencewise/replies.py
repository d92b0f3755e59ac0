"""What the model answers about a sentence: rows of acts and of views."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast

import jiter

from schemas.stance import Position
from service.core.ports import ChatReply

_View = Literal["for", "against", "mixed", "if"]
POSITIONS: Mapping[_View, Position] = {"for": "supports", "against": "opposes", "mixed": "ambivalent", "if": "conditional"}

T = TypeVar("T")
_PARTS = 3
_PART = r"[^|\"\\\n]"
SENTENCE_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "acts": {
            "type": "array",
            "maxItems": 3,
            "items": {"type": "string", "pattern": rf"^{_PART}{{2,70}} \| {_PART}{{2,48}} \| {_PART}{{0,50}}$"},
        },
        "views": {
            "type": "array",
            "maxItems": 2,
            "items": {"type": "string", "pattern": rf"^{_PART}{{2,50}} \| (for|against|mixed|if) \| {_PART}{{2,70}}$"},
        },
    },
    "required": ["acts", "views"],
    "additionalProperties": False,
}
VIEWS_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"views": {**SENTENCE_SCHEMA["properties"]["views"], "maxItems": 1}},
    "required": ["views"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class SaidAct:
    """A row "who | did | whom" in the model's words."""

    who: tuple[str, ...]
    did: str
    whom: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidView:
    """A row "who | for | what" in the model's words."""

    who: tuple[str, ...]
    position: Position
    what: str


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a reply that can be read; `bad` holds those that cannot."""

    acts: tuple[SaidAct, ...] = ()
    views: tuple[SaidView, ...] = ()
    bad: "Bad" = ()


Bad = tuple[tuple[Literal["event", "stance", "reply"], str], ...]
"""Rows that are none of those asked for, with what they should have told."""


def read_rows(reply: ChatReply) -> Rows:
    """The acts and views of a reply. A cut one keeps its complete rows; nothing is mended."""
    whole = _whole(reply)
    if whole is None:
        return Rows(bad=(("reply", reply.text),))
    acts = {row: _act(_parts(row)) for row in _rows(whole, "acts")}
    views = {row: _view(_parts(row)) for row in _rows(whole, "views")}
    bad = (
        (*_bad("event", acts), *_bad("stance", views)) if reply.finish_reason == "stop" else ()
    )  # a row still coming is no fault
    return Rows(_good(acts), _good(views), bad)


def _whole(reply: ChatReply) -> dict[str, Any] | None:
    try:
        text = reply.text
        whole = json.loads(text) if reply.finish_reason == "stop" else jiter.from_json(text.encode(), partial_mode=True)
    except (ValueError, RecursionError):
        return None
    return whole if isinstance(whole, dict) else None


def _rows(whole: dict[str, Any], kind: str) -> list[str]:
    rows = whole.get(kind)
    return [row for row in rows if isinstance(row, str)] if isinstance(rows, list) else []


def _parts(row: str) -> list[str]:
    parts = [part.strip() for part in row.split("|")]
    return parts if len(parts) == _PARTS else []


def _act(parts: list[str]) -> SaidAct | None:
    return SaidAct(_names(parts[0]), parts[1], _names(parts[2])) if parts and parts[0] and parts[1] else None


def _view(parts: list[str]) -> SaidView | None:
    if not parts or parts[1] not in POSITIONS or not parts[0] or not parts[2]:
        return None
    return SaidView(_names(parts[0]), POSITIONS[cast(_View, parts[1])], parts[2])


def _good(rows: Mapping[str, T | None]) -> tuple[T, ...]:
    return tuple(row for row in rows.values() if row is not None)


def _bad(kind: Literal["event", "stance"], rows: Mapping[str, object | None]) -> Bad:
    return tuple((kind, text) for text, row in rows.items() if row is None)


def _names(part: str) -> tuple[str, ...]:
    return tuple(name for n in part.split(";") if (name := n.strip()))
