"""One-to-one matching of greatest weight, and what is counted."""

import sys
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import NotConfigured
from service.evaluation.matching import Counts, KindMatch, assign, match_article
from tests.evaluation.cases import article, cite, event, extraction, gold_event

LATER = {"sentences": [4]}


def match(gold: Sequence[object], predicted: Sequence[object]) -> KindMatch:
    return match_article(article(events=gold), extraction(events=predicted)).kinds["events"]


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=3))
def test_assignment_has_the_greatest_total_weight(weights: list[list[int]]) -> None:
    best = max(sum(weights[row][column] for row, column in enumerate(columns)) for columns in permutations(range(3)))
    pairs = assign(weights)
    assert sum(weights[row][column] for row, column in pairs) == best
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == 3


def test_nothing_on_either_side_matches_nothing() -> None:
    assert match([], [event()]).spurious == (0,)
    assert match([gold_event()], []).missed == (0,)


def test_twice_predicted_is_once_found() -> None:
    found = match([gold_event()], [event(), event(id="e2")])
    assert found.counts() == Counts(credit=1, full=1, predicted=2, gold=1)
    assert len(found.spurious) == 1


def test_full_credit_goes_before_nearly() -> None:
    found = match([gold_event()], [event(status="planned"), event(id="e2")])
    assert [(pair.gold, pair.predicted) for pair in found.pairs] == [(0, 1)]


def test_many_matches_go_before_one_better_match() -> None:
    gold = [gold_event(types_ok=["REJECT"]), gold_event(status="planned")]
    found = match(gold, [event(), event(id="e2", type="REJECT")])
    assert {(pair.gold, pair.predicted) for pair in found.pairs} == {(0, 1), (1, 0)}


def test_pair_without_credit_is_no_match() -> None:
    found = match([gold_event()], [event(actors=["a1"])])
    assert (found.pairs, found.missed, found.spurious) == ((), (0,), (0,))


def test_optional_record_that_is_found_is_neither_rewarded_nor_punished() -> None:
    gold = [gold_event(), gold_event(optional=True, **LATER)]
    alone = match(gold, [event()]).counts()
    assert alone == match(gold, [event(), event(id="e2", evidence=cite(5))]).counts() == Counts(1, 1, 1, 1)


def test_optional_record_excuses_one_prediction_only() -> None:
    gold = [gold_event(optional=True, **LATER)]
    assert match(gold, [event(evidence=cite(5)), event(id="e2", evidence=cite(5))]).counts() == Counts(0, 0, 1, 0)


def test_optional_record_found_by_half_excuses_half() -> None:
    assert match([gold_event(optional=True)], [event(type="REJECT")]).counts() == Counts(0, 0, 0.5, 0)


def test_required_record_goes_before_an_optional_one() -> None:
    gold = [gold_event(optional=True), gold_event(status="planned")]
    found = match(gold, [event()])
    assert [pair.gold for pair in found.pairs] == [1]


def test_optional_record_that_fits_goes_before_a_required_one_that_fits_by_half() -> None:
    found = match([gold_event(optional=True), gold_event(type="REJECT")], [event()])
    assert [pair.gold for pair in found.pairs] == [0]


def test_half_credit_is_counted() -> None:
    assert match([gold_event()], [event(type="REJECT")]).counts() == Counts(0.5, 0, 1, 1)


def test_without_scipy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(NotConfigured, match=r"dragoman\[eval\]"):
        match([gold_event()], [event()])
