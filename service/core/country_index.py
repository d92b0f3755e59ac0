"""All the names under which a country is found in one language, built once when first asked for.

CLDR (through Babel, which the HTML reader needs anyway) gives names of territories in every language, and through the cities of
its time zones many capitals; the tables add what it lacks. docs/decisions/countries.md says what was measured.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from service.core.country_forms import arabic_adjective, name_forms, people_forms
from service.core.tables import table

Kind = Literal["name", "people", "capital", "seat", "organ", "place"]
OLD_CODES = frozenset({"BUR", "ZAR", "DDR", "FXX", "TMP", "YMD"})
NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
UNDER_OTHERS = {"EH": "MAR"}
"""Territories with a code that PLOVER files under a sovereign."""
ABBREVIATION = 4
SHORTENED = frozenset({"zh", "ja"})
"""Languages whose words for a country's people and things are one character before another word: 美方, 米政府."""
_HYPHENS = re.compile(r"[-‐‑–—/]")
_DROPPED = re.compile(r"[.,\"“”«»״]")
_SPELLED = str.maketrans(
    {"ʼ": "'", "’": "'", "׳": "'", "\u200c": " ", "ı": "i"} | dict.fromkeys("يى", "ی") | {"ك": "ک", "ة": "ه"}
)
"""Letters and marks written for one another, and the space without width inside Persian words."""


class Entry(NamedTuple):
    """What a name stands for. `spelling` is the name as the table has it: capitals there ask for capitals in the text."""

    code: str
    kind: Kind
    spelling: str


@dataclass(frozen=True, slots=True)
class Index:
    """Entries by folded name, and the length of the longest name in words."""

    entries: dict[str, Entry]
    longest: int


@lru_cache(8192)
def fold(name: str) -> str:
    """One spelling for look-up: no case, accents, dots or quotes, hyphens as spaces."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", name.translate(_SPELLED)) if not unicodedata.combining(char))
    return " ".join(_DROPPED.sub("", _HYPHENS.sub(" ", bare)).casefold().split())


@cache
def codes() -> dict[str, str]:
    """Give ISO 3166-1 alpha-3 by alpha-2, with XKX for Kosovo."""
    from babel.core import Locale, get_global  # noqa: PLC0415 - 5 MB, for the first extraction only

    current = set(Locale.parse("en").territories) - NO_COUNTRIES

    found = {
        two[0]: three
        for three, two in get_global("territory_aliases").items()
        if len(three) == 3 and three.isalpha() and len(two) == 1 and three not in OLD_CODES  # noqa: PLR2004
    }
    return {two: three for two, three in found.items() if two in current} | {"XK": "XKX"} | UNDER_OTHERS


@cache
def territories(language: str) -> dict[str, str]:
    """Give CLDR's names of countries by alpha-2 code; empty for a language that CLDR does not know."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        names = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {two: str(names[two]) for two in codes() if two in names}


@cache
def cities(language: str) -> dict[str, str]:
    """Give alpha-3 codes by the names of the time zones' cities in `language`."""
    from babel.core import Locale, UnknownLocaleError, get_global  # noqa: PLC0415

    try:
        zones = Locale.parse(language).time_zones
    except (UnknownLocaleError, ValueError):
        return {}
    found = {}
    for zone, two in get_global("zone_territories").items():
        if two in codes():
            local = zones[zone].get("city") if zone in zones else None
            found[str(local or _english_city(zone))] = codes()[two]
    return found


def _english_city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def index(language: str) -> Index:
    """Build the index of one language: names before people before capitals before palaces."""
    entries: dict[str, Entry] = {}
    for kind, code, spelling in _all(language):
        entries.setdefault(fold(spelling), Entry(code, kind, spelling))
    return Index(entries, max(len(key.split()) for key in entries))


@cache
def places(language: str) -> dict[str, str]:
    """Give alpha-3 codes by the folded names of cities and regions."""
    found = dict(_spelled(table("countries/places").get(language, {})))
    found = {fold(form): code for name, code in found.items() for form in name_forms(name, language)}
    for name, code in cities(language).items():
        for form in name_forms(name, language):
            found.setdefault(fold(form), code)
    return found


def _spelled(rows: dict[str, str]) -> Iterator[tuple[str, str]]:
    for code, names in rows.items():
        yield from ((name, code) for name in names.split("|"))


def _all(language: str) -> Iterator[tuple[Kind, str, str]]:
    """Every form of every name, in the order in which they win: kind, code, form."""
    seats = table("countries/seats")
    names = (*_spelled(table("countries/names").get(language, {})), *_territory_names(language))
    rows: tuple[tuple[Kind, Iterable[tuple[str, str]]], ...] = (
        ("name", names),
        ("people", _people(language)),
        ("capital", _capitals(language)),
        ("seat", _spelled(seats["seats"])),
        ("organ", _spelled(seats["organs"])),
    )
    for kind, spellings in rows:
        for name, code in spellings:
            forms = {name} if kind == "people" else name_forms(name, language)
            yield from ((kind, code, form) for form in forms)


def _territory_names(language: str) -> Iterator[tuple[str, str]]:
    """CLDR's names, whole ones first: what stands in brackets there may be another name, or another country."""
    names = territories(language)
    yield from ((name, codes()[two]) for two, name in names.items())
    for two, name in names.items():
        yield from ((part, codes()[two]) for part in re.split(r"\s*[()（）]\s*", name) if part)


def _people(language: str) -> Iterator[tuple[str, str]]:
    """Words for people and things; the one-character names of Chinese and Japanese are read with what follows them, in `countries`."""
    rows = table("countries/demonyms").get(language, {}) if language not in SHORTENED else {}
    words = list(_spelled(rows))
    if language == "ar":
        words += [(arabic_adjective(name), codes()[two]) for two, name in territories(language).items() if " " not in name]
    for word, code in words:
        yield from ((form, code) for form in people_forms(word, language))


def _capitals(language: str) -> Iterator[tuple[str, str]]:
    """Capitals in `language`: our table's, and those that are cities of time zones."""
    seats = table("countries/seats")
    yield from _spelled(seats["localised"].get(language, {}))
    english = {(fold(name), code) for name, code in _spelled(seats["capitals"])}
    for name, code in zip(cities(language), cities(language).values(), strict=True):
        if (fold(name), code) in english:
            yield name, code
    local = {zone_city: name for name, zone_city in _zone_names(language)}
    for name, code in _spelled(seats["capitals"]):
        if fold(name) in local:
            yield local[fold(name)], code
        yield name, code


def _zone_names(language: str) -> Iterator[tuple[str, str]]:
    """Pairs of a city's name in `language` and its folded English one."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        zones = Locale.parse(language).time_zones
    except (UnknownLocaleError, ValueError):
        return
    for zone, parts in zones.items():
        if parts.get("city"):
            yield str(parts["city"]), fold(_english_city(zone))
