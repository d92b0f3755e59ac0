"""The figures of a run: precision, recall and F1 by kind, slots, grounded share, actors, tokens, with intervals over articles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.base import Kinds
from schemas.extraction import Extraction, Tokens
from service.evaluation.bcubed import BCubed, score_actors
from service.evaluation.bootstrap import DRAWS, Interval, bootstrap
from service.evaluation.gold_records import GoldArticle
from service.evaluation.ground import is_grounded
from service.evaluation.matching import KINDS, ArticleMatch, Counts, match_article


@dataclass(frozen=True, slots=True)
class Slots:
    """Points and number of matched records, by slot; optional records count in neither."""

    points: Mapping[str, float] = field(default_factory=dict)
    records: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Slots") -> "Slots":
        names = dict.fromkeys((*self.points, *other.points))
        return Slots(
            {name: self.points.get(name, 0) + other.points.get(name, 0) for name in names},
            {name: self.records.get(name, 0) + other.records.get(name, 0) for name in names},
        )

    def accuracy(self) -> dict[str, float]:
        """Share of matched records with each slot right, and of all slots under "all"."""
        every = sum(self.records.values())
        each = {name: points / self.records[name] for name, points in self.points.items()}
        return {"all": sum(self.points.values()) / every, **each} if every else {}


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """What one article adds to the figures."""

    id: str
    counts: Mapping[Kinds, Counts]
    slots: Mapping[Kinds, Slots]
    grounded: int
    records: int
    actors: BCubed
    calls: int
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class KindScore:
    """Precision, recall and F1 of one kind, 0 to 1. `full_f1` counts only records with full credit."""

    precision: float
    recall: float
    f1: float
    full_f1: float
    counts: Counts
    f1_interval: Interval
    full_f1_interval: Interval
    slots: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of a run; tokens and calls are means per article."""

    articles: int
    kinds: Mapping[Kinds, KindScore]
    grounded: float
    actors_f1: float
    calls: float
    prompt_tokens: float
    cached_tokens: float
    completion_tokens: float


def score_article(match: ArticleMatch) -> ArticleScore:
    """Count one matched article."""
    predicted = match.ground.predicted
    evidence = [record.evidence for kind in KINDS for record in match.kinds[kind].predicted]
    text = match.ground.gold.article.text
    return ArticleScore(
        id=match.ground.gold.id,
        counts={kind: match.kinds[kind].counts() for kind in KINDS},
        slots={kind: _slots(match, kind) for kind in KINDS},
        grounded=sum(is_grounded(cited, text) for cited in evidence),
        records=len(evidence),
        actors=score_actors(match.ground),
        calls=predicted.provenance.calls,
        tokens=predicted.provenance.tokens,
    )


def match_all(gold: Sequence[GoldArticle], predictions: Mapping[str, Extraction]) -> tuple[ArticleMatch, ...]:
    """Match every gold article that has a prediction."""
    return tuple(match_article(article, predictions[article.id]) for article in gold if article.id in predictions)


def total(articles: Sequence[ArticleScore], *, draws: int = DRAWS) -> Scores:
    """Sum over articles (micro average), with bootstrap intervals over articles. Raises `ValueError` without articles."""
    if not articles:
        raise ValueError("no article to score")
    number = len(articles)
    records = sum(article.records for article in articles)
    return Scores(
        articles=number,
        kinds={kind: _kind(articles, kind, draws) for kind in KINDS},
        grounded=sum(article.grounded for article in articles) / records if records else 1.0,
        actors_f1=sum((article.actors for article in articles), BCubed()).f1,
        calls=sum(article.calls for article in articles) / number,
        prompt_tokens=sum(article.tokens.prompt for article in articles) / number,
        cached_tokens=sum(article.tokens.cached for article in articles) / number,
        completion_tokens=sum(article.tokens.completion for article in articles) / number,
    )


def f1(credit: float, counts: Counts) -> float:
    """2 · credit / (predicted + gold); 1 when there is nothing to find and nothing was found."""
    size = counts.predicted + counts.gold
    return 2 * credit / size if size else 1.0


def _kind(articles: Sequence[ArticleScore], kind: Kinds, draws: int) -> KindScore:
    counts = _sum(articles, kind)
    return KindScore(
        precision=counts.credit / counts.predicted if counts.predicted else 1.0,
        recall=counts.credit / counts.gold if counts.gold else 1.0,
        f1=f1(counts.credit, counts),
        full_f1=f1(counts.full, counts),
        counts=counts,
        f1_interval=bootstrap(articles, lambda some: f1((c := _sum(some, kind)).credit, c), draws=draws),
        full_f1_interval=bootstrap(articles, lambda some: f1((c := _sum(some, kind)).full, c), draws=draws),
        slots=sum((article.slots[kind] for article in articles), Slots()).accuracy(),
    )


def _sum(articles: Sequence[ArticleScore], kind: Kinds) -> Counts:
    return sum((article.counts[kind] for article in articles), Counts())


def _slots(match: ArticleMatch, kind: Kinds) -> Slots:
    records = match.kinds[kind]
    slots = Slots()
    for pair in records.pairs:
        if not records.gold[pair.gold].optional:
            slots += Slots(pair.verdict.slots, dict.fromkeys(pair.verdict.slots, 1))
    return slots
