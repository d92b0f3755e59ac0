"""The codebook's scoring of stances, rule by rule."""

from typing import Any

import pytest

from service.evaluation.stances import judge_stance
from service.evaluation.verdict import Verdict
from tests.evaluation.cases import cite, event, gold_stance, ground, stance


def judge(gold: dict[str, Any] | None = None, **predicted: Any) -> Verdict:
    return judge_stance(gold_stance(**(gold or {})), stance(**predicted), ground(events=[event()]))


def test_same_stance_has_full_credit() -> None:
    assert (judge().credit, judge().full) == (1, True)


def test_another_holder_has_no_credit() -> None:
    assert judge(holder="a1").credit == 0
    assert judge({"holder_ok": ["alder"]}, holder="a1").full


def test_evidence_must_touch() -> None:
    assert judge(evidence=cite(4)).credit == 0


def test_opposite_position_has_no_credit() -> None:
    assert judge(position="supports").credit == 0
    assert judge({"position_ok": ["supports"]}, position="supports").full


@pytest.mark.parametrize(
    ("gold", "predicted", "credit"),
    [
        ("supports", "conditional", 0.5),
        ("conditional", "supports", 0.5),
        ("conditional", "ambivalent", 0.5),
        ("ambivalent", "supports", 0.5),
        ("opposes", "ambivalent", 0.5),
        ("conditional", "opposes", 0),
        ("opposes", "conditional", 0),
    ],
)
def test_neighbouring_position_has_half_credit(gold: str, predicted: str, credit: float) -> None:
    verdict = judge({"position": gold}, position=predicted)
    assert (verdict.credit, verdict.full) == (credit, False)


@pytest.mark.parametrize("text", ["treaty", "the new treaty on the river", "River Treaties", "a treaty of peace"])
def test_target_with_half_its_words_in_common_is_the_same(text: str) -> None:
    assert judge(target={"text": text}).full


@pytest.mark.parametrize("text", ["a meeting in Porto", "the", "border dispute text"])
def test_other_target_has_no_credit(text: str) -> None:
    verdict = judge(target={"text": text})
    assert verdict.credit == 0
    assert "target" in verdict.failed


def test_target_with_a_third_of_its_words_in_common_is_another() -> None:
    assert judge({"target": "the old river treaty"}, target={"text": "a new border treaty"}).credit == 0


def test_other_phrase_for_the_target_counts() -> None:
    assert judge({"target_ok": ["the Porto meeting"]}, target={"text": "a meeting in Porto"}).full


def test_target_is_the_same_actor() -> None:
    assert judge({"target_actor": "borland"}, target={"text": "that lot", "actor": "a2"}).full
    assert judge({"target_actor": "borland"}, target={"text": "that lot", "actor": "a1"}).credit == 0


def test_target_actor_counts_by_name_where_gold_has_a_phrase() -> None:
    assert judge({"target_ok": ["Borland"]}, target={"text": "that lot", "actor": "a2"}).full


def test_target_text_counts_by_name_where_gold_has_an_actor() -> None:
    assert judge({"target_actor": "alder"}, target={"text": "President Alder"}).full


def test_target_event_counts_by_its_summary() -> None:
    gold = {"target": "blame of Borland by Cordia"}
    assert judge(gold, target={"text": "that", "event": "e1"}).full
    assert judge(gold, target={"text": "that"}).credit == 0


def test_expression_is_a_slot_without_credit() -> None:
    verdict = judge(expression="conduct")
    assert (verdict.full, verdict.slots["expression"]) == (True, 0)
