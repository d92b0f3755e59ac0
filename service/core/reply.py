"""Raw reply → validated drafts and rejected ones. Complete rows of a cut reply stand; nothing is ever repaired into being."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import jiter

from schemas.base import Kind
from schemas.draft import ActorDraft, DelegationDraft, Drafts, EventDraft, StanceDraft
from schemas.extraction import Rejected
from service.core.ports import ChatReply
from service.core.prompt import KINDS
from service.core.rows import BadRow, parse_actor, parse_delegation, parse_event, parse_stance

_SINGULAR: dict[str, Kind | Literal["actor"]] = {"actors": "actor", "events": "event", "delegations": "delegation", "stances": "stance"}
_PARSERS: dict[str, Callable[[str], ActorDraft | EventDraft | DelegationDraft | StanceDraft]] = {
    "actors": parse_actor,
    "events": parse_event,
    "delegations": parse_delegation,
    "stances": parse_stance,
}


@dataclass(frozen=True, slots=True)
class ReadReply:
    """What a reply holds: the drafts that are valid, the rows that are not, and what is wrong with the reply as a whole, if anything."""

    drafts: Drafts = field(default_factory=Drafts)
    rejected: tuple[Rejected, ...] = ()
    fault: str | None = None
    cut: bool = False


def read_reply(reply: ChatReply) -> ReadReply:
    """Read a reply that follows the coding sheet.

    A cut reply (`finish_reason` length) gives its complete rows and `cut`; a reply that is not the JSON object asked for gives `fault`.
    """
    cut = reply.finish_reason == "length"
    try:
        sheet = _sheet(reply.text, cut=cut)
    except ValueError as error:
        return ReadReply(fault=f"the reply is not the JSON object asked for: {error}", cut=cut)
    found: dict[str, list[Any]] = {}
    rejected: list[Rejected] = []
    for kind in KINDS:
        found[kind] = []
        for row in sheet[kind]:
            try:
                found[kind].append(_row(kind, row))
            except BadRow as error:
                rejected.append(
                    Rejected(kind=_SINGULAR[kind], reason="invalid_draft", detail=str(error), draft={"row": row})
                )
    return ReadReply(Drafts(**{kind: tuple(rows) for kind, rows in found.items()}), tuple(rejected), cut=cut)


def complete_rows(text: str) -> int:
    """How many rows stand complete in the beginning of a reply; cheap enough to be asked at every piece of a stream."""
    try:
        return sum(len(rows) for rows in _sheet(text, cut=True).values())
    except ValueError:
        return 0


def _row(kind: str, row: object) -> Any:
    if not isinstance(row, str):
        raise BadRow(f"a row is one string, not {type(row).__name__}")
    return _PARSERS[kind](row)


def _sheet(text: str, *, cut: bool) -> dict[str, list[Any]]:
    """The four lists of rows. ValueError says why the text is no such object."""
    body = _unfenced(text)
    try:
        value = jiter.from_json(
            body.encode("utf-8", "surrogatepass"), partial_mode=cut, catch_duplicate_keys=True, allow_inf_nan=False
        )
    except ValueError as error:
        raise ValueError(str(error)) from error
    if not isinstance(value, dict):
        raise ValueError(f"it is a {type(value).__name__}")
    missing = [kind for kind in KINDS if kind not in value]
    if missing and not cut:
        raise ValueError(f"it has no {', '.join(missing)}")
    sheet = {kind: value.get(kind, []) for kind in KINDS}
    for kind, rows in sheet.items():
        if not isinstance(rows, list):
            raise ValueError(f"{kind} is no list")
    return sheet


def _unfenced(text: str) -> str:
    """The text without a Markdown code fence around it and without a byte order mark; anything else around the object is an error."""
    body = text.removeprefix("\ufeff").strip()
    if body.startswith("```"):
        body = body.partition("\n")[2]
        body = body.strip().removesuffix("```")
    return body.strip()
