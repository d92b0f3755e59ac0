"""Whom descriptions and pronouns mean. All sentences are invented."""

from tests.core.sentencewise.reads import article_of, delegations_of, drafts_of, events_of


def test_hundreds_of_protesters_are_the_protesters() -> None:
    assert ("PROTEST", "occurred", ["protesters"], ["Peru"]) in events_of("Hundreds of protesters marched against Peru.")


def test_up_to_two_million_is_no_pair() -> None:
    text = "President Ana Ruiz met Minister Karl Voss. Chile agreed to sell up to two million tonnes of rice to Peru."
    assert ("AGREE", "occurred", ["Chile"], ["Peru"]) in events_of(text)


def test_both_sides_are_those_who_last_met() -> None:
    text = "Chile and Peru held talks in Oslo. Norway urged both sides to be patient."
    assert ("REQUEST", "occurred", ["Norway"], ["Chile", "Peru"]) in events_of(text)


def test_the_two_generals_are_the_last_two_generals() -> None:
    text = "General Omar Haddad and General Ali Said arrived. The two generals agreed to talk."
    assert ("AGREE", ["Omar Haddad", "Ali Said"]) in [(kind, actors) for kind, _, actors, _ in events_of(text)]


def test_a_state_acts_through_its_organs() -> None:
    assert ("ACCUSE", "occurred", ["India"], ["Nepal"]) in events_of("India’s foreign ministry condemned Nepal.")
    assert ("ACCUSE", "occurred", ["India"], ["Nepal"]) in events_of("India was angry. Its foreign ministry condemned Nepal.")


def test_the_army_is_the_last_one_named() -> None:
    assert ("ASSAULT", "occurred", ["Mali"], ["rebels"]) in events_of("Mali’s army was near. The army attacked the rebels.")


def test_a_dateline_is_no_actor() -> None:
    assert ("ACCUSE", "occurred", ["Chile"], ["Bolivia"]) in events_of("LIMA, Jan 16 - Chile condemned Bolivia.")


def test_a_word_that_only_opens_a_sentence_is_no_name() -> None:
    assert [actors for _, _, actors, _ in events_of("Overnight, Chile attacked Peru.")] == [["Chile"]]


def test_a_first_name_finds_the_person() -> None:
    text = "UN envoy Razali Ismail arrived. Razali praised Chile."
    assert ("SUPPORT", "occurred", ["Razali Ismail"], ["Chile"]) in events_of(text)


def test_who_goes_on_speaking_after_a_quotation_is_who_spoke_last() -> None:
    text = "“The road is open,” President Ana Ruiz said. “We met Minister Karl Voss and we condemn Chile,” she said."
    assert ("ACCUSE", ["Ana Ruiz"]) in [(kind, actors) for kind, _, actors, _ in events_of(text)]


def test_an_aside_does_not_take_the_subjects_place() -> None:
    assert ("SUPPORT", "occurred", ["Dora Lind"], ["Chile"]) in events_of(
        "Senator Dora Lind, from the Green Party, praised Chile."
    )


def test_a_new_clause_has_its_own_subject() -> None:
    assert ("REJECT", ["Cuba"]) in [
        (kind, actors) for kind, _, actors, _ in events_of("Norway sent a minister, and Cuba stayed away.")
    ]


def test_fighters_are_the_group_they_fight_for() -> None:
    assert ("COERCE", ["Boko Haram"]) in [
        (kind, actors) for kind, _, actors, _ in events_of("Boko Haram fighters detained a priest.")
    ]


def test_him_is_not_who_stands_before_it_in_the_same_clause() -> None:
    text = "President Ana Vey left after President Luis Mar had no intention to meet with him in Oslo."
    assert ("REJECT", "occurred", ["Luis Mar"], ["Ana Vey"]) in events_of(text)


def test_the_two_are_those_the_sentence_has_just_named() -> None:
    text = "Ana Ruiz met Karl Voss. President Omar Haddad welcomed Minister Ali Said before the two held talks with Chile."
    assert ("CONSULT", ["Omar Haddad", "Ali Said"]) in [(kind, actors) for kind, _, actors, _ in events_of(text)]


def test_both_ministers_are_not_who_speaks_to_them() -> None:
    text = (
        "Foreign Minister Omar Haddad met his counterpart, Ali Said. Prime Minister Ana Ruiz urged both ministers to be patient."
        " Deputy Prime Minister Jan Kos was ill."
    )
    assert ("REQUEST", "occurred", ["Ana Ruiz"], ["Omar Haddad", "Ali Said"]) in events_of(text)


def test_it_goes_on_with_what_the_last_sentence_was_about() -> None:
    text = "Norway was calm. Peru’s absence spoiled the hopes of Norway. It threatened the talks with Chile."
    assert [actors for kind, _, actors, _ in events_of(text) if kind == "THREATEN"] == []


def test_whose_government_is_that_of_the_person_before_it() -> None:
    text = "Chilean President Ana Ruiz, whose government condemned Peru, left."
    assert ("ACCUSE", "occurred", ["Chile"], ["Peru"]) in events_of(text)


def test_us_opens_a_sentence_as_a_country() -> None:
    drafts, _ = drafts_of(article_of("US President Dale Mercer condemned Peru."))
    assert ("Dale Mercer", "USA") in [(a.name, a.country) for a in drafts.actors]


def test_the_news_agency_of_two_words_is_no_person() -> None:
    drafts, _ = drafts_of(article_of("Al Jazeera’s Dora Lind said Chile condemned Peru."))
    assert "Al Jazeera" not in [a.name for a in drafts.actors]


def test_he_who_is_said_to_come_is_who_says_it() -> None:
    text = "Mexican President Luis Obregon, who hosted Chilean President Ana Ruiz, said he would send an envoy to Caracas."
    assert ("Mexico", "announced") in [(party, status) for party, _, _, _, status in delegations_of(text)]


def test_a_verb_behind_that_has_relates_to_a_noun() -> None:
    text = "It raised the prospect of sanctions on Chile that have been threatened by Peru."
    assert ("THREATEN", "occurred", ["Peru"], ["Chile"]) in events_of(text)
