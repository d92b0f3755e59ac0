"""Two runs record by record."""

from collections.abc import Sequence

import pytest

from service.evaluation.compare import as_table, compare
from service.evaluation.run import Run
from tests.evaluation.cases import article, cite, event, extraction, gold_event

GOLD = [article(events=[gold_event()])]


def run(*events: object) -> Run:
    return Run(label="run", predictions={"x": extraction(events=events)})


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ([], [event()], [("gained", "missed", "full")]),
        ([event()], [], [("lost", "full", "missed")]),
        ([event(type="REJECT")], [event(status="planned")], [("gained", "half (wrong: type)", "found (wrong: status)")]),
        ([event()], [event(status="planned")], [("lost", "full", "found (wrong: status)")]),
        ([event(recipients=[])], [event(status="planned")], [("changed", "found (wrong: recipient)", "found (wrong: status)")]),
        ([event()], [event(), event(id="e2", evidence=cite(5))], [("invented", "-", "spurious")]),
        ([event(), event(id="e2", evidence=cite(5))], [event()], [("dropped", "spurious", "-")]),
        ([event()], [event(summary="in other words")], []),
    ],
)
def test_difference(before: Sequence[object], after: Sequence[object], changes: list[tuple[str, str, str]]) -> None:
    found = compare(GOLD, run(*before), run(*after))
    assert [(each.change, each.before, each.after) for each in found] == changes


def test_only_articles_of_both_runs_are_compared() -> None:
    assert compare(GOLD, run(event()), Run(label="other", predictions={})) == ()


def test_failed_article_counts_as_nothing_found() -> None:
    (difference,) = compare(GOLD, run(event()), Run(label="other", predictions={}, failures={"x": "DeadlineExceeded"}))
    assert difference.change == "lost"


def test_table_counts_the_changes() -> None:
    table = as_table(compare(GOLD, run(), run(event())))
    assert "1 gained, 0 lost" in str(table.title)
    assert table.row_count == 1
