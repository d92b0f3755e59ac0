"""What is said about a delegation itself: "the Korean delegation arrived", "a team headed by", "head of the delegation"."""

from collections.abc import Sequence

from schemas.delegation import DelegationStatus
from service.core.sentencewise.cast import Cast
from service.core.sentencewise.clauses import Clauses
from service.core.sentencewise.delegations import Sent
from service.core.sentencewise.mentions import Mention, Use
from service.core.sentencewise.tokens import Token

_GROUPS = frozenset({"delegation", "delegates", "team", "mission", "negotiators", "envoys", "representatives", "entourage"})
_HEADS = frozenset({"negotiator", "envoy", "mediator", "representative", "delegate"})
_ARRIVE = frozenset(["arrive", "arrives", "arrived", "arriving", "arrival", "land", "landed", "lands"])
_LEAVE = frozenset(
    [
        "leave",
        "leaves",
        "left",
        "leaving",
        "depart",
        "departs",
        "departed",
        "departure",
        "fly",
        "flew",
        "flies",
        "travelling",
        "traveling",
        "heading",
        "headed",
    ]
)
_GO = frozenset(["travel", "travels", "visit", "go", "fly", "head", "attend"])
_SEND = frozenset(["send", "sends", "sent", "sending", "dispatch", "dispatched", "dispatches", "dispatching"])
_LED = frozenset({"headed", "led", "lead", "leads", "leading", "heads", "heading"})


def missions(clauses: Clauses, cast: Cast, number: int, where: Sequence[str]) -> tuple[Sent, ...]:
    """Delegations that a sentence tells of by name, with their head, status and place."""
    tokens = clauses.tokens
    status = _status(tokens)
    place = next(iter(where), None)
    found: list[Sent] = []
    for mention in clauses.mentions:
        if len(mention.actors) != 1 or mention.use is Use.PLACE:
            continue
        referent = cast[mention.actors[0]]
        if referent.kind == "person":
            if _leads(tokens, mention, cast) and (status != "unstated" or _talks(tokens)):
                found.append(_sent(cast.party(referent.number), referent.number, place, status, number))
        elif _is_delegation(tokens, mention) and (status != "unstated" or _head_of(clauses, mention, cast) is not None):
            found.append(_sent(referent.number, _head_of(clauses, mention, cast), place, status, number))
    return tuple(s for s in found if cast[s.party].kind in {"government", "organization", "armed_group", "party"})


def _sent(party: int, head: int | None, place: str | None, status: DelegationStatus, number: int) -> Sent:
    return Sent(party, head if head != party else None, (), (), place, status, (number,))


def _status(tokens: Sequence[Token]) -> DelegationStatus:
    lows = [t.low for t in tokens]
    words = set(lows)
    if words & _ARRIVE:
        return "arrived"
    if (words & _SEND and words & _GROUPS) or (words & _GO and words & {"will", "to", "expected"}):
        return "announced"
    return "en_route" if words & _LEAVE else "unstated"


def _talks(tokens: Sequence[Token]) -> bool:
    return bool({t.low for t in tokens} & {"talks", "negotiations", "summit", "round", "meeting"})


def _is_delegation(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the mention is a party's delegation: "the US delegation", "the delegation of Korea"."""
    inside = {t.low for t in tokens[mention.first : mention.last]}
    before = [t.low for t in tokens[max(0, mention.first - 3) : mention.first]]
    after = [t.low for t in tokens[mention.last : mention.last + 2]]
    return bool(inside & _GROUPS) or ("of" in before and bool(set(before) & _GROUPS)) or bool(set(after[:1]) & _GROUPS)


def _leads(tokens: Sequence[Token], mention: Mention, cast: Cast) -> bool:
    """Whether the person leads or is a delegation: "chief negotiator Song", "Sasae, head of the Japanese delegation"."""
    role = (cast[mention.actors[0]].role or "").lower().split()
    after = [t.low for t in tokens[mention.last : mention.last + 9]]
    headed = bool(set(after) & {"head", "leader", "chief"}) and bool(set(after) & {"delegation", "team", "mission"})
    return bool(set(role) & _HEADS) or headed


def _head_of(clauses: Clauses, mention: Mention, cast: Cast) -> int | None:
    """The person by whom the delegation is "headed", or who "leads" it."""
    tokens = clauses.tokens
    for i, token in enumerate(tokens):
        if token.low not in _LED or (abs(i - mention.last) > 8 and abs(mention.first - i) > 8):  # noqa: PLR2004 - within one phrase
            continue
        by = i + 1 < len(tokens) and tokens[i + 1].low == "by"
        candidates = clauses.objects(i + 2, reach=8) if by else clauses.subject(i)
        persons = [n for n in candidates if cast[n].kind == "person"]
        if persons and (by or mention.first > i):
            return persons[0]
    return None
