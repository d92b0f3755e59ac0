"""Words that describe somebody by office or kind and name nobody: "the minister", "die Delegation", "el Gobierno"."""

import re
from functools import cache, lru_cache

from service.core.names import bare, fold, is_proper, words
from service.core.tables import table


@lru_cache(8192)
def describes(name: str) -> bool:
    """Whether a name holds the word for an office or body that many states have, in whichever language, so that it singles nobody out."""
    return any(word in _words() or word.endswith(_ends()) for word in words(name))


def is_title(word: str) -> bool:
    """Whether a word before a name is an office; "He" is a family name."""
    return describes(word) and fold(word) not in _PRONOUNS


def untitled(name: str) -> str:
    """A person's name without the title before it: "general Pedro Sánchez", "Bundeskanzler Merz"; as it is where nothing proper would remain."""
    parts = bare(name).split()
    at = 0
    while at < len(parts) - 1 and (is_title(parts[at]) or _is_address(parts[at])):
        at += 1
    rest = " ".join(parts[at:])
    return rest if at and is_proper(rest) else name


def _is_address(word: str) -> bool:
    """Whether a word is how people are addressed: in full, or shortened with a full stop; initials are none."""
    return word.lower() in _ADDRESSES or bool(_SHORTENED.fullmatch(word))


@cache
def _words() -> frozenset[str]:
    return frozenset(fold(word) for row in table("offices").values() for word in row.split("|"))


@cache
def _ends() -> tuple[str, ...]:
    return tuple(fold(word) for word in table("offices")["de"].split("|") if len(word) >= _LONG)


_LONG = 4
_PRONOUNS = frozenset({"he", "she", "they"})
_SHORTENED = re.compile(r"(?!(?:ste?|jr|ma|fr)\.)[^\W\d_]{2,5}\.", re.IGNORECASE)
_ADDRESSES = frozenset(
    (
        "señor",
        "señora",
        "herr",
        "frau",
        "monsieur",
        "madame",
        "mme",
        "mlle",
        "signor",
        "signora",
        "senhor",
        "senhora",
        "meneer",
        "mevrouw",
        "pani",
        "sir",
        "lord",
        "lady",
        "doña",
    )
)
