"""The word lists of the way, read once from its data files."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from schemas.delegation import Level
from schemas.event import EventType
from service.core.sentencewise.verbs import forms, is_participle

GAP = 8
"""Words that may stand where an entry has "~"."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """An entry of the lexicon: after the verb come `steps`, each a set of words and how many words may stand before it.

    `needs_object`: it counts only when it is done to an actor.
    """

    type: EventType
    verb: str
    steps: tuple[tuple[frozenset[str], int], ...]
    needs_object: bool = False

    @property
    def weight(self) -> int:
        """More words tell more: longer patterns win over shorter ones."""
        return len(self.steps)


@dataclass(frozen=True, slots=True)
class Noun:
    """An act named by a noun: the words of its name, and the prepositions that lead to whom it is done (`links`) or who does it."""

    type: EventType
    words: tuple[str, ...]
    links: frozenset[str]
    mutual: bool
    doers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lexicon:
    """Verbs by any of their forms, nouns by their last word, and the closed classes of words."""

    verbs: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Noun, ...]]
    participles: frozenset[str]
    words: dict[str, frozenset[str]]


@dataclass(frozen=True)
class People:
    """Words for actors: offices with their rank, organs, groups, organisations."""

    ranks: dict[str, Level]
    commentators: frozenset[str]
    sets: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The English lexicon of acts."""
    data = _read("en.toml")
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Noun]] = {}
    participles: set[str] = set()
    for event_type in get_args(EventType):
        for entry in data[event_type].get("verbs", ()):
            for pattern in _patterns(event_type, entry):
                for form in forms(pattern.verb):
                    verbs.setdefault(form, []).append(pattern)
                    if is_participle(form, pattern.verb):
                        participles.add(form)
        for entry in data[event_type].get("nouns", ()):
            noun = _noun(event_type, entry)
            nouns.setdefault(noun.words[-1], []).append(noun)
    words = {name: frozenset(listed) for name, listed in data["words"].items()}
    for name in (
        "saying",
        "planning",
        "denying",
        "factive",
        "hosting",
        "shunning",
        "calling_off",
        "proposing",
        "phoning",
        "attitudes",
        "viewless",
    ):
        words[name] = frozenset(form for verb in words[name] for form in (forms(verb.split()[0]) | {verb}))
    ordered = {form: tuple(sorted(found, key=lambda p: -p.weight)) for form, found in verbs.items()}
    return Lexicon(
        ordered, {k: tuple(sorted(v, key=lambda n: -len(n.words))) for k, v in nouns.items()}, frozenset(participles), words
    )


@cache
def people() -> People:
    """English words for actors."""
    data = _read("people.toml")
    ranks: dict[str, Level] = {}
    for rank, titles in data["titles"].items():
        if rank in get_args(Level):
            ranks |= dict.fromkeys(titles, rank)
        elif rank == "other":
            ranks |= dict.fromkeys(titles, "unstated")
    sets = {name: frozenset(listed) for part in ("nouns", "organisations", "words") for name, listed in data[part].items()}
    return People(ranks, frozenset(data["titles"]["commentators"]), sets)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("service.core.sentencewise").joinpath("lexicon", name).read_text(encoding="utf-8"))


def _patterns(event_type: EventType, entry: str) -> list[Pattern]:
    """An entry such as `hold|have ~ talks|meeting with`; alternatives of the first word are verbs of their own."""
    needs_object = entry.endswith(" !")
    first, *rest = entry.removesuffix(" !").split()
    steps: list[tuple[frozenset[str], int]] = []
    gap = 0
    for word in rest:
        if word == "~":
            gap = GAP
            continue
        steps.append((frozenset(word.split("|")), gap))
        gap = 0
    return [Pattern(event_type, verb, tuple(steps), needs_object) for verb in first.split("|")]


def _noun(event_type: EventType, entry: str) -> Noun:
    name, links = entry.split(":")
    doers = frozenset(link[1:] for link in links.split() if link.startswith("*"))
    plain = frozenset(link for link in links.split() if not link.startswith("*"))
    return Noun(event_type, tuple(name.rstrip("=").split()), plain, name.endswith("="), doers)
