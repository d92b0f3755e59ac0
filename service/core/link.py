"""Records that speak of each other, joined: delegations to the meeting they are sent to, stances to the event or actor they are about."""

from collections.abc import Sequence

from schemas.actor import Actor
from schemas.base import DateRange
from schemas.delegation import Delegation
from schemas.event import Event
from schemas.stance import Stance
from service.core.actors import Roster
from service.core.names import similarity, words
from service.core.resolve import Records

_MEETINGS = {"CONSULT", "AGREE", "REJECT"}
_WORDS = {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"}
_ALIKE = 0.5


def link(records: Records, roster: Roster) -> Records:
    """Fill `delegation.events`, `stance.target.actor`, `stance.target.event` and the date of a stance that an event of its holder dates."""
    by_id = {a.id: a for a in roster.actors}
    delegations = tuple(d.model_copy(update={"events": _meetings(d, records.events, by_id)}) for d in records.delegations)
    names = frozenset(w for a in roster.actors for n in (a.name, *a.aliases) for w in words(n))
    stances = tuple(_linked(s, records.events, roster.actors, names) for s in records.stances)
    return Records(records.events, delegations, stances, records.warnings)


def _meetings(delegation: Delegation, events: Sequence[Event], actors: dict[str, Actor]) -> tuple[str, ...]:
    """Meetings that cite a sentence of the delegation's, with its party's side and, where named, a counterpart or the place in common."""
    cited = {e.sentence for e in delegation.evidence}
    side = _side({delegation.party, *filter(None, (delegation.head,)), *delegation.members}, actors)
    others = _side({*delegation.counterparts, *delegation.hosts}, actors)
    found = []
    for event in events:
        if event.type not in _MEETINGS or not cited & {e.sentence for e in event.evidence}:
            continue
        present = _side({*event.actors, *event.recipients}, actors)
        place = event.location and delegation.destination and event.location.name == delegation.destination.name
        refused = delegation.status in {"refused", "withdrawn"}
        if present & side and (present & others or place or not others) and (event.type == "REJECT") == (refused and event.type == "REJECT"):
            found.append(event.id)
    return tuple(found)


def _side(ids: set[str], actors: dict[str, Actor]) -> set[str]:
    """The actors and those they speak for."""
    return ids | {a.represents for i in ids if (a := actors.get(i)) and a.represents}


def _linked(stance: Stance, events: Sequence[Event], actors: Sequence[Actor], names: frozenset[str]) -> Stance:
    target = stance.target
    if target.actor is None:
        named = next((a.id for a in actors if _is_name(target.text, a)), None)
        target = target.model_copy(update={"actor": named})
    if target.event is None:
        target = target.model_copy(update={"event": _event_of(stance, events, names)})
    return stance.model_copy(update={"target": target, "date": stance.date or _dated(stance, events)})


def _is_name(text: str, actor: Actor) -> bool:
    return words(text) in [words(n) for n in (actor.name, *actor.aliases)]


def _event_of(stance: Stance, events: Sequence[Event], names: frozenset[str]) -> str | None:
    """The event whose summary says what the target says, cited nearby; the holder's own words are not their own target."""
    cited = {e.sentence for e in stance.evidence}
    scored = []
    for event in events:
        if event.actors == (stance.holder,) and event.type in _WORDS:
            continue
        near = min(abs(a - e.sentence) for a in cited for e in event.evidence)
        alike = similarity(stance.target.text, event.summary, without=names)
        if near <= 1 and alike >= _ALIKE:
            scored.append((alike, -near, event.id))
    return max(scored, default=(0.0, 0, None), key=lambda s: s[:2])[2]


def _dated(stance: Stance, events: Sequence[Event]) -> DateRange | None:
    """The day of an act of words by the same holder in the same sentence."""
    cited = {e.sentence for e in stance.evidence}
    same = (e for e in events if stance.holder in e.actors and e.type in _WORDS and e.status == "occurred")
    return next((e.date for e in same if e.date and cited & {x.sentence for x in e.evidence}), None)
