"""Where actors stand in the text: under a name, under an office that one of them holds, or as what a state sends or has."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from schemas.actor import Actor
from schemas.base import Span
from service.core.countries import countries_in, country_code, is_government_name, is_other_name
from service.core.names import Searchable, fold, is_proper
from service.core.titles import split_title

_MONTHS = frozenset({"april", "may", "june", "august"})
_BEFORE_OFFICE = re.compile(r"(?:[\w.'’-]+\s+){1,3}$")
_NO_LONGER = re.compile(r"\b(?:former|then|ex|late|next)[\s-]+$", re.IGNORECASE)
_OF_COUNTRY = re.compile(r"\s+of\s+(?:the\s+)?((?:[^\W\d_][\w’'-]*\s?){1,4})")
_WORD = re.compile(r"[\w.'’-]+")
_NEXT = re.compile(r"\s+(\S)")
_LOOK_BACK = 60
_CAPITAL_BEFORE = re.compile(r"([^\W\d_a-z][\w’'-]*)\s$")
_CAPITAL_AFTER = re.compile(r"\s([^\W\d_a-z]\w*)")
_OF_STATE = ("government", "delegation", "side", "team", "authorities", "officials", "administration", "negotiators")
_STATE_BEFORE = re.compile(r"(?:(?<![\w.'’-])(?!The\s)([^\W\d_a-z][\w.'’-]*\s+))?(?<![\w.'’-])[^\W\d_a-z][\w.'’-]*\s+$")


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of the text that one actor (a position in the list of actors) stands in."""

    start: int
    end: int
    actor: int


def short_names(text: Searchable, names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The first or last part of a person's full names, where the text uses it by itself.

    A part that one of the `others` has too tells nothing; a month is no name by itself.
    """
    taken = {fold(part) for other in others for part in other.split()} | _MONTHS
    found: dict[str, None] = {}
    for name in filter(_is_name, (split_title(name)[0] for name in names)):
        first, *rest = name.split()
        whole = {position for span in text.find(name) for position in range(span.start, span.end)}
        for part in (*rest[-1:], first) if rest else ():
            alone = (s for s in _capital(text, part) if s.start not in whole)
            if fold(part) not in taken and any(part != first or not _name_follows(text.text, s.end) for s in alone):
                found[part] = None
    return tuple(found)


def _is_name(name: str) -> bool:
    """Whether a person is called so, and not described ("governor of Batken", "Norwegian Diplomat")."""
    return is_proper(name) and not countries_in(name)


def _capital(text: Searchable, name: str) -> list[Span]:
    """Where a name stands and is not written small."""
    return [span for span in text.find(name) if not text.text[span.start].islower()]


def _name_follows(text: str, at: int) -> bool:
    after = _NEXT.match(text, at)
    return after is not None and after[1].isupper()


def find_mentions(text: Searchable, actors: Sequence[Actor]) -> tuple[tuple[Span, ...], ...]:
    """Spans of each actor, in order. No two overlap, whichever actors they are of: the longest wins, then the first actor's."""
    named = (
        Claim(span.start, span.end, index)
        for index, actor in enumerate(actors)
        for name in dict.fromkeys((actor.name, *actor.aliases))
        for span in text.find(name)
        if actor.kind != "government" or not _is_within_name(text.text, span)
    )
    kept = _longest([*named, *_by_office(text, actors), *_by_state(text, actors)])
    spans: list[list[Span]] = [[] for _ in actors]
    for claim in kept:
        spans[claim.actor].append(Span(start=claim.start, end=claim.end))
    return tuple(map(tuple, spans))


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
    for claim in sorted(claims, key=lambda c: (c.start - c.end, c.start, c.actor)):
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


def _is_state(actor: Actor) -> bool:
    return actor.kind == "government" and actor.country is not None and is_government_name(actor.name) == actor.country
