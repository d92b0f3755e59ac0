"""What the words of a sentence tell by themselves. All sentences are invented."""

import pytest

from tests.core.sentencewise.reads import article_of, drafts_of, events_of

SAID = [
    (
        "French President Anne Marchal met her Polish counterpart Jan Kos in Vienna.",
        "CONSULT",
        "occurred",
        ["Anne Marchal"],
        ["Jan Kos"],
    ),
    ("Talks between Chile and Peru ended without result.", "CONSULT", "occurred", ["Chile", "Peru"], []),
    ("Norway will host talks with Iceland in June.", "AGREE", "planned", ["Norway"], ["Iceland"]),
    ("Finland praised Sweden for its patience.", "SUPPORT", "occurred", ["Finland"], ["Sweden"]),
    ("Kenya agreed to withdraw its troops from Somalia.", "CONCEDE", "occurred", ["Kenya"], ["Somalia"]),
    ("Spain sent food to Morocco after the earthquake.", "AID", "occurred", ["Spain"], ["Morocco"]),
    ("Rebels released two hostages on Monday.", "RETREAT", "occurred", ["Rebels"], ["hostages"]),
    ("Greece urged Turkey to return the ships.", "REQUEST", "occurred", ["Greece"], ["Turkey"]),
    ("Japan condemned North Korea over the launch.", "ACCUSE", "occurred", ["Japan"], ["North Korea"]),
    ("Cuba rejected an offer from Canada.", "REJECT", "occurred", ["Cuba"], ["Canada"]),
    ("Iran threatened to close the strait.", "THREATEN", "occurred", ["Iran"], []),
    ("Students protested against the government.", "PROTEST", "occurred", ["Students"], ["government"]),
    ("Belgium expelled three Russian diplomats.", "SANCTION", "occurred", ["Belgium"], ["Russia"]),
    ("India deployed warships off the coast.", "MOBILIZE", "occurred", ["India"], []),
    ("Police arrested five journalists.", "COERCE", "occurred", ["Police"], ["journalists"]),
    ("Gunmen killed two soldiers near the river.", "ASSAULT", "occurred", ["Gunmen"], ["soldiers"]),
]


@pytest.mark.parametrize(
    ("sentence", "kind", "status", "actors", "recipients"), SAID, ids=[row[1] + " " + row[0][:20] for row in SAID]
)
def test_a_plain_sentence_tells_its_act(sentence: str, kind: str, status: str, actors: list[str], recipients: list[str]) -> None:
    assert (kind, status, actors, recipients) in events_of(sentence)


def test_the_passive_turns_doer_and_receiver_round() -> None:
    assert ("COERCE", "occurred", ["Police"], ["activists"]) in events_of("Ten activists were arrested by Police in the capital.")


def test_a_deed_without_a_doer_is_done_by_nobody_known() -> None:
    assert ("ASSAULT", "occurred", ["unidentified"], ["soldiers"]) in events_of("Four soldiers were killed on Sunday.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Portugal denied that it had attacked the convoy.",
        "Portugal could attack the convoy.",
        "The war has lasted three years.",
        "The weather stayed dry and the harvest began early.",
        "She studied law and joined the bar.",
    ],
)
def test_what_is_denied_possible_or_no_act_is_none(sentence: str) -> None:
    assert events_of(sentence) == []


def test_a_refusal_to_meet_is_a_rejection() -> None:
    assert [e[0] for e in events_of("Prime Minister Ada Brook refused to meet the rebels.")] == ["REJECT"]


def test_what_is_demanded_is_no_act_of_its_own() -> None:
    assert [e[0] for e in events_of("Ghana called on Togo to release the fishermen and stop the attacks.")] == ["REQUEST"]


def test_a_vow_of_force_is_a_threat() -> None:
    assert [e[0] for e in events_of("General Omar Haddad vowed to attack the rebels.")] == ["THREATEN"]


def test_a_pronoun_means_the_person_the_last_sentence_was_about() -> None:
    text = "President Ana Ruiz met Foreign Minister Karl Voss in Lima. She praised Bolivia."
    assert ("SUPPORT", "occurred", ["Ana Ruiz"], ["Bolivia"]) in events_of(text)


def test_a_surname_finds_the_full_name() -> None:
    text = "President Ana Ruiz spoke to reporters. Ruiz condemned Bolivia."
    assert ("ACCUSE", "occurred", ["Ana Ruiz"], ["Bolivia"]) in events_of(text)


def test_a_meeting_told_twice_is_one() -> None:
    text = "President Ana Ruiz met Chancellor Karl Voss on Monday. After the talks with Voss, Ruiz met Voss again for lunch."
    assert [e[0] for e in events_of(text)].count("CONSULT") == 1


