"""Records that speak of each other, joined: delegations to the meeting they are sent to, stances to the event or actor they are about."""

from collections.abc import Mapping, Sequence

from schemas.actor import Actor
from schemas.base import DateRange
from schemas.delegation import Delegation
from schemas.event import Event
from schemas.stance import Stance
from service.core.actors import Roster
from service.core.named_acts import NAMED_BY
from service.core.names import content, words
from service.core.resolve import Records
from service.core.sameness import other_in_turn

_WORDS = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_AHEAD = frozenset({"announced", "en_route", "arrived", "unstated"})
_OFF = frozenset({"refused", "withdrawn"})
_CARRIED = 0.75
_NEAR = 2
"""Sentences from which "the talks" are those just told, and not those that the article is about."""
_MEETING = frozenset(
    stem[:5]
    for stem in ("talks", "meeting", "summit", "visit", "trip", "round", "session", "conference", "negotiations", "dialogue")
)
_ACCORD = frozenset(stem[:5] for stem in ("agreement", "deal", "accord", "pact", "treaty", "truce", "ceasefire", "memorandum"))
_SAYING = frozenset(
    stem[:5]
    for stem in (
        *("accusation", "allegation", "blame", "charge", "claim", "complaint", "condemnation", "criticism", "praise", "thanks"),
        *("appeal", "call", "condition", "demand", "request", "ultimatum", "invitation", "offer", "pledge", "promise", "apology"),
        *("refusal", "rejection", "cancellation", "postponement", "decision", "announcement", "threat", "warning", "veto"),
    )
)
"""How the nouns begin that name what is done in words: a "plan" that is backed or blamed is not the backing."""


def link(records: Records, roster: Roster) -> Records:
    """Fill `delegation.events`, `stance.target.actor`, `stance.target.event`, and the date of a stance that an event of its holder dates."""
    actors = {a.id: a for a in roster.actors}
    delegations = tuple(d.model_copy(update={"events": _meetings(d, records.events, actors)}) for d in records.delegations)
    stances = tuple(_linked(s, records.events, actors) for s in records.stances)
    return Records(records.events, delegations, stances, records.warnings)


def _meetings(delegation: Delegation, events: Sequence[Event], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """Meetings that fit the delegation's status, time and place, cite a sentence of its, and name its side alone or with the other."""
    cited = {e.sentence for e in delegation.evidence}
    side = _side({delegation.party, *filter(None, (delegation.head,)), *delegation.members}, actors)
    others = _side({*delegation.counterparts, *delegation.hosts}, actors) - side
    found = []
    for event in events:
        if not _fits(delegation, event) or not cited & {e.sentence for e in event.evidence}:
            continue
        present = _side({*event.actors, *event.recipients}, actors)
        if present & side and (present & others or not others or present <= side):
            found.append(event.id)
    return tuple(found)


def _fits(delegation: Delegation, event: Event) -> bool:
    """Whether the event is the kind of meeting that a delegation of this status has, at no other time and place."""
    if delegation.destination and event.location:
        countries = {delegation.destination.country, event.location.country} - {None}
        if len(countries) > 1:
            return False
    off = delegation.status in _OFF
    if off and event.type == "REJECT":
        return True  # its day is that of the refusal, not of the meeting
    if delegation.date and event.date and (event.date.end < delegation.date.start or delegation.date.end < event.date.start):
        return False
    if off:
        return event.status == "refused"
    if event.type == "AGREE":
        return event.status in {"planned", "hypothetical"} and delegation.status in _AHEAD
    over = delegation.status == "concluded"
    return (
        event.type == "CONSULT"
        and delegation.status not in {"announced", "en_route"}
        and not (over and event.status == "ongoing")
    )


def _side(ids: set[str], actors: Mapping[str, Actor]) -> set[str]:
    """The actors and those they speak for."""
    return ids | {a.represents for i in ids if (a := actors.get(i)) and a.represents}


def _linked(stance: Stance, events: Sequence[Event], actors: Mapping[str, Actor]) -> Stance:
    target = stance.target
    if target.actor is None:
        target = target.model_copy(update={"actor": next((a.id for a in actors.values() if _is_name(target.text, a)), None)})
    target = target.model_copy(update={"event": _event_of(stance, events, actors)})
    return stance.model_copy(update={"target": target, "date": stance.date or _dated(stance, events)})


def _is_name(text: str, actor: Actor) -> bool:
    return words(text) in [words(n) for n in (actor.name, *actor.aliases)]


def _event_of(stance: Stance, events: Sequence[Event], actors: Mapping[str, Actor]) -> str | None:
    """The event that carries (nearly) all content words of the target, one of them no name; of several the one told nearest.

    What the holder says or demonstrates is not the target of the same saying, and what somebody refuses or condemns is not the refusal or blame.
    """
    wanted = content(stance.target.text)
    names = {w for a in actors.values() for n in (a.name, *a.aliases) for w in content(n)}
    cited = {e.sentence for e in stance.evidence}
    fitting = []
    for event in events:
        if stance.holder in event.actors and (event.type == "PROTEST" or (event.type in _WORDS and event.status == "occurred")):
            continue
        if event.type in NAMED_BY and not wanted & NAMED_BY[event.type]:
            continue
        people = (n for i in (*event.actors, *event.recipients) for n in (actors[i].name, *actors[i].aliases))
        held = content(" ".join((event.summary, event.location.name if event.location else "", *people)))
        if not (wanted & held) - names or len(wanted & held) < _CARRIED * len(wanted):
            continue
        if _is_called(wanted - names, event) and not other_in_turn(stance.target.text, event.summary):
            near = min(abs(a - e.sentence) for a in cited for e in event.evidence)
            fitting.append((-len(wanted & held), near, event.id))
    return _told_nearest(fitting, alone=len(wanted) == 1)


def _told_nearest(fitting: Sequence[tuple[int, int, str]], *, alone: bool) -> str | None:
    """The best fit; what is called by one word `alone` is just told, or it is the first that the article tells."""
    if alone and fitting and min(near for _, near, _ in fitting) > _NEAR:
        return fitting[0][2]
    return min(fitting, default=(0, 0, None), key=lambda f: f[:2])[2]


def _is_called(words: frozenset[str], event: Event) -> bool:
    """Whether an event is what a single word calls it; several words tell more, and need no such care."""
    (word, *more) = words
    done = event.status == "occurred"
    if more:
        return True
    if word in _MEETING:
        return event.type == "CONSULT" or (event.type == "AGREE" and not done)
    if word in _ACCORD:
        return done and event.type in {"AGREE", "SUPPORT", "CONCEDE"}
    return event.type not in _WORDS or (done and word in _SAYING)


def _dated(stance: Stance, events: Sequence[Event]) -> DateRange | None:
    """The day of an act of words by the same holder in the same sentence."""
    cited = {e.sentence for e in stance.evidence}
    same = (e for e in events if stance.holder in e.actors and e.type in _WORDS and e.status == "occurred")
    return next((e.date for e in same if e.date and cited & {x.sentence for x in e.evidence}), None)
