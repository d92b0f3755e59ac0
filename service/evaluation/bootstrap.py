"""Intervals by bootstrap: how much a figure would vary with other articles of the same kind."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

DRAWS, SEED, CONFIDENCE = 1000, 7, 0.95
Interval = tuple[float, float]
T = TypeVar("T")


def bootstrap(items: Sequence[T], figure: Callable[[Sequence[T]], float], *, draws: int = DRAWS) -> Interval:
    """Give the 95% percentile interval of `figure` over items drawn with replacement; seeded, so always the same."""
    luck = random.Random(SEED)  # noqa: S311 - statistics, no secret
    values = sorted(figure(luck.choices(items, k=len(items))) for _ in range(draws))
    tail = (1 - CONFIDENCE) / 2
    return values[int(tail * draws)], values[min(draws - 1, int((1 - tail) * draws))]
