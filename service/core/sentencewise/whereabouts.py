"""Where and when things happen in an article, and what for: the words of its own sentences."""

import re
from collections.abc import Sequence
from datetime import date

from schemas.article import Article
from service.core.countries import place_country
from service.core.dates import find_time_words, resolve_date
from service.core.sentencewise.acts import Act
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.mission_words import mission_words
from service.core.sentencewise.places import places
from service.core.sentencewise.tokens import Token

_PURPOSE = re.compile(
    r"\b(for|to) (the |a |direct |first |new )*(talks?|negotiat\w+|discuss\w*|attend|mediat\w+|end|sign|mend|meetings?|summit)\b"
    r"[^,.;“”\"]{0,80}"
)
_SINCE = re.compile(r"\bsince\b[^,;:.“”\"]*", re.IGNORECASE)
_ASIDE = re.compile(r", (?:who|which|whose)\b[^,;.“”]*(?:,|$)")
_FIRST_TIME = re.compile(r"\b(?:first|only)\b[^,;:.]*$", re.IGNORECASE)
_LONGEST_CITY, _SAID_REACH = 2, 5
_SAID = frozenset({"said", "told", "announced", "confirmed", "reported", "stated"})


class Whereabouts:
    """Looks into the sentences of one article; `cast` tells persons and bodies from places."""

    def __init__(self, article: Article, sentences: Sequence[str], tokens: Sequence[Sequence[Token]], cast: Cast) -> None:
        self._sentences, self._tokens, self._cast, self._language = sentences, tokens, cast, article.language
        self._published = date.fromisoformat(article.published) if article.published else None
        self._here = places(tokens[0], ()) if tokens else ()
        words = [w.strip(",.:;'’\"") for w in (article.title or "").split()]
        self._title_places = [w for w in words[1:] if w[:1].isupper() and place_country(w)]
        self.venue = self._main_venue()

    def date_of(
        self, numbers: Sequence[int], first: int | None = None, *, coming: bool = False, done: bool = False
    ) -> str | None:
        """The first words of time in the sentences that date what token `first` of the first of them begins to tell.

        `coming`: it has not been done by then, so that "announced on Thursday" does not tell its day; `done`: it has been, so that
        "next week" does not either.
        """
        told = ((n, words) for n in numbers for words in find_time_words(self._sentences[n - 1], self._language))
        fit = (w for n, w in told if self._goes_with(numbers, first, n, w) and not (coming and self._of_saying(n, w)))
        return next((w for w in fit if not (done and self._lies_ahead(w))), None)

    def _lies_ahead(self, words: str) -> bool:
        """Whether words of time tell a day after the article's own, on which nothing has been done yet."""
        if self._published is None:
            return False
        day = resolve_date(words, published=self._published, language=self._language, future=False)
        return day is not None and date.fromisoformat(day.start) > self._published

    def _of_saying(self, number: int, words: str) -> bool:
        """Whether words of time tell when it was said: "announced the move on Thursday"."""
        at = self._sentences[number - 1].find(words)
        before = [t for t in self._tokens[number - 1] if t.end <= at][-_SAID_REACH:]
        for token in reversed(before):
            if token.low in _SAID:
                return True
            if token.text in {",", ";", "that", "”", '"'}:
                return False
        return False

    def place_of(self, numbers: Sequence[int], first: int | None = None) -> str | None:
        """The first place that the sentences name for what token `first` of the first of them begins to tell."""
        told = ((n, place) for n in numbers for place in self.places(n))
        return next((place for n, place in told if self._goes_with(numbers, first, n, place)), None)

    def _goes_with(self, numbers: Sequence[int], first: int | None, number: int, words: str) -> bool:
        """Whether words belong to what is told: those behind "since" or in an aside go with what is told there, and with nothing else."""
        sentence = self._sentences[number - 1]
        tokens, at = self._tokens[number - 1], sentence.find(words)
        if first is None:
            return not _since(sentence, at)
        told = tokens[first].start if number == numbers[0] and first < len(tokens) else 0
        return _since(sentence, at) == _since(sentence, told) and _aside(sentence, at) == _aside(sentence, told)

    def purpose_of(self, numbers: Sequence[int]) -> str | None:
        """What somebody goes for, in the article's words."""
        return next((match.group()[:200] for n in numbers if (match := _PURPOSE.search(self._sentences[n - 1]))), None)

    def of(self, act: Act) -> tuple[str, ...]:
        """Places of an act's sentences; else the article's main venue, else those of its title."""
        names = [place for number in act.sentences for place in self.places(number)]
        if not any(place_country(n) for n in names):
            names += [self.venue] if self.venue else self._title_places
        return tuple(dict.fromkeys(names))

    def places(self, number: int) -> tuple[str, ...]:
        """Places of a sentence; "here" is the place of the dateline."""
        tokens = self._tokens[number - 1]
        found = tuple(p for p in places(tokens, ()) if place_country(p) or self._is_unknown(p))
        return found or (self._here if any(t.low == "here" for t in tokens) else ())

    def _is_unknown(self, place: str) -> bool:
        words = place.split()
        return len(words) <= _LONGEST_CITY and self._cast.known_person(words[-1]) is None and self._cast.known_body(place) is None

    def _main_venue(self) -> str | None:
        """The first place that is named with talks, a summit or the like, else where the article opens."""
        told = [n for n, tokens in enumerate(self._tokens, 1) if {t.low for t in tokens} & mission_words()["occasions"]]
        return next((p for n in (*told, 1) if n <= len(self._tokens) for p in self.places(n) if place_country(p)), None)


def _aside(sentence: str, at: int) -> int | None:
    """Where the aside begins in which the character at `at` stands: ", which has sat in Oslo since 1975,"."""
    return next((m.start() for m in _ASIDE.finditer(sentence) if m.start() <= at < m.end()), None)


def _since(sentence: str, at: int) -> bool:
    """Whether the character at `at` stands in a phrase that tells since when, and "since" alone, as in "since 2020", is not what stands there.

    "The first talks since 2019" were not in 2019 and later, though, whereas sanctions "imposed since 2019" were.
    """
    return any(
        match.start() + (_FIRST_TIME.search(sentence[: match.start()]) is None) <= at < match.end()
        for match in _SINCE.finditer(sentence)
    )
