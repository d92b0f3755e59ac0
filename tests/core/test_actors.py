"""One actor per referent, under its fullest name, with aliases and mentions."""

from itertools import combinations_with_replacement, permutations, product

import pytest

from service.core.actors import _keys, _same, resolve_actors
from service.core.names import Searchable
from tests.core.articles import actor

TEXT = "President Donald Trump met Keir Starmer. Trump praised the IAEA. The International Atomic Energy Agency thanked the White House and the U.S."


def names(*drafts: object) -> list[tuple[str, tuple[str, ...]]]:
    roster = resolve_actors(Searchable(TEXT), drafts)  # type: ignore[arg-type]
    return [(a.name, a.aliases) for a in roster.actors]


def test_surname_joins_the_full_name() -> None:
    assert names(actor(1, "Trump"), actor(2, "Donald Trump")) == [("Donald Trump", ("Trump",))]


def test_people_of_one_surname_and_different_first_names_stay_apart() -> None:
    assert len(names(actor(1, "Donald Trump"), actor(2, "Melania Trump"))) == 2


def test_bare_surname_does_not_make_one_of_two_who_bear_it() -> None:
    orders = permutations((actor(1, "Donald Trump"), actor(2, "Melania Trump"), actor(3, "Trump")))
    assert [len(names(*drafts)) for drafts in orders] == [2] * 6


def test_government_bears_its_country_s_name_whichever_came_first() -> None:
    drafts = (actor(1, "Trump administration", kind="government"), actor(2, "United States", kind="government"))
    assert names(*drafts) == [("United States", ("Trump administration",))]


def test_surname_of_another_country_is_another_person() -> None:
    assert len(names(actor(1, "Donald Trump", country="USA"), actor(2, "Trump", country="GBR"))) == 2


def test_palace_and_country_are_one_government() -> None:
    found = names(
        actor(1, "United States", kind="government", country="USA"), actor(2, "the White House", kind="government", country="USA")
    )
    assert found == [("United States", ("the White House",))]


def test_short_name_of_two_people_joins_one_and_not_the_two() -> None:
    found = names(actor(1, "Biden"), actor(2, "Joe Biden"), actor(3, "Hunter Biden"))
    assert found == [("Joe Biden", ("Biden",)), ("Hunter Biden", ())]


def test_initial_or_patronymic_makes_no_other_person() -> None:
    found = names(actor(1, "В. Путин"), actor(2, "Владимир Владимирович Путин"), actor(3, "Владимир Путин"))
    assert found == [("Владимир Владимирович Путин", ("В. Путин", "Владимир Путин"))]
    assert len(names(actor(1, "George W. Bush"), actor(2, "George H. W. Bush"))) == 2


def test_name_after_its_title_or_before_an_honorific_is_the_same_person() -> None:
    assert names(actor(1, "外交部长王毅"), actor(2, "王毅")) == [("王毅", ("外交部长王毅",))]
    assert len(names(actor(1, "石破茂"), actor(2, "石破氏"), actor(3, "林芳正"))) == 2
    assert names(actor(1, "金与正氏"), actor(2, "金与正")) == [("金与正", ("金与正氏",))]


def test_name_in_the_articles_script_joins_the_actor_that_has_it_as_alias() -> None:
    putin = (actor(1, "Vladimir Putin", aliases=("Владимир Путин",)), actor(2, "Владимир Путин"))
    hamas = (actor(1, "Hamas", kind="armed_group", aliases=("حماس",)), actor(2, "حماس", kind="armed_group"))
    assert len(names(*putin)) == len(names(*hamas)) == 1


