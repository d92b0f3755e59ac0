"""The codebook's scoring of events."""

from schemas.event import Event
from service.evaluation.gold_records import GoldEvent
from service.evaluation.ground import Ground
from service.evaluation.names import content_words, overlap
from service.evaluation.places import same_place
from service.evaluation.verdict import Verdict

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
QUAD_CLASSES = (
    frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE"}),
    frozenset({"COOPERATE", "AID", "RETREAT"}),
    frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"}),
    frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}),
)
"""PLOVER manual, draft 2.0; SANCTION counts as material."""


def judge_event(gold: GoldEvent, event: Event, ground: Ground) -> Verdict:
    """Judge by type, common actor and touching evidence; full credit for recipient and status too, half within a quad class."""
    types = {gold.type, *gold.types_ok}
    symmetric = bool(SYMMETRIC & {gold.type, event.type})
    actor = _actor_in_common(gold, event, ground, symmetric=symmetric)
    checks = {
        "type": event.type in types,
        "actor": actor,
        "evidence": ground.touches(event.evidence, gold.sentences),
        "recipient": _recipient_in_common(gold, event, ground, symmetric=symmetric),
        "status": event.status in {gold.status, *gold.status_ok},
    }
    credit = 0.0
    if checks["actor"] and checks["evidence"]:
        akin = any(event.type in quad and types & quad for quad in QUAD_CLASSES)
        credit = 1.0 if checks["type"] else 0.5 if akin else 0.0
    slots = {
        "recipient": float(checks["recipient"]),
        "status": float(checks["status"]),
        "date": float(((event.date.start, event.date.end) if event.date else None) == gold.date),
        "location": float(same_place(gold.location, event.location.name if event.location else None)),
    }
    return Verdict(
        credit=credit,
        full=all(checks.values()),
        failed=tuple(name for name, holds in checks.items() if not holds),
        slots=slots,
        closeness=overlap(content_words(gold.summary), content_words(event.summary)),
    )


def _actor_in_common(gold: GoldEvent, event: Event, ground: Ground, *, symmetric: bool) -> bool:
    wanted = {*gold.actors, *gold.actors_ok}
    found = ground.as_gold(event.actors)
    if not symmetric:
        return bool(found & wanted)
    return bool(found & {*wanted, *gold.recipients} or ground.as_gold(event.recipients) & wanted)


def _recipient_in_common(gold: GoldEvent, event: Event, ground: Ground, *, symmetric: bool) -> bool:
    wanted = {*gold.recipients, *gold.recipients_ok}
    if event.recipients:
        return bool(ground.as_gold(event.recipients) & ({*wanted, *gold.actors} if symmetric else wanted))
    return not gold.recipients or (symmetric and bool(ground.as_gold(event.actors) & wanted))
