"""The codebook's scoring of delegations, rule by rule."""

from typing import Any

import pytest

from service.evaluation.delegations import judge_delegation
from service.evaluation.verdict import Verdict
from tests.evaluation.cases import cite, delegation, gold_delegation, ground

ELSEWHERE: dict[str, Any] = {"head": "a4", "counterparts": ["a5"], "destination": {"name": "Lisbon"}}


def judge(gold: dict[str, Any] | None = None, **predicted: Any) -> Verdict:
    return judge_delegation(gold_delegation(**(gold or {})), delegation(**predicted), ground())


def test_same_delegation_has_every_slot() -> None:
    verdict = judge()
    assert (verdict.credit, verdict.full, set(verdict.slots.values())) == (1, True, {1})


def test_another_party_has_no_credit() -> None:
    assert judge(party="a2").credit == 0
    assert judge({"party_ok": ["borland"]}, party="a2").full


@pytest.mark.parametrize("shared", ["head", "counterparts", "destination"])
def test_one_of_head_counterpart_and_destination_is_enough(shared: str) -> None:
    assert judge(**{name: value for name, value in ELSEWHERE.items() if name != shared}).credit == 1


def test_nothing_of_head_counterpart_and_destination_is_another_delegation() -> None:
    verdict = judge(**ELSEWHERE)
    assert verdict.credit == 0
    assert "occasion" in verdict.failed


def test_unknown_on_both_sides_is_nothing_in_common() -> None:
    bare: dict[str, Any] = {"head": None, "counterparts": [], "destination": None}
    assert judge({"head": None, "destination": None}, **bare).credit == 0


def test_evidence_decides_where_gold_knows_none_of_the_three() -> None:
    gold: dict[str, Any] = {"head": None, "counterparts": [], "destination": None}
    assert judge(gold).credit == 1
    assert judge(gold, evidence=cite(4)).credit == 0


def test_evidence_is_not_needed_otherwise() -> None:
    assert judge(evidence=cite(4)).full


@pytest.mark.parametrize(
    ("slot", "wrong", "acceptable"),
    [
        ("head", {"head": "a4"}, {"head_ok": ["dorn"]}),
        ("level", {"level": "technical"}, {"level_ok": ["technical"]}),
        ("mandate", {"mandate": "none"}, {"mandate_ok": ["none"]}),
        ("status", {"status": "announced"}, {"status_ok": ["announced"]}),
    ],
)
def test_slot_is_right_by_its_first_or_an_acceptable_value(slot: str, wrong: dict[str, Any], acceptable: dict[str, Any]) -> None:
    verdict = judge(**wrong)
    assert (verdict.credit, verdict.full, verdict.slots[slot], verdict.failed) == (1, False, 0, (slot,))
    assert judge(acceptable, **wrong).full


def test_head_where_gold_has_none_is_wrong() -> None:
    assert judge({"head": None}).slots["head"] == 0
    assert judge({"head": None}, head=None).slots["head"] == 1
    assert judge(head=None).slots["head"] == 0


def test_slots_with_several_values_score_the_f1_of_both_sets() -> None:
    assert judge({"members": ["dorn", "alder"]}).slots["members"] == pytest.approx(2 / 3)
    assert judge(members=[]).slots["members"] == 0
    assert judge({"members": []}, members=[]).slots["members"] == 1
    assert judge(counterparts=["a2", "a5"]).slots["counterparts"] == pytest.approx(2 / 3)


def test_destination_slot_compares_places() -> None:
    assert judge(destination={"name": "the city of Porto"}).slots["destination"] == 1
    assert judge(destination=None).slots["destination"] == 0
