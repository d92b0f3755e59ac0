"""Countries in languages that write other words together with a name: Chinese, Japanese, and Korean with its particles."""

import re
from collections.abc import Iterator
from functools import cache

from service.core.country_index import Entry, fold, index
from service.core.tables import table

UNSPACED = frozenset({"zh", "ja", "ko"})
_KATAKANA = re.compile("[ァ-ヺー]")
_AFTER_SHORT = {
    "zh": "(?=方(?![便式才面案向法])|媒|军)",
    "ja": "(?=大統領|政府|側|軍|首相|外相|国務|国防|当局|政権|高官|外務省|議会)",
}
_AFTER_KOREAN = "(?=[^가-힣]|$|은|는|이|가|을|를|의|에|과|와|도|로|으로|측|군|인|계|산|정부|당국|및|만|까지|부터|처럼|보다)"
"""Particles and the like; without these 인도 (India) would stand in 인도적 (humanitarian)."""
_SIDE = re.compile(r"(.+?)\s?(?:联邦|临时|連邦|臨時)?(?:政府|当局|方面|代表团|代表団|政権|側|方|정부|당국|측|대표단|정권)")


def unspaced_entries(text: str, language: str) -> Iterator[Entry]:
    """Give what the countries' names in a text stand for, in order, the longest where several begin."""
    entries, short = index(language).entries, short_names(language)
    for hit in _scanner(language).finditer(text):
        name = hit.group()
        yield Entry(short[name], "people", name) if name in short else entries[fold(name)]


def short_names(language: str) -> dict[str, str]:
    """Give codes by the one-character names of countries."""
    rows = table("countries/demonyms").get(language, {}) if language in _AFTER_SHORT else {}
    return {name: code for code, names in rows.items() for name in names.split("|")}


def before_side(name: str, language: str) -> str | None:
    """Give what stands before the word for a government or side: "俄罗斯政府", "美方", "米政府"; None without such a word."""
    hit = _SIDE.fullmatch(name.strip()) if language in UNSPACED else None
    return hit[1] if hit else None


@cache
def _scanner(language: str) -> re.Pattern[str]:
    names = [e.spelling for e in index(language).entries.values() if len(e.spelling) > 1 and not e.spelling.isascii()]
    found = [_bordered(re.escape(name), language) for name in sorted(names, key=len, reverse=True)]
    if language in _AFTER_SHORT:
        found.append(f"[{''.join(short_names(language))}]{_AFTER_SHORT[language]}")
    return re.compile("|".join(found))


def _bordered(name: str, language: str) -> str:
    """A name, of Japanese not inside another foreign word, of Korean only where a word begins."""
    if language == "ko":
        return rf"(?<![가-힣]){name}{_AFTER_KOREAN}"
    if language == "ja" and _KATAKANA.match(name):
        return rf"(?<![ァ-ヺー]){name}(?![ァ-ヺー])"
    return name
