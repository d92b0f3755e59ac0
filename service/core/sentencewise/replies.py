"""What the model answers: rows of views about a voice, rows of acts and views about a sentence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, cast

import jiter

from schemas.stance import Position
from service.core.ports import ChatReply

_View = Literal["for", "against", "mixed", "if"]
POSITIONS: Mapping[_View, Position] = {"for": "supports", "against": "opposes", "mixed": "ambivalent", "if": "conditional"}

T = TypeVar("T")
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
VOICE_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "views": {
            "type": "array",
            "maxItems": 2,
            "items": {"type": "string", "pattern": rf"^(for|against|mixed|if) \| {_PART}{{2,70}}$"},
        },
    },
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
    """A row "for | what" in the model's words, or "who | for | what" where the question named nobody."""

    position: Position
    what: str
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a reply that can be read; `bad` holds those that cannot."""

    acts: tuple[SaidAct, ...] = ()
    views: tuple[SaidView, ...] = ()
    bad: "Bad" = ()


Bad = tuple[tuple[Literal["event", "stance", "reply"], str], ...]
"""Rows that are none of those asked for, with what they should have told."""


def read_voice(reply: ChatReply) -> Rows:
    """The views of a reply about a voice. A cut one keeps its complete rows; nothing is mended."""
    whole = _whole(reply)
    if whole is None:
        return Rows(bad=(("reply", reply.text),))
    views = {row: _view(_parts(row, 2)) for row in _rows(whole, "views")}
    return Rows(views=_good(views), bad=_bad("stance", views) if reply.finish_reason == "stop" else ())


def read_sentence(reply: ChatReply) -> Rows:
    """The acts and views of a reply about a sentence, read in the same manner."""
    whole = _whole(reply)
    if whole is None:
        return Rows(bad=(("reply", reply.text),))
    acts = {row: _act(_parts(row, 3)) for row in _rows(whole, "acts")}
    views = {row: _view_of_somebody(_parts(row, 3)) for row in _rows(whole, "views")}
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


def _parts(row: str, count: int) -> list[str]:
    parts = [part.strip() for part in row.split("|")]
    return parts if len(parts) == count else []


def _act(parts: list[str]) -> SaidAct | None:
    return SaidAct(_names(parts[0]), parts[1], _names(parts[2])) if parts and parts[0] and parts[1] else None


def _view(parts: list[str]) -> SaidView | None:
    if not parts or parts[0] not in POSITIONS or not parts[1]:
        return None
    return SaidView(POSITIONS[cast(_View, parts[0])], parts[1])


def _view_of_somebody(parts: list[str]) -> SaidView | None:
    view = _view(parts[1:])
    return replace(view, who=_names(parts[0])) if view is not None and parts[0] else None


def _good(rows: Mapping[str, T | None]) -> tuple[T, ...]:
    return tuple(row for row in rows.values() if row is not None)


def _bad(kind: Literal["event", "stance"], rows: Mapping[str, object | None]) -> Bad:
    return tuple((kind, text) for text, row in rows.items() if row is None)


def _names(part: str) -> tuple[str, ...]:
    return tuple(name for n in part.split(";") if (name := n.strip()))
