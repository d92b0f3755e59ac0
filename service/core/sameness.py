"""Whether two drafts tell the same event, delegation or stance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.draft import DelegationDraft, EventDraft, StanceDraft
from service.core.actors import Roster
from service.core.countries import place_country
from service.core.named_acts import is_allegation
from service.core.names import containment, content, fold, is_latin, similarity, words
from service.core.when import MONTH, Dating, RecordDraft, days_in

_SAME_WORDS = 0.5
_SAME_OCCASION = 0.25
_SAME_TARGET = 0.5
_SAME_PLACE = 0.5
_FAR = 40
"""Sentences between two tellings of which the later one retells: what a long article said before it says again in other words."""
_RETOLD_WORDS = 0.15
_RETOLD_WITHOUT_DATE = 0.34
_RETOLD_IN = 0.5
_PAIR = 2
_COUNTED = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_SPELLED = {
    word: f"{n}{'th' if n > 3 else ('st', 'nd', 'rd')[n - 1]}"  # noqa: PLR2004
    for n, word in enumerate(_COUNTED, 1)
}
_TURN = re.compile(
    rf"\b(?P<which>{'|'.join(_SPELLED)}|\d{{1,3}}(?:st|nd|rd|th))\s+(?:[\w-]+\s+){{0,2}}?"
    r"(?P<what>round|phase|stage|session|meeting|summit|batch|group|tranche|package|call|visit|trip|day|week"
    r"|ceasefire|truce|exchange|swap|deal|agreement|offer|attempt|strike|attack|vote)\b",
    re.IGNORECASE,
)
_SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_NOT_SO = frozenset({"refused", "hypothetical", "planned"})


@dataclass
class Sameness:
    """Compares drafts of one article; `names` are the folded words of all actors' names, which say nothing about what was done."""

    roster: Roster
    dating: Dating
    names: frozenset[str]

    def event(self, one: EventDraft, other: EventDraft) -> bool:
        """Same type, doers and receivers that agree, no contradiction of time or place, and summaries that tell one thing."""
        if one.type != other.type or (one.status != other.status and {one.status, other.status} & _NOT_SO):
            return False
        mine, theirs = self._doers(one), self._doers(other)
        recipients, others = self.roster.ids(one.recipients), self.roster.ids(other.recipients)
        if (
            not mine & theirs
            or not _compatible(recipients, others)
            or self._with_other_partners(one, other)
            or not self._between_same(one, other)
        ):
            return False
        if (
            self._at_other_times(one, other)
            or _elsewhere(one.place, other.place, self._language)
            or other_in_turn(one.summary, other.summary)
        ):
            return False
        alike = similarity(one.summary, other.summary, without=self.names)
        two = {*one.sentences} == {*other.sentences} and _swapped(one.summary, other.summary)
        if (alike >= _SAME_WORDS and not two) or self._retold(one, other, alike):
            return True
        same_occasion = (one.date or one.place) and (one.date, one.place) == (other.date, other.place)
        if one.type != "CONSULT" or mine != theirs or not same_occasion:
            return False
        return alike >= _SAME_OCCASION or bool({*one.sentences} & {*other.sentences})

    def delegation(self, one: DelegationDraft, other: DelegationDraft) -> bool:
        """Same party on the same occasion: nothing named that differs, and a counterpart, a head or a destination in common."""
        if _elsewhere(one.destination, other.destination, self._language) or self._at_other_times(one, other):
            return False
        if one.head and other.head and self.roster.of(one.head).id != self.roster.of(other.head).id:
            return False
        if {one.status, other.status} & {"refused", "withdrawn"} and one.status != other.status:
            return False
        if other_in_turn(one.purpose or "", other.purpose or "") or _one_over_one_to_come(one, other):
            return False
        common = {*self.roster.ids(one.counterparts)} & {*self.roster.ids(other.counterparts)}
        if one.counterparts and other.counterparts and not common:
            return False
        there = one.destination is not None and one.destination == other.destination
        return bool(common) or bool(one.head and other.head) or there

    def stance(self, one: StanceDraft, other: StanceDraft) -> bool:
        """Same holder and position toward the same target; an attack and the allegation of it are two."""
        if one.position != other.position or is_allegation(one.target) != is_allegation(other.target):
            return False
        if other_in_turn(one.target, other.target):
            return False
        targets = [self.roster.of(d.target_actor).id for d in (one, other) if d.target_actor]
        if len({*targets}) > 1:
            return False
        if {*one.sentences} & {*other.sentences} and containment(one.target, other.target) >= _SAME_TARGET:
            return True
        return similarity(one.target, other.target) >= _SAME_WORDS or one.target.casefold() == other.target.casefold()

    def closer_date(self, one: RecordDraft, other: RecordDraft) -> str | None:
        """Whichever words tell the day more closely: "on 9 June" rather than "in June 2017"; the first's when both do as well."""
        if one.date is None or other.date is None:
            return one.date or other.date
        first, second = self.dating.of_draft(one), self.dating.of_draft(other)
        closer = second is not None and (first is None or days_in(second) < days_in(first))
        return other.date if closer else one.date

    @property
    def _language(self) -> str:
        return self.dating.article.language

    def _retold(self, one: EventDraft, other: EventDraft, alike: float) -> bool:
        """Whether one draft says again, far from the first telling, what the other said: the words differ, day and people do not."""
        if not _far_apart(one, other):
            return False
        dates = (self.dating.of_draft(one), self.dating.of_draft(other))
        shortest = min((days_in(d) for d in dates if d), default=MONTH) if all(dates) else MONTH + 1
        if one.mode == other.mode or None in (one.mode, other.mode):
            if alike >= (_RETOLD_WORDS if shortest <= MONTH else _RETOLD_WITHOUT_DATE):
                return True
        elif shortest <= MONTH:
            return alike >= 2 * _RETOLD_WORDS
        if one.mode != other.mode or self._doers(one) != self._doers(other):
            return False
        if containment(one.summary, other.summary, without=self.names) >= _RETOLD_IN:
            return True
        described = one.mode and one.recipients and self._people(one) == self._people(other) and self._is_described(one)
        return shortest == 1 or bool(described)

    def _between_same(self, one: EventDraft, other: EventDraft) -> bool:
        """Whether what goes both ways goes between the same: two who visit or promise one third something share only that third."""
        doers, others = ({*self.roster.ids(d.actors)} for d in (one, other))
        sides, other_sides = ({*self.roster.ids(d.recipients)} for d in (one, other))
        if doers & others or not sides or not other_sides:
            return True
        return bool(doers & other_sides and sides & others)

    def _doers(self, draft: EventDraft) -> set[str]:
        doers = {*self.roster.ids(draft.actors)}
        return doers | {*self.roster.ids(draft.recipients)} if draft.type in _SYMMETRIC else doers

    def _with_other_partners(self, one: EventDraft, other: EventDraft) -> bool:
        """Whether somebody meets one here and somebody else there: Erdogan's call to Pashinyan is not his call to Aliyev."""
        mine, theirs = self._doers(one), self._doers(other)
        if one.type not in _SYMMETRIC or len(mine) != _PAIR or len(theirs) != _PAIR or len(mine & theirs) != 1:
            return False
        (partner,), (another,) = mine - theirs, theirs - mine
        employers = {actor.id: actor.represents for actor in self.roster.actors}
        return employers[partner] != another and employers[another] != partner

    def _people(self, draft: EventDraft) -> set[str]:
        return {*self.roster.ids((*draft.actors, *draft.recipients))}

    def _is_described(self, draft: EventDraft) -> bool:
        """Whether it happens to a group that has no name: the "five border guards" of two tellings are the same five."""
        return any(self.roster.of(n).kind == "group" for n in (*draft.actors, *draft.recipients))

    def _at_other_times(self, one: EventDraft | DelegationDraft, other: EventDraft | DelegationDraft) -> bool:
        """Whether both have a date, and not the same; days within a month or year that the other names are the same."""
        if one.date is None or other.date is None or one.date.casefold() == other.date.casefold():
            return False
        first, second = self.dating.of_draft(one), self.dating.of_draft(other)
        if first is None or second is None:
            # "last month" of one telling may be the day that another names; rounds of talks differ by nothing else
            return isinstance(one, DelegationDraft) or first is second or not _far_apart(one, other)
        return first.end < second.start or second.end < first.start