def test_we_in_a_government_release_is_that_government() -> None:
    found = events_of("We condemn Moldova for the attack.", source="Department of State (United States)")
    assert ("ACCUSE", "occurred", ["United States"], ["Moldova"]) in found


def test_experts_have_no_events() -> None:
    assert events_of("Analyst Dora Lind condemned Hungary.") == []


NAMED = [
    ("The arrest of four mayors by Turkish police was condemned.", "COERCE", ["Turkey"]),
    ("The withdrawal of French troops from Niger was completed on Friday.", "RETREAT", ["France"]),
    ("During a visit to Baku, President Recep Kaya spoke of brotherhood.", "CONSULT", ["Recep Kaya"]),
    ("An attack by al-Shabab on a hotel left nine people dead.", "ASSAULT", ["al-Shabab"]),
    ("Greece's demand for reparations was heard.", "REQUEST", ["Greece"]),
]


@pytest.mark.parametrize(("sentence", "kind", "actors"), NAMED, ids=[row[1] for row in NAMED])
def test_a_noun_tells_its_act(sentence: str, kind: str, actors: list[str]) -> None:
    assert (kind, actors) in [(k, doers) for k, _, doers, _ in events_of(sentence)]


OTHERS = [
    ("Sanctions were imposed on three firms by Norway.", "SANCTION", ["Norway"]),
    ("A deal was reached between Egypt and Libya on Sunday.", "AGREE", ["Egypt", "Libya"]),
    ("“I want to thank Kenya,” Minister Maria Holt said.", "SUPPORT", ["Maria Holt"]),
    ("Chad will withdraw its troops unless the rebels disarm.", "THREATEN", ["Chad"]),
    ("Chile and Peru began military drills in the strait.", "COOPERATE", ["Chile", "Peru"]),
    ("Tens of thousands took to the streets on Saturday.", "PROTEST", ["thousands"]),
    ("Finland will not join the exercise.", "REJECT", ["Finland"]),
]


@pytest.mark.parametrize(("sentence", "kind", "actors"), OTHERS, ids=[row[0][:24] for row in OTHERS])
def test_turns_of_phrase_tell_their_act(sentence: str, kind: str, actors: list[str]) -> None:
    assert (kind, actors) in [(k, doers) for k, _, doers, _ in events_of(sentence)]


def test_until_they_meet_is_no_meeting() -> None:
    assert events_of("Nothing will happen until President Ana Ruiz and Chancellor Karl Voss meet.") == []
    assert [e[0] for e in events_of("Peru waited until Ana Ruiz and Karl Voss met.")] == ["CONSULT"]


def test_i_is_who_is_said_to_speak_in_the_next_sentence() -> None:
    text = "Karl Voss said no.\n\n“Chile and I condemned Peru.”\n\nAna Ruiz said on Monday."
    assert ("ACCUSE", "occurred", ["Chile", "Ana Ruiz"], ["Peru"]) in events_of(text)


def test_a_trip_that_is_only_named_is_no_event() -> None:
    assert events_of("President Ana Ruiz spoke on the third stop of her Asian trip.") == []


def test_a_journey_to_talks_is_no_meeting_beside_them() -> None:
    text = "Chilean Foreign Minister Ana Ruiz flew to Oslo on Thursday for talks with her Peruvian counterpart, Luis Vega."
    assert events_of(text) == [("AGREE", "planned", ["Ana Ruiz"], ["Luis Vega"])]


def test_a_clause_with_its_own_subject_borrows_none() -> None:
    text = "Minister Ana Ruiz left for home after a border clash killed dozens of soldiers."
    assert ("ASSAULT", "occurred", ["unidentified"], ["soldiers"]) in events_of(text)
    assert events_of("Chile had no sympathy for those who shell hospitals.") == []


def test_who_cannot_ask_does_not_ask() -> None:
    assert events_of("Norway cannot ask Chile to pay.") == []


def test_a_summary_does_not_end_in_the_middle_of_a_phrase() -> None:
    drafts, _ = drafts_of(article_of("Chile accused Peru of building roads on its soil in the north of the country."))
    assert [e.summary for e in drafts.events] == ["Chile accused Peru of building roads"]


def test_a_passive_is_summed_up_from_whom_it_is_done_to() -> None:
    drafts, _ = drafts_of(article_of("Ana Ruiz was praised by Chile."))
    assert [e.summary for e in drafts.events] == ["Ana Ruiz praised by Chile"]


def test_a_meeting_that_is_hoped_for_is_no_plan() -> None:
    assert events_of("Norway’s minister Ana Ruiz said she hoped Chile and Peru would meet in Oslo.") == []
