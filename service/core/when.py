"""When a record happened: by its own words, by the day named before them, or, for what a statement itself says, on publication."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from schemas.article import Article
from schemas.base import DateRange
from schemas.draft import DelegationDraft, EventDraft, StanceDraft
from service.core.dates import find_time_words, resolve_date
from service.core.dates.moments import SLACK
from service.core.dates.spans import DAY

RecordDraft = EventDraft | DelegationDraft | StanceDraft
SPEECH_ACTS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Event types that are done in words, so that a statement that says them does them."""
MONTH = 31
"""Days of the longest month; a longer range, as a year is, dates no story."""
_TO_COME = frozenset({"planned", "announced", "en_route"})
_LOOK_BACK = 12
"""Sentences before the record's own in which the day may stand that "later that day" means."""
_NEAR = timedelta(days=45)
"""How far a day without a year may lie from where the story is before the article's other dates are asked."""
_STATEMENT = 2
"""Sentences in the first person that make an article the statement of its own author."""
_PART = r"(?:day|morning|afternoon|evening|night)"
_HOUR = (
    r"(?:\d{1,2}(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?|\s+o['’]clock)?|noon|midnight|dawn|dusk|half\s+past\s+\w+"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s+o['’]clock)?)"
)
_SAME_DAY = re.compile(
    rf"(?:(?:earlier|later)\s+)?(?:in\s+the|(?:on\s+)?the\s+same|(?:on\s+)?that)\s+{_PART}"
    rf"|(?:(?:at|by|around|about|before|after|shortly)\s+)*{_HOUR}(?:\s+(?:in\s+the|that|the\s+same|on\s+the\s+same)\s+{_PART})?",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    rf"(?:(?:on\s+)?the\s+)?(?P<side>next|following|previous)\s+{_PART}"
    r"|(?:on\s+)?the\s+day\s+(?P<just>before|after)"
    r"|(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+days?\s+(?P<way>later|earlier|after|before)",
    re.IGNORECASE,
)
_NUMBERS = {"a": 1, "an": 1} | {
    word: n for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
_BACKWARDS = frozenset({"previous", "earlier", "before"})
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]*[”\"»“]?")
_FIRST_PERSON = re.compile(r"\b(?:we|our|ours|us|I|my)\b|\bWe\b|\bOur\b|\bMy\b")


@dataclass(frozen=True)
class Dating:
    """The dates of one article's records."""

    article: Article
    _known: dict[tuple[str, tuple[int, ...], bool], DateRange | None] = field(default_factory=dict, compare=False, repr=False)

    def of_draft(self, draft: RecordDraft) -> DateRange | None:
        """The date that a draft's own words tell; merging and resolving ask for it again and again."""
        if draft.date is None:
            return None
        future = not isinstance(draft, StanceDraft) and draft.status in _TO_COME
        key = (draft.date, draft.sentences, future)
        if key not in self._known:
            self._known[key] = self.of_words(draft.date, draft.sentences, future=future)
        return self._known[key]

    def of_words(self, words: str, sentences: Sequence[int], *, future: bool) -> DateRange | None:
        """Resolve a record's own words for its date; `sentences` are its 1-based citations. None where nothing tells the day."""
        found = resolve_date(words, published=self._published, language=self.article.language, future=future)
        if found is None:
            at = next((n for n in sentences if words.casefold() in self._sentence(n).casefold()), sentences[0])
            found = self._told_before(words, at) if self._hangs_on_story(words) else None
            found = found or self._days_from(words, at)
        return found and found.model_copy(update={"text": words})

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
        if self.article.language != "en":
            return frozenset()
        numbers = range(1, len(self.article.sentences) + 1)
        return frozenset(n for n in numbers if _FIRST_PERSON.search(_QUOTED.sub(" ", self._sentence(n))))

    @cached_property
    def _named(self) -> tuple[tuple[int, DateRange], ...]:
        """The days and months that the article names, in order, each with its sentence."""
        named: list[tuple[int, DateRange]] = []
        story: DateRange | None = None
        for number in range(1, len(self.article.sentences) + 1):
            for words in find_time_words(self._sentence(number), self.article.language):
                explicit = resolve_date(words, published=self._published, language=self.article.language, future=False)
                found = explicit
                if found is None and story is not None and self._hangs_on_story(words):
                    found = self._in_story(words, story, [each for _, each in named])
                if found is None or days_in(found) > MONTH:
                    continue
                named.append((number, found))
                if explicit or days_in(found) == 1:  # "in November" may look back: the story goes on from where it was
                    story = found
        return tuple(named)

    def _told_before(self, words: str, sentence: int) -> DateRange | None:
        """The date that words without a year have in the story as it stands at a sentence."""
        before = [each for number, each in self._named if number < sentence]
        story = next((each for each in reversed(before) if days_in(each) == 1), before[-1] if before else None)
        return self._in_story(words, story, before) if story is not None else None

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
        """The day that words like "the next morning" mean at a sentence."""
        days = _days_away(words)
        anchor = None if days is None else self._day_before(sentence)
        if days is None or anchor is None:
            return None
        day = (anchor + timedelta(days=days)).isoformat()
        return DateRange(start=day, end=day)

    def _day_before(self, sentence: int) -> date | None:
        """The day that was named last, in the sentence or shortly before it."""
        for number, found in reversed(self._named):
            if sentence - _LOOK_BACK < number <= sentence and found.start == found.end:
                return date.fromisoformat(found.start)
        return None

    def _sentence(self, number: int) -> str:
        span = self.article.sentences[number - 1]
        return (self.article.text or "")[span.start : span.end]


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


def _days_away(words: str) -> int | None:
    """How many days after the day named before; None for words that do not hang on one."""
    if _SAME_DAY.fullmatch(words.strip()):
        return 0
    other = _OTHER_DAY.fullmatch(words.strip())
    if other is None:
        return None
    count = other["count"] or "one"
    days = int(count) if count.isdigit() else _NUMBERS[count.lower()]
    return -days if (other["side"] or other["way"] or other["just"]).lower() in _BACKWARDS else days
