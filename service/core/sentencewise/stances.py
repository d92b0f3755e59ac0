"""Positions: those that an act of words shows by itself, and those the model reads out of a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schemas.stance import Expression, Position
from service.core.names import similarity, words
from service.core.sentencewise.acts import Act
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.mentions import Use
from service.core.sentencewise.tokens import Token, joined
from service.core.sentencewise.vocabulary import lexicon, people

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
_TO_WHOM = 8
_MATTERS: dict[str, frozenset[str]] = dict.fromkeys(("SUPPORT", "REJECT", "THREATEN", "PROTEST", "AGREE"), frozenset({"for"})) | {
    "REQUEST": frozenset({"to", "for"}), "ACCUSE": frozenset({"of", "for", "over"}),
}  # fmt: skip
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
    """The positions that an act of words shows: a demand supports what it demands, blame opposes what it blames.

    The target is empty where only the doer stands behind a passive: the view is shown, but not of what.
    """
    position = _POSITIONS.get(act.type)
    if position is None or (act.type in {"AGREE", "SUPPORT"} and act.noun) or (act.type == "AGREE" and act.status == "planned"):
        return ()
    if clauses.tokens[act.first].low in lexicon().words["viewless"]:
        return ()
    start = _start(act, clauses)
    agent = start is not None and _names_the_doer(clauses, start)
    phrase = phrase_after(clauses, start) if start is not None and not agent else ""
    target_actor = (
        act.recipients[0] if (act.recipients and position == "opposes") or (act.recipients and act.type == "SUPPORT") else None
    )
    if not phrase and target_actor is None and not agent:
        return ()
    target = phrase or cast[target_actor].name if target_actor else phrase
    expression: Expression = "direct" if any(t.quoted for t in clauses.tokens) else "indirect"
    return tuple(
        View(holder, position, target, target_actor, act.sentences, expression)
        for holder in act.actors
        if cast[holder].name != "unidentified"
    )


def _names_the_doer(clauses: Clauses, start: int) -> bool:
    """Whether what follows the verb only tells who does it: "threatened by the West"."""
    return start < len(clauses.tokens) and clauses.tokens[start].low == "by"


def _start(act: Act, clauses: Clauses) -> int | None:
    """Token from which the words tell what the act is about: behind whom it is done to, where a preposition follows them.

    None for a protest that is against nothing named.
    """
    tokens = clauses.tokens
    if act.asked:
        return act.last + (act.last < len(tokens) and tokens[act.last].low == "to")
    if act.type == "PROTEST":
        return next((i + 1 for i in range(act.last - 1, len(tokens)) if tokens[i].low in {"against", "over"}), None)
    for i in range(act.last, min(act.last + _TO_WHOM, len(tokens))):
        if tokens[i].text in _ENDS or tokens[i].low in _BREAKS:
            break
        told = [m for m in clauses.mentions if act.last <= m.first and m.last <= i and m.use is Use.NAME]
        if told and tokens[i].low in _MATTERS[act.type]:
            return i + 1
    return act.last


def phrase_after(clauses: Clauses, start: int) -> str:
    """The words after a verb that say what it is about, up to the end of their phrase."""
    picked: list[Token] = []
    for token in clauses.tokens[start:]:
        if token.text in _ENDS or (token.low in _BREAKS and picked) or len(picked) >= _MOST_WORDS or _is_time(token):
            break
        if not picked and token.low == "and":
            break
        if not picked and (token.low in _LEADS or token.low in people().sets["determiners"] or token.low in _BREAKS):
            continue
        picked.append(token)
    return joined(picked)


def _is_time(token: Token) -> bool:
    return token.low in people().sets["skip"] and token.capital


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
