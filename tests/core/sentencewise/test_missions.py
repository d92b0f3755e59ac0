"""What the words of a sentence tell of delegations. All sentences are invented."""

import pytest

from tests.core.sentencewise.reads import article_of, delegations_of, drafts_of

Sent = tuple[str, str | None, str | None, str]
"""Party, head, destination, status."""

TOLD: list[tuple[str, Sent]] = [
    ("The Libyan delegation is headed by Salem Zuwari, a former judge.", ("Libya", "Salem Zuwari", None, "unstated")),
    ("Zambia's vice-president, Grace Mwila, heads the delegation.", ("Zambia", "Grace Mwila", None, "unstated")),
    ("Kenya was represented by President Dan Otieno at the funeral in Lusaka.", ("Kenya", "Dan Otieno", "Lusaka", "unstated")),
    ("Norway sent its prime minister, Kari Holm, to the summit in Rome.", ("Norway", "Kari Holm", "Rome", "unstated")),
    ("Indonesia dispatched two envoys, Retno Sari and Budi Santoso, to Yangon to mediate.", ("Indonesia", "Retno Sari", "Yangon", "unstated")),
    ("France will not send a delegation to the summit in Caracas.", ("France", None, "Caracas", "refused")),
    ("Chile has formed a committee, chaired by Justice Minister Eva Rojas, to negotiate with the rebels.", ("Chile", "Eva Rojas", None, "unstated")),
    ("A mission of the African Union will fly to Bangui on Thursday to meet the junta.", ("African Union", None, "Bangui", "announced")),
    ("On board were Japan's special envoy, Kenji Mori, and two reporters.", ("Japan", "Kenji Mori", None, "unstated")),
    ("Among those attending the inauguration in Quito were Cuban President Raul Diaz and others.", ("Cuba", "Raul Diaz", "Quito", "unstated")),
    ("German Chancellor Anna Berg told reporters in Tokyo that the talks had been useful.", ("Germany", "Anna Berg", "Tokyo", "unstated")),
    ("Swedish diplomats are in Ankara to persuade Turkey to lift its veto.", ("Sweden", None, "Ankara", "arrived")),
    ("Senior Hamas official Yusuf Darwish led the group's delegation to talks in Istanbul.", ("Hamas", "Yusuf Darwish", "Istanbul", "concluded")),
    ("Georgia's chief negotiator Nino Beridze said the agenda would be discussed in Vienna.", ("Georgia", "Nino Beridze", "Vienna", "unstated")),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "sent"), TOLD, ids=[sentence[:30] for sentence, _ in TOLD])
def test_a_sentence_tells_who_was_sent(sentence: str, sent: Sent) -> None:
    assert sent in [(party, head, destination, status) for party, head, _, destination, status in delegations_of(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Brazilian team beat Peru in the final in Lima.",
        "President Ana Ruiz travelled to her village in the hills.",
        "The mission was over and the soldiers slept.",
    ],
)
def test_other_teams_and_journeys_are_no_delegations(sentence: str) -> None:
    assert delegations_of(sentence) == []


def test_each_side_that_travels_to_a_meeting_sends_a_delegation() -> None:
    found = delegations_of(
        "Turkish Foreign Minister Cem Aydin and his Greek counterpart Nikos Petrou will meet in Nicosia on Friday."
    )
    assert found == [
        ("Turkey", "Cem Aydin", ["Nikos Petrou"], "Nicosia", "announced"),
        ("Greece", "Nikos Petrou", ["Cem Aydin"], "Nicosia", "announced"),
    ]


def test_who_receives_stays_at_home() -> None:
    found = delegations_of("Kenyan President Dan Otieno received Ghanaian Foreign Minister Ama Boateng in Nairobi.")
    assert [party for party, *_ in found] == ["Ghana"]


def test_those_who_only_stand_for_a_state_are_that_state() -> None:
    found = delegations_of("Representatives of Armenia and Azerbaijan began a new round of negotiations in Geneva on Tuesday.")
    assert [(party, destination) for party, _, _, destination, _ in found] == [("Armenia", "Geneva"), ("Azerbaijan", "Geneva")]


def test_a_minister_without_a_country_belongs_to_the_country_the_article_is_about() -> None:
    text = "Chad is short of water. Chad has few wells. Chad must buy. Foreign Minister Ali Deby will fly to Cairo for talks."
    assert ("Chad", "Ali Deby") in [(party, head) for party, head, *_ in delegations_of(text)]


def test_a_mandate_is_that_of_the_delegation_told_nearest_and_ends_with_its_sentence() -> None:
    text = (
        "Norway sent a team led by Kari Holm to Rome on Monday.\n\n"
        "Chile's president, Eva Rojas, opened a school in Lima.\n\n"
        "Norway will send a delegation headed by Per Dahl to Quito next week. "
        "“The Norwegian delegation has no mandate to sign. So we wait,” a diplomat said."
    )
    drafts, _ = drafts_of(article_of(text))
    told = [(d.mandate, d.mandate_note) for d in drafts.delegations if d.mandate != "unstated"]
    assert told == [("none", "no mandate to sign")]
