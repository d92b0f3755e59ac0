"""Where a sentence has words of the lexicon: a verb with what its entry asks for, or a noun that names an act."""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.event import EventType
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.frames import Frame
from service.core.sentencewise.vocabulary import Noun, Pattern, lexicon

_SUBJECT_REACH = 7


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `first` to `last` (exclusive) tell an act of a type; `pattern` for a verb, `noun` for a noun.

    `inverted`: what the entry asks for stands before the verb: "sanctions were imposed".
    """

    type: EventType
    first: int
    last: int
    frame: Frame
    pattern: Pattern | None = None
    noun: Noun | None = None
    inverted: bool = False

    @property
    def phrase(self) -> bool:
        """Whether the entry has more words than its verb."""
        return self.pattern is not None and bool(self.pattern.steps)

    @property
    def needs_object(self) -> bool:
        """Whether it counts only when it is done to an actor."""
        return self.pattern is not None and self.pattern.needs_object


def hits(clauses: Clauses) -> Iterator[Hit]:
    """All hits of a sentence in order; a word belongs to one of them only."""
    i = 0
    while i < len(clauses.tokens):
        hit = _verb(clauses, i) or _noun(clauses, i)
        if hit is None:
            i += 1
            continue
        yield hit
        i = hit.last if hit.noun or hit.phrase else i + 1


def _verb(clauses: Clauses, i: int) -> Hit | None:
    token = clauses.tokens[i]
    patterns = lexicon().verbs.get(token.low)
    if not patterns or (token.capital and i) or clauses.inside(i) or not clauses.is_verb(i):
        return None
    if _only_helps(clauses, i):
        return None
    for pattern in patterns:
        if (last := _matches(clauses, pattern, i)) is not None:
            return Hit(pattern.type, i, last, clauses.frame(i), pattern=pattern)
    frame = clauses.frame(i)
    if frame.passive:
        inverted = next((p for p in patterns if _stands_before(clauses, p, i)), None)
        if inverted is not None:
            return Hit(inverted.type, i, i + 1, frame, pattern=inverted, inverted=True)
    return None


def _matches(clauses: Clauses, pattern: Pattern, i: int) -> int | None:
    """Token after the pattern's last word when it stands at `i`."""
    at = i + 1
    for words, gap in pattern.steps:
        for j in range(at, min(at + gap + 1, len(clauses.tokens))):
            low = clauses.tokens[j].low
            if low in words or low.rstrip("s") in words:
                at = j + 1
                break
            if low in {";", "."}:
                return None
        else:
            return None
    return at


def _only_helps(clauses: Clauses, i: int) -> bool:
    """Whether "has" at `i` only helps the verb that follows: "has blamed"."""
    if clauses.tokens[i].low not in lexicon().words["have"]:
        return False
    j = i + 1
    while j < len(clauses.tokens) and (
        clauses.tokens[j].low.endswith("ly") or clauses.tokens[j].low in lexicon().words["adverbs"]
    ):
        j += 1
    low = clauses.tokens[j].low if j < len(clauses.tokens) else ""
    return low in lexicon().participles or low == "been"


def _stands_before(clauses: Clauses, pattern: Pattern, i: int) -> bool:
    """Whether the thing that the entry asks for is the subject of the passive verb at `i`."""
    if len(pattern.steps) != 1 or not pattern.steps[0][1]:
        return False
    before = [t.low for t in clauses.tokens[max(0, i - _SUBJECT_REACH) : i]]
    asked = pattern.steps[0][0]
    return any(low in asked or low.rstrip("s") in asked for low in before)


def _noun(clauses: Clauses, i: int) -> Hit | None:
    low = clauses.tokens[i].low
    singular = lexicon().nouns.get(low[:-1], ()) if low.endswith("s") else ()
    for noun in (*lexicon().nouns.get(low, ()), *singular):
        first = i - len(noun.words) + 1
        before = tuple(t.low for t in clauses.tokens[max(0, first) : i])
        if first >= 0 and before == noun.words[:-1] and not clauses.inside(i):
            return Hit(noun.type, first, i + 1, Frame("done"), noun=noun)
    return None
