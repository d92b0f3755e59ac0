"""Where actors stand in the text: under a name, under an office that one of them holds, or as what a state sends or has."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from schemas.actor import Actor
from schemas.base import Span
from service.core.countries import countries_in, country_code, demonym_code, is_government_name, is_other_name, state_names
from service.core.country_forms import genitives
from service.core.names import Searchable, bare, fold, is_latin, is_proper, words
from service.core.offices import describes, is_title
from service.core.people import plain_surname, surnames
from service.core.titles import split_title

_MONTHS = frozenset({"april", "may", "june", "august"})
_BEFORE_OFFICE = re.compile(r"(?:[\w.'’-]+\s+){1,3}$")
_NO_LONGER = re.compile(r"\b(?:former|then|ex|late|next)[\s-]+$", re.IGNORECASE)
_OF_COUNTRY = re.compile(r"\s+of\s+(?:the\s+)?((?:[^\W\d_][\w’'-]*\s?){1,4})")
_WORD = re.compile(r"[\w.'’-]+")
_NEXT = re.compile(r"\s+(\S)")
_LONG_ENOUGH = 4
_WORD_BEFORE = re.compile(r"(?<![\w'’-])[^\W\d_a-z][\w.'’-]*\s+$")
_TITLED = re.compile(r"\s+(?:([^\W\d_A-Z][\w-]+)\s+)?([^\W\d_][\w'’-]*)")
"""A word, or a small one and a word, after an office."""
_LOOK_BACK = 60
_NOBODY = -1
"""Instead of the position of an actor."""
_CAPITAL_BEFORE = re.compile(r"([^\W\d_a-z][\w’'-]*)\s$")
_CAPITAL_AFTER = re.compile(r"\s([^\W\d_a-z]\w*)")
_SHORTEST_PART = 2
_BEGINNING = 2
"""Letters."""
_OF_STATE = ("government", "delegation", "side", "team", "authorities", "officials", "administration", "negotiators")
_STATE_BEFORE = re.compile(r"(?:(?<![\w.'’-])(?!The\s)([^\W\d_a-z][\w.'’-]*\s+))?(?<![\w.'’-])[^\W\d_a-z][\w.'’-]*\s+$")


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of the text that one actor (a position in the list of actors) stands in."""

    start: int
    end: int
    actor: int
    changed: bool = False
    """Whether the name stands there in another form, which may be the very name of somebody else (Иванова)."""


