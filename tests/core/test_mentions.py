"""Where actors stand in the text: under names, short names, offices, and as what a state sends."""

import pytest

from schemas.actor import Actor
from service.core.mentions import find_mentions, short_names
from service.core.names import Searchable


def person(name: str, role: str, country: str, *aliases: str) -> Actor:
    return Actor(id="a1", name=name, kind="person", role=role, country=country, aliases=aliases)


def state(name: str, country: str) -> Actor:
    return Actor(id="a2", name=name, kind="government", country=country)


def stretches(text: str, *actors: Actor) -> list[list[str]]:
    return [[text[s.start : s.end] for s in spans] for spans in find_mentions(Searchable(text), actors)]


def test_family_name_that_stands_first_is_a_short_name() -> None:
    text = Searchable("Razali Ismail arrived. Razali met the generals; Razali left.")
    assert short_names(text, ("Razali Ismail",), ()) == ("Razali",)


def test_name_that_two_people_share_is_no_short_name() -> None:
    text = Searchable("Kim Gye-gwan met Kim Jong Il. Kim smiled. Kim left. Kim slept.")
    assert short_names(text, ("Kim Gye-gwan",), ["Kim Jong Il"]) == ()


def test_name_that_is_only_written_small_is_an_ordinary_word() -> None:
    assert short_names(Searchable("Song Min-soon spoke. A song was sung, and another song."), ("Song Min-soon",), ()) == ()


def test_first_name_before_an_inflected_surname_is_not_by_itself() -> None:
    text = Searchable("Делегация во главе с Айгуль Токтомушевой. Токтомушева благодарна.")
    assert short_names(text, ("Aigul Toktomusheva", "Айгуль Токтомушева"), ()) == ("Токтомушева",)


@pytest.mark.parametrize(
    "described",
    ["a schoolteacher", "governor of Batken", "Norwegian diplomat", "the Old Man", "Secretary-General of the United Nations"],
)
def test_description_has_no_short_name(described: str) -> None:
    text = Searchable("A governor of Batken and a Norwegian. The Norwegian saw Batken, the Old Man, the Nations.")
    assert short_names(text, (described,), ()) == ()


def test_title_of_another_name_is_no_short_name() -> None:
    text = Searchable("Gen. Abdel Fattah al-Burhan came. Maj. Gen. Osman Idris did not.")
    assert short_names(text, ("Abdel Fattah al-Burhan", "Gen. Abdel Fattah al-Burhan"), ("Osman Idris",)) == ()


def test_country_within_the_name_of_a_place_is_not_its_government() -> None:
    assert stretches("Sudan shelled Port Sudan. South Sudan did not.", state("Sudan", "SDN")) == [["Sudan"]]
    assert stretches("Jordan closed the Jordan Valley to Jordan TV.", state("Jordan", "JOR")) == [["Jordan", "Jordan"]]


def test_particle_belongs_to_a_name() -> None:
    assert short_names(Searchable("Omar bin Said left. Said slept."), ("Omar bin Said",), ()) == ("Said",)


def test_month_is_no_short_name() -> None:
    assert short_names(Searchable("Theresa May spoke in May. May was cold."), ("Theresa May",), ()) == ()


@pytest.mark.parametrize(
    "said",
    [
        "Germany's foreign minister",
        "German foreign minister",
        "foreign minister of Germany",
        "foreign minister of the Federal Republic of Germany",
    ],
)
def test_office_with_its_country_is_its_holder(said: str) -> None:
    assert stretches(f"In Berlin the {said} spoke.", person("Annalena Baerbock", "Foreign Minister", "DEU")) == [[said]]


@pytest.mark.parametrize(
    "said",
    ["Iran's foreign minister", "the foreign minister", "the former German foreign minister", "German foreign minister Fischer"],
)
def test_office_of_another_country_or_time_or_name_is_not(said: str) -> None:
    assert stretches(f"In Berlin {said} spoke.", person("Annalena Baerbock", "Foreign Minister", "DEU")) == [[]]


def test_office_that_names_its_country_needs_none_beside_it() -> None:
    text = "The head of the Japanese delegation left. The Japanese delegation stayed."
    found = stretches(text, person("Sasae Kenichiro", "head of the Japanese delegation", "JPN"), state("Japan", "JPN"))
    assert found == [["head of the Japanese delegation"], ["Japanese delegation"]]


def test_delegation_of_a_state_is_the_state() -> None:
    assert stretches("The Russian delegation met Kyiv's negotiators.", state("Russia", "RUS")) == [["Russian delegation"]]


