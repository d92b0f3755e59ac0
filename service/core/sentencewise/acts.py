"""Acts: what is done by whom to whom, who says it, and which tellings are one occasion."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.event import EventStatus, EventType
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.mentions import Use
from service.core.sentencewise.vocabulary import lexicon, people

_MOST_SENTENCES = 4
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Act:
    """Something done: type, doers and receivers (referent numbers), the sentences, and the words that say it.

    `first` and `last` (exclusive) are its tokens in the sentence; `noun`: a noun names it; `asked`: "must" or "should" says it;
    `meeting`: it is a meeting, or a promise or refusal of one.
    """

    type: EventType
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    status: EventStatus
    sentences: tuple[int, ...]
    words: str
    first: int = 0
    last: int = 0
    noun: bool = False
    asked: bool = False
    meeting: bool = False


def speaker_of(clauses: Clauses) -> int | None:
    """Who is said to say something in the sentence: the subject of a verb of saying outside quotation marks."""
    saying = lexicon().words["saying"]
    tokens = clauses.tokens
    for i, token in enumerate(tokens):
        if token.low not in saying or token.quoted or clauses.inside(i) or is_aside(clauses, i):
            continue
        for mention in clauses.mentions:  # "… ", said Lavrov
            if (
                mention.use is Use.NAME
                and mention.first in {i + 1, i + 2}
                and (i == 0 or tokens[i - 1].text in "\"”»,'’")
                and len(mention.actors) == 1
            ):
                return mention.actors[0]
        if not clauses.is_verb(i) and token.low not in {"says", "said", "told", "added"}:
            continue
        found = clauses.subject(i)
        if len(found) == 1:
            return found[0]
    return None


def is_aside(clauses: Clauses, i: int) -> bool:
    """Whether the word tells what is thought rather than who speaks: "his mission, expected next month"."""
    return clauses.tokens[i].low in lexicon().words["musing"] and (not i or clauses.tokens[i - 1].text == ",")


def is_commentator(cast: Cast, number: int) -> bool:
    """Whether the actor is quoted as an expert, activist, journalist or citizen."""
    referent = cast[number]
    return referent.comments or (
        referent.kind == "group" and bool(set(referent.name.lower().split()) & people().sets["commentators"])
    )


def merged(acts: Sequence[Act]) -> tuple[Act, ...]:
    """One act for each occasion: the same act told again, or a plan and its fulfilment, with all its sentences."""
    kept: list[Act] = []
    for act in acts:
        twin = next((k for k in range(len(kept)) if _same(kept[k], act)), None)
        if twin is None:
            kept.append(act)
            continue
        old = kept[twin]
        recipients = tuple(n for n in dict.fromkeys((*old.recipients, *act.recipients)) if n not in old.actors)
        sentences = tuple(sorted({*old.sentences, *act.sentences}))[:_MOST_SENTENCES]
        kept[twin] = replace(old, recipients=recipients, sentences=sentences)
    return tuple(kept)


def _same(one: Act, other: Act) -> bool:
    if one.type != other.type or one.status != other.status:
        return False
    mine, theirs = {*one.actors, *one.recipients}, {*other.actors, *other.recipients}
    near = min(abs(a - b) for a in one.sentences for b in other.sentences) <= 1
    if one.type == "CONSULT" or one.status == "planned":
        return len(mine & theirs) >= _PAIR or (near and bool(mine & theirs) and min(len(mine), len(theirs)) < _PAIR)
    if not set(one.actors) & set(other.actors):
        return False
    if one.type == "ASSAULT" and set(one.sentences) & set(other.sentences):
        return True  # "opened fire, wounding dozens"
    agree = not one.recipients or not other.recipients or bool(set(one.recipients) & set(other.recipients))
    return agree and near
