"""The country of a place that no table knows, where the article itself tells it: "Ijevan, Armenia", "Thailand's Sisaket province"."""

import re
from collections.abc import Iterable

from service.core.countries import country_code, demonym_code, place_country
from service.core.names import Searchable

_NAME = r"(?P<{}>[^\W\d_a-z][\w-]*(?:\s[^\W\d_a-z][\w-]*){{0,3}})"
_BEHIND = re.compile(
    rf"\s*,\s*{_NAME.format('listed')}(?=\s*(?:[,.;:)—–-]|$)|\s+(?:on|for|where|after|before|last|this)\b)"
    rf"|\s+(?:in|near|outside)\s+(?:the\s+)?{_NAME.format('around')}"
)
_OWNER = re.compile(
    r"([^\W\d_a-z][\w-]*(?:\s[^\W\d_a-z][\w-]*)?)['’]s\s+"
    r"(?:(?:north|south|east|west|central|border|coastal|remote|contested|breakaway|capital|resort|port|holy)[\w-]*\s+){0,2}$"
)
_KIND = re.compile(
    r"([^\W\d_a-z][\w-]*)\s+(?:[a-z][\w-]*\s+){0,2}"
    r"(?:city|town|village|port|province|region|district|island|resort|suburb|capital|area|territory|state)\s+of\s+$"
)
_LOOK_BACK = 80


def country_beside(place: str, sentences: Iterable[Searchable]) -> str | None:
    """Code of the country that stands beside the place in one of the sentences; None where none does, or more than one."""
    found = {
        code for sentence in sentences for span in sentence.find(place) if (code := _beside(sentence.text, span.start, span.end))
    }
    return found.pop() if len(found) == 1 else None


def _beside(text: str, start: int, end: int) -> str | None:
    before = text[max(0, start - _LOOK_BACK) : start]
    if owner := _OWNER.search(before):
        parts = owner[1].split()
        return country_code(owner[1]) or country_code(parts[-1])
    if kind := _KIND.search(before):
        return demonym_code(kind[1])
    behind = _BEHIND.match(text, end)
    if behind is None:
        return None
    parts = (behind["listed"] or behind["around"]).split()
    return next((code for size in range(len(parts), 0, -1) if (code := place_country(" ".join(parts[:size])))), None)
