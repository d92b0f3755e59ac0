"""Type and status by tense: what is planned becomes a promise, what is refused a refusal, what is only possible nothing."""

from schemas.event import EventStatus, EventType
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.hits import Hit
from service.core.sentencewise.vocabulary import lexicon, people

_IN_FUTURE: dict[EventType, EventType] = {
    "CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE",
}  # fmt: skip
_NEGATIONS = frozenset({"not", "never"})
_SAID = frozenset({"AGREE", "CONCEDE", "REJECT"})
_PLANNED = frozenset({"PROTEST", "MOBILIZE", "OTHER", "REQUEST"})
_CONFLICT = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})
_REFUSABLE = frozenset({"CONSULT", "AGREE", "SUPPORT", "RETREAT", "CONCEDE", "COOPERATE", "AID"})


def timed(clauses: Clauses, hit: Hit) -> tuple[EventType | None, EventStatus]:
    """Type and status of a verb's act; None when the sentence does not say that it is done, planned or refused."""
    tense = hit.frame.tense
    if clauses.tokens[hit.first].low in _NEGATIONS:
        refuses = {t.low for t in clauses.tokens[max(0, hit.first - 2) : hit.first]} & lexicon().words["refusing"]
        return (hit.type, "occurred") if refuses or clauses.tokens[hit.first].low == "never" else (None, "hypothetical")
    if tense == "done":
        return hit.type, "occurred"
    if tense == "future":
        return (hit.type, "occurred") if _performs(clauses, hit) else _future(hit)
    if tense == "not" and hit.type in _REFUSABLE:
        near = {t.low for t in clauses.tokens[max(0, hit.first - 5) : hit.first]}
        if near & lexicon().words["willed"]:
            return "REJECT", "occurred"
    return None, "hypothetical"


def _performs(clauses: Clauses, hit: Hit) -> bool:
    """Whether the wish to say it says it: "I wish to thank"."""
    words = lexicon().words
    return clauses.tokens[hit.first].low in words["performative"] and hit.frame.governor in words["wishing"]


def _future(hit: Hit) -> tuple[EventType | None, EventStatus]:
    if hit.type in _IN_FUTURE:
        return _IN_FUTURE[hit.type], "planned"
    if hit.type in _SAID:
        return hit.type, "occurred"
    if hit.type in _PLANNED:
        return hit.type, "planned"
    return ("THREATEN", "occurred") if hit.type in _CONFLICT and not hit.frame.passive else (None, "occurred")


def ahead_of(clauses: Clauses, hit: Hit) -> tuple[EventType, EventStatus]:
    """Type and status of a noun's act: "upcoming talks", a team sent "for talks", talks that "will resume"."""
    if hit.type not in {"CONSULT", "AGREE"} and not (hit.noun and hit.noun.mutual):
        return hit.type, "occurred"
    tokens = clauses.tokens
    before = {t.low for t in tokens[max(0, hit.first - 4) : hit.first]}
    soon = (
        hit.noun is not None
        and hit.noun.mutual
        and any(t.low in lexicon().words["opening_soon"] for t in tokens[hit.last : hit.last + 9])
    )
    coming = hit.type in {"CONSULT", "AGREE"} and bool(before & lexicon().words["coming"])
    if soon or coming or (hit.type == "CONSULT" and _is_purpose(clauses, hit.first)):
        return _IN_FUTURE.get(hit.type, hit.type), "planned"
    return hit.type, "occurred"


def _is_purpose(clauses: Clauses, i: int) -> bool:
    """Whether the noun is what somebody goes for: "a team to Istanbul for the first direct talks"."""
    for token in reversed(clauses.tokens[max(0, i - 5) : i]):
        if token.low in people().sets["prepositions"]:
            return token.low == "for" or (token.low == "of" and clauses.tokens[max(0, i - 3)].low == "ahead")
    return False
