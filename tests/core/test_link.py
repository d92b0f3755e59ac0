"""Delegations point to their meeting, stances to what they are about."""

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
