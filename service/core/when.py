"""When a record happened: by its own words, by the day named before them, or, for what a statement itself says, on publication."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from schemas.article import Article
from schemas.base import DateRange
from service.core.dates import find_time_words, resolve_date

SPEECH_ACTS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Event types that are done in words, so that a statement that says them does them."""
_LOOK_BACK = 5
"""Sentences before the record's own in which the day may stand that "later that day" means."""
_STATEMENT = 2
"""Sentences in the first person that make an article the statement of its own author."""
_PART = r"(?:day|morning|afternoon|evening|night)"
_SAME_DAY = re.compile(
    rf"(?:(?:earlier|later)\s+)?(?:in\s+the|on\s+the\s+same|the\s+same|on\s+that|that)\s+{_PART}"
    r"|(?:at|around|about)?\s*\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\.?|at\s+(?:noon|midnight)",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    rf"(?:(?:on\s+)?the\s+)?(?P<side>next|following|previous)\s+{_PART}"
    r"|(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+days?\s+(?P<way>later|earlier|after|before)"
    r"|the\s+day\s+(?P<just>before|after)",
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

    def of_words(self, words: str, sentences: Sequence[int], *, future: bool) -> DateRange | None:
        """Resolve a record's own words for its date; `sentences` are its 1-based citations. None where nothing tells the day."""
        found = resolve_date(words, published=self._published, language=self.article.language, future=future)
        if found is not None:
            return found.model_copy(update={"text": words})
        days = _days_away(words)
        anchor = None if days is None else self._day_before(sentences[0])
        if days is None or anchor is None:
            return None
        day = (anchor + timedelta(days=days)).isoformat()
        return DateRange(start=day, end=day, text=words)

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

    def _day_before(self, sentence: int) -> date | None:
        """The day that was named last, in the sentence or shortly before it."""
        for number in range(sentence, max(0, sentence - _LOOK_BACK), -1):
            for words in reversed(find_time_words(self._sentence(number), self.article.language)):
                found = resolve_date(words, published=self._published, language=self.article.language, future=False)
                if found is not None and found.start == found.end:
                    return date.fromisoformat(found.start)
        return None

    def _sentence(self, number: int) -> str:
        span = self.article.sentences[number - 1]
        return (self.article.text or "")[span.start : span.end]


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
