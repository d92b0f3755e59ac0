"""When: the article's words for a date, resolved to calendar days against the publication date."""

import re
from datetime import date

from schemas.base import DateRange
from service.core.dates.moments import Anchor
from service.core.dates.phrases import Phrase, phrases
from service.core.dates.spans import DAY
from service.core.dates.words import LANGUAGES, composed, fold, tokens

__all__ = ["LANGUAGES", "find_time_words", "resolve_date"]

LONGEST = 400
"""Words for a date are short; what is longer is no such thing and is not searched (characters)."""
_YEAR_OPENERS = frozenset(
    word
    for words in (
        "in since of from by until till during before after a the for",
        "en desde de del hasta el la le depuis avant après seit von vom im bis em até",
        "в с до от после к عام سنة منذ في",
    )
    for word in words.split()
)
_EVE = {"ru": "накануне", "uk": "напередодні"}
"""Alone it is the day before the news; with what follows ("накануне выборов") the eve of something else."""
_SOME_DAY = date(2024, 5, 15)


def resolve_date(words: str, *, published: date | None, language: str, future: bool) -> DateRange | None:
    """Resolve `words` to first and last day; None where the words and the publication date do not tell.

    A year is taken from the words only. Weekdays and days without a year are those nearest to `published` on the side that the
    tense (`future`) asks for; without `published`, whatever is relative stays None. `language` is ISO 639-1; one without a table
    is read as English. Of several dates the phrase with the most date words counts. Never raises.
    """
    if published and fold(words.strip(" ,.")) == _EVE.get(language):
        eve = (published - DAY).isoformat()
        return DateRange(start=eve, end=eve, text=words)
    anchor = Anchor(published, future)
    text, _ = composed(words[:LONGEST])
    for each in dict.fromkeys((language, "en")):
        found = _found(text, each, anchor)
        if found:
            best = max(found, key=lambda phrase: phrase.weight)
            return best.span and DateRange(start=best.span[0].isoformat(), end=best.span[1].isoformat(), text=words)
    return None


def find_time_words(sentence: str, language: str) -> tuple[str, ...]:
    """List the date phrases of a sentence as they stand there: those that `resolve_date` could place with a publication date."""
    text, borders = composed(sentence)
    words = tokens(text, language)
    found: list[Phrase] = []
    for future in (False, True):
        for phrase in phrases(words, Anchor(_SOME_DAY, future=future)):
            if phrase.span and all(phrase.end <= other.start or other.end <= phrase.start for other in found):
                found.append(phrase)
    found.sort(key=lambda phrase: phrase.start)
    said = (sentence[borders[phrase.start] : borders[phrase.end]] for phrase in found if not _mere_number(text, phrase))
    return tuple(words for words in said if language != "en" or words not in _VERBS)


_VERBS = frozenset({"may", "march"})
"""Months whose names are other words of English where they are written small and alone."""


def _mere_number(text: str, phrase: Phrase) -> bool:
    """Whether four digits rather count something: "killed 2000 people"; a preposition before them makes them a year."""
    if not text[phrase.start : phrase.end].isdigit():
        return False
    before = re.search(r"(\S+)\s*$", text[: phrase.start])
    after = re.match(r"\s+\w", text[phrase.end :])
    return bool(after) and not (before and before[1].casefold().strip("(\"'“‘") in _YEAR_OPENERS)


def _found(text: str, language: str, anchor: Anchor) -> list[Phrase]:
    return list(phrases(tokens(text, language, only_date=True), anchor))
