"""The codebook's scoring of delegations."""

from schemas.delegation import Delegation
from service.evaluation.gold_records import GoldDelegation
from service.evaluation.ground import Ground
from service.evaluation.places import same_place
from service.evaluation.verdict import Verdict, set_f1


def judge_delegation(gold: GoldDelegation, sent: Delegation, ground: Ground) -> Verdict:
    """Judge by party, and the same counterpart or destination or head; evidence decides only where gold knows none of these.

    Full credit means that every slot is right. Slots with several values (members, counterparts) score the F1 of the two sets.
    """
    party = bool(ground.as_gold((sent.party,)) & {gold.party, *gold.party_ok})
    destination = sent.destination.name if sent.destination else None
    heads = {name for name in (gold.head, *gold.head_ok) if name}
    agreeing = (
        bool(ground.as_gold(sent.counterparts) & set(gold.counterparts)),
        gold.destination is not None and same_place(gold.destination, destination),
        bool(ground.as_gold((sent.head,)) & heads),
    )
    bare = not gold.counterparts and gold.destination is None and not heads
    evidence = ground.touches(sent.evidence, gold.sentences)
    occasion = evidence if bare else any(agreeing)
    slots = _slots(gold, sent, ground)
    wrong = tuple(name for name, score in slots.items() if score < 1)
    failed = tuple(name for name, holds in (("party", party), ("occasion", occasion)) if not holds)
    return Verdict(
        credit=float(party and occasion),
        full=party and occasion and not wrong,
        failed=failed + wrong,
        slots=slots,
        closeness=(sum(agreeing) / 3 + sum(slots.values()) / len(slots) + evidence) / 3,
    )


def _slots(gold: GoldDelegation, sent: Delegation, ground: Ground) -> dict[str, float]:
    head = ground.as_gold((sent.head,))
    head_is_right = bool(head & {gold.head, *gold.head_ok}) if sent.head else gold.head is None
    return {
        "head": float(head_is_right),
        "members": _same_members(gold.members, sent.members, ground),
        "counterparts": _same_members(gold.counterparts, sent.counterparts, ground),
        "destination": float(same_place(gold.destination, sent.destination.name if sent.destination else None)),
        "level": float(sent.level in {gold.level, *gold.level_ok}),
        "mandate": float(sent.mandate in {gold.mandate, *gold.mandate_ok}),
        "status": float(sent.status in {gold.status, *gold.status_ok}),
    }


def _same_members(gold: tuple[str, ...], predicted: tuple[str, ...], ground: Ground) -> float:
    wanted = frozenset(gold)
    return set_f1(wanted, predicted, len(ground.as_gold(predicted) & wanted))