def other_in_turn(one: str, other: str) -> bool:
    """Whether both count the same thing and not to the same number: the second round of talks is not the third."""
    counted, again = _turns(one), _turns(other)
    return any(not counted[what] & again[what] for what in counted.keys() & again.keys())


def _turns(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for turn in _TURN.finditer(text):
        found.setdefault(turn["what"].lower(), set()).add(_SPELLED.get(turn["which"].lower(), turn["which"].lower()))
    return found


def _swapped(one: str, other: str) -> bool:
    """Whether two summaries of one sentence differ in a single word of weight: two demands, and not one told in other words."""
    mine, theirs = words(one), words(other)
    if len(mine) != len(theirs):
        return False
    differing = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    return len(differing) == 1 and all(content(word) for word in differing[0])


def _one_over_one_to_come(one: DelegationDraft, other: DelegationDraft) -> bool:
    """Whether one was and one will be, and no date or place says that they are one all the same."""
    told = (one.date and other.date) or (one.destination and other.destination)
    statuses = {one.status, other.status}
    return not told and "concluded" in statuses and bool(statuses & {"announced", "en_route"})


def _far_apart(one: RecordDraft, other: RecordDraft) -> bool:
    return min(abs(a - b) for a in one.sentences for b in other.sentences) >= _FAR


def _elsewhere(one: str | None, other: str | None, language: str) -> bool:
    """Whether both are places, and neither is part of the other's words; of names in two scripts only their countries tell."""
    if one is None or other is None:
        return False
    if is_latin(one) != is_latin(other):
        return len({place_country(one, language), place_country(other, language)} - {None}) > 1
    mine, theirs = fold(one), fold(other)
    if not is_latin(one) and (mine in theirs or theirs in mine):
        return False
    return mine != theirs and containment(one, other) < _SAME_PLACE


def _compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or bool({*one} & {*other})
