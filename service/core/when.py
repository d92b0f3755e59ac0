"""When a record happened: by its own words, by the day named before them, or, for what a statement itself says, on publication."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import NamedTuple

from schemas.article import Article
from schemas.base import DateRange
from schemas.draft import DelegationDraft, EventDraft, StanceDraft
from service.core.dateline import day_alone
from service.core.dates import find_time_words, resolve_date
from service.core.dates.moments import SLACK
from service.core.dates.spans import DAY
from service.core.names import fold
from service.core.other_days import hangs_on_a_day, is_same_day, other_days, told_from, way_from
from service.core.tables import table

RecordDraft = EventDraft | DelegationDraft | StanceDraft
SPEECH_ACTS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Event types that are done in words, so that a statement that says them does them."""
_WEEK = 7
MONTH = 31
"""Days of the longest month; a longer range, as a year is, dates no story."""
_WORD = re.compile(r"\w+")
_LIGHT = frozenset(
    word
    for words in (
        "a around at before by during early from in late of on over since that the until",
        "after afternoon dawn day evening midnight morning night noon",
    )
    for word in words.split()
)
"""Words that may come or go where a date is told in slightly other words: "on Tuesday night", "late Tuesday"."""
_TO_COME = frozenset({"planned", "hypothetical", "announced", "en_route"})
_OFF = frozenset({"refused", "withdrawn"})
_GOING_ON = frozenset({"ongoing", "in_talks", "arrived"})
_MISSED = re.compile(
    r"\b(?:did not|didn['’]t|had not|failed to|skipped|missed|boycotted|stayed away|(?:was|were) absent)\b", re.IGNORECASE
)
_UNTIL = re.compile(r"(?:until|till|through)\b", re.IGNORECASE)
_LOOK_BACK = 12
"""Sentences before the record's own in which the day may stand that "later that day" means."""
_LOOK_BACK_ELSEWHERE = 3
"""The same for "la víspera" and its like, which soon mean the day before the writing instead."""
_NEAR = timedelta(days=45)
"""How far a day without a year may lie from where the story is before the article's other dates are asked."""
_LIVE = timedelta(days=14)
"""How far from its publication the days may lie that a live report goes through; a chronology goes further back."""
_LONGEST_LINE = 40
_HEAD_IS_OVER = 2
"""Sentences after which a line with a day no longer tells when the whole article appeared."""
_STATEMENT = 2
"""Sentences in the first person that make an article the statement of its own author."""
_ASKED = re.compile(r"(?:Q|A|Question|Answer)[.:]\s")
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]*[”\"»“]?")
_FIRST_PERSON = re.compile(r"\b(?:we|our|ours|us|I|my)\b|\bWe\b|\bOur\b|\bMy\b")


class _Named(NamedTuple):
    """A time that a sentence names, and where in it; `span` is None for a day that cannot be told."""

    sentence: int
    at: int
    span: DateRange | None


