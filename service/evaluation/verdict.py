"""How well one predicted record fits one gold record."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Verdict:
    """`credit` is 1, 0.5 or 0; `failed` names the conditions that don't hold; `slots` gives each slot 0 to 1.

    `closeness` (0 to 1) tells equal candidates apart and never outweighs credit.
    """

    credit: float
    full: bool
    failed: tuple[str, ...] = ()
    slots: Mapping[str, float] = field(default_factory=dict)
    closeness: float = 0.0


def set_f1(gold: frozenset[str], predicted: frozenset[str] | tuple[str, ...], common: int) -> float:
    """F1 of two sets with `common` members in common; 1 when both are empty."""
    size = len(gold) + len(predicted)
    return min(1.0, 2 * common / size) if size else 1.0
