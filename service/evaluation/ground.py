"""A gold article and a prediction brought to common ground: gold ids for actors, gold sentence numbers for evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schemas.base import Span
from schemas.event import Event
from schemas.evidence import Evidence
from schemas.extraction import Extraction
from service.evaluation.gold_records import GoldArticle, Spans
from service.evaluation.names import keys_of


@dataclass(frozen=True, slots=True)
class Ground:
    """Both sides of one article. `actors` maps predicted ids to the gold actors they name; `events` are the predicted ones."""

    gold: GoldArticle
    predicted: Extraction
    actors: Mapping[str, frozenset[str]]
    events: Mapping[str, Event]

    def as_gold(self, ids: Iterable[str | None]) -> frozenset[str]:
        """Gold ids of the predicted actors `ids`; an actor that gold does not have gives none."""
        return frozenset(gold for actor in ids if actor for gold in self.actors.get(actor, ()))

    def touches(self, evidence: Iterable[Evidence], sentences: Iterable[int]) -> bool:
        """Whether the evidence and the gold sentences share one or are neighbours."""
        found = sentence_numbers(evidence, self.gold.spans)
        return any(abs(one - other) <= 1 for one in found for other in sentences)

    def names(self, actor: str) -> tuple[str, ...]:
        """Every name of a predicted actor."""
        return next(((a.name, *a.aliases) for a in self.predicted.actors if a.id == actor), ())

    def gold_names(self, actor: str) -> tuple[str, ...]:
        """Every name of a gold actor."""
        return next((a.names for a in self.gold.gold.actors if a.id == actor), ())


def common_ground(gold: GoldArticle, predicted: Extraction) -> Ground:
    """Bring both sides together: an actor is the same when any of its names or aliases is one of the gold actor's names."""
    known = {actor.id: keys_of(actor.names) for actor in gold.gold.actors}
    actors = {}
    for actor in predicted.actors:
        keys = keys_of((actor.name, *actor.aliases))
        actors[actor.id] = frozenset(name for name, gold_keys in known.items() if keys & gold_keys)
    return Ground(gold=gold, predicted=predicted, actors=actors, events={event.id: event for event in predicted.events})


def sentence_numbers(stretches: Iterable[Span], spans: Spans) -> frozenset[int]:
    """1-based numbers of the gold sentences that overlap any of `stretches`, so that another splitter is no disadvantage."""
    return frozenset(
        number
        for stretch in stretches
        for number, (start, end) in enumerate(spans, 1)
        if max(start, stretch.start) < min(end, stretch.end)
    )


def is_grounded(evidence: tuple[Evidence, ...], text: str) -> bool:
    """Whether every citation is a non-empty stretch of `text`, quoted verbatim, and there is one."""
    return bool(evidence) and all(
        e.start < e.end <= len(text) and text[e.start : e.end] == e.quote and bool(e.quote.strip()) for e in evidence
    )
