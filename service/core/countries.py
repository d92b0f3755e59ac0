"""Which country a name stands for: names, peoples, capitals, palaces. Whole names only, never nearly: Niger is not Nigeria.

Codes are ISO 3166-1 alpha-3, and XKX for Kosovo. What PLOVER files under a sovereign (Abkhazia, the Donetsk republic, Northern
Cyprus, Transnistria, Somaliland, Western Sahara) has the sovereign's code; `country_parts` tells it. The European Union is no
country.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from service.core.country_forms import name_forms
from service.core.country_index import ABBREVIATION, UNDER_OTHERS, Entry, codes, fold, index, places, territories
from service.core.country_parts import is_part
from service.core.country_unspaced import UNSPACED, before_side, short_names, unspaced_entries
from service.core.tables import table

NEWS_NAMES = {
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "Palestine",
    "TR": "Turkey",
}
"""Where CLDR's English names are not what an English article says."""
ARTICLES = re.compile(
    r"^(?:the|el|la|los|las|le|les|il|lo|gli|i|der|die|das|den|dem|des|de|het|o|os|as)\s+|^l['’]", re.IGNORECASE
)
ELIDED = re.compile(r"^(?:[ld]|(?:de|a|ne|su|da)ll|qu|un)['’](?=\w)", re.IGNORECASE)
"""The article or preposition before a vowel in "l'Iran", "d'Égypte", "dell'Ucraina"."""
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_BEFORE_HYPHEN = re.compile(r"(?<=\b[A-Z]{2})-(?=[^\W\d_]{3})")
"""As in "US-Regierung"."""
_WORDS = re.compile(r"[^\W_](?:[\w.'’-]|(?<=[א-ת])[\"״׳](?=[א-ת]))*")
_NO_WORD_ENDS_IN = "_.'’-"
_ELISION = re.compile(r"\b([dl])['’]", re.IGNORECASE)
TURKISH_SUFFIX = re.compile(r"['’]\w+$")
ARABIC_PREFIX = re.compile(r"^(?:[وفبك]?ال|[وف]?لل|[وفبلك](?=ال)|[وفبلك])")
HEBREW_PREFIX = re.compile(r"^[והבלמשכ]-?")
CHINESE_SUFFIX = re.compile(r"(?:国?人|籍|军|媒)$")


def country_code(name: str, language: str = "en") -> str | None:
    """Give the country that a whole name stands for: its name, people, capital, palace or organ; None for anything else."""
    found = _entry(name, language)
    return found.code if found else None


def demonym_code(word: str, language: str = "en") -> str | None:
    """Give the country of a word for its people or things: Ukrainian, Franzosen, российский."""
    found = _entry(word, language)
    return found.code if found and found.kind == "people" else None


def is_country_name(name: str, language: str = "en") -> bool:
    """Whether a name is a country's own: "Russia", neither "Moscow" nor "the Russian government"."""
    found = _entry(name, language)
    return found is not None and found.kind == "name"


def is_other_name(name: str, within: str) -> bool:
    """Whether a name is none of the country `within` it, but of a place, another country, or something else: "Port Sudan"."""
    found = _entry(name, "en")
    other = found is not None and found.kind == "name" and found.code != country_code(within)
    return other or fold(name) in _nothing() or (fold(name) in places("en") and (found is None or found.kind == "place"))


def country_name(code: str) -> str:
    """Give the English name, as news write it. Raises KeyError for a code that there is not."""
    return _english_names()[code]


def local_name(code: str, language: str) -> str | None:
    """Give the name that CLDR has for a country in a language: ウクライナ; None for a language or a code that it does not know."""
    two = next((two for two, three in codes().items() if three == code), "")
    name = territories(language).get(two)
    return re.sub(r"\s*[(（].*$", "", name) if name else None


def is_country_code(code: str) -> bool:
    """Whether an alpha-3 code is that of a country."""
    return code in _english_names()


def is_government_name(name: str, language: str = "en") -> str | None:
    """Give the country whose government is meant: by a country, capital or palace, or by "X government", "the Russian side".

    None for the government of a part of it.
    """
    if is_part(name, language):
        return None
    found = _entry(name, language)
    if found:
        return found.code if found.kind in {"name", "capital", "seat"} else None
    heads, fillers = _government_words(language)
    if language in UNSPACED and (code := _unspaced_government(name, language)):
        return code
    parts = _ELISION.sub(r"\1' ", _BEFORE_HYPHEN.sub(" ", name)).split()
    words = [POSSESSIVE.sub("", word) for word in parts]
    rest = [word for word in words if fold(word) not in heads]
    if len(rest) == len(words):
        return None
    found = _entry(" ".join(word for word in rest if fold(word) not in fillers), language)
    return found.code if found and found.kind in {"name", "people", "capital"} else None