@pytest.mark.parametrize(
    ("language", "spelled", "code"),
    [
        ("ru", ("Russia", "Россия", "Москва", "российская сторона"), "RUS"),
        ("uk", ("Росія", "Москва", "російська сторона"), "RUS"),
        ("ar", ("روسيا", "موسكو", "الجانب الروسي"), "RUS"),
        ("zh", ("美方", "美国", "白宫"), "USA"),
        ("tr", ("Rus tarafı", "Moskova", "Rusya"), "RUS"),
        ("fa", ("آمریکا", "واشنگتن", "دولت آمریکا"), "USA"),
        ("he", ('ארה"ב', "וושינגטון", "הבית הלבן"), "USA"),
        ("ja", ("米側", "米国", "ワシントン"), "USA"),
        ("ko", ("한국 정부", "한국", "서울"), "KOR"),
    ],
)
def test_state_under_its_names_in_the_articles_language_is_one_with_its_code(
    language: str, spelled: tuple[str, ...], code: str
) -> None:
    drafts = [actor(n, name, kind="government") for n, name in enumerate(spelled, 1)]
    (state,) = resolve_actors(Searchable(" ".join(spelled)), drafts, language).actors
    assert state.country == code


def test_state_that_the_article_names_in_its_own_language_has_that_name_and_its_mentions() -> None:
    text = "ロシアのプーチン大統領は拒否した。"
    (russia,) = resolve_actors(Searchable(text), [actor(1, "Russia", kind="government", country="RUS")], "ja").actors
    assert russia.aliases == ("ロシア",)
    assert [text[m.start : m.end] for m in russia.mentions] == ["ロシア"]


def test_ministry_is_not_the_government_as_a_whole() -> None:
    drafts = (actor(1, "United States", kind="government"), actor(2, "State Department", kind="government", country="USA"))
    assert len(names(*drafts)) == 2


def test_abbreviation_joins_the_long_name() -> None:
    drafts = (actor(1, "IAEA", kind="organization"), actor(2, "International Atomic Energy Agency", kind="organization"))
    assert len(names(*drafts)) == 1


@pytest.mark.parametrize("alias", ["Unterhändler", "die Delegation", "Gobierno", "the Palace"])
def test_alias_does_not_join_two_states(alias: str) -> None:
    states = [actor(n, name, kind="government", aliases=(alias,)) for n, name in enumerate(("Russia", "Ukraine"), 1)]
    assert len(resolve_actors(Searchable("Russia and Ukraine"), states, "de").actors) == 2


def test_two_names_of_a_state_in_the_language_of_the_article_are_one() -> None:
    drafts = (
        actor(1, "Rusia", kind="government"),
        actor(2, "la delegación rusa", kind="government"),
        actor(3, "Moscú", kind="government"),
    )
    (only,) = resolve_actors(Searchable("Rusia, la delegación rusa, Moscú"), drafts, "es").actors
    assert only.country == "RUS"


@pytest.mark.parametrize(
    ("name", "built"),
    [("il Papa", "Papa"), ("de politie", "politie"), ("de Nederlandse ambassadeur", "Nederlandse ambassadeur"), ("os manifestantes", "manifestantes"),
     ("de Mistura", "de Mistura"), ("La Moncloa", "La Moncloa"), ("l'opposizione", "opposizione")],
)  # fmt: skip
def test_article_is_no_part_of_a_name(name: str, built: str) -> None:
    assert [a.name for a in resolve_actors(Searchable(name), (actor(1, name),)).actors] == [built]


@pytest.mark.parametrize("alias", ["Außenminister", "Ministro", "Le Premier ministre"])
def test_office_in_another_language_does_not_join_two_organisations(alias: str) -> None:
    drafts = (
        actor(1, "Grupo Wagner", kind="organization", aliases=(alias,)),
        actor(2, "Cruz Roja", kind="organization", aliases=(alias,)),
    )
    assert len(names(*drafts)) == 2


def test_description_as_alias_does_not_join_two_people() -> None:
    drafts = (actor(1, "Donald Trump", aliases=("the president",)), actor(2, "Keir Starmer", aliases=("the president",)))
    assert len(names(*drafts)) == 2


def test_alias_of_two_actors_is_neithers_name() -> None:
    text = "اجتمع الوفد الروسي بالوفد الأوكراني. وقال الوفد إن المحادثات مفيدة."
    drafts = (
        actor(1, "Russia", kind="government", aliases=("الوفد الروسي", "الوفد")),
        actor(2, "Ukraine", kind="government", aliases=("الوفد الأوكراني", "الوفد")),
    )
    found = resolve_actors(Searchable(text), drafts, "ar").actors
    assert [[text[m.start : m.end] for m in a.mentions] for a in found] == [["الوفد الروسي"], ["الوفد الأوكراني"]]


