"""Parts of people's names: the article of an Arabic name, the particles of a surname, and what a person is called by alone."""

import re
from collections.abc import Iterator
from functools import lru_cache

from service.core.names import PARTICLES, bare, words

_SURNAME_FIRST = frozenset({"CHN", "HKG", "KOR", "MAC", "PRK", "TWN"})
_ARTICLE = re.compile(r"^(?:[Aa]l|[Ee]l|ad|an|ar|as|ash|at|az|ul|ur|ud)[-‐‑–](?=\w{2})")


@lru_cache(4096)
def core(name: str) -> tuple[str, ...]:
    """The folded words of a person's name without the particles and the Arabic article that papers write or leave out."""
    parts = (_ARTICLE.sub("", part) for part in bare(name).split() if part not in PARTICLES)
    return tuple(word for part in parts for word in words(part))


def plain_surname(name: str) -> str:
    """The last word of a name without an Arabic article: "Assad"."""
    return _ARTICLE.sub("", (bare(name).split() or [name])[-1])


def surnames(name: str) -> Iterator[str]:
    """What a person of several names may be called by the last of them: "von der Leyen" and "Leyen"; "al-Assad" and "Assad"."""
    parts = bare(name).split()
    first = len(parts) - 1
    while first > 1 and parts[first - 1][:1].islower():
        first -= 1
    yield from dict.fromkeys((" ".join(parts[first:]), parts[-1], plain_surname(name)))


def bare_surnames(name: str, country: str | None) -> frozenset[str]:
    """The folded words by which a person of this full name is called alone; in China and Korea that is the first."""
    parts = core(name)
    return frozenset((*parts[:1], *parts[-1:]) if country in _SURNAME_FIRST else parts[-1:])
