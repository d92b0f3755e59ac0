"""The figures of a run as a table for people and as JSON for programs."""

from dataclasses import asdict
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from service.evaluation.bootstrap import Interval
from service.evaluation.coding import CodingScores
from service.evaluation.scores import KindScore, Scores


def as_json(scores: Scores | CodingScores) -> dict[str, Any]:
    """Every figure, ready for `json.dumps`."""
    return asdict(scores)


def as_table(scores: Scores, title: str) -> Table:
    """Show one row a kind, with 95% intervals over articles; below, slots, grounding, actors and cost per article."""
    table = Table(title=f"{title}: {scores.articles} articles", caption=_caption(scores), caption_justify="left", box=SIMPLE_HEAD)
    table.add_column("kind", no_wrap=True)
    for heading in ("precision", "recall", "F1", "full F1", "predicted", "gold"):
        table.add_column(heading, justify="right", no_wrap=True)
    for name, kind in scores.kinds.items():
        table.add_row(name, *_cells(kind))
    return table


def as_coding_table(scores: CodingScores, title: str) -> Table:
    """Show type accuracy, strict and lenient, with 95% intervals over texts."""
    table = Table(title=f"{title}: {scores.texts} texts, {scores.events} events", box=SIMPLE_HEAD)
    for heading in ("strict", "lenient", "actors", "precision", "negatives"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_row(
        f"{scores.strict:.3f}\n{_interval(scores.strict_interval)}",
        f"{scores.lenient:.3f}\n{_interval(scores.lenient_interval)}",
        f"{scores.actors:.3f}",
        f"{scores.precision:.3f}",
        f"{scores.negatives:.3f}",
    )
    return table


def _cells(kind: KindScore) -> tuple[str, ...]:
    counts = kind.counts
    return (
        f"{kind.precision:.3f}",
        f"{kind.recall:.3f}",
        f"{kind.f1:.3f}\n{_interval(kind.f1_interval)}",
        f"{kind.full_f1:.3f}\n{_interval(kind.full_f1_interval)}",
        f"{counts.predicted:g}",
        f"{counts.gold:g}",
    )


def _interval(interval: Interval) -> str:
    return f"{interval[0]:.2f}-{interval[1]:.2f}"


def _caption(scores: Scores) -> str:
    lines = [
        f"{name} slots: " + ", ".join(f"{slot} {share:.2f}" for slot, share in kind.slots.items())
        for name, kind in scores.kinds.items()
        if kind.slots
    ]
    lines.append(f"grounded {scores.grounded:.1%}, actors B-cubed F1 {scores.actors_f1:.3f}")
    prompt = f"{scores.prompt_tokens:.0f} prompt tokens ({scores.cached_tokens:.0f} cached)"
    lines.append(f"per article: {scores.calls:.1f} calls, {prompt}, {scores.completion_tokens:.0f} completion tokens")
    return "\n".join(lines)
