"""What has a country's code and is not its state: parts of countries, and what PLOVER files under a sovereign (Abkhazia, Northern Cyprus)."""

from collections.abc import Iterator
from functools import cache, lru_cache

from service.core.country_forms import name_forms, people_forms
from service.core.country_index import fold
from service.core.tables import table

_LONGEST = 5
"""Words of the longest name."""


def is_part(name: str, language: str = "en") -> bool:
    """Whether a name is, or holds, that of a part of a country or of its people: "Scotland", "the Catalan government", "Abkhazia"."""
    return _holds(name, language, ("parts", "partially_recognised"))


def is_partially_recognised(name: str, language: str = "en") -> bool:
    """Whether a name is, or holds, that of one of those that PLOVER codes as their sovereign with sector PRE."""
    return _holds(name, language, ("partially_recognised",))


@lru_cache(2048)
def _holds(name: str, language: str, kinds: tuple[str, ...]) -> bool:
    known = frozenset[str]().union(*(_forms(kind, language) for kind in kinds))
    folded = fold(name).replace("'s", "")
    if language == "zh":
        return any(each in folded for each in known)
    words = folded.split()
    return any(
        " ".join(words[first:last]) in known
        for first in range(len(words))
        for last in range(first + 1, min(first + _LONGEST, len(words)) + 1)
    )


@cache
def _forms(kind: str, language: str) -> frozenset[str]:
    """Folded names of all languages, in the cases of this one."""
    return frozenset(fold(form).replace("'s", "") for form in _spelled(table("countries/parts")[kind], language))


def _spelled(row: dict[str, str], language: str) -> Iterator[str]:
    for name in row["names"].split("|"):
        yield from name_forms(name, language)
    for word in row["people"].split("|"):
        yield from people_forms(word, "en")
