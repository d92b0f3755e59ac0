"""How a name stands in a sentence of a language that changes it: Slavic cases, and the words that Arabic and Hebrew write together with the next.

The script tells the family, so that a name in another script than the article's needs no language. Generous: a form too many rarely is
another name, and an exact one goes before it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.core.country_forms import ADJECTIVES, NOUN_ENDINGS

_LONGEST_PREFIX = 4
_SHORTEST = 3
"""Letters. Shorter words are no names, or do not change."""
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ARABIC = re.compile("[\u0620-\u06ff]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_PIECE = re.compile(r"\w+|\W+")
_MORE = (
    *((end, f"{end} {end}а {end}у {end}ым {end}им {end}е {end}і") for end in ("ов", "ев", "єв", "ин", "ын", "ін", "їн")),
    ("ська", "ська ської ській ську ською"),
    ("и", "и ей ям ями ях"),
    ("ські", "ські ських ським ськими"),
)


@dataclass(frozen=True, slots=True)
class Forms:
    """A name's forms as whole words of a folded text: `pattern` from where the word begins in which `literal` stands; its last group is the name."""

    literal: str
    pattern: re.Pattern[str]

    def find(self, folded: str) -> Iterator[tuple[int, int]]:
        """Give start and end of the name in its forms, without what is written before it; time is that of looking for a string."""
        at = folded.find(self.literal)
        while at >= 0:
            start = at
            while start and at - start < _LONGEST_PREFIX and _is_letter(folded[start - 1]):
                start -= 1
            hit = self.pattern.match(folded, start)
            if hit and hit.lastgroup:
                yield hit.span(hit.lastgroup)
            at = folded.find(self.literal, max(at + 1, hit.end() if hit else 0))


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


@lru_cache(4096)
def in_sentences(name: str, fold: Callable[[str], str]) -> Forms | None:
    """Give the forms of a name; None for one that does not change. `fold` gives letters the one spelling that the text has."""
    folded = fold(name)
    if _CYRILLIC.search(name):
        pieces = [_cases(piece, fold) for piece in _PIECE.findall(name)]
        pattern = "".join(f"{re.escape(stem)}(?:{'|'.join(map(re.escape, endings))})" for stem, endings in pieces)
        literal = next(stem for stem, _ in pieces if stem)
        return Forms(literal, re.compile(rf"(?<!\w)(?P<name>{pattern})(?!\w)"))
    if sum(map(str.isalpha, folded)) < _SHORTEST:
        return None
    if _ARABIC.match(folded):
        return Forms(folded.removeprefix("ال") or folded, re.compile(rf"(?<!\w){_after_particles(folded)}(?!\w)"))
    if _HEBREW.match(folded):
        return Forms(folded, re.compile(rf"(?<!\w)[והבלמשכ]{{0,3}}(?P<name>{re.escape(folded)})(?!\w)"))
    return None


def _cases(piece: str, fold: Callable[[str], str]) -> tuple[str, list[str]]:
    """What all cases of a word begin with, and what they end in; abbreviations and what stands between words do not change."""
    stem = fold(piece)
    if len(piece) < _SHORTEST or piece.isupper() or not _CYRILLIC.match(piece):
        return stem, [""]
    forms = {fold(form) for form in _forms(piece)}
    while not all(form.startswith(stem) for form in forms):
        stem = stem[:-1]
    return stem, sorted((form[len(stem) :] for form in forms), key=len, reverse=True)


def _forms(word: str) -> Iterator[str]:
    yield word
    if word[-2:] in ADJECTIVES:
        yield from (word[:-2] + form for form in ADJECTIVES[word[-2:]].split())
    for rows in (_MORE, *NOUN_ENDINGS.values()):
        for ending, forms in rows:
            if word.endswith(ending):
                yield from (word[: len(word) - len(ending)] + form for form in forms.split())
                break


def _after_particles(name: str) -> str:
    """Wa-, fa-, bi-, ka- and li- before an Arabic name; li- takes the article's first letter."""
    if name.startswith("ال"):
        return rf"(?:[وف]?[وفبک]?(?P<name>{re.escape(name)})|[وف]?ل(?P<shortened>ل{re.escape(name[2:])}))"
    return rf"(?:[وف]?[بکل]|[وف])?(?P<name>{re.escape(name)})"