def test_mentions_are_exact_and_do_not_overlap() -> None:
    (trump,) = resolve_actors(Searchable(TEXT), (actor(1, "Donald Trump"),)).actors
    assert [TEXT[m.start : m.end] for m in trump.mentions] == ["Donald Trump", "Trump"]
    assert trump.aliases == ("Trump",)


def test_parliament_employs_no_minister() -> None:
    duma = actor(2, "State Duma", kind="government", country="RUS", sector="LEG")
    roster = resolve_actors(Searchable(TEXT), (actor(1, "Sergei Shoigu", country="RUS", sector="GOV"), duma))
    assert roster.of(1).represents is None


def test_official_represents_the_government_of_his_country() -> None:
    drafts = (actor(1, "Donald Trump", country="USA", sector="GOV"), actor(2, "United States", kind="government", country="USA"))
    roster = resolve_actors(Searchable(TEXT), drafts)
    assert roster.of(1).represents == "a2"
    assert roster.of(2).represents is None


def test_ambassador_represents_his_government_and_not_its_army() -> None:
    burns = actor(1, "Nicholas Burns", country="USA", sector="GOV")
    army = actor(2, "Pentagon", kind="government", country="USA", sector="MIL")
    whole = actor(3, "United States", kind="government", country="USA", sector="GOV")
    assert [a.represents for a in resolve_actors(Searchable(TEXT), (burns, army, whole)).actors] == ["a3", None, None]
    assert [a.represents for a in resolve_actors(Searchable(TEXT), (burns, army)).actors] == [None, None]


def test_country_that_is_no_iso_code_is_not_taken_over() -> None:
    (only,) = resolve_actors(Searchable(TEXT), (actor(1, "Donald Trump", country="XYZ"),)).actors
    assert only.country is None


def test_numbers_of_all_drafts_of_a_referent_mean_the_same_actor() -> None:
    roster = resolve_actors(Searchable(TEXT), (actor(1, "Trump"), actor(2, "Keir Starmer"), actor(7, "Donald Trump")))
    assert roster.ids((1, 7, 2)) == ("a1", "a2")


def test_drafts_that_are_the_same_are_compared_because_they_share_a_key() -> None:
    spelled = (
        "Ukraine|Kyiv|Ukrainian government|Ministry of Foreign Affairs|MFA|NATO|North Atlantic Treaty Organization|Lavrov"
        "|Sergei Lavrov|Сергей Лавров|Лавров|the president|United Nations|UN|the United Nations|中国|中国政府|?"
    )
    drafts = [
        actor(1, name, kind=kind, aliases=aliases)
        for name, kind, aliases in product(spelled.split("|"), ("person", "government", "organization"), ((), ("Kyiv", "MFA")))
    ]
    same = [(one, other) for one, other in combinations_with_replacement(drafts, 2) if _same(one, other)]
    assert len(same) > len(drafts)
    assert [(one.name, other.name) for one, other in same if not {*_keys(one)} & {*_keys(other)}] == []


def test_a_part_of_a_country_is_not_merged_with_its_government() -> None:
    text = Searchable("Georgia condemned Abkhazia, Ukraine the Donetsk People's Republic (DPR), and Scotland asked the UK.")
    named = (
        ("Georgia", "GEO"), ("Abkhazia", "GEO"), ("Ukraine", "UKR"), ("Donetsk People's Republic", "UKR"), ("DPR", "UKR"), ("Scotland", "GBR"),
        ("UK", "GBR"),
    )  # fmt: skip
    drafts = [actor(number, name, kind="government", country=code) for number, (name, code) in enumerate(named, 1)]
    found = {a.name: (a.country, a.sector, a.aliases) for a in resolve_actors(text, drafts).actors}
    assert found == {
        "Georgia": ("GEO", "GOV", ()),
        "Abkhazia": ("GEO", "PRE", ()),
        "Ukraine": ("UKR", "GOV", ()),
        "Donetsk People's Republic": ("UKR", "PRE", ("DPR",)),
        "Scotland": ("GBR", "GOV", ()),
        "UK": ("GBR", "GOV", ()),
    }