def test_name_inside_another_actors_name_is_that_other_actors() -> None:
    bank = Actor(id="a1", name="Bank of Russia", kind="organization")
    assert stretches("The Bank of Russia is not Russia.", state("Russia", "RUS"), bank) == [["Russia"], ["Bank of Russia"]]


def test_name_within_a_longer_one_is_a_short_name_where_it_stands_alone() -> None:
    assert short_names(Searchable("Gustavo Petro Urrego habló. Petro viajó."), ("Gustavo Petro Urrego",), ()) == ("Petro",)
    assert short_names(Searchable("Juan Manuel Albares habló. Manuel Marrero no."), ("Juan Manuel Albares",), ()) == ()


def test_particles_go_with_the_surname_where_the_article_has_them() -> None:
    text = Searchable("Ursula von der Leyen sprach. Von der Leyen ging.")
    assert short_names(text, ("Ursula von der Leyen",), ()) == ("von der Leyen",)


def test_description_with_an_article_bears_no_short_name() -> None:
    assert short_names(Searchable("Der Kanzler sprach, der Kanzler ging."), ("Friedrich Merz", "der Kanzler"), ()) == ()


@pytest.mark.parametrize(
    ("text", "language", "name", "code", "found"),
    [
        ("Los Países Bajos y EE. UU. negaron.", "es", "United States", "USA", ["EE. UU."]),
        ("L'Algérie a refusé.", "fr", "Algeria", "DZA", ["Algérie"]),
        ("Russlands Armee kam.", "de", "Russia", "RUS", ["Russlands"]),
        ("Polska i rząd polski.", "pl", "Poland", "POL", ["Polska"]),
    ],
)
def test_state_with_an_english_name_stands_where_the_article_names_it(
    text: str, language: str, name: str, code: str, found: list[str]
) -> None:
    (spans,) = find_mentions(Searchable(text), [state(name, code)], language)
    assert [text[s.start : s.end] for s in spans] == found


def test_genitive_of_a_person_is_that_person() -> None:
    text = "Putins Sprecher traf Putin."
    (spans,) = find_mentions(Searchable(text), [person("Wladimir Putin", "Präsident", "RUS", "Putin")], "de")
    assert [text[s.start : s.end] for s in spans] == ["Putins", "Putin"]


def test_office_is_not_the_actors_where_it_is_the_title_of_whoever_is_named_next() -> None:
    text = "Merz sprach mit Österreichs Kanzler Christian Stocker. Der Kanzler ging."
    (spans,) = find_mentions(Searchable(text), [person("Friedrich Merz", "Chancellor", "DEU", "Merz", "der Kanzler")], "de")
    assert [text[s.start : s.end] for s in spans] == ["Merz", "Kanzler"]
    text = "Il premier libico Dbeibah partì, la premier no."
    (spans,) = find_mentions(Searchable(text), [person("Giorgia Meloni", "premier", "ITA", "la premier")], "it")
    assert [text[s.start : s.end] for s in spans] == ["premier"]


def test_alias_that_two_actors_have_is_neither() -> None:
    text = "Russland, die Ukraine, Unterhändler."
    actors = [
        state(name, code).model_copy(update={"aliases": ("Unterhändler",)})
        for name, code in (("Russia", "RUS"), ("Ukraine", "UKR"))
    ]
    assert [[text[s.start : s.end] for s in spans] for spans in find_mentions(Searchable(text), actors, "de")] == [
        ["Russland"],
        ["Ukraine"],
    ]


def test_initial_is_no_short_name() -> None:
    text = Searchable("Об этом сказал В. Путин. В Москве ждут. В Минске тоже.")
    assert short_names(text, ("Vladimir Putin", "В. Путин"), ()) == ()


def test_office_of_an_organisation_gives_no_short_name() -> None:
    text = Searchable("TBMM Başkanı Numan Kurtulmuş geldi. Ukrayna Devlet Başkanı konuştu. Kurtulmuş gitti.")
    assert short_names(text, ("Numan Kurtulmuş", "TBMM Başkanı"), ()) == ("Kurtulmuş",)


def test_first_name_in_a_script_without_capitals_is_no_short_name() -> None:
    text = Searchable("استقبل محمد بن سلمان الضيوف. وقال محمد مرسي إن")
    assert short_names(text, ("Mohammed bin Salman", "محمد بن سلمان"), ()) == ()


def test_form_of_one_name_that_is_another_name_is_that_other() -> None:
    text = "Иванова выступила."
    man = person("Иванов", "министр", "RUS")
    woman = person("Иванова", "депутат", "RUS")
    assert stretches(text, man, woman) == [[], ["Иванова"]]
