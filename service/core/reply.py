"""Raw reply → validated drafts and rejected ones. Complete rows of a cut reply stand; nothing is ever repaired into being."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, Literal

import jiter

from schemas.base import Kind
from schemas.draft import ActorDraft, DelegationDraft, Drafts, EventDraft, StanceDraft
from schemas.extraction import Rejected
from service.core.ports import ChatReply
from service.core.prompt import KINDS
from service.core.rows import BadRow, parse_actor, parse_delegation, parse_event, parse_stance

_SINGULAR: dict[str, Kind | Literal["actor"]] = {
    "actors": "actor",
    "events": "event",
    "delegations": "delegation",
    "stances": "stance",
}
_PARSERS: dict[str, Callable[[str], ActorDraft | EventDraft | DelegationDraft | StanceDraft]] = {
    "actors": parse_actor,
    "events": parse_event,
    "delegations": parse_delegation,
    "stances": parse_stance,
}
_THOUGHTS = re.compile(r"\A\s*<(think|thinking|thought)>.*?</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ReadReply:
    """What a reply holds: the drafts that are valid, the rows that are not, and what is wrong with the reply as a whole, if anything."""

    drafts: Drafts = field(default_factory=Drafts)
    rejected: tuple[Rejected, ...] = ()
    fault: str | None = None
    cut: bool = False


def read_reply(reply: ChatReply, known: Collection[int] = ()) -> ReadReply:
    """Read a reply that follows the coding sheet; `known` are actor numbers that earlier replies gave.

    A row that refers to an actor number that nobody gave is a bad row. A cut reply (`finish_reason` length) gives its complete
    rows and `cut`; a reply that is not the JSON object asked for gives `fault`.
    """
    cut = reply.finish_reason == "length"
    try:
        sheet = _sheet(reply.text, cut=cut)
    except ValueError as error:
        return ReadReply(fault=f"the reply is not the JSON object asked for: {error}", cut=cut)
    found: dict[str, list[Any]] = {}
    rejected: list[Rejected] = []
    numbers = set(known)
    for kind in KINDS:
        found[kind] = []
        for row in sheet[kind]:
            try:
                draft = _row(kind, row)
                if isinstance(draft, ActorDraft):
                    numbers.add(draft.number)
                elif missing := actor_numbers(draft) - numbers:
                    raise BadRow(f"there is no actor row with number {min(missing)}")
                found[kind].append(draft)
            except BadRow as error:
                rejected.append(Rejected(kind=_SINGULAR[kind], reason="invalid_draft", detail=str(error), draft={"row": row}))
    return ReadReply(Drafts(**{kind: tuple(rows) for kind, rows in found.items()}), tuple(rejected), cut=cut)


def actor_numbers(draft: EventDraft | DelegationDraft | StanceDraft) -> set[int]:
    """All actor numbers that a record refers to."""
    match draft:
        case EventDraft():
            numbers: tuple[int | None, ...] = (*draft.actors, *draft.recipients)
        case DelegationDraft():
            numbers = (draft.party, draft.head, *draft.members, *draft.counterparts, *draft.hosts)
        case StanceDraft():
            numbers = (draft.holder, draft.target_actor)
    return {n for n in numbers if n is not None}


def complete_rows(text: str) -> int:
    """How many rows stand complete in the beginning of a reply; cheap enough to be asked at every piece of a stream."""
    try:
        return sum(len(rows) for rows in _sheet(text, cut=True).values())
    except ValueError:
        return 0


def _row(kind: str, row: object) -> ActorDraft | EventDraft | DelegationDraft | StanceDraft:
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
    """The text without a byte order mark, a block of thoughts before it, and a Markdown code fence around it.

    Anything else around the object is an error: prose may say that the object is no answer.
    """
    body = _THOUGHTS.sub("", text.removeprefix("\ufeff"), count=1).strip()
    if body.startswith("```"):
        body = body.partition("\n")[2]
        body = body.strip().removesuffix("```")
    return body.strip()
