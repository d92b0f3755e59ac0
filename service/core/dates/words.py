"""Words for dates as tokens that mean the same in every language.

A table under `tables/dates/` says which phrases of a language stand for which tokens: `"last unit:week" = "上周|上星期"`. Each
token has a letter, so that the rules can be regular expressions over a string of letters; words that no table knows are `.`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from service.core.dates.digits import NUMERIC, PLAIN_DIGITS, Token, digit_tokens
from service.core.tables import table

LANGUAGES = frozenset({"ar", "de", "en", "es", "fa", "fr", "he", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "zh"})
LETTERS = {
    "month": "M", "weekday": "W", "num": "n", "ordinal": "O", "one": "1", "unit": "U", "units": "u", "day": "R", "year": "R",
    "century": "j",
    "weekend": "k", "last": "l", "past": "p", "this": "t", "next": "x", "coming": "c", "ago": "g", "in": "i",
    "hence": "H",
    "since": "s", "until": "v", "before": "b", "after": "a", "between": "B", "to": "o", "and": "&",
    "early": "e", "mid": "m", "late": "f", "earlier": "E",
    "later": "L", "half": "h", "quarter": "q", "season": "S", "vague": "z", "skip": " ", "span": "D", "calendar": "Y", "nth": "N",
}  # fmt: skip
_UNSPACED = frozenset({"km", "lo", "my", "th", "yue", "bo", "dz"})
COMPANY = frozenset("MWnOYDltxcemfELs")
"""Letters beside which a word such as "may" or "Jan" is a date word."""
_FOLD = str.maketrans("أإآٱىیکة’ʼ׳ıİ\u200c", "ااااييكه'''ii ")
_VARIANTS = {"ا": "[اأإآٱ]", "ي": "[يىی]", "ك": "[كک]", "ه": "[هة]", "'": "['’ʼ׳]", " ": r"[\s\u200c]+"}


@cache
def _lexicon(language: str) -> tuple[re.Pattern[str], dict[str, tuple[tuple[str, Any], ...]], dict[str, str]]:
    """Build the scanner of a language: what its phrases mean, and which of them need company (`^`, `~`, `=`)."""
    meaning: dict[str, tuple[tuple[str, Any], ...]] = {}
    weak: dict[str, str] = {}
    rows = table(f"dates/{language}") if language in LANGUAGES else _calendar(language)
    for phrases, parts in _rows(rows):
        for phrase in phrases.split("|"):
            key = fold(phrase.lstrip("^~="))
            if key:
                meaning[key] = parts
                weak[key] = phrase[0] if phrase[0] in "^~=" else ""
    words = "|".join(_spelling(key) for key in sorted(meaning, key=len, reverse=True))
    if rows.get("spaced", True):
        words = (
            rf"(?<!\w){rows.get('prefix', '')}(?P<phrase>{words})(?:(?<=['’-])|(?![^\W\d])(?!(?<!و)\d))|['’]s\b|(?P<other>\w+)"
        )
    else:
        words = rf"(?P<phrase>{words})|(?P<other>\w)"
    return (
        re.compile(rf"{NUMERIC}|{words}|(?P<dash>\s?[-–—/]\s?)|(?P<stop>[.;:!?](?=\s|$)|[。；！？])", re.IGNORECASE),
        meaning,
        weak,
    )


def _calendar(language: str) -> dict[str, Any]:
    """The months and weekdays of a language without a table of its own, as CLDR has them in a date and by themselves."""
    from babel.core import Locale  # noqa: PLC0415

    locale = Locale.parse(language)
    months, days = locale.months, locale.days
    forms = [(months[use]["wide"], days[use]["wide"]) for use in ("format", "stand-alone")]
    return {
        "months": ["|".join({str(each[0][n]) for each in forms}) for n in range(1, 13)],
        "weekdays": ["|".join({str(each[1][n]) for each in forms}) for n in range(7)],
        "numbers": [],
        "words": {},
    }


@cache
def _has_calendar(language: str) -> bool:
    """Whether CLDR names months in words of a spaced script for the language."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        names = Locale.parse(language).months["format"]["wide"].values()
    except (UnknownLocaleError, ValueError):
        return False
    return language not in _UNSPACED and all(str(name)[:1].isalpha() for name in names)


def _rows(rows: dict[str, Any]) -> Iterator[tuple[str, tuple[tuple[str, Any], ...]]]:
    for name, first in (("months", 1), ("weekdays", 0), ("numbers", 1)):
        kind = {"months": "month", "weekdays": "weekday", "numbers": "num"}[name]
        for number, phrases in enumerate(rows[name], first):
            yield phrases, ((kind, number),)
    for kinds, phrases in rows["words"].items():
        yield phrases, tuple(_part(part) for part in kinds.split())