def test_an_official_of_the_sovereign_does_not_represent_what_claims_to_be_another_state() -> None:
    text = Searchable("Abkhazia said it would answer Georgia's minister Maka Botchorishvili.")
    drafts = [
        actor(1, "Abkhazia", kind="government", country="GEO"),
        actor(2, "Maka Botchorishvili", kind="person", country="GEO", sector="GOV"),
        actor(3, "Georgia", kind="government", country="GEO"),
    ]
    assert resolve_actors(text, drafts).actors[1].represents == "a3"


def test_official_speaks_for_the_state_before_one_of_its_courts_or_navies() -> None:
    text = Searchable("La procura di Agrigento, Antonio Tajani, Italia")
    court = actor(1, "procura di Agrigento", kind="government", country="ITA", sector="JUD")
    minister = actor(2, "Antonio Tajani", country="ITA", sector="GOV")
    state = actor(3, "Italia", kind="government", country="ITA", sector="GOV")
    assert [a.represents for a in resolve_actors(text, (court, minister, state), "it").actors] == [None, "a3", None]
    assert [a.represents for a in resolve_actors(text, (court, minister), "it").actors] == [None, None]


def test_an_official_does_not_represent_a_rival_government_of_his_country() -> None:
    text = Searchable("Min Aung Hlaing rejected the National Unity Government.")
    drafts = [
        actor(1, "Min Aung Hlaing", country="MMR", sector="MIL"),
        actor(2, "National Unity Government", kind="government", country="MMR"),
    ]
    assert resolve_actors(text, drafts).actors[0].represents is None


def test_abbreviation_that_the_article_gives_in_brackets_joins_the_long_name() -> None:
    text = Searchable("The Economic Community of West African States (ECOWAS) met. ECOWAS said so.")
    drafts = [actor(1, "ECOWAS", kind="organization"), actor(2, "Economic Community of West African States", kind="organization")]
    assert [a.aliases for a in resolve_actors(text, drafts).actors] == [("ECOWAS",)]


def test_the_gaza_government_is_not_the_palestinian_authority() -> None:
    text = Searchable("The Palestinian Authority blamed the Gaza government.")
    drafts = [
        actor(1, "Palestinian Authority", kind="government", country="PSE"),
        actor(2, "Gaza government", kind="government", country="PSE"),
    ]
    assert len(resolve_actors(text, drafts).actors) == 2


def test_a_body_is_called_by_its_full_name_where_the_article_has_it() -> None:
    text = Searchable("The Kurdistan Regional Government met. The KRG, the bloc and the EU said so.")
    drafts = [
        actor(1, "KRG", kind="government", aliases=("Kurdistan Regional Government",)),
        actor(2, "EU", kind="organization", aliases=("European Union", "the bloc")),
    ]
    assert [a.name for a in resolve_actors(text, drafts).actors] == ["Kurdistan Regional Government", "EU"]


def test_the_surname_of_a_bystander_is_not_given_to_his_kin() -> None:
    text = Searchable("Nechirvan Barzani called Masrour Barzani. Nechirvan Barzani left.")
    (only,) = resolve_actors(
        text, [actor(1, "Nechirvan Barzani")], bystanders=[actor(2, "Prime Minister Masrour Barzani")]
    ).actors
    assert only.aliases == ()
    (kim,) = resolve_actors(
        Searchable("Kim Jong Un came. Kim spoke. Kim Dong-yup taught."),
        [actor(1, "Kim Jong Un", aliases=("Kim",))],
        bystanders=[actor(2, "Kim Dong-yup"), actor(3, "Kim")],
    ).actors
    assert [(m.start, m.end) for m in kim.mentions] == [(0, 11), (18, 21)]
