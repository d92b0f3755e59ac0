"""The figures of a run as a table for people and as JSON for programs."""

from dataclasses import asdict
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from service.evaluation.scores import Interval, KindScore, Scores


def as_json(scores: Scores) -> dict[str, Any]:
    """Every figure, ready for `json.dumps`."""
    return asdict(scores)


def as_table(scores: Scores, title: str) -> Table:
    """One row a kind: precision, recall, F1 and full F1 with 95% intervals; below, slots, grounding, actors and cost per article."""
    table = Table(title=f"{title}: {scores.articles} articles", caption=_caption(scores), caption_justify="left", box=SIMPLE_HEAD)
    table.add_column("kind")
    for heading in ("precision", "recall", "F1", "full F1", "found", "predicted", "gold"):
        table.add_column(heading, justify="right")
    for name, kind in scores.kinds.items():
        table.add_row(name, *_cells(kind))
    return table


def _cells(kind: KindScore) -> tuple[str, ...]:
    counts = kind.counts
    return (
        f"{kind.precision:.3f}",
        f"{kind.recall:.3f}",
        f"{kind.f1:.3f}\n{_interval(kind.f1_interval)}",
        f"{kind.full_f1:.3f}\n{_interval(kind.full_f1_interval)}",
        f"{counts.credit:g}",
        f"{counts.predicted:g}",
        f"{counts.gold:g}",
    )


def _interval(interval: Interval) -> str:
    return f"{interval[0]:.2f}-{interval[1]:.2f}"


def _caption(scores: Scores) -> str:
    slots = (
        f"{name} slots: " + ", ".join(f"{slot} {share:.2f}" for slot, share in kind.slots.items())
        for name, kind in scores.kinds.items()
        if kind.slots
    )
    return "\n".join(
        (
            *slots,
            f"grounded {scores.grounded:.1%}, actors B-cubed F1 {scores.actors_f1:.3f}",
            f"per article: {scores.calls:.1f} calls, {scores.prompt_tokens:.0f} prompt tokens ({scores.cached_tokens:.0f} cached), "
            f"{scores.completion_tokens:.0f} completion tokens",
        )
    )
