"""Drafts of all calls → one of each: the same record from two windows, or told twice, becomes one with both citations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from schemas.draft import DelegationDraft, EventDraft, StanceDraft
from service.core.actors import Roster
from service.core.ground import MOST_SENTENCES, Grounded
from service.core.names import containment, similarity, words

DraftT = TypeVar("DraftT", EventDraft, DelegationDraft, StanceDraft)

_SAME_WORDS = 0.5
_SAME_OCCASION = 0.25
_SAME_TARGET = 0.5


@dataclass(frozen=True, slots=True)
class Merged(Generic[DraftT]):
    """One record's draft, and which grounded drafts (positions from 0) went into it."""

    draft: DraftT
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MergedDrafts:
    """All records to be, each once."""

    events: tuple[Merged[EventDraft], ...]
    delegations: tuple[Merged[DelegationDraft], ...]
    stances: tuple[Merged[StanceDraft], ...]


def merge(grounded: Grounded, roster: Roster) -> MergedDrafts:
    """Merge equal records. Linear in the records times the records of the same type."""
    names = frozenset(w for a in roster.actors for n in (a.name, *a.aliases) for w in words(n))
    drafts = grounded.drafts
    return MergedDrafts(
        _merged(drafts.events, lambda a, b: _same_event(a, b, roster, names), lambda d: d.type),
        _merged(drafts.delegations, lambda a, b: _same_delegation(a, b, roster), lambda d: roster.of(d.party).id),
        _merged(drafts.stances, lambda a, b: _same_stance(a, b, roster), lambda d: roster.of(d.holder).id),
    )


def _merged(
    drafts: Sequence[DraftT], same: Callable[[DraftT, DraftT], bool], bucket: Callable[[DraftT], str]
) -> tuple[Merged[DraftT], ...]:
    kept: list[Merged[DraftT]] = []
    by_bucket: dict[str, list[int]] = {}
    slot: int
    for position, draft in enumerate(drafts):
        slots: list[int] = by_bucket.setdefault(bucket(draft), [])
        for slot in slots:
            if same(kept[slot].draft, draft):
                kept[slot] = Merged(_union(kept[slot].draft, draft), (*kept[slot].positions, position))
                break
        else:
            slots.append(len(kept))
            kept.append(Merged(draft, (position,)))
    return tuple(kept)


def _union(first: DraftT, second: DraftT) -> DraftT:
    """The first draft, filled up by the second: lists united, what it leaves open taken over."""
    update: dict[str, Any] = {}
    for name in type(first).model_fields:
        mine: Any = getattr(first, name)
        theirs: Any = getattr(second, name)
        if isinstance(mine, tuple):
            update[name] = tuple(dict.fromkeys((*mine, *theirs)))
        elif mine is None or mine == "unstated":
            update[name] = theirs
    update["sentences"] = tuple(sorted({*first.sentences, *second.sentences}))[:MOST_SENTENCES]
    if isinstance(first, EventDraft) and isinstance(second, EventDraft):
        doers = update.get("actors", first.actors)
        update["recipients"] = tuple(n for n in dict.fromkeys((*first.recipients, *second.recipients)) if n not in doers)
    return first.model_copy(update=update)


def _same_event(one: EventDraft, other: EventDraft, roster: Roster, names: frozenset[str]) -> bool:
    """Same type, doers and receivers that agree, no contradiction of time or place, and summaries that tell one thing."""
    if one.status != other.status and {one.status, other.status} & {"refused", "hypothetical", "planned"}:
        return False
    mine, theirs = {*roster.ids(one.actors)}, {*roster.ids(other.actors)}
    if one.type in {"CONSULT", "AGREE", "COOPERATE"}:
        mine |= {*roster.ids(one.recipients)}
        theirs |= {*roster.ids(other.recipients)}
    if not mine & theirs or _differ(one.date, other.date) or _differ(one.place, other.place):
        return False
    if not _compatible(roster.ids(one.recipients), roster.ids(other.recipients)):
        return False
    alike = similarity(one.summary, other.summary, without=names)
    if (
        one.type == "CONSULT"
        and mine == theirs
        and (one.date or one.place)
        and (one.date, one.place) == (other.date, other.place)
    ):
        return alike >= _SAME_OCCASION or bool({*one.sentences} & {*other.sentences})
    return alike >= _SAME_WORDS


def _same_delegation(one: DelegationDraft, other: DelegationDraft, roster: Roster) -> bool:
    """Same party on the same occasion: nothing named that differs, and a counterpart, a head or a destination in common."""
    if _differ(one.destination, other.destination) or _differ(one.date, other.date):
        return False
    if one.head and other.head and roster.of(one.head).id != roster.of(other.head).id:
        return False
    if {one.status, other.status} & {"refused", "withdrawn"} and one.status != other.status:
        return False
    common = {*roster.ids(one.counterparts)} & {*roster.ids(other.counterparts)}
    if one.counterparts and other.counterparts and not common:
        return False
    return bool(common) or bool(one.head and other.head) or (one.destination is not None and one.destination == other.destination)


def _same_stance(one: StanceDraft, other: StanceDraft, roster: Roster) -> bool:
    if one.position != other.position:
        return False
    if one.target_actor and other.target_actor and roster.of(one.target_actor).id != roster.of(other.target_actor).id:
        return False
    if {*one.sentences} & {*other.sentences} and containment(one.target, other.target) >= _SAME_TARGET:
        return True
    return similarity(one.target, other.target) >= _SAME_WORDS or one.target.casefold() == other.target.casefold()


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one.casefold() != other.casefold()


def _compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or bool({*one} & {*other})
