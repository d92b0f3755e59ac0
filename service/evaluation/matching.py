"""One-to-one matching of predicted with gold records, of greatest total weight."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from schemas.base import Kinds
from schemas.delegation import Delegation
from schemas.event import Event
from schemas.extraction import Extraction
from schemas.stance import Stance
from service.errors import NotConfigured
from service.evaluation.delegations import judge_delegation
from service.evaluation.events import judge_event
from service.evaluation.gold_records import GoldArticle, GoldDelegation, GoldEvent, GoldRecord, GoldStance
from service.evaluation.ground import Ground, common_ground
from service.evaluation.stances import judge_stance
from service.evaluation.verdict import Verdict

KINDS: tuple[Kinds, ...] = get_args(Kinds)
FULL_BONUS, CLOSENESS_BONUS = 0.1, 0.02
"""Less than credit can ever weigh: among pairs of equal credit the better fit is taken."""
OPTIONAL_WEIGHT = 0.6
"""An optional record yields to a required one that fits, but not to one that fits by half."""

Record = Event | Delegation | Stance
G = TypeVar("G", GoldEvent, GoldDelegation, GoldStance)
P = TypeVar("P", Event, Delegation, Stance)


@dataclass(frozen=True, slots=True)
class Pair:
    """Positions of a gold and a predicted record that were matched, and how well they fit."""

    gold: int
    predicted: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Counts:
    """What precision and recall are made of. Optional gold counts neither way: what matches it is taken out of `predicted`."""

    credit: float = 0.0
    full: float = 0.0
    predicted: float = 0.0
    gold: float = 0.0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.credit + other.credit, self.full + other.full, self.predicted + other.predicted, self.gold + other.gold
        )


@dataclass(frozen=True, slots=True)
class KindMatch:
    """All records of one kind in one article. `verdicts[g][p]` judges every pair, matched or not."""

    gold: Sequence[GoldRecord]
    predicted: Sequence[Record]
    pairs: tuple[Pair, ...]
    verdicts: Sequence[Sequence[Verdict]]

    @property
    def missed(self) -> tuple[int, ...]:
        """Positions of the required gold records that nothing matches."""
        found = {pair.gold for pair in self.pairs}
        return tuple(i for i, record in enumerate(self.gold) if not record.optional and i not in found)

    @property
    def spurious(self) -> tuple[int, ...]:
        """Positions of the predicted records that match no gold record."""
        found = {pair.predicted for pair in self.pairs}
        return tuple(i for i in range(len(self.predicted)) if i not in found)

    def counts(self) -> Counts:
        """Credit and sizes of both sides."""
        required = [pair.verdict for pair in self.pairs if not self.gold[pair.gold].optional]
        excused = sum(pair.verdict.credit for pair in self.pairs if self.gold[pair.gold].optional)
        return Counts(
            credit=sum(verdict.credit for verdict in required),
            full=sum(verdict.full for verdict in required),
            predicted=len(self.predicted) - excused,
            gold=sum(not record.optional for record in self.gold),
        )


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """One article: both sides and what matches, by kind."""

    ground: Ground
    kinds: dict[Kinds, KindMatch]


def match_article(gold: GoldArticle, predicted: Extraction) -> ArticleMatch:
    """Match every kind of record. Raises `NotConfigured` when scipy is not installed."""
    ground = common_ground(gold, predicted)
    return ArticleMatch(
        ground=ground,
        kinds={
            "events": match_records(gold.gold.events, predicted.events, ground, judge_event),
            "delegations": match_records(gold.gold.delegations, predicted.delegations, ground, judge_delegation),
            "stances": match_records(gold.gold.stances, predicted.stances, ground, judge_stance),
        },
    )


def match_records(
    gold: Sequence[G], predicted: Sequence[P], ground: Ground, judge: Callable[[G, P, Ground], Verdict]
) -> KindMatch:
    """Judge every pair and choose among them, one to one."""
    verdicts = [[judge(wanted, record, ground) for record in predicted] for wanted in gold]
    weights = [[_weight(v, optional=wanted.optional) for v in row] for wanted, row in zip(gold, verdicts, strict=True)]
    pairs = tuple(Pair(g, p, verdicts[g][p]) for g, p in assign(weights) if verdicts[g][p].credit)
    return KindMatch(gold=gold, predicted=predicted, pairs=pairs, verdicts=verdicts)


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Row and column of each pair of the one-to-one assignment of greatest total weight."""
    if not weights or not weights[0]:
        return []
    try:
        from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - an optional extra, and slow to import
    except ImportError as error:
        raise NotConfigured("the evaluation needs scipy: install `dragoman[eval]`") from error
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True)]


def _weight(verdict: Verdict, *, optional: bool) -> float:
    if not verdict.credit:
        return 0.0
    weight = verdict.credit + FULL_BONUS * verdict.full + CLOSENESS_BONUS * verdict.closeness
    return weight * OPTIONAL_WEIGHT if optional else weight
