"""A second, cheap look: does each record stand in the sentences it cites? What fails is rejected with that reason."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.delegation import Delegation
from schemas.event import Event
from schemas.extraction import Rejected, Warning
from schemas.stance import Stance
from service.core.compose import Composed
from service.core.plan import Answered, Call
from service.core.ports import ChatModel, ChatRequest, Deadline, Message
from service.core.prompt import load_prompt
from service.core.reading import Reading
from service.errors import ModelError, TooMuch

PROMPT = "verify/v1"
_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"fails": {"type": "array", "items": {"type": "string", "pattern": "^[eds][0-9]{1,4}$"}}},
    "required": ["fails"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Verified:
    """What is left after the check, and the call that it took."""

    found: Composed
    reading: Reading


async def verify(found: Composed, model: ChatModel, deadline: Deadline) -> Verified:
    """Ask once about all records. When the call fails or its answer cannot be read, all records stay, with a warning."""
    records: list[Event | Delegation | Stance] = [*found.events, *found.delegations, *found.stances]
    if not records:
        return Verified(found, Reading(()))
    prompt = load_prompt(PROMPT)
    names = {a.id: a.name for a in found.actors}
    lines = "\n".join(f"{r.id} {_claim(r, names)} | cited: {' '.join(_one_line(e.quote) for e in r.evidence)}" for r in records)
    asked = Message("user", prompt.user.replace("{records}", lines))
    call = Call(
        1, "verify", ChatRequest((Message("system", prompt.system), asked), _SCHEMA, "failing_records", max_tokens=1024), range(0)
    )
    try:
        reply = await model.ask(call.request, deadline=deadline)
        failing = _failing(reply.text)
    except (ModelError, TooMuch, ValueError, RecursionError) as error:
        warning = Warning(code="unverified", detail=f"the verification call failed: {error}")
        return Verified(replace(found, warnings=(*found.warnings, warning)), Reading(()))
    return Verified(_without(found, failing), Reading((Answered(call, reply),)))


def _one_line(quote: str) -> str:
    """A sentence that breaks the line cannot pose as another record."""
    return " ".join(quote.split())


def _claim(record: Event | Delegation | Stance, names: Mapping[str, str]) -> str:
    def named(ids: Sequence[str]) -> str:
        return ", ".join(names[i] for i in ids)

    match record:
        case Event():
            return f"{record.type} {record.status} | {named(record.actors)} > {named(record.recipients)} | {record.summary}"
        case Delegation():
            head = names[record.head] if record.head else "?"
            return f"delegation {record.status} | {names[record.party]}, led by {head} > {named(record.counterparts)} | {record.purpose or ''}"
        case Stance():
            return f"{names[record.holder]} {record.position} {record.target.text} | {record.claim}"


def _failing(text: str) -> frozenset[str]:
    value = json.loads(text)
    ids = value["fails"] if isinstance(value, dict) and isinstance(value.get("fails"), list) else None
    if ids is None:
        raise ValueError("it has no list `fails`")
    return frozenset(i for i in ids if isinstance(i, str))


def _without(found: Composed, failing: frozenset[str]) -> Composed:
    """The records that hold; links to those that fail are cut."""
    rejected = tuple(
        Rejected(kind=kind, reason="not_verified", detail="the cited sentences do not state it", draft=r.model_dump(mode="json"))
        for kind, records in (("event", found.events), ("delegation", found.delegations), ("stance", found.stances))
        for r in records
        if r.id in failing
    )
    delegations = (
        d.model_copy(update={"events": tuple(e for e in d.events if e not in failing)})
        for d in found.delegations
        if d.id not in failing
    )
    stances = (
        s.model_copy(update={"target": s.target.model_copy(update={"event": None})}) if s.target.event in failing else s
        for s in found.stances
        if s.id not in failing
    )
    return replace(
        found,
        events=tuple(e for e in found.events if e.id not in failing),
        delegations=tuple(delegations),
        stances=tuple(stances),
        rejected=(*found.rejected, *rejected),
    )