@cache
def state_names(code: str, language: str) -> tuple[str, ...]:
    """List the names of a country itself in a language, in all their forms, without those of its parts."""
    entries = index(language).entries.values()
    return tuple(e.spelling for e in entries if e.code == code and e.kind == "name" and not is_part(e.spelling, language))


@lru_cache(1024)
def names_in_language(name: str, language: str) -> tuple[str, ...]:
    """List what a country or capital with this English name is called in a language, in all forms."""
    found = _entry(name, "en")
    if found is None or found.kind not in {"name", "capital"} or is_part(name):
        return ()
    entries = index(language).entries.values()
    return tuple(
        e.spelling for e in entries if e.code == found.code and e.kind == found.kind and not is_part(e.spelling, language)
    )


def place_country(name: str, language: str = "en") -> str | None:
    """Give the country of a place: "Istanbul", "Chengdu, China", "the palace in Ankara", "the Pentagon"; of several parts the widest known."""
    parts = [part for part in re.split(r"\s*[,(（]\s*", name.rstrip(")）")) if part]
    for part in (name, *reversed(parts)):
        code = _place(part, language) or _place(part, "en")
        if code:
            return code
    found = _entry(name, language)
    organ = found.code if found and found.kind == "organ" else None
    return organ or _place_within(name, language) or _place_within(name, "en")


def countries_in(text: str, language: str = "en") -> tuple[str, ...]:
    """List the countries named in a text, each once, in order: "Ukraine's foreign ministry" → UKR. Longest names first."""
    return tuple(dict.fromkeys(entry.code for entry in _entries_in(text, language)))


@lru_cache(8192)
def _entry(name: str, language: str) -> Entry | None:
    name = POSSESSIVE.sub("", name.strip().strip("\"'“”‘’«»,.;:"))
    for each in dict.fromkeys((language, "en")):
        for candidate in _candidates(name, each):
            found = index(each).entries.get(fold(candidate))
            if found and _same_case(candidate, found.spelling):
                return found if language != "zh" or candidate == name else found._replace(kind="people")
    return None


def _candidates(name: str, language: str) -> Iterator[str]:
    yield name
    yield ARTICLES.sub("", name)
    if language == "ar":
        yield ARABIC_PREFIX.sub("", name)
        yield "ال" + ARABIC_PREFIX.sub("", name)
        yield name[1:]
    elif language == "zh":
        yield CHINESE_SUFFIX.sub("", name)
        yield CHINESE_SUFFIX.sub("", name) + "国"
    elif language == "he":
        for _ in range(3):
            name = HEBREW_PREFIX.sub("", name)
            yield name
    elif language == "tr":
        yield TURKISH_SUFFIX.sub("", name)


def _same_case(name: str, spelling: str) -> bool:
    """Whether a short abbreviation is written as one: "US", never "us"."""
    letters = [char for char in spelling if char.isalpha()]
    if spelling.isupper() and len(letters) <= ABBREVIATION and letters[0].lower() != letters[0]:
        return name.isupper()
    return True


def _place(name: str, language: str) -> str | None:
    known = places(language)
    for candidate in _candidates(name.strip(), language):
        code = known.get(fold(candidate))
        if code:
            return code
    found = _entry(name, language)
    return found.code if found and found.kind in {"name", "capital", "seat"} else None


def _place_within(text: str, language: str) -> str | None:
    """Give the country of the last place named in a longer phrase: "the Chinese embassy in Doha" is in Qatar."""
    words = [_unelided(POSSESSIVE.sub("", word), language) for word in text.split()]
    found = None
    at = 0
    while at < len(words):
        size = next((size for size in (4, 3, 2, 1) if at + size <= len(words) and _named(words[at : at + size], language)), 1)
        name = " ".join(words[at : at + size])
        found = (_place(name, language) if _named([name], language) and fold(name) not in _nothing() else None) or found
        at += size
    return found


def _named(words: list[str], language: str) -> bool:
    name = " ".join(words)
    return fold(name) in _nothing() or ((name[0].isupper() or not name.isascii()) and bool(_place(name, language)))


def _entries_in(text: str, language: str) -> Iterator[Entry]:
    if language in UNSPACED:
        yield from unspaced_entries(text, language)
        return
    words = _words(text, language)
    begins = {word: alone for word in set(words) if (alone := _alone(word, language)) != (1, None)}
    after = 0
    for at in [at for at, word in enumerate(words) if word in begins]:
        if at >= after:
            most, found = begins[words[at]]
            size = 1
            if most > 1 and at + 1 < len(words) and _go_together(words[at], words[at + 1], language):
                size, found = _longest(words[at : at + most], language)
            after = at + size
            if found:
                yield found


