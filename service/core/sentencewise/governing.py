"""Acts within acts: what is demanded, alleged, refused or promised is no act of its own, but may tell what the outer one is."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.event import EventStatus
from service.core.sentencewise.acts import Act
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.hits import Hit
from service.core.sentencewise.vocabulary import lexicon

_HAVE_NOUNS = frozenset({"REQUEST", "THREATEN", "ACCUSE", "REJECT", "AGREE", "CONCEDE"})
_CONFLICT = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"})
_VOWING = ("vow", "pledg", "promis", "prepar")
_REACH, _NOUN_REACH = 14, 7
_BEFORE_GERUND = frozenset({"of", "for", "from", "with", "that", "to", "and"})


def governs(clauses: Clauses, governor: Hit, hit: Hit) -> bool:
    """Whether the hit is what the governor demands, alleges, refuses or promises."""
    between = [t.low for t in clauses.tokens[governor.last : hit.first]]
    if len(between) > _REACH or ";" in between:
        return False
    if clauses.tokens[governor.first].low in lexicon().words["denying"] and not governor.phrase:
        return True
    if hit.noun is not None:
        near = len(between) <= _NOUN_REACH and not {",", "after", "following"} & set(between)
        return governor.type in _HAVE_NOUNS and near and clauses.tokens[governor.first].low not in lexicon().words["factive"]
    if hit.frame.infinitive:
        return "and" not in between or "," not in between
    if clauses.tokens[hit.first].low.endswith("ing"):
        return not between or (bool(_BEFORE_GERUND & set(between[-6:])) and "," not in between[-2:])
    that = "that" in between and "," not in between and governor.type != "AGREE" and not _relates(between)
    return that or bool({"if", "unless"} & set(between))


def _relates(between: Sequence[str]) -> bool:
    """Whether "that" stands for a noun before it and opens no statement: "sanctions that have been threatened"."""
    at = len(between) - 1 - list(reversed(between)).index("that")
    words = lexicon().words
    return at > 0 and at + 1 < len(between) and between[at + 1] in words["be"] | words["have"]


def absorbed(act: Act, hit: Hit, verb: str, words: str, receivers: tuple[int, ...]) -> Act:
    """The outer act, told more of by the inner one: a promise to withdraw yields, a vow to attack threatens."""
    if act.type != "AGREE":
        return act
    if hit.type in {"RETREAT", "CONCEDE"}:
        return replace(act, type="CONCEDE", words=words)
    if hit.type in _CONFLICT and verb.startswith(_VOWING):
        return replace(act, type="THREATEN", words=words)
    status: EventStatus = "planned" if hit.type == "CONSULT" else act.status
    meeting = act.meeting or hit.type == "CONSULT"
    return replace(act, status=status, recipients=act.recipients or receivers, words=words, last=hit.last, meeting=meeting)
