"""Type coding: whether the service gives the published PLOVER type to the published event.

Only where a set's coding is exhaustive may anything beyond the given events be called wrong. OTHER, which PLOVER does not have,
never counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.event import Event
from schemas.extraction import Extraction, ExtractionRequest
from service.errors import UnreadableGold
from service.evaluation.bootstrap import Interval, bootstrap
from service.evaluation.coded import CodedEvent, CodedMeta, CodedText
from service.evaluation.matching import assign
from service.evaluation.names import content_words, overlap
from service.evaluation.run import Ask, Run, ask_all


@dataclass(frozen=True, slots=True)
class TextScore:
    """What one text adds: gold events, those with the first or an acceptable type, actors that overlap, countable predictions."""

    events: int
    strict: int
    lenient: int
    actors: int
    named: int
    judged: int
    negative: bool
    judged_right: int


@dataclass(frozen=True, slots=True)
class CodingScores:
    """Accuracy over gold events; `precision` over predictions where coding is exhaustive, `negatives` over eventless texts."""

    texts: int
    events: int
    strict: float
    lenient: float
    strict_interval: Interval
    lenient_interval: Interval
    actors: float
    precision: float
    negatives: float


async def code_texts(texts: Sequence[CodedText], ask: Ask, concurrency: int, *, label: str = "") -> Run:
    """Extract every text, which is English; only events are asked for."""
    requests = {
        text.id: ExtractionRequest.model_validate(
            {"text": text.text, "published": text.date, "language": "en", "include": ("events",)}
        )
        for text in texts
    }
    return await ask_all(requests, ask, concurrency, label=label)


def score_coding(texts: Sequence[CodedText], run: Run) -> CodingScores:
    """Score the texts that the run holds; a failed one counts as nothing found. Raises `UnreadableGold` when it holds none."""
    scores = [
        score_text(text, run.predictions.get(text.id)) for text in texts if text.id in run.predictions or text.id in run.failures
    ]
    if not scores:
        raise UnreadableGold(f"run {run.label!r} holds none of the {len(texts)} texts")
    negatives = [score for score in scores if score.negative]
    return CodingScores(
        texts=len(scores),
        events=sum(score.events for score in scores),
        strict=_strict(scores),
        lenient=_lenient(scores),
        strict_interval=bootstrap(scores, _strict),
        lenient_interval=bootstrap(scores, _lenient),
        actors=_share(sum(score.actors for score in scores), sum(score.named for score in scores)),
        precision=_share(sum(score.judged_right for score in scores), sum(score.judged for score in scores)),
        negatives=_share(sum(score.judged == 0 for score in negatives), len(negatives)),
    )


def score_text(text: CodedText, predicted: Extraction | None) -> TextScore:
    """Match predicted with published events one to one: the first type before an acceptable one, then by common actor words."""
    events = [event for event in predicted.events if event.type != "OTHER"] if predicted else []
    names = {actor.id: " ".join((actor.name, *actor.aliases)) for actor in predicted.actors} if predicted else {}
    likeness = [[_actor_likeness(gold, event, names) for event in events] for gold in text.gold_events]
    fits = [[_fit(gold, event) for event in events] for gold in text.gold_events]
    weights = [[fit + 0.1 * like for fit, like in zip(*rows, strict=True)] for rows in zip(fits, likeness, strict=True)]
    pairs = [(g, p) for g, p in assign(weights) if fits[g][p]]
    named = [(g, p) for g, p in pairs if text.gold_events[g].actor_text]
    right = {p for _, p in pairs}
    judged = {p for p, event in enumerate(events) if _is_judged(event, text.meta, matched=p in right)}
    return TextScore(
        events=len(text.gold_events),
        strict=sum(fits[g][p] == 1 for g, p in pairs),
        lenient=len(pairs),
        actors=sum(likeness[g][p] > 0 for g, p in named),
        named=len(named),
        judged=len(judged),
        negative=not text.gold_events,
        judged_right=len(right & judged),
    )


def _fit(gold: CodedEvent, event: Event) -> float:
    return 1.0 if event.type == gold.type else 0.9 if event.type in gold.alt_types else 0.0


def _actor_likeness(gold: CodedEvent, event: Event, names: dict[str, str]) -> float:
    return overlap(content_words(gold.actor_text or ""), content_words(" ".join(names.get(actor, "") for actor in event.actors)))


def _is_judged(event: Event, meta: CodedMeta, *, matched: bool) -> bool:
    covered = meta.exhaustive or event.type in meta.exhaustive_for
    return covered and (matched or event.type not in meta.optional_events)


def _strict(scores: Sequence[TextScore]) -> float:
    return _share(sum(score.strict for score in scores), sum(score.events for score in scores))


def _lenient(scores: Sequence[TextScore]) -> float:
    return _share(sum(score.lenient for score in scores), sum(score.events for score in scores))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
