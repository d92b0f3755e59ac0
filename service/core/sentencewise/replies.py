"""What the model answers for a sentence: rows of acts and of views."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

import jiter

from schemas.stance import Position
from service.core.ports import ChatReply

View = Literal["for", "against", "mixed", "if"]
POSITIONS: Mapping[View, Position] = {"for": "supports", "against": "opposes", "mixed": "ambivalent", "if": "conditional"}

_PART = r"[^|\"\\\n]"
SCHEMA: Mapping[str, Any] = {
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
class ReadRows:
    """All rows of a reply that can be read; `bad` holds those that cannot."""

    acts: tuple[SaidAct, ...] = ()
    views: tuple[SaidView, ...] = ()
    bad: tuple[tuple[Literal["event", "stance", "reply"], str], ...] = ()


def read_rows(reply: ChatReply) -> ReadRows:
    """Rows of a reply. A cut one keeps its complete rows; nothing is mended."""
    try:
        whole = (
            json.loads(reply.text) if reply.finish_reason == "stop" else jiter.from_json(reply.text.encode(), partial_mode=True)
        )
    except ValueError:
        return ReadRows(bad=(("reply", reply.text),))
    if not isinstance(whole, dict):
        return ReadRows(bad=(("reply", reply.text),))
    acts = {row: _act(row) for row in _rows(whole, "acts")}
    views = {row: _view(row) for row in _rows(whole, "views")}
    bad: tuple[tuple[Literal["event", "stance", "reply"], str], ...] = ()
    if reply.finish_reason == "stop":  # the last row of a reply that is still coming is no fault
        bad = (
            *(("event", r) for r, act in acts.items() if act is None),
            *(("stance", r) for r, view in views.items() if view is None),
        )
    return ReadRows(tuple(a for a in acts.values() if a), tuple(v for v in views.values() if v), bad)


def _rows(whole: dict[str, Any], kind: str) -> list[str]:
    rows = whole.get(kind)
    return [row for row in rows if isinstance(row, str)] if isinstance(rows, list) else []


def _parts(row: str) -> list[str]:
    parts = [part.strip() for part in row.split("|")]
    return parts if len(parts) == 3 else []  # noqa: PLR2004 - a row has three parts


def _act(row: str) -> SaidAct | None:
    parts = _parts(row)
    return SaidAct(_names(parts[0]), parts[1], _names(parts[2])) if parts and parts[0] and parts[1] else None


def _view(row: str) -> SaidView | None:
    parts = _parts(row)
    if not parts or parts[1] not in POSITIONS or not parts[0] or not parts[2]:
        return None
    return SaidView(_names(parts[0]), POSITIONS[cast(View, parts[1])], parts[2])


def _names(part: str) -> tuple[str, ...]:
    return tuple(name for n in part.split(";") if (name := n.strip()))
