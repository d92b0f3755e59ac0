"""Records in one line each, for people: the same wording for gold and for predictions."""

from collections.abc import Callable, Iterable

from schemas.delegation import Delegation
from schemas.event import Event
from service.evaluation.gold_records import GoldDelegation, GoldEvent, GoldRecord, GoldStance
from service.evaluation.ground import Ground
from service.evaluation.matching import Record

Name = Callable[[str], str]


def word_gold(record: GoldRecord, ground: Ground) -> str:
    """One line for a gold record, with its sentence numbers."""

    def name(actor: str) -> str:
        return ground.gold_names(actor)[0]

    cited = f"[{', '.join(map(str, record.sentences))}]"
    if isinstance(record, GoldEvent):
        return f"{_event(record.type, record.status, record.actors, record.recipients, name)} {record.summary} {cited}"
    if isinstance(record, GoldDelegation):
        return f"{_delegation(record, record.destination, name)} {cited}"
    if isinstance(record, GoldStance):
        return f"{name(record.holder)} {record.position} {record.target} {cited}"
    raise TypeError(record)


def word_predicted(record: Record, ground: Ground) -> str:
    """One line for a predicted record, with the numbers that the prediction gave its sentences."""

    def name(actor: str) -> str:
        return next(iter(ground.names(actor)), actor)

    cited = f"[{', '.join(str(evidence.sentence) for evidence in record.evidence)}]"
    if isinstance(record, Event):
        return f"{_event(record.type, record.status, record.actors, record.recipients, name)} {record.summary} {cited}"
    if isinstance(record, Delegation):
        return f"{_delegation(record, record.destination.name if record.destination else None, name)} {cited}"
    return f"{name(record.holder)} {record.position} {record.target.text} {cited}"


def _event(kind: str, status: str, actors: Iterable[str], recipients: Iterable[str], name: Name) -> str:
    return f"{kind} {status}: {', '.join(map(name, actors))} -> {', '.join(map(name, recipients)) or '-'}:"


def _delegation(sent: GoldDelegation | Delegation, destination: str | None, name: Name) -> str:
    head = name(sent.head) if sent.head else "-"
    members = f" with {', '.join(map(name, sent.members))}" if sent.members else ""
    whom = ", ".join(map(name, sent.counterparts)) or "-"
    return (
        f"{name(sent.party)} -> {whom} at {destination or '-'}: head {head}{members}; {sent.level}, {sent.mandate}, {sent.status}"
    )
