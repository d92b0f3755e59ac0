"""Whose views a sentence may tell: those who speak in it, act by words in it, or are said to want or fear something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.core.sentencewise.acts import Act, is_aside, speaker_of
from service.core.sentencewise.cast import UNIDENTIFIED, Cast
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.vocabulary import lexicon

TELLING = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "PROTEST"})
"""Types of acts that show a view: to be named, to meet, to agree, to punish or to fight is none."""
_MOST, _TOGETHER = 2, 2


@dataclass(frozen=True, slots=True)
class Voice:
    """Referents who may take a position together in sentence `number`."""

    number: int
    holders: tuple[int, ...]


def voices_in(clauses: Clauses, acts: Sequence[Act], cast: Cast, number: int, *, heard: int | None = None) -> tuple[Voice, ...]:
    """At most two voices of a sentence; `heard` is who goes on speaking when all of it is quoted."""
    found: list[Voice] = []
    known: set[int] = set()
    for candidates in _candidates(clauses, acts, heard):
        holders = tuple(n for n in dict.fromkeys(candidates) if n not in known and cast[n].name != UNIDENTIFIED)[:_TOGETHER]
        if holders and len(found) < _MOST:
            known.update(holders)
            found.append(Voice(number, holders))
    return tuple(found)


def _candidates(clauses: Clauses, acts: Sequence[Act], heard: int | None) -> Iterator[tuple[int, ...]]:
    speaker = speaker_of(clauses) or heard
    if speaker is not None:
        yield (speaker,)
    yield from (act.actors for act in acts if act.type in TELLING)
    words = lexicon().words
    for i, token in enumerate(clauses.tokens):
        if token.quoted or is_aside(clauses, i):
            continue
        wants = token.low in words["attitudes"] and clauses.is_verb(i)
        feels = i > 0 and token.low in words["moods"] and clauses.before(i).low in words["be"] | words["staying"]
        if wants or feels:
            yield clauses.subject(i)