@dataclass(frozen=True)
class Dating:
    """The dates of one article's records."""

    article: Article
    _known: dict[tuple[str, tuple[int, ...], bool], DateRange | None] = field(default_factory=dict, compare=False, repr=False)

    def of_draft(self, draft: RecordDraft) -> DateRange | None:
        """The date that a draft's own words tell; merging and resolving ask for it again and again."""
        if draft.date is None:
            return None
        future = not isinstance(draft, StanceDraft) and self._is_to_come(draft)
        key = (draft.date, draft.sentences, future)
        if key not in self._known:
            self._known[key] = self.of_words(draft.date, draft.sentences, future=future)
        return self._known[key]

    def _is_to_come(self, draft: EventDraft | DelegationDraft) -> bool:
        """Whether the occasion lies ahead; what is called off mostly does, unless a sentence says that somebody stayed away from it."""
        if draft.status in _OFF:
            return not any(_MISSED.search(self._sentence(n)) for n in draft.sentences)
        return draft.status in _TO_COME or (draft.status in _GOING_ON and bool(_UNTIL.match(draft.date or "")))

    def of_words(self, words: str, sentences: Sequence[int], *, future: bool) -> DateRange | None:
        """Resolve a record's own words for its date; `sentences` are its 1-based citations. None where nothing tells the day."""
        at = next((n for n in sentences if words.casefold() in self._sentence(n).casefold()), sentences[0])
        elsewhere = None if self.article.language == "en" else _days_away_elsewhere(words)
        if elsewhere is not None:
            return self._away(elsewhere, words, sentences[0])
        found = self._days_from(words, at) if hangs_on_a_day(words) else None
        if found and not future and way_from(words) and self._published and _first(found) > self._published:
            found = None  # what was done lies not ahead, so it hangs on another week
        found = found or self._on_calendar(words, at, future=future)
        if found is None and self._hangs_on_story(words):
            found = self._told_before(words, at, future=future)
        return found and found.model_copy(update={"text": words})

    def _on_calendar(self, words: str, sentence: int, *, future: bool) -> DateRange | None:
        """What the words and the day of writing tell; a "next day" of the past that hangs on no day named is not tomorrow."""
        written = self._written(sentence)
        found = resolve_date(words, published=written, language=self.article.language, future=future)
        to_come = found is not None and written is not None and _first(found) > written
        return None if to_come and not future and hangs_on_a_day(words) else found

    def _written(self, sentence: int) -> date | None:
        """The publication date, or the day that heads the part of a live report that a sentence is in."""
        return next((day for number, day in reversed(self._parts) if number < sentence), self._published)

    @cached_property
    def _parts(self) -> tuple[tuple[int, date], ...]:
        """Lines within the article that are nothing but a day near its publication, each with the number of its sentence."""
        parts: list[tuple[int, date]] = []
        told = 0
        for number in range(1, len(self.article.sentences) + 1) if self._published else ():
            line = self._sentence(number)
            told += len(line) > _LONGEST_LINE
            words = day_alone(line) if len(line) <= _LONGEST_LINE and told >= _HEAD_IS_OVER else None
            day = self._resolved(words, self._published, future=True) if words and self._published else None
            if day and self._published and abs(_first(day) - self._published) <= _LIVE:
                parts.append((number, _first(day)))
        return tuple(parts)

    def worded(self, draft: RecordDraft, words: str) -> str | None:
        """The words of a sentence cited that tell the time which a draft's reworded ones tell; None where there are none."""
        meant = self.of_draft(draft)
        for number in draft.sentences:
            for said in find_time_words(self._sentence(number), self.article.language):
                changed = {*_WORD.findall(words.casefold())} ^ {*_WORD.findall(said.casefold())}
                told = self.of_draft(draft.model_copy(update={"date": said}))
                if changed <= _LIGHT or (meant and told and (meant.start, meant.end) == (told.start, told.end)):
                    return said
        return None

    def of_statement(self, sentences: Sequence[int]) -> DateRange | None:
        """The publication date for what the article's own author says in the first person; else None."""
        spoken = self._first_person
        if self.article.published and len(spoken) >= _STATEMENT and spoken.intersection(sentences):
            return DateRange(start=self.article.published, end=self.article.published)
        return None

    @cached_property
    def _published(self) -> date | None:
        return date.fromisoformat(self.article.published) if self.article.published else None

    @cached_property
    def _first_person(self) -> frozenset[int]:
        """Numbers of the sentences that speak in the first person outside quotation marks."""
        if self.article.language != "en" or self._is_interview:
            return frozenset()
        numbers = range(1, len(self.article.sentences) + 1)
        return frozenset(n for n in numbers if _FIRST_PERSON.search(_QUOTED.sub(" ", self._sentence(n))))

    @cached_property
    def _is_interview(self) -> bool:
        """Whether the lines are marked as questions and answers: then "I" is whoever is asked, and speaks of the past as others do."""
        return sum(bool(_ASKED.match(self._sentence(n))) for n in range(1, len(self.article.sentences) + 1)) >= _STATEMENT

    @cached_property
    def _named(self) -> tuple[_Named, ...]:
        """The days and months that the article names, in order."""
        named: list[_Named] = []
        story: DateRange | None = None
        for number in range(1, len(self.article.sentences) + 1):
            for at, words in self._time_words(number):
                explicit = self._told_by_itself(words, number, named)
                found = explicit
                if found is None and story is not None and self._hangs_on_story(words):
                    found = self._in_story(words, story, _spans(named))
                if found is None and not self._may_be_day(words):
                    continue
                if found is not None and days_in(found) > MONTH:
                    continue
                named.append(_Named(number, at, found))
                if found and (
                    explicit or days_in(found) == 1
                ):  # "in November" may look back: the story goes on from where it was
                    story = found
        return tuple(named)

    def _time_words(self, number: int) -> list[tuple[int, str]]:
        """The words for times of a sentence and where they stand, in order, those that hang on another day among them."""
        sentence = self._sentence(number)
        hanging = list(other_days(sentence)) if self.article.language == "en" else []
        found, at = list(hanging), 0
        for words in find_time_words(sentence, self.article.language):
            at = sentence.index(words, at)
            if not any(start < at + len(words) and at < start + len(each) for start, each in hanging):
                found.append((at, words))
            at += len(words)
        return sorted(found)

    def _told_by_itself(self, words: str, sentence: int, named: Sequence[_Named]) -> DateRange | None:
        """The date of words by themselves, or by the day named last."""
        if not hangs_on_a_day(words):
            return self._on_calendar(words, sentence, future=False)
        return _from_last(words, named)

    def _may_be_day(self, words: str) -> bool:
        """Whether words that cannot be placed would be a day if they could: the story is on that day then, and not on an earlier one."""
        found = self._resolved(words, date(2024, 5, 15), future=False)
        return found is not None and days_in(found) == 1

    def _told_before(self, words: str, sentence: int, *, future: bool) -> DateRange | None:
        """The date that words without a year have in the story as it stands at a sentence.

        What is to come is not told from a month alone, which is more likely the background's.
        """
        before = _spans([each for each in self._named if each.sentence < sentence])
        story = next((each for each in reversed(before) if days_in(each) == 1), before[-1] if before else None)
        if story is None or (future and days_in(story) > 1):
            return None
        return self._in_story(words, story, before)

    def _in_story(self, words: str, story: DateRange, named: Sequence[DateRange]) -> DateRange | None:
        """A day or month without a year, in an article without publication date.

        It is that nearest to where the `story` is; where that is far, the only one that the article has `named` before. So a year is taken only
        from the article itself.
        """
        at = _first(story)
        near = [found for future in (True, False) if (found := self._resolved(words, at, future=future))]
        nearest = min(near, key=lambda found: abs(_first(found) - at), default=None)
        if nearest is None or abs(_first(nearest) - at) <= _NEAR:
            return nearest
        again = (self._resolved(words, _first(each) - DAY, future=True) for each in named if _recurs(nearest, each))
        known = {found.start: found for found in again if found and any(_recurs(found, each, same_year=True) for each in named)}
        if len(known) > 1:
            return None
        return next(iter(known.values()), nearest)

    def _hangs_on_story(self, words: str) -> bool:
        """Whether only the story can tell the year: words for a day or month of any year, in an article without publication date.

        Words that move with the day of writing, as "on Tuesday" and "this March" do, hang on nothing in the article.
        """
        if self._published is not None:
            return False
        found = [(at, self._resolved(words, at, future=True)) for at in (date(2023, 2, 20), date(2023, 9, 5))]
        starts = {each.start[5:] if each and _first(each) >= at - SLACK else "" for at, each in found}
        return len(starts) == 1 and "" not in starts

    def _resolved(self, words: str, at: date, *, future: bool) -> DateRange | None:
        return resolve_date(words, published=at, language=self.article.language, future=future)

    def _days_from(self, words: str, sentence: int) -> DateRange | None:
        """The day that words like "the next morning" mean at a sentence, by the day named last before them.

        The hour of a day may stand before it: "at noon on Friday".
        """
        at = -1 if is_same_day(words) else self._sentence(sentence).casefold().find(words.casefold())
        before = [
            each
            for each in self._named
            if sentence - _LOOK_BACK < each.sentence <= sentence and (each.sentence < sentence or at < 0 or each.at < at)
        ]
        return _from_last(words, before)

    def _away(self, days: int, words: str, sentence: int) -> DateRange | None:
        """The day so far from the one named last in a sentence or shortly before it."""
        near = (n.span for n in reversed(self._named) if sentence - _LOOK_BACK_ELSEWHERE < n.sentence <= sentence)
        anchor = next((span for span in near if span and days_in(span) == 1), None)
        if anchor is None:
            return None
        day = (_first(anchor) + timedelta(days=days)).isoformat()
        return DateRange(start=day, end=day, text=words)

    def _sentence(self, number: int) -> str:
        span = self.article.sentences[number - 1]
        return (self.article.text or "")[span.start : span.end]


