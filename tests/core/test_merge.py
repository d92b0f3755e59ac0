"""The same record told twice becomes one with both citations; different records stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.compose import Composed, compose
from tests.core.articles import article, sheet

ARTICLE = article(
    "Iran and France met in Vienna on Monday.",
    "France urged Iran to free the detainees.",
    "France also urged Iran to open its sites.",
    "The talks of Iran and France in Vienna went on late.",
    "Iran refused to open its sites.",
    "Iran supports the talks.",
)
ACTORS = ["1 | Iran | government IRN GOV", "2 | France | government FRA GOV"]


def found(**rows: list[str]) -> Composed:
    return compose(ARTICLE, sheet(actors=ACTORS, **rows))


@pytest.mark.parametrize(
    "row",
    [
        "AGREE military | {} > 1 | | | {} | will give Iran tanks",
        "CONSULT/visit | {} > 1 | | Vienna | {} | visited Iran for talks",
    ],
)
def test_what_two_do_toward_a_third_are_two_events(row: str) -> None:
    actors = ["1 | Iran | government IRN GOV", "2 | France | government FRA GOV", "3 | Oman | government OMN GOV"]
    text = article("France will give Iran tanks and visited Vienna.", "Oman will give Iran tanks and visited Vienna.")
    composed = compose(text, sheet(actors=actors, events=[row.format(2, 1), row.format(3, 2)]))
    assert len(composed.events) == 2


def test_event_told_twice_is_one_with_both_citations() -> None:
    records = found(
        events=[
            "CONSULT | 1,2 > | Monday | Vienna | 1 | Iran and France met in Vienna",
            "CONSULT | 1,2 > | Monday | Vienna | 4 | Talks of Iran and France in Vienna",
        ]
    )
    assert [[e.sentence for e in event.evidence] for event in records.events] == [[1, 4]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "REQUEST | 2 > 1 | | | 2 | France urged Iran to free the detainees",
            "REQUEST | 2 > 1 | | | 3 | France urged Iran to open its sites",
        ),
        ("CONSULT | 1,2 > | Monday | | 1 | Iran and France met", "CONSULT | 1,2 > | Tuesday | | 1 | Iran and France met"),
        ("AGREE planned | 1,2 > | | | 1 | Iran and France are to meet", "AGREE | 1,2 > | | | 1 | Iran and France are to meet"),
        ("ACCUSE | 1 > 2 | | | 2 | blame for the detainees", "ACCUSE | 2 > 1 | | | 2 | blame for the detainees"),
        ("ACCUSE | 1 > 2 | | | 2 | blame for the detainees", "REJECT | 1 > 2 | | | 2 | blame for the detainees"),
    ],
)
def test_different_events_stay_apart(first: str, second: str) -> None:
    article_of_two_days = article("Iran and France met on Monday and Tuesday.", *(["France and Iran spoke."] * 5))
    assert len(compose(article_of_two_days, sheet(actors=ACTORS, events=[first, second])).events) == 2


def test_rounds_of_talks_that_are_counted_stay_apart() -> None:
    text = article("Iran and France held a first round of talks and a second one.", "A third round is planned.")
    events = [f"CONSULT | 1,2 > | | | 1 | Iran and France held the {which} round of talks" for which in ("first", "2nd")]
    delegations = [
        "1 > 2 | | | concluded | Vienna | | 1 | first round of talks",
        "1 > 2 | | | concluded | Vienna | | 1 | second round of talks",
        "1 > 2 | | | announced | | | 2 | talks",
    ]
    events += [f"CONCEDE | 1,2 > | | | 1 | Iran and France announced a {which} truce" for which in ("first", "second")]
    found = compose(text, sheet(actors=ACTORS, events=events, delegations=delegations))
    assert (len(found.events), len(found.delegations)) == (4, 3)


def test_two_demands_of_one_sentence_that_differ_in_a_word_stay_apart() -> None:
    text = article("France urged Iran to halt missile tests and to halt nuclear tests.")
    rows = [f"REQUEST/yield | 2 > 1 | | | 1 | France urged Iran to halt {what} tests" for what in ("missile", "nuclear")]
    assert len(compose(text, sheet(actors=ACTORS, events=rows)).events) == 2


def test_calls_to_two_people_are_two_and_a_leader_is_his_country() -> None:
    actors = [*ACTORS, "3 | Oman | government OMN GOV", "4 | Haitham bin Tariq | person OMN GOV | Sultan | 3"]
    text = article(
        "Iran spoke by phone with France on Monday and with Oman later that day.", "Haitham bin Tariq told Iran to wait."
    )
    rows = [
        "CONSULT/phone | 1,2 > | on Monday | | 1 | Iran discussed the talks by phone",
        "CONSULT/phone | 1,3 > | | | 1 | Iran discussed the talks by phone",
        "CONSULT/phone | 1,4 > | | | 2 | Iran discussed the talks by phone",
    ]
    assert [[e.sentence for e in event.evidence] for event in compose(text, sheet(actors=actors, events=rows)).events] == [
        [1],
        [1, 2],
    ]


@pytest.mark.parametrize(
    ("first", "second", "count"), [("Doha", "الدوحة", 1), ("Doha", "القاهرة", 2), ("القاهرة", "وسط القاهرة", 1)]
)
def test_place_written_in_two_scripts_is_no_other_place(first: str, second: str, count: int) -> None:
    text = article("التقى وفد إيران بوفد فرنسا في الدوحة.", "وكان اللقاء وسط القاهرة في الدوحة.", language="ar")
    rows = [
        f"CONSULT | 1,2 > | | {place} | {n} | Iran and France discussed uranium enrichment"
        for n, place in enumerate((first, second), 1)
    ]
    assert len(compose(text, sheet(actors=ACTORS, events=rows)).events) == count


def test_delegation_of_one_occasion_is_one_and_filled_up() -> None:
    actors = [*ACTORS, "3 | Abbas Araghchi | person IRN GOV | Foreign Minister | 1"]
    text = article("Iran sent Abbas Araghchi to Vienna to meet France.", "He has full powers, Iran said.")
    rows = ["1 > 2 | 3 | | ministerial announced | Vienna | | 1 | talks", "1 > 2 | | | full | Vienna | | 2"]
    (only,) = compose(text, sheet(actors=actors, delegations=rows)).delegations
    assert (only.head, only.level, only.mandate, only.status) == ("a3", "ministerial", "full", "announced")
    assert [e.sentence for e in only.evidence] == [1, 2]


def test_stance_told_twice_is_one_and_another_position_another() -> None:
    rows = ["1 supports | the talks in Vienna | 6 | a", "1 supports | talks in Vienna | 4 | b", "1 opposes | the talks | 5 | c"]
    assert [(s.position, [e.sentence for e in s.evidence]) for s in found(stances=rows).stances] == [
        ("supports", [4, 6]),
        ("opposes", [5]),
    ]


def test_delegation_of_a_person_belongs_to_the_government_that_person_represents() -> None:
    actors = [*ACTORS, "3 | Abbas Araghchi | person IRN GOV | Foreign Minister | 1"]
    text = article("Abbas Araghchi will lead Iran in talks with France.")
    (only,) = compose(text, sheet(actors=actors, delegations=["3 > 2 | | | announced | | | 1"])).delegations
    assert (only.party, only.head) == ("a1", "a3")


def test_records_are_numbered_in_the_order_of_their_evidence() -> None:
    rows = ["REQUEST | 2 > 1 | | | 2 | France urged Iran", "CONSULT | 1,2 > | | | 1 | Iran and France met"]
    assert [(e.id, e.type) for e in found(events=rows).events] == [("e1", "CONSULT"), ("e2", "REQUEST")]


@given(st.permutations(["REQUEST | 2 > 1 | | | 2 | free the detainees", "REJECT | 1 > 2 | | | 5 | refused to open its sites",
                        "CONSULT | 1,2 > | | | 1 | met in Vienna"]), st.booleans())  # fmt: skip
def test_merging_neither_loses_nor_invents_records(rows: list[str], twice: bool) -> None:  # noqa: FBT001
    records = found(events=rows * 2 if twice else rows)
    assert sorted(e.type for e in records.events) == ["CONSULT", "REJECT", "REQUEST"]