def short_names(text: Searchable, names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The first or last part of a person's full names, where the text uses it by itself.

    A part that one of the `others` has too tells nothing; a month is no name by itself.
    """
    taken = _MONTHS.union(*map(_parts_of, others))
    found: dict[str, None] = {}
    for name in filter(_is_name, (split_title(name)[0] for name in names)):
        first, *rest = bare(name).split()
        if is_title(first):
            continue  # "der Kanzler" bears no name
        if not _resembles(name, names[0]):
            continue  # "NATO Secretary General" is an office, and "General" nobody's name
        known = {position for span in text.find(name) for position in range(span.start, span.end)}
        lasts = tuple(surnames(name))
        # without capitals none tells whose first name it is
        parts = (*lasts, first, *_within(rest)) if name != name.swapcase() else lasts
        for part in parts if rest else ():
            if len("".join(words(part))) < _SHORTEST_PART:
                continue  # an initial
            alone = [s for s in _capital(text, part) if s.start not in known]
            if fold(part.split()[-1]) not in taken and any(
                _is_whole(text.text, s, last=part in lasts, first=part == first) for s in alone
            ):
                found[part] = None
                known |= {position for span in alone for position in range(span.start, span.end)}
    return tuple(found)


@lru_cache(4096)
def _parts_of(name: str) -> frozenset[str]:
    return frozenset(fold(part) for word in name.split() for part in (word, plain_surname(word)))


def _within(rest: Sequence[str]) -> tuple[str, ...]:
    """The parts of a name between its first and its last, of which one may be what people go by: Gustavo Petro Urrego, Lula da Silva."""
    return tuple(part for part in rest[:-1] if part[:1].isupper() and len(part) >= _LONG_ENOUGH)


def _is_whole(text: str, span: Span, *, last: bool, first: bool) -> bool:
    """Whether a part of a name stands by itself: a first name before no other name, a middle one between no others."""
    if last:
        return True
    if _name_follows(text, span.end):
        return False
    return first or not _WORD_BEFORE.search(text, max(0, span.start - _LOOK_BACK), span.start)


def _is_name(name: str) -> bool:
    """Whether a person is called so, and not described ("governor of Batken", "Norwegian Diplomat")."""
    return is_proper(name) and not countries_in(name)


def _resembles(name: str, full: str) -> bool:
    """Whether two names in one script have the beginning of a word in common, as spellings of one name do; in two scripts nobody can tell."""
    if is_latin(name) != is_latin(full):
        return True
    return bool({w[:_BEGINNING] for w in words(name)} & {w[:_BEGINNING] for w in words(full)})


def _capital(text: Searchable, name: str) -> list[Span]:
    """Where a name stands and is not written small."""
    return [span for span in text.find(name) if not text.text[span.start : span.end].islower()]


def _is_title_of_another(text: str, at: int, actor: Actor, language: str) -> bool:
    """Whether an office that stands for the actor is the title of whoever is named next: "der Kanzler" in "Österreichs Kanzler Stocker"."""
    after = _TITLED.match(text, at)
    if after is None:
        return False
    adjective, name = after.groups()
    if not name[0].isupper() or (adjective and not demonym_code(adjective, language)):
        return False
    return fold(name) not in {fold(word) for each in (actor.name, *actor.aliases) for word in each.split()}


def _name_follows(text: str, at: int) -> bool:
    after = _NEXT.match(text, at)
    return after is not None and after[1].isupper()


def find_mentions(
    text: Searchable, actors: Sequence[Actor], language: str = "en", strangers: Sequence[str] = ()
) -> tuple[tuple[Span, ...], ...]:
    """Spans of each actor, in order. No two overlap, whichever actors they are of: the longest wins, then the first actor's.

    An alias that two actors have ("the negotiators") tells neither; where the name of one of the `strangers` stands, no actor does.
    """
    shared = Counter(key for actor in actors for key in {fold(bare(name)) for name in (actor.name, *actor.aliases)})
    named = (
        Claim(span.start, span.end, index, fold(text.text[span.start : span.end]) != fold(bare(name)))
        for index, actor in enumerate(actors)
        for name in dict.fromkeys((actor.name, *(alias for alias in actor.aliases if shared[fold(bare(alias))] == 1)))
        for span in text.find(name)
        if not (
            actor.kind == "person"
            and name != actor.name
            and describes(name)
            and _is_title_of_another(text.text, span.end, actor, language)
        )
        if actor.kind != "government" or not _is_within_name(text.text, span)
    )
    told = (
        Claim(span.start, span.end, index)
        for index, actor in enumerate(actors)
        for name in _in_language(actor, language)
        for span in _capital(text, name)
    )
    others = (Claim(span.start, span.end, _NOBODY) for name in strangers for span in text.find(name))
    kept = _longest([*named, *told, *others, *_by_office(text, actors), *_by_state(text, actors)])
    spans: list[list[Span]] = [[] for _ in actors]
    for claim in (each for each in kept if each.actor != _NOBODY):
        spans[claim.actor].append(Span(start=claim.start, end=claim.end))
    return tuple(map(tuple, spans))


def _in_language(actor: Actor, language: str) -> Iterator[str]:
    """What the article calls a state to which the reply gave an English name: "Estados Unidos", "Frankreichs"; and "Selenskyjs"."""
    if language == "en":
        return
    if _is_state(actor, language) and actor.country is not None:
        yield from state_names(actor.country, language)
    elif actor.kind == "person":
        yield from (form for name in (actor.name, *actor.aliases) if is_proper(name) for form in genitives(name, language))


def _is_within_name(text: str, span: Span) -> bool:
    """Whether a country's name is part of the name of a place or of something else: "Port Sudan", "the Jordan Valley"."""
    before, after = (
        _CAPITAL_BEFORE.search(text, max(0, span.start - _LOOK_BACK), span.start),
        _CAPITAL_AFTER.match(text, span.end),
    )
    name = text[span.start : span.end]
    return bool((before and is_other_name(f"{before[1]} {name}", name)) or (after and is_other_name(f"{name} {after[1]}", name)))


def _longest(claims: Sequence[Claim]) -> list[Claim]:
    kept: list[Claim] = []
    taken = bytearray(max((c.end for c in claims), default=0))
    for claim in sorted(claims, key=lambda c: (c.start - c.end, c.start, c.changed, c.actor)):
        if not any(taken[claim.start : claim.end]):
            taken[claim.start : claim.end] = b"\x01" * (claim.end - claim.start)
            kept.append(claim)
    return sorted(kept, key=lambda c: c.start)


def _by_office(text: Searchable, actors: Sequence[Actor]) -> Iterator[Claim]:
    """An office and its country single a person out: "Germany's foreign minister", "the foreign minister of Malaysia"."""
    holders: dict[str, dict[str, int]] = {}
    for index, actor in enumerate(actors):
        if actor.kind == "person" and actor.role and actor.country:
            holders.setdefault(_office(actor.role, actor.country), {}).setdefault(actor.country, index)
    for office, by_country in holders.items():
        for span in text.find(office):
            stretch, code = _with_country(text.text, span)
            if not code and len(by_country) == 1 and countries_in(office):
                code = next(iter(by_country))  # "head of the Japanese delegation" names its country itself
            if code in by_country:
                yield Claim(stretch.start, stretch.end, by_country[code])


def _office(role: str, country: str) -> str:
    """An office without the country it is of: "Iraqi deputy prime minister" is "deputy prime minister"."""
    parts = role.partition(";")[0].partition(",")[0].split()
    for size in (2, 1):
        if len(parts) > size and country_code(" ".join(parts[:size])) == country:
            return " ".join(parts[size:])
    return " ".join(parts)


def _with_country(text: str, office: Span) -> tuple[Span, str]:
    """The office with the country before or after it, and that country's code; "" where no country stands there."""
    if _name_follows(text, office.end):
        return office, ""  # the title of whoever is named next
    return _after_country(text, office) or _before_country(text, office) or (office, "")


def _after_country(text: str, office: Span) -> tuple[Span, str] | None:
    before = _BEFORE_OFFICE.search(text, max(0, office.start - _LOOK_BACK), office.start)
    for word in _WORD.finditer(text, before.start(), office.start) if before else ():
        code = country_code(text[word.start() : office.start])
        gone = _NO_LONGER.search(text[max(0, word.start() - _LOOK_BACK) : word.start()])
        if code and not gone and word.group().lower() != "the":
            return Span(start=word.start(), end=office.end), code
    return None


def _before_country(text: str, office: Span) -> tuple[Span, str] | None:
    after = _OF_COUNTRY.match(text, office.end)
    if after is None:
        return None
    for word in reversed(list(_WORD.finditer(text, after.start(1), after.end()))):
        if code := country_code(text[after.start(1) : word.end()]):
            return Span(start=office.start, end=word.end()), code
    return None


def _by_state(text: Searchable, actors: Sequence[Actor]) -> Iterator[Claim]:
    """The state itself, where it is an actor: "the Russian delegation", "Kyiv's negotiators"."""
    states = {actor.country: index for index, actor in reversed(list(enumerate(actors))) if _is_state(actor)}
    for start, end, code in _phrases_of_states(text.text) if states else ():
        if code in states:
            yield Claim(start, end, states[code])


@lru_cache(4)
def _phrases_of_states(text: str) -> tuple[tuple[int, int, str], ...]:
    """Stretches that speak of a state by what it sends or has, and its code; an article is composed again and again while it is read."""
    found = sorted(stretch for what in _OF_STATE for stretch in _stretches_before(text, what))
    return tuple((start, end, code) for start, end in found if (code := is_government_name(text[start:end])))


def _stretches_before(text: str, what: str) -> Iterator[tuple[int, int]]:
    """Where the word stands after one or two words in capitals, with these: "New Zealand government"."""
    at = text.find(what)
    while at >= 0:
        end = at + len(what)
        first = max(0, at - _LOOK_BACK)
        before = _STATE_BEFORE.search(text[first:at])
        if before is not None and not text[end : end + 1].isalnum():
            yield first + before.start(), end
            if before[1]:
                yield first + before.end(1), end
        at = text.find(what, end)


def _is_state(actor: Actor, language: str = "en") -> bool:
    return actor.kind == "government" and actor.country is not None and is_government_name(actor.name, language) == actor.country
