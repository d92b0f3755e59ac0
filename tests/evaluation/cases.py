"""A five-sentence article with four actors, and records about it that fit unless a test says otherwise."""

from typing import Any

from schemas.delegation import Delegation
from schemas.event import Event
from schemas.evidence import Evidence
from schemas.extraction import Extraction
from schemas.stance import Stance
from service.evaluation.gold_records import (
    ArticleFile,
    Gold,
    GoldActor,
    GoldArticle,
    GoldDelegation,
    GoldEvent,
    GoldStance,
)
from service.evaluation.ground import Ground, common_ground
from service.evaluation.run import empty_extraction

SENTENCES = (
    "President Ana Alder met Borland’s envoy in Porto.",
    "Cordia blamed Borland.",
    "It rained.",
    "Nobody came.",
    "Alder left for Borland with Dario Dorn.",
)
TEXT = " ".join(SENTENCES)
SPANS = tuple((TEXT.index(sentence), TEXT.index(sentence) + len(sentence)) for sentence in SENTENCES)
GOLD_ACTORS = (
    GoldActor(id="alder", names=("Ana Alder", "Alder"), kind="person"),
    GoldActor(id="borland", names=("Borland",), kind="government"),
    GoldActor(id="cordia", names=("Cordia",), kind="government"),
    GoldActor(id="dorn", names=("Dario Dorn", "Dorn"), kind="person"),
)
ACTORS = (
    {"id": "a1", "name": "Ana Alder", "kind": "person"},
    {"id": "a2", "name": "Borland", "kind": "government"},
    {"id": "a3", "name": "Cordia", "kind": "government"},
    {"id": "a4", "name": "Dario Dorn", "kind": "person"},
    {"id": "a5", "name": "Erewhon", "kind": "government"},
)


def cite(*sentences: int) -> tuple[Evidence, ...]:
    """Evidence that quotes these sentences."""
    return tuple(Evidence(sentence=n, start=SPANS[n - 1][0], end=SPANS[n - 1][1], quote=SENTENCES[n - 1]) for n in sentences)


def gold_event(**changes: Any) -> GoldEvent:
    return GoldEvent.model_validate(
        {"summary": "Cordia blames Borland", "type": "ACCUSE", "actors": ["cordia"],
         "recipients": ["borland"], "status": "occurred", "sentences": [2]}
        | changes
    )  # fmt: skip


def event(**changes: Any) -> Event:
    return Event.model_validate(
        {"id": "e1", "type": "ACCUSE", "summary": "Cordia blames Borland", "actors": ["a3"],
         "recipients": ["a2"], "status": "occurred", "evidence": cite(2)}
        | changes
    )  # fmt: skip


def gold_delegation(**changes: Any) -> GoldDelegation:
    return GoldDelegation.model_validate(
        {"party": "cordia", "head": "alder", "members": ["dorn"], "counterparts": ["borland"], "destination": "Porto",
         "level": "ministerial", "mandate": "full", "status": "concluded", "sentences": [1]}
        | changes
    )  # fmt: skip


def delegation(**changes: Any) -> Delegation:
    return Delegation.model_validate(
        {"id": "d1", "party": "a3", "head": "a1", "members": ["a4"], "counterparts": ["a2"], "destination": {"name": "Porto"},
         "level": "ministerial", "mandate": "full", "status": "concluded", "evidence": cite(1)}
        | changes
    )  # fmt: skip


def gold_stance(**changes: Any) -> GoldStance:
    return GoldStance.model_validate(
        {"holder": "cordia", "target": "the river treaty", "position": "opposes",
         "claim": "the treaty is unfair", "expression": "direct", "sentences": [2]}
        | changes
    )  # fmt: skip


def stance(**changes: Any) -> Stance:
    return Stance.model_validate(
        {"id": "s1", "holder": "a3", "target": {"text": "river treaty"}, "position": "opposes",
         "claim": "unfair treaty", "expression": "direct", "evidence": cite(2)}
        | changes
    )  # fmt: skip


def article(**records: Any) -> GoldArticle:
    """Give the article these gold records."""
    return GoldArticle(article=ArticleFile(id="x", text=TEXT), gold=Gold(id="x", actors=GOLD_ACTORS, **records), spans=SPANS)


def extraction(**records: Any) -> Extraction:
    """Predict these records; `actors` may be replaced."""
    bare = empty_extraction(article()).model_dump(by_alias=True)
    return Extraction.model_validate(bare | {"actors": ACTORS} | records)


def ground(**records: Any) -> Ground:
    """Bring the article and a prediction of these records to common ground."""
    return common_ground(article(), extraction(**records))
