"""Drafts of all calls → one of each: the same record from two windows, or told twice, becomes one with both citations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from schemas.draft import DelegationDraft, EventDraft, StanceDraft
from service.core.actors import Roster
from service.core.ground import MOST_SENTENCES, Grounded
from service.core.names import words
from service.core.sameness import Sameness
from service.core.when import Dating

DraftT = TypeVar("DraftT", EventDraft, DelegationDraft, StanceDraft)


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


def merge(grounded: Grounded, roster: Roster, dating: Dating) -> MergedDrafts:
    """Merge equal records. Linear in the records times the records of the same type."""
    names = frozenset(w for a in roster.actors for n in (a.name, *a.aliases) for w in words(n))
    drafts, same = grounded.drafts, Sameness(roster, dating, names)
    return MergedDrafts(
        _merged(drafts.events, same.event, lambda d: d.type, same.closer_date),
        _merged(drafts.delegations, same.delegation, lambda d: roster.of(d.party).id, same.closer_date),
        _merged(drafts.stances, same.stance, lambda d: roster.of(d.holder).id, same.closer_date),
    )


def _merged(
    drafts: Sequence[DraftT],
    same: Callable[[DraftT, DraftT], bool],
    bucket: Callable[[DraftT], str],
    closer_date: Callable[[DraftT, DraftT], str | None],
) -> tuple[Merged[DraftT], ...]:
    kept: list[Merged[DraftT]] = []
    by_bucket: dict[str, list[int]] = {}
    slot: int
    for position, draft in enumerate(drafts):
        slots: list[int] = by_bucket.setdefault(bucket(draft), [])
        for slot in slots:
            if same(kept[slot].draft, draft):
                united = _union(kept[slot].draft, draft, date=closer_date(kept[slot].draft, draft))
                kept[slot] = Merged(united, (*kept[slot].positions, position))
                break
        else:
            slots.append(len(kept))
            kept.append(Merged(draft, (position,)))
    return tuple(kept)


def _union(first: DraftT, second: DraftT, *, date: str | None) -> DraftT:
    """The first draft, filled up by the second: lists united, what it leaves open taken over, and the date of both as it is given."""
    update: dict[str, Any] = {}
    for name in type(first).model_fields:
        mine: Any = getattr(first, name)
        theirs: Any = getattr(second, name)
        if isinstance(mine, tuple):
            update[name] = tuple(dict.fromkeys((*mine, *theirs)))
        elif mine is None or mine == "unstated":
            update[name] = theirs
    update["date"] = date
    update["sentences"] = tuple(sorted({*first.sentences, *second.sentences}))[:MOST_SENTENCES]
    if isinstance(first, EventDraft) and isinstance(second, EventDraft):
        doers = update.get("actors", first.actors)
        update["recipients"] = tuple(n for n in dict.fromkeys((*first.recipients, *second.recipients)) if n not in doers)
    return first.model_copy(update=update)
