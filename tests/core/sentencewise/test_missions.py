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


OF_A_PARTY = [
    "The Libyan delegation will be headed by Finance Minister Salem Zuwari.",
    "Libyan President Ana Haddad is sending a team headed by her finance minister to Rome. She trusts Finance Minister Salem Zuwari.",
    "Libya is near. The Libyan delegation includes Finance Minister Salem Zuwari.",
]


@pytest.mark.parametrize("text", OF_A_PARTY)
def test_who_leads_or_joins_a_partys_delegation_is_one_of_its_people(text: str) -> None:
    drafts, _ = drafts_of(article_of(text))
    person = next(a for a in drafts.actors if a.name == "Salem Zuwari")
    party = next(a for a in drafts.actors if a.number == person.represents)
    assert (person.country, person.sector, party.name) == ("LBY", "GOV", "Libya")


def test_those_whom_a_delegation_includes_are_its_members() -> None:
    text = "The Libyan delegation to the talks includes Minister Salem Zuwari and Ambassador Omar Tarhuni."
    drafts, _ = drafts_of(article_of(text))
    names = {a.number: a.name for a in drafts.actors}
    assert [[names[n] for n in d.members] for d in drafts.delegations] == [["Salem Zuwari", "Omar Tarhuni"]]


def test_talks_that_a_team_is_sent_to_are_its_partys_not_the_senders() -> None:
    text = "Ukrainian President Ana Bondar is sending a team to Oslo for direct talks with a Russian delegation."
    assert ("Ukraine", None, ["Russia"], "Oslo", "en_route") in delegations_of(text)
    assert "Ana Bondar" not in [head for _, head, *_ in delegations_of(text)]


def test_a_country_and_a_place_in_it_are_one_destination() -> None:
    text = (
        "Chile will send a delegation to Norway next week. Chile will send the delegation to Oslo for talks with Peru on Friday."
    )
    assert [(party, place) for party, _, _, place, _ in delegations_of(text) if party == "Chile"] == [("Chile", "Oslo")]


def test_only_who_refuses_a_meeting_refuses_to_send() -> None:
    text = "Chilean President Ana Ruiz had no intention to meet Peruvian President Luis Vega in Oslo."
    assert [(party, head, status) for party, head, _, _, status in delegations_of(text)] == [("Chile", "Ana Ruiz", "refused")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway offered to host talks between Chile and Peru in Oslo.",
        "Chilean President Ana Ruiz invited Peru and Bolivia to talks in Oslo.",
        "Chilean President Ana Ruiz telephoned Peruvian President Luis Vega on Monday.",
        "Chilean Foreign Minister Ana Ruiz said Chile would not discuss its own territory in Oslo.",
    ],
)
def test_an_offer_a_call_or_a_refused_topic_sends_nobody(sentence: str) -> None:
    assert delegations_of(sentence) == []


def test_a_side_without_anyone_who_decides_has_no_mandate() -> None:
    text = "Chile sent a delegation to Oslo. The Chilean delegation doesn’t include “anyone who actually makes decisions”, Ana Ruiz said."
    drafts, _ = drafts_of(article_of(text))
    assert [(d.mandate, d.mandate_note) for d in drafts.delegations] == [
        ("none", "doesn’t include “anyone who actually makes decisions”")
    ]


def test_a_mandates_words_end_before_who_said_them() -> None:
    text = "Chile will send a delegation to Oslo. The Chilean delegation has full authority to sign a truce, a spokesman said."
    drafts, _ = drafts_of(article_of(text))
    assert [d.mandate_note for d in drafts.delegations] == ["full authority to sign a truce"]


def test_the_day_of_the_announcement_is_not_that_of_the_delegation() -> None:
    drafts, _ = drafts_of(article_of("Chile announced on Monday that it will send a delegation to Oslo."))
    assert [d.date for d in drafts.delegations] == [None]


def test_a_counterpart_is_of_the_same_rank() -> None:
    text = "Turkish Foreign Minister Cem Aydin will meet his Greek counterpart, Nikos Petrou, in Nicosia on Friday."
    drafts, _ = drafts_of(article_of(text))
    assert [d.level for d in drafts.delegations] == ["ministerial", "ministerial"]


def test_an_envoy_for_a_region_is_a_senior_official() -> None:
    drafts, _ = drafts_of(article_of("The European Union is worried. Its envoy for the Sahel, Jan Kos, flew to Oslo for talks."))
    assert [d.level for d in drafts.delegations] == ["senior_official"]


def test_its_envoy_is_that_of_the_body_named_last() -> None:
    text = "The European Union welcomed it. Its special envoy for the Sahel, Jan Kos, will travel to Oslo on Friday for talks."
    assert ("European Union", "Jan Kos") in [(party, head) for party, head, *_ in delegations_of(text)]
