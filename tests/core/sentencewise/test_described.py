"""Whom descriptions and pronouns mean. All sentences are invented."""

from tests.core.sentencewise.reads import events_of


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