def _words(text: str, language: str) -> list[str]:
    """The words of a text, without what is elided before them; both parts of "US-Regierung" and "russo-américain", unless a name has both."""
    found: list[str] = []
    for word in _WORDS.findall(text):
        if word.isalnum():
            found.append(word)
            continue
        plain = word.rstrip(_NO_WORD_ENDS_IN)
        if "'" in plain or "’" in plain:
            plain = _unelided(POSSESSIVE.sub("", plain), language)
        split = language != "en" and "-" in plain and not _entry(plain, language)
        found += filter(None, plain.split("-")) if split else [plain]
    return found


def _unelided(word: str, language: str) -> str:
    """The word without an elided one before it, unless a name has it so: "l'Iran", but "Côte d'Ivoire"."""
    return word if fold(word) in _words_of_names(language) else ELIDED.sub("", word)


@cache
def _words_of_names(language: str) -> frozenset[str]:
    """Words with an apostrophe that names of countries have."""
    names = (*index(language).entries, *index("en").entries)
    return frozenset(word for name in names if "'" in name for word in name.split() if "'" in word)


@lru_cache(8192)
def _alone(word: str, language: str) -> tuple[int, Entry | None]:
    """Give the most words of a name that begins with this one, and what it stands for by itself."""
    first = fold(word).split()[:1]
    most = _reach(language).get(first[0], 1) if first else _longest_name(language)
    return most, _longest([word], language)[1]


@lru_cache(8192)
def _go_together(word: str, following: str, language: str) -> bool:
    """Whether a name may begin with these two; most words after a "the" begin none."""
    first, second = fold(word).split(), fold(following).split()
    return len(first) != 1 or not second or (first[0], second[0]) in _beginnings(language)


def _longest(words: list[str], language: str) -> tuple[int, Entry | None]:
    """Find the longest name that begins here and how many words it takes; a name of something else takes its words too."""
    folded = [fold(word) for word in words]
    for size in range(len(words), 0, -1):
        key = " ".join(folded[:size])
        if key in _nothing():
            return size, None
        name = " ".join(words[:size])
        found = _entry(name, language) if size == 1 else _plain(key, name, language)
        if found and (name[0].isupper() or not found.spelling[0].isupper()):
            return size, found
    return 1, None


def _plain(key: str, name: str, language: str) -> Entry | None:
    found = index(language).entries.get(key) or index("en").entries.get(key)
    return found if found and _same_case(name, found.spelling) else None


@cache
def _reach(language: str) -> dict[str, int]:
    """By first word, the most words of a name that begins with it; most words of a text begin none."""
    most: dict[str, int] = {}
    for name in (*index(language).entries, *index("en").entries, *_nothing()):
        parts = name.split()
        if parts:
            most[parts[0]] = max(most.get(parts[0], 0), len(parts))
    return most


@cache
def _beginnings(language: str) -> frozenset[tuple[str, str]]:
    """The first two words of each name."""
    names = (name.split() for name in (*index(language).entries, *index("en").entries, *_nothing()))
    return frozenset((parts[0], parts[1]) for parts in names if len(parts) > 1)


@cache
def _longest_name(language: str) -> int:
    return max(index(language).longest, *(len(name.split()) for name in _nothing()))


def _unspaced_government(name: str, language: str) -> str | None:
    before = before_side(name, language)
    found = _entry(before, language) if before else None
    return short_names(language).get(before or "") or (found.code if found else None)


@cache
def _government_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words for a government, and words around them that say nothing more, folded."""
    rows = table("countries/governments")
    heads = {
        form
        for each in dict.fromkeys((language, "en"))
        for word in rows["heads"].get(each, "").split("|")
        for form in name_forms(word, each)
    }
    fillers = {word for each in dict.fromkeys((language, "en")) for word in rows["fillers"].get(each, "").split("|")}
    return frozenset(map(fold, heads)) - {""}, frozenset(map(fold, fillers)) - {""}


@cache
def _nothing() -> frozenset[str]:
    return frozenset(fold(name) for name in table("countries/names")["nothing"]["en"].split("|"))


@cache
def _english_names() -> dict[str, str]:
    names = {codes()[two]: name for two, name in (territories("en") | NEWS_NAMES).items() if two not in UNDER_OTHERS}
    return {code: re.sub(r"\s*\(.*\)$", "", name) for code, name in names.items()}
