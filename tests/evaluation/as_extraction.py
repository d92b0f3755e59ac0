"""Gold turned into a perfect prediction, and small hand-made articles to score."""

from typing import Any

from schemas.base import DateRange, Place
from schemas.extraction import Extraction
from service.evaluation.gold_records import GoldArticle
from service.evaluation.run import empty_extraction


def perfect(gold: GoldArticle, *, optional: bool = True) -> Extraction:
    """Say exactly what gold says; without its optional records when `optional` is false."""
    number = {actor.id: f"a{n}" for n, actor in enumerate(gold.gold.actors, 1)}
    actors = [{"id": number[a.id], "name": a.names[0], "kind": a.kind, "aliases": a.names[1:]} for a in gold.gold.actors]

    def ids(names: tuple[str, ...]) -> list[str]:
        return [number[name] for name in names]

    def one(name: str | None) -> str | None:
        return number[name] if name else None

    def days(date: tuple[str, str] | None) -> DateRange | None:
        return DateRange(start=date[0], end=date[1]) if date else None

    def place(name: str | None) -> Place | None:
        return Place(name=name) if name else None

    def cited(sentences: tuple[int, ...]) -> list[dict[str, Any]]:
        return [
            {"sentence": n, "start": gold.spans[n - 1][0], "end": gold.spans[n - 1][1], "quote": gold.sentence(n)}
            for n in sentences
        ]

    events = [
        {"id": f"e{n}", "type": e.type, "summary": e.summary, "actors": ids(e.actors), "recipients": ids(e.recipients),
         "date": days(e.date), "location": place(e.location), "status": e.status, "evidence": cited(e.sentences)}
        for n, e in enumerate(gold.gold.events, 1) if optional or not e.optional
    ]  # fmt: skip
    delegations = [
        {"id": f"d{n}", "party": number[d.party], "head": one(d.head), "members": ids(d.members),
         "counterparts": ids(d.counterparts),
         "hosts": ids(d.hosts), "destination": place(d.destination), "date": days(d.date), "level": d.level, "mandate": d.mandate,
         "status": d.status, "evidence": cited(d.sentences)}
        for n, d in enumerate(gold.gold.delegations, 1) if optional or not d.optional
    ]  # fmt: skip
    stances = [
        {"id": f"s{n}", "holder": number[s.holder], "target": {"text": s.target, "actor": one(s.target_actor)},
         "position": s.position, "claim": s.claim, "expression": s.expression, "evidence": cited(s.sentences)}
        for n, s in enumerate(gold.gold.stances, 1) if optional or not s.optional
    ]  # fmt: skip
    bare = empty_extraction(gold).model_dump(by_alias=True)
    return Extraction.model_validate(bare | {"actors": actors, "events": events, "delegations": delegations, "stances": stances})
