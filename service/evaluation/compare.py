"""Two runs, record by record: what the second gained, lost or changed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.table import Table

from schemas.base import Kinds
from service.evaluation.gold_records import GoldArticle
from service.evaluation.matching import KINDS, ArticleMatch
from service.evaluation.run import Run, match_run
from service.evaluation.verdict import Verdict
from service.evaluation.wording import word_gold, word_predicted

Change = Literal["gained", "lost", "changed", "invented", "dropped"]
CHANGES: tuple[Change, ...] = ("gained", "lost", "changed", "invented", "dropped")
"""gained, lost: a gold record's credit rose or fell. changed: as much credit, but something else is wrong with it.
invented, dropped: a record that gold does not have appeared or went."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How one record fares in both runs; `before` and `after` are worded by `state`."""

    article: str
    kind: Kinds
    change: Change
    record: str
    before: str
    after: str


def compare(gold: Sequence[GoldArticle], before: Run, after: Run) -> tuple[Difference, ...]:
    """Differences in the articles that both runs hold."""
    first = {match.ground.gold.id: match for match in match_run(gold, before)}
    second = {match.ground.gold.id: match for match in match_run(gold, after)}
    shared = [(first[name], second[name]) for name in first if name in second]
    return tuple(difference for one, two in shared for kind in KINDS for difference in _differences(one, two, kind))


def state(verdict: Verdict | None) -> str:
    """How a gold record fares: missed, half, found or full, and what is wrong with it."""
    if verdict is None:
        return "missed"
    word = "full" if verdict.full else "found" if verdict.credit == 1 else "half"
    return f"{word} (wrong: {', '.join(verdict.failed)})" if verdict.failed else word


def as_table(differences: Sequence[Difference]) -> Table:
    """Show one row a difference, and how many of each there are."""
    counts = Counter(difference.change for difference in differences)
    table = Table(title=", ".join(f"{counts[change]} {change}" for change in CHANGES), box=SIMPLE_HEAD)
    for heading in ("article", "kind", "change", "record", "before", "after"):
        table.add_column(heading, overflow="fold")
    for each in differences:
        table.add_row(each.article, each.kind, each.change, each.record, each.before, each.after)
    return table


def _differences(one: ArticleMatch, two: ArticleMatch, kind: Kinds) -> Iterable[Difference]:
    name = one.ground.gold.id
    before, after = _found(one, kind), _found(two, kind)
    for g, record in enumerate(one.kinds[kind].gold):
        old, new = before.get(g), after.get(g)
        if state(old) != state(new):
            yield Difference(name, kind, _change(old, new), word_gold(record, one.ground), state(old), state(new))
    gone, come = _spurious(one, kind), _spurious(two, kind)
    yield from (Difference(name, kind, "dropped", line, "spurious", "-") for line in (gone - come).elements())
    yield from (Difference(name, kind, "invented", line, "-", "spurious") for line in (come - gone).elements())


def _found(match: ArticleMatch, kind: Kinds) -> dict[int, Verdict]:
    return {pair.gold: pair.verdict for pair in match.kinds[kind].pairs}


def _spurious(match: ArticleMatch, kind: Kinds) -> Counter[str]:
    records = match.kinds[kind]
    return Counter(word_predicted(records.predicted[p], match.ground) for p in records.spurious)


def _change(old: Verdict | None, new: Verdict | None) -> Change:
    before, after = (verdict.credit + verdict.full if verdict else 0.0 for verdict in (old, new))
    return "gained" if after > before else "lost" if after < before else "changed"