def _part(part: str) -> tuple[str, Any]:
    kind, _, rest = part.partition(":")
    if kind == "year":
        return kind, ("year", int(rest), int(rest))
    if kind == "day":
        first, _, last = rest.partition(":")
        return kind, ("day", int(first), int(last or first))
    return kind, int(rest) if rest.isdigit() else rest


def _spelling(key: str) -> str:
    return "".join(_VARIANTS.get(char, re.escape(char)) for char in key)


def fold(words: str) -> str:
    """One spelling for look-up: case, spaces, apostrophes, the letters i of Turkish and the Arabic letters that are written either way."""
    return " ".join(words.translate(_FOLD).casefold().split())


def tokens(text: str, language: str, *, only_date: bool = False) -> tuple[Token, ...]:
    """Read `text` (NFC) as date tokens; a dash is the word "to"; punctuation that ends a clause is an unknown word.

    Where it is known to be `only_date` and the language has but a calendar's words, the others are prepositions and are skipped.
    """
    scanner, meaning, weak = _lexicon(language if language in LANGUAGES or _has_calendar(language) else "en")
    found: list[Token] = []
    doubtful: list[tuple[int, str]] = []
    text = text if text.isascii() else text.translate(PLAIN_DIGITS)
    for hit in scanner.finditer(text):
        if hit["phrase"]:
            key = fold(hit["phrase"])
            doubtful += [(len(found), weak[key])] if weak[key] else []
            found += [Token(LETTERS[kind], value, hit.start("phrase"), hit.end()) for kind, value in meaning[key]]
        else:
            found += digit_tokens(hit, language)
    if only_date and language not in LANGUAGES and _has_calendar(language):
        found = [Token(" ", None, each.start, each.end) if each.letter == "." else each for each in found]
    return tuple(_settled(found, dict(doubtful), text))


def _settled(found: list[Token], doubtful: dict[int, str], text: str) -> Iterator[Token]:
    """Turn doubtful words without company into unknown ones; the full stop of an abbreviation that stays is no word."""
    firm = {at for at in range(len(found)) if at not in doubtful or _capital(doubtful[at], found, at, text)}
    for _ in range(2):  # a word that has found company is company for the next
        firm |= {at for at in doubtful if any(k in firm and found[k].letter in COMPANY for k in _neighbours(found, at))}
    for at, token in enumerate(found):
        stop = token.letter == "." and text[token.start : token.end] == "."
        if stop and at - 1 in doubtful and at - 1 in firm and token.start == found[at - 1].end:
            continue
        yield token if at in firm else Token(".", None, token.start, token.end)


def _capital(mark: str, found: list[Token], at: int, text: str) -> bool:
    """Whether a word is a date word without company.

    One marked `^` by its capital, alone or after a word of dates ("in May", not "Theresa May"), one marked `=` where nothing but filler
    stands around it ("na quarta", not "na quarta rodada").
    """
    if mark == "=":
        return all(token.letter == " " for k, token in enumerate(found) if k != at)
    alone = not at and len(found) == 1
    return mark == "^" and text[found[at].start].isupper() and (alone or (at > 0 and found[at - 1].letter != "."))


def _neighbours(found: list[Token], at: int) -> Iterator[int]:
    """Places of the next words on either side, past filler and the full stop of an abbreviation."""
    for step in (-1, 1):
        k = at + step
        while 0 <= k < len(found) and _beside(found[k]):
            k += step
        if 0 <= k < len(found):
            yield k


def _beside(token: Token) -> bool:
    """Whether a token is filler, "and", "to" or a full stop, so that its neighbours are each other's."""
    return token.letter in " o&" or (token.letter == "." and token.end - token.start == 1)


def composed(text: str) -> tuple[str, list[int]]:
    """Give `text` in NFC with plain digits, and for each border in it the border in `text`, so that what is found can be cut from the original."""
    if unicodedata.is_normalized("NFC", text):
        return text.translate(PLAIN_DIGITS), list(range(len(text) + 1))
    out: list[str] = []
    borders = [0]
    for hit in re.finditer(r".[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670]*", text, re.DOTALL):
        piece = unicodedata.normalize("NFC", hit.group())
        out.append(piece)
        borders += [hit.start()] * (len(piece) - 1) + [hit.end()]
    return "".join(out).translate(PLAIN_DIGITS), borders
