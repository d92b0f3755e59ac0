"""The codebook's scoring of events, rule by rule."""

from typing import Any, get_args

import pytest

from schemas.event import EventType
from service.core import plover
from service.evaluation.events import QUAD_CLASSES, judge_event
from service.evaluation.verdict import Verdict
from tests.evaluation.cases import cite, event, gold_event, ground

MEETING: dict[str, Any] = {"type": "CONSULT", "actors": ["alder", "borland"], "recipients": []}


def judge(gold: dict[str, Any] | None = None, **predicted: Any) -> Verdict:
    return judge_event(gold_event(**(gold or {})), event(**predicted), ground())


def test_same_event_has_full_credit() -> None:
    verdict = judge()
    assert (verdict.credit, verdict.full, verdict.failed) == (1, True, ())


def test_type_in_the_same_quad_class_has_half_credit() -> None:
    verdict = judge(type="REJECT")
    assert (verdict.credit, verdict.full, verdict.failed) == (0.5, False, ("type",))


def test_type_of_another_quad_class_has_no_credit() -> None:
    assert judge(type="SANCTION").credit == 0


def test_other_has_no_quad_class() -> None:
    assert judge(type="OTHER").credit == 0
    assert judge({"type": "OTHER"}, type="OTHER").full


def test_acceptable_type_is_as_good_as_the_first() -> None:
    assert judge({"types_ok": ["SANCTION"]}, type="SANCTION").full


def test_half_credit_reaches_from_acceptable_types_too() -> None:
    assert judge({"types_ok": ["SANCTION"]}, type="COERCE").credit == 0.5


def test_no_actor_in_common_has_no_credit() -> None:
    verdict = judge(actors=["a1"])
    assert verdict.credit == 0
    assert "actor" in verdict.failed


def test_one_actor_in_common_is_enough() -> None:
    assert judge({"actors": ["alder", "cordia"]}, actors=["a3", "a5"]).full


def test_acceptable_actor_counts() -> None:
    assert judge({"actors_ok": ["alder"]}, actors=["a1"]).full


def test_actor_among_the_recipients_does_not_count_when_direction_matters() -> None:
    assert judge(actors=["a2"], recipients=["a3"]).credit == 0


@pytest.mark.parametrize("kind", ["CONSULT", "AGREE", "COOPERATE"])
def test_actor_among_the_recipients_counts_in_a_symmetric_event(kind: str) -> None:
    assert judge(
        {"type": kind, "actors": ["cordia"], "recipients": ["borland"]}, type=kind, actors=["a2"], recipients=["a3"]
    ).full


def test_meeting_is_full_with_the_host_among_actors_or_recipients() -> None:
    assert judge(MEETING, type="CONSULT", actors=["a1"], recipients=["a2"]).full
    assert judge(
        MEETING | {"actors": ["alder"], "recipients": ["borland"]}, type="CONSULT", actors=["a1", "a2"], recipients=[]
    ).full


def test_meeting_with_the_wrong_party_is_not_full() -> None:
    verdict = judge(MEETING | {"actors": ["alder"], "recipients": ["borland"]}, type="CONSULT", actors=["a1"], recipients=["a3"])
    assert (verdict.credit, verdict.full) == (1, False)


def test_meeting_with_only_the_host_in_common_has_no_credit() -> None:
    gold = MEETING | {"actors": ["alder"], "recipients": ["borland"]}
    assert judge(gold, type="CONSULT", actors=["a3"], recipients=["a2"]).credit == 0


def test_evidence_must_touch() -> None:
    assert judge(evidence=cite(3)).full
    assert judge(evidence=cite(4)).credit == 0


@pytest.mark.parametrize("recipients", [[], ["a1"], ["a5"]])
def test_wrong_recipient_costs_full_credit_only(recipients: list[str]) -> None:
    verdict = judge(recipients=recipients)
    assert (verdict.credit, verdict.full, verdict.failed) == (1, False, ("recipient",))


def test_acceptable_recipient_counts() -> None:
    assert judge({"recipients_ok": ["alder"]}, recipients=["a1"]).full


def test_recipient_where_gold_has_none_costs_full_credit() -> None:
    assert judge({"recipients": []}, recipients=[]).full
    assert not judge({"recipients": []}).full
    assert judge({"recipients": [], "recipients_ok": ["borland"]}).full
    assert judge({"recipients": [], "recipients_ok": ["borland"]}, recipients=[]).full


def test_wrong_status_costs_full_credit_only() -> None:
    verdict = judge(status="planned")
    assert (verdict.credit, verdict.full, verdict.failed) == (1, False, ("status",))
    assert judge({"status_ok": ["planned"]}, status="planned").full


def test_date_and_location_are_slots_without_credit() -> None:
    verdict = judge({"date": ["2024-01-01", "2024-01-02"], "location": "Porto"}, location={"name": "Porto"})
    assert verdict.full
    assert (verdict.slots["date"], verdict.slots["location"]) == (0, 1)
    assert judge({"date": ["2024-01-01", "2024-01-02"]}, date={"start": "2024-01-01", "end": "2024-01-02"}).slots["date"] == 1


def test_quad_classes_are_those_of_the_core() -> None:
    classes = {kind: number for number, kinds in enumerate(QUAD_CLASSES, 1) for kind in kinds}
    kinds: tuple[EventType, ...] = get_args(EventType)
    assert {kind: plover.coding(kind, None).quad_class for kind in kinds} == {kind: classes.get(kind) for kind in kinds}


def test_host_predicted_as_sole_actor_of_a_meeting_counts() -> None:
    gold = MEETING | {"actors": ["alder"], "recipients": ["borland"]}
    assert judge(gold, type="CONSULT", actors=["a2"], recipients=["a5"]).credit == 1
