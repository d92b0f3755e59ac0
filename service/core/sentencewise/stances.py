"""Positions: those that an act of words shows by itself, and those the model reads out of a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.stance import Expression, Position
from service.core.names import similarity, words
from service.core.sentencewise.acts import Act
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.tokens import Token, joined
from service.core.sentencewise.vocabulary import people

_POSITIONS: dict[str, Position] = {
    "ACCUSE": "opposes", "REJECT": "opposes", "THREATEN": "opposes", "PROTEST": "opposes",
    "REQUEST": "supports", "SUPPORT": "supports", "AGREE": "supports",
}  # fmt: skip
_ENDS = frozenset({",", ";", ":", ".", "(", ")", "—", "–", "“", "”", '"', "'", "?", "!"})
_BREAKS = frozenset(
    {
        "that",
        "who",
        "which",
        "after",
        "because",
        "while",
        "when",
        "but",
        "said",
        "says",
        "as",
        "if",
        "unless",
        "although",
        "whether",
        "until",
    }
)
_LEADS = frozenset(
    {
        "to",
        "for",
        "of",
        "on",
        "with",
        "at",
        "against",
        "by",
        "from",
        "about",
        "over",
        "in",
        "the",
        "a",
        "an",
        "as",
        "its",
        "their",
        "his",
        "her",
        "any",
    }
)
_MOST_WORDS = 10
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class View:
    """Who is for or against what."""

    holder: int
    position: Position
    target: str
    target_actor: int | None
    sentences: tuple[int, ...]
    expression: Expression
    modelled: bool = False


def view_of(act: Act, clauses: Clauses, cast: Cast) -> tuple[View, ...]:
    """The positions that an act of words shows: a demand supports what it demands, blame opposes what it blames."""
    position = _POSITIONS.get(act.type)
    if position is None or (act.type in {"AGREE", "SUPPORT"} and act.noun):
        return ()
    phrase = phrase_after(clauses, act.last if act.type != "REQUEST" or not act.asked else act.first)
    target_actor = (
        act.recipients[0] if (act.recipients and position == "opposes") or (act.recipients and act.type == "SUPPORT") else None
    )
    if not phrase and target_actor is None:
        return ()
    target = phrase or cast[target_actor].name if target_actor else phrase
    expression: Expression = "direct" if any(t.quoted for t in clauses.tokens) else "indirect"
    return tuple(
        View(holder, position, target, target_actor, act.sentences, expression)
        for holder in act.actors
        if cast[holder].name != "unidentified"
    )


def phrase_after(clauses: Clauses, start: int) -> str:
    """The words after a verb that say what it is about, up to the end of their phrase."""
    picked: list[Token] = []
    for token in clauses.tokens[start:]:
        if token.text in _ENDS or (token.low in _BREAKS and picked) or len(picked) >= _MOST_WORDS:
            break
        if not picked and (token.low in _LEADS or token.low in people().sets["determiners"] or token.low in _BREAKS):
            continue
        picked.append(token)
    return joined(picked)


def united(views: Sequence[View]) -> tuple[View, ...]:
    """One view for each holder, target and position; the model's wording of the target is kept before the rules' own."""
    kept: list[View] = []
    for view in sorted(views, key=lambda v: (v.sentences, not v.modelled)):
        twin = next((k for k in range(len(kept)) if _same(kept[k], view)), None)
        if twin is None:
            kept.append(view)
        else:
            sentences = tuple(sorted({*kept[twin].sentences, *view.sentences}))[:4]
            kept[twin] = replace(kept[twin], sentences=sentences, target_actor=kept[twin].target_actor or view.target_actor)
    return tuple(kept)


def _same(one: View, other: View) -> bool:
    if (one.holder, one.position) != (other.holder, other.position):
        return False
    if words(one.target) == words(other.target) or similarity(one.target, other.target) >= _SAME:
        return True
    return one.sentences == other.sentences and one.modelled != other.modelled
