"""The profile on its own articles, with a model that stays silent: a floor under what the rules find by themselves."""

from pathlib import Path

import pytest

from benchmarks.embedded import Silent, extract
from service.evaluation.gold import read_gold
from service.evaluation.run import Run, score_run

PROFILE = Path(__file__).parents[2] / "profile"
FLOORS = {"tune": (0.80, 0.80, 0.60), "check": (0.70, 0.50, 0.45)}


@pytest.mark.parametrize("half", FLOORS)
async def test_the_rules_alone_find_most_events_and_delegations(half: str) -> None:
    gold = read_gold(PROFILE / half)
    run = Run(label=half, predictions={g.id: (await extract(g, Silent())).found for g in gold})
    kinds = score_run(gold, run).kinds
    events, delegations, stances = FLOORS[half]
    assert kinds["events"].f1 >= events
    assert kinds["delegations"].f1 >= delegations
    assert kinds["stances"].f1 >= stances


@pytest.mark.parametrize(("half", "control"), [("tune", "regatta"), ("check", "earnings")])
async def test_a_match_report_and_a_business_report_give_nothing_and_ask_nothing(half: str, control: str) -> None:
    (gold,) = (g for g in read_gold(PROFILE / half) if g.id == control)
    timed = await extract(gold, Silent())
    assert (timed.calls, timed.found.events, timed.found.delegations, timed.found.stances) == (0, (), (), ())
