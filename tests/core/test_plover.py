"""Type and mode in numbers, and the consistency of the tables behind them."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from schemas.event import Context, EventType
from service.core.plover import Coding, cameo_code, coding, modes, types
from service.core.tables import table

TYPES: tuple[EventType, ...] = tuple(get_args(EventType))


def entries() -> Iterator[tuple[EventType, str | None, dict[str, Any]]]:
    """Every type and every (type, mode) with its row."""
    for event_type in types():
        row = table("plover")[event_type]
        yield event_type, None, row
        for mode in modes(event_type):
            yield event_type, mode, row["modes"][mode]


def codes(entry: dict[str, Any]) -> Iterator[str]:
    yield entry["cameo"]
    yield from (code for _, code in entry.get("acts", ()))
    yield from (code for _, code in entry.get("contexts", ()))
    if "planned" in entry:
        yield entry["planned"]


def test_every_type_of_the_schema_but_other_is_a_plover_type() -> None:
    assert set(types()) | {"OTHER"} == set(TYPES)


def test_other_has_no_coding_and_no_modes() -> None:
    assert coding("OTHER", None) == Coding()
    assert modes("OTHER") == ()


def test_a_scheduled_meeting_is_036_as_in_the_contract() -> None:
    assert coding("AGREE", None, contexts=("diplomatic",), status="planned") == Coding("036", 1, 4.0, 2.5)


@pytest.mark.parametrize(("event_type", "mode", "entry"), list(entries()))
def test_every_code_belongs_to_its_type(event_type: EventType, mode: str | None, entry: dict[str, Any]) -> None:
    for code in codes(entry):
        shared_root = code == "080" and event_type == "RETREAT"  # root 08 holds both ways of yielding
        no_mode_root = code == "110" and event_type == "ACCUSE"
        assert cameo_code(code).type == event_type or shared_root or no_mode_root, (event_type, mode, code)


@pytest.mark.parametrize(("event_type", "mode", "entry"), [row for row in entries() if row[1]])
def test_every_code_of_a_mode_is_that_modes_or_a_parent(event_type: EventType, mode: str, entry: dict[str, Any]) -> None:
    own = {code for code in table("cameo") if (cameo_code(code).type, cameo_code(code).mode) == (event_type, mode)}
    for code in codes(entry):
        covers = any(each.startswith(code.removesuffix("0")) for each in own)
        modes_ok = {mode, None, *entry.get("modes_ok", ())}
        assert covers or cameo_code(code).mode in modes_ok, (event_type, mode, code)


@pytest.mark.parametrize(("event_type", "mode", "entry"), list(entries()))
def test_scores_have_the_sign_of_their_quad_class(event_type: EventType, mode: str | None, entry: dict[str, Any]) -> None:
    found = coding(event_type, mode)
    assert found.plover_score is not None
    assert found.quad_class is not None
    assert found.quad_class in {1, 2, 3, 4}
    assert entry["score"] == found.plover_score
    if event_type != "REQUEST":
        assert (found.plover_score > 0) == (found.quad_class <= 2)
    assert -10 <= found.plover_score <= 10


def test_contexts_that_refine_are_plover_contexts_and_acts_compile() -> None:
    for _, _, entry in entries():
        for needed, _ in entry.get("contexts", ()):
            assert set(needed) <= set(get_args(Context))
        for act, _ in entry.get("acts", ()):
            re.compile(act)


def test_every_demand_has_a_polite_twin() -> None:
    for event_type, _, entry in entries():
        if event_type == "REQUEST":
            for code in codes(entry):
                assert cameo_code("02" + code[2:]).type == "REQUEST"


@pytest.mark.parametrize(
    ("event_type", "quad", "score"),
    [
        ("AGREE", 1, 2.5), ("CONSULT", 1, 2.5), ("SUPPORT", 1, 5.0), ("CONCEDE", 1, 4.5),
        ("COOPERATE", 2, 9.5), ("AID", 2, 10.0), ("RETREAT", 2, 6.5),
        ("REQUEST", 3, 0.0), ("ACCUSE", 3, -3.0), ("REJECT", 3, -2.0), ("THREATEN", 3, -3.5),
        ("PROTEST", 4, -5.0), ("SANCTION", 4, -6.0), ("MOBILIZE", 4, -5.5), ("COERCE", 4, -7.0), ("ASSAULT", 4, -9.0),
    ],
)  # fmt: skip
def test_quad_class_and_base_score_of_each_type(event_type: EventType, quad: int, score: float) -> None:
    found = coding(event_type)
    assert (found.quad_class, found.plover_score) == (quad, score)


@pytest.mark.parametrize(
    ("event_type", "mode", "contexts", "summary", "code", "goldstein"),
    [
        ("CONSULT", "visit", (), "", "042", 1.9),
        ("CONSULT", "phone", (), "", "041", 1.0),
        ("CONSULT", "third-party", (), "", "044", 2.5),
        ("CONSULT", None, (), "Turkey mediates between Russia and Ukraine", "045", 5.0),
        ("CONSULT", None, (), "The sides hold peace talks in Doha", "046", 7.0),
        ("SUPPORT", None, (), "Sweden and Finland sign a pact", "057", 8.0),
        ("SUPPORT", None, (), "Spain recognises the State of Palestine", "054", 6.0),
        ("SUPPORT", None, (), "Macron praises the ceasefire plan", "051", 3.4),
        ("CONCEDE", None, (), "Israel apologises for the strike", "055", 7.0),
        ("CONCEDE", None, (), "Russia announces a ceasefire over Easter", "0356", 7.0),
        ("AID", None, ("military", "diplomatic"), "", "072", 8.3),
        ("REQUEST", "meet", (), "Zelenskyy demands a meeting with Putin", "106", -5.0),
        ("REQUEST", "meet", (), "The UN urges both sides to meet", "026", 4.0),
        ("REQUEST", "yield", (), "France calls for the release of its citizens", "0253", -0.3),
        ("ACCUSE", "investigate", ("military", "legal"), "", "094", -2.0),
        ("SANCTION", "convict", (), "", "116", -2.0),
        ("THREATEN", "restrict", (), "Trump threatens sanctions on Moscow", "1312", -5.8),
        ("ASSAULT", "drone", (), "", "195", -10.0),
        ("ASSAULT", None, (), "", "190", -10.0),
        ("COERCE", "cyber", (), "", "170", -7.0),
    ],
)
def test_most_specific_code(
    event_type: EventType, mode: str | None, contexts: tuple[str, ...], summary: str, code: str, goldstein: float
) -> None:
    found = coding(event_type, mode, contexts=contexts, summary=summary)
    assert (found.cameo, found.goldstein) == (code, goldstein)


def test_a_mode_of_another_type_counts_as_none() -> None:
    assert coding("AGREE", "riot") == coding("AGREE", None)
    assert coding("RETREAT", "withdraw").plover_score == 8.0
    assert coding("SANCTION", "withdraw").plover_score == -6.0


def test_planned_material_cooperation_is_not_called_a_meeting() -> None:
    assert coding("AGREE", None, contexts=("military",), status="planned").cameo == "0312"


def test_denials_and_statements_are_dropped_by_plover() -> None:
    assert cameo_code("016").type is None


def test_an_unknown_cameo_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        cameo_code("999")
