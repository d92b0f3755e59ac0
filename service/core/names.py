"""Finding names in a text: case, accents, apostrophes and width do not matter, word borders do; offsets are those of the text itself.

A name that the language of its script inflects is found in its other forms too (`inflection`).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from schemas.base import Span
from service.core.inflection import in_sentences

_ARTICLES = re.compile(
    r"^(?:(?i:the|an?)\s+(?!Hague\b)|(?:le|la|les|des|une?|el|los|las|una|der|die|das|eine?)\s+|l['’]"
    # with a capital it may begin a name, as in El Salvador, Le Monde, L'Oréal: only before more than a name
    r"|(?:(?:Le|La|Les|Des|Une?|El|Los|Las|Una|Der|Die|Das|Eine?)\s+|L['’])(?=\S+\s|[^\W\d_A-Z]))"
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_VARIANTS = tuple(
    (
        dict.fromkeys("’‘ʼ`´", "'")
        | dict.fromkeys("‐‑–—", "-")
        | {"״": '"', "׳": "'", "ı": "i"}
        | dict.fromkeys("يىۍئ", "ی")
        | {"ك": "ک", "ة": "ه", "ؤ": "و"}
    ).items()
)
"""Characters written for one another: typographic ones, the dotless i that capitals hide, and the letters that Arabic and Persian keyboards give."""
_STROKES = dict(zip("łŁđĐøØħĦ", "lldDoOhH", strict=True))
"""Letters with a stroke, which do not come apart as those with an accent do."""
_APOSTROPHES = str.maketrans(dict(_VARIANTS) | _STROKES)
_TURKISH_SUFFIX = re.compile(r"(?<=\w)['’][^\W\d_]{1,6}$")
_WORD = re.compile(r"\w+", re.UNICODE)
PARTICLES = frozenset(
    [
        "abu",
        "al",
        "ben",
        "bin",
        "bint",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "ibn",
        "la",
        "le",
        "los",
        "ould",
        "ten",
        "ter",
        "ul",
        "van",
        "vom",
        "von",
        "y",
        "zu",
        "zum",
    ]
)
_PREFIXES = ("al-", "el-", "ad-", "an-", "ar-", "as-", "ash-", "at-", "az-", "ul-", "ur-", "ud-", "d'", "d’", "l'", "l’")
"""What stands small within names of people."""
_FILLERS = frozenset(
    [
        "between",
        "with",
        "from",
        "that",
        "this",
        "their",
        "into",
        "about",
        "over",
        "after",
        "before",
        "having",
        "being",
        "toward",
        "towards",
        "other",
    ]
)
_RUNS = re.compile(r"([\x00-\x7f“”„«»]+)|[^\x00-\x7f“”„«»]+")
"""Characters that only become small, which nearly all of a text is, and others."""
_BEYOND_LATIN = re.compile("[\u0250-\U0010ffff]")
_ABBREVIATION = 4
"""Letters that an abbreviation has at most which also is an ordinary word when it is written small: US, UN, WHO, EU."""
_BEFORE = 20
_SENTENCE_ENDS = ".!?…\n"
_SHORTEST = 4
_NAME = 60
"""Characters. What is not longer may be a name, which is folded again and again."""
_SOUND_MARKS = {"\u3099", "\u309a"}
"""What tells パリ (Paris) from バリ (Bali)."""
_INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u061c", "\u00ad", "\ufeff", "\u0640"} | set(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)


@lru_cache(maxsize=65536)
def _folded_character(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    decomposed = unicodedata.normalize("NFKD", character.translate(_APOSTROPHES))
    return "".join(c for c in decomposed if c in _SOUND_MARKS or not (unicodedata.combining(c) or c in _INVISIBLE)).casefold()


def fold(text: str) -> str:
    """The text as it is compared: without case, accents, typographic variants and invisible characters."""
    return _folded(text) if len(text) <= _NAME else "".join(map(_folded_character, text))


@lru_cache(8192)
def _folded(name: str) -> str:
    return "".join(map(_folded_character, name))


def bare(name: str) -> str:
    """A name without leading article and outer punctuation; the full stops of an abbreviation stay."""
    stripped = name.strip().strip("\"'“”‘’«»,;:").strip()
    return _ARTICLES.sub("", stripped if stripped.count(".") > 1 else stripped.strip(".")).strip()


def uninflected(name: str, language: str) -> str:
    """A name without the suffix that Turkish puts after it behind an apostrophe: "Ankara'da"."""
    return _TURKISH_SUFFIX.sub("", name) if language == "tr" else name


def is_proper(name: str) -> bool:
    """Whether a name of a person is one that it bears: no word of it is written small, particles aside. "The old man" is none."""
    parts = bare(name).split()
    return bool(parts) and all(not part[:1].islower() or part in PARTICLES or part.startswith(_PREFIXES) for part in parts)


def is_latin(text: str) -> bool:
    """Whether a text, by its first 2,000 characters, is written in Latin letters; one without letters is."""
    sample = text[:2000]
    others = sum(map(str.isalpha, _BEYOND_LATIN.findall(sample)))
    return not others or others * 2 <= sum(map(str.isalpha, sample))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


@dataclass(frozen=True)
class Searchable:
    """A text prepared for looking up names; preparing takes time linear in its length."""

    text: str

    @cached_property
    def _folded(self) -> tuple[str, Sequence[int]]:
        """The folded text, and for each of its characters the position that it comes from."""
        pieces: list[str] = []
        origin: list[int] = []
        text = self.text
        for variant, plain in _VARIANTS:
            text = text.replace(variant, plain)  # one for one: positions stay
        for run in _RUNS.finditer(text):
            start, end = run.span()
            if run[1]:
                pieces.append(run[1].lower())
                origin += range(start, end)
                continue
            for position, character in enumerate(run.group(), start):
                piece = _folded_character(character)
                pieces.append(piece)
                origin += [position] * len(piece)
        return "".join(pieces), origin

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All folded words of the text."""
        return frozenset(_WORD.findall(self._folded[0]))

    def find(self, name: str) -> tuple[Span, ...]:
        """Where the name stands as whole words, in order; none for an empty name."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = tuple(self._look_for(name))
        return found

    def holds(self, name: str) -> bool:
        """Whether the name stands in the text as whole words."""
        known = self._held.get(name)
        if known is None:
            known = self._held[name] = next(self._look_for(name), None) is not None
        return known

    @cached_property
    def _found(self) -> dict[str, tuple[Span, ...]]:
        """What was looked for already."""
        return {}

    @cached_property
    def _held(self) -> dict[str, bool]:
        """What it was asked for already."""
        return {}

    def _look_for(self, name: str) -> Iterator[Span]:
        needle = fold(bare(name))
        if not needle.strip():
            return
        folded, origin = self._folded
        forms = None if needle.isascii() else in_sentences(bare(name), fold)
        if forms is not None:
            for at, end in forms.find(folded):
                yield Span(start=origin[at], end=self._end(origin[end - 1] + 1))
            return
        plain = bare(name)
        capitals = plain.isalpha() and plain.isupper() and plain != plain.lower() and len(plain) <= _ABBREVIATION
        at = folded.find(needle)
        while at >= 0:
            end = at + len(needle)
            if (
                _bordered(folded, at, end)
                and _between(origin, at)
                and _between(origin, end)
                and not (capitals and self._is_word(origin[at], origin[end - 1] + 1))
            ):
                yield Span(start=origin[at], end=self._end(origin[end - 1] + 1))
            at = folded.find(needle, end)

    def _is_word(self, start: int, end: int) -> bool:
        """Whether letters that might be an abbreviation are an ordinary word: written small, or in capitals only where a sentence begins."""
        there = self.text[start:end]
        if there.isupper():
            return False
        before = self.text[max(0, start - _BEFORE) : start].rstrip(" \t\xa0\"'“”«»„—–-(")[-1:]
        return there.islower() or not before or before in _SENTENCE_ENDS

    def _end(self, end: int) -> int:
        """Take along the combining marks of the last character."""
        while end < len(self.text) and unicodedata.combining(self.text[end]):
            end += 1
        return end


def _between(origin: Sequence[int], at: int) -> bool:
    """Whether a place in the folded text lies between two characters, not inside one that became several."""
    return at in {0, len(origin)} or origin[at - 1] != origin[at]


def _bordered(text: str, start: int, end: int) -> bool:
    if _UNSPACED.search(text[start:end]):
        return True
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def content(text: str) -> frozenset[str]:
    """The content words of a text, four letters or more, cut to five so that "Kenya" meets "Kenyans" and "Ukraine" "Ukrainian"."""
    return frozenset(w[:5] for w in words(text) if len(w) >= _SHORTEST and w not in _FILLERS)


def containment(first: str, second: str, *, without: frozenset[str] = frozenset()) -> float:
    """Share of the shorter text's content words that the longer one has too, the words in `without` left out; 0 when one has none."""
    one, other = _contents(first, second, without)
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def similarity(first: str, second: str, *, without: frozenset[str] = frozenset()) -> float:
    """Jaccard index of two texts' content words, the words in `without` left out; 0 when one has none."""
    one, other = _contents(first, second, without)
    return len(one & other) / len(one | other) if one and other else 0.0


def _contents(first: str, second: str, without: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    left_out = {w[:5] for w in without}
    return content(first) - left_out, content(second) - left_out