def _spans(named: Sequence[_Named]) -> list[DateRange]:
    return [each.span for each in named if each.span]


def _from_last(words: str, named: Sequence[_Named]) -> DateRange | None:
    """What words mean that hang on the day, or some on the week, that was named last; None where none was, or none that can be told."""
    way = way_from(words)
    longest = 1 if way is None else _WEEK
    last = next((each.span for each in reversed(named) if each.span is None or days_in(each.span) <= longest), None)
    if last is None:
        return None
    return told_from(words, date.fromisoformat(last.end if way == 1 else last.start))


def _first(span: DateRange) -> date:
    return date.fromisoformat(span.start)


def _recurs(one: DateRange, named: DateRange, *, same_year: bool = False) -> bool:
    """Whether a day is named again, or a month or a day of it, in whichever year."""
    length = 10 if days_in(one) == 1 else 7
    return (
        days_in(named) <= days_in(one)
        and one.start[0 if same_year else 5 : length] == named.start[0 if same_year else 5 : length]
    )


def days_in(span: DateRange) -> int:
    """How many days a range has, both ends included."""
    return (date.fromisoformat(span.end) - _first(span)).days + 1


def _days_away_elsewhere(words: str) -> int | None:
    """How many days after the day named before, in words of other languages than English; None for words that do not hang on one."""
    return _other_days().get(fold(words.strip(" ,.;")))


@cache
def _other_days() -> dict[str, int]:
    return {fold(phrase): int(days) for days, phrases in table("otherdays").items() for phrase in phrases.split("|")}
