"""Delegations point to their meeting, stances to what they are about."""

import pytest

from service.core.compose import Composed, compose
from tests.core.articles import article, sheet

TEXT = article(
    "Ukraine will send Rustem Umerov to Istanbul tomorrow for direct talks with Russia.",
    "Russia and Ukraine last held talks in March 2022.",
    "Volodymyr Zelenskyy met Turkey's president in Ankara on Thursday.",
    "Russia refused to send Vladimir Putin.",
    "Turkey welcomed the direct talks in Istanbul.",
    "Russia called Volodymyr Zelenskyy a liar on Thursday.",
)
ACTORS = [
    "1 | Ukraine | government UKR GOV",
    "2 | Russia | government RUS GOV",
    "3 | Rustem Umerov | person UKR GOV | | 1",
    "4 | Volodymyr Zelenskyy | person UKR GOV | President | 1",
    "5 | Turkey | government TUR GOV",
    "6 | Vladimir Putin | person RUS GOV | | 2",
]
EVENTS = [
    "AGREE planned | 1,2 > | tomorrow | Istanbul | 1 | Ukraine and Russia are to hold direct talks in Istanbul",
    "CONSULT | 1,2 > | March 2022 | | 2 | Russia and Ukraine last held talks",
    "CONSULT/visit | 4 > 5 | Thursday | Ankara | 3 | Zelenskyy met Turkey's president",
    "REJECT/meet | 2 > 1 | | | 4 | Russia refused to send Putin",
    "ACCUSE | 2 > 4 | Thursday | | 6 | Russia called Zelenskyy a liar",
]


def composed(**rows: list[str]) -> Composed:
    return compose(TEXT, sheet(actors=ACTORS, events=EVENTS, **rows))


def test_delegation_points_to_the_meeting_it_is_sent_to_and_not_to_a_past_one() -> None:
    found = composed(delegations=["1 > 2 | 3 | | ministerial announced | Istanbul | tomorrow | 1,2 | direct talks"])
    assert found.delegations[0].events == ("e1",)


def test_delegation_that_was_there_points_to_the_meeting_held() -> None:
    found = composed(delegations=["1 > 5 | 4 | 5 | leader concluded | Ankara | Thursday | 3 | a visit"])
    assert found.delegations[0].events == ("e3",)


def test_refused_delegation_points_to_the_refusal() -> None:
    found = composed(delegations=["2 > 1 | 6 | | leader refused | | | 4 | talks"])
    assert found.delegations[0].events == ("e4",)


def test_stance_points_to_the_event_that_its_target_tells() -> None:
    found = composed(stances=["5 supports indirect | the direct talks in Istanbul | 5 | the talks are welcome"])
    assert (found.stances[0].target.event, found.stances[0].target.actor) == ("e1", None)


def test_stance_whose_target_is_a_name_points_to_that_actor_and_has_the_day_of_the_saying() -> None:
    found = composed(stances=["2 opposes direct | Volodymyr Zelenskyy | 6 | he is a liar"])
    (stance,) = found.stances
    assert {a.id: a.name for a in found.actors}.get(stance.target.actor or "") == "Volodymyr Zelenskyy"
    assert stance.target.event is None
    assert stance.date is not None
    assert stance.date.start == "2025-05-15"


def test_what_a_holder_says_is_not_the_target_of_the_saying() -> None:
    found = composed(stances=["2 opposes conduct | sending Putin | 4 | Putin will not come"])
    assert found.stances[0].target.event is None


def test_refused_mission_points_to_the_refusal_whatever_its_day() -> None:
    found = composed(delegations=["2 > 1 | 6 | | leader refused | Istanbul | tomorrow | 1,4 | talks"])
    assert found.delegations[0].events == ("e4",)
    assert found.delegations[0].date is not None
    assert found.delegations[0].date.start == "2025-05-16"


def test_mission_does_not_point_to_a_meeting_in_another_country() -> None:
    found = composed(
        delegations=[
            "1 > 5 | 4 | 5 | leader concluded | Paris | | 3 | a visit",
            "1 > 5 | 4 | 5 | leader concluded | Ankara | | 3",
        ]
    )
    assert [d.events for d in found.delegations] == [("e3",)]


ROUNDS = article(
    "Iran and France are holding a second round of talks in Oman.",
    "Their first round of talks was in Vienna.",
    "The two agreed to a truce at sea in March.",
    "Nothing else is known.",
    "Italy backed the plan of Oman.",
    "Spain hopes for the talks and the truce.",
    "Crowds protested the talks.",
)
SIDES = [
    *(
        "1 | Iran | government IRN GOV",
        "2 | France | government FRA GOV",
        "3 | Italy | government ITA GOV",
        "4 | Spain | government ESP GOV",
    ),
    "5 | Crowds | group CVL",
]
TOLD = [
    "CONSULT ongoing | 1,2 > | | Oman | 1 | Iran and France hold a second round of talks",
    "CONSULT | 1,2 > | | Vienna | 2 | Iran and France held a first round of talks",
    "AGREE | 1,2 > | in March | | 3 | Iran and France agreed to a truce after talks",
    "SUPPORT | 3 > | | | 5 | Italy backed the plan for the talks",
    "PROTEST/demo | 5 > | | | 7 | Crowds protested the talks",
]


@pytest.mark.parametrize(
    ("stance", "event"),
    [
        ("4 supports | the talks | 6 | they help", "e1"),
        ("4 supports | the truce | 6 | it helps", "e3"),
        ("4 opposes | the plan | 6 | it does not help", None),
        ("4 supports | the first round of talks | 6 | it helped", "e2"),
        ("5 opposes conduct | the talks | 7 | no talks", "e1"),
    ],
)
def test_stance_points_to_what_its_target_calls_by_name(stance: str, event: str | None) -> None:
    (found,) = compose(ROUNDS, sheet(actors=SIDES, events=TOLD, stances=[stance])).stances
    assert found.target.event == event


def test_what_is_refused_or_condemned_is_not_the_refusal_or_the_blame() -> None:
    text = article(
        "The army rejected a call by the United States for a truce.",
        "The army accused Egypt of the drone strikes on the port.",
        "Drones struck the port.",
        "Qatar condemned the drone strikes and called the accusation of drone strikes absurd.",
    )
    found = compose(
        text,
        sheet(
            actors=[
                "1 | army | government SDN MIL",
                "2 | United States | government USA GOV",
                "3 | Egypt | government EGY GOV",
                "4 | Qatar | government QAT GOV",
            ],
            events=[
                "REJECT/yield | 1 > 2 | | | 1 | The army rejected a call for a truce",
                "ACCUSE/allege | 1 > 3 | | | 2 | The army accused Egypt of drone strikes",
            ],
            stances=[
                "2 supports indirect | a truce | 1 | there should be a truce",
                "4 opposes indirect | the drone strikes | 4 | they are condemned",
                "4 opposes indirect | the accusation of drone strikes | 4 | it is absurd",
            ],
        ),
    )
    assert {s.target.text: s.target.event for s in found.stances} == {
        "a truce": None,
        "the drone strikes": None,
        "the accusation of drone strikes": "e2",
    }
