"""Names are found as whole words whatever their case, accents and typography, at the text's own offsets."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.names import Searchable, bare, containment, fold, is_proper, similarity

LETTERS = st.text(st.characters(categories=["Lu", "Ll", "Mn", "Zs", "Po"]), max_size=60)


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Talks in Türkiye began", "Turkiye", "Türkiye"),
        (unicodedata.normalize("NFD", "Talks in Türkiye began"), "Türkiye", unicodedata.normalize("NFD", "Türkiye")),
        ("the Kremlin said", "The Kremlin", "Kremlin"),
        ("Côte d’Ivoire's army", "Cote d'Ivoire", "Côte d’Ivoire"),
        ("🇺🇦 Zelenskyy’s team", "zelenskyy", "Zelenskyy"),
        ("普京访问北京", "北京", "北京"),
        ("وصل الرئيس إلى القاهرة", "القاهرة", "القاهرة"),
        ("Kos\u200bovo leads", "Kosovo", "Kos\u200bovo"),
        ("U.S. officials", "U.S.", "U.S."),
    ],
)
def test_name_is_found_at_its_own_offsets(text: str, name: str, found: str) -> None:
    (span,) = Searchable(text).find(name)
    assert text[span.start : span.end] == found


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("переговоры с Реджепом Тайипом Эрдоганом", "Реджеп Тайип Эрдоган", "Реджепом Тайипом Эрдоганом"),
        ("В Кремле приняли Марию Захарову", "Мария Захарова", "Марию Захарову"),
        ("по словам главы государства", "глава государства", "главы государства"),
        ("російській стороні передали", "російська сторона", "російській стороні"),
        ("зустрівся із Пєсковим", "Пєсков", "Пєсковим"),
        ("рішення Києва", "Київ", "Києва"),
        ("вибухи у Харкові", "Харків", "Харкові"),
        ("встреча в Анкаре", "Анкара", "Анкаре"),
        ("محادثات بين موسكو وكييف", "كييف", "كييف"),
        ("وصل إلى العاصمة بالدوحة", "الدوحة", "الدوحة"),
        ("تهديد إيران ١٥ مايو", "15 مايو", "١٥ مايو"),
        ("اسماعیل بقائی گفت", "اسماعیل بقایی", "اسماعیل بقائی"),
        ("איומים על טהרן ובירושלים", "ירושלים", "ירושלים"),
        ('נשיא ארה"ב אמר', "ארה״ב", 'ארה"ב'),
        ("북한은 미사일을 발사했다", "북한", "북한"),
        ("SALI GÜNÜ", "Salı günü", "SALI GÜNÜ"),
        ("قال \u2067بوتين\u2069 إن", "بوتين", "بوتين"),
    ],
)
def test_name_is_found_in_the_form_and_letters_that_its_sentence_gives_it(text: str, name: str, found: str) -> None:
    (span,) = Searchable(text).find(name)
    assert text[span.start : span.end] == found


@pytest.mark.parametrize(
    ("text", "name"),
    [("Петросян пришел", "Петр"), ("путинский режим", "Путин"), ("в США", "ША"), ("バリの議会", "パリ"), ("كتاب المدير", "دير")],
)
def test_other_word_is_no_form_of_a_name(text: str, name: str) -> None:
    assert not Searchable(text).holds(name)


@pytest.mark.parametrize(
    ("text", "name"), [("Nigeria spoke", "Niger"), ("Iranian", "Iran"), ("Omani", "Oman"), ("peace", ""), ("peace", "the")]
)
def test_part_of_a_word_is_no_name(text: str, name: str) -> None:
    assert not Searchable(text).holds(name)


@given(LETTERS, LETTERS, LETTERS)
def test_every_find_is_the_name_again(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"
    for span in Searchable(text).find(name):
        assert fold(text[span.start : span.end]).strip() == fold(bare(name)).strip()


def test_similarity_counts_content_words_and_can_leave_out_names() -> None:
    assert similarity("urged Suriname to pull back boats", "Suriname urged to pull back its boats") == 1.0
    without = frozenset({"suriname", "doobay"})
    assert similarity("Doobay urged Suriname to withdraw boats", "Doobay urged Suriname to pay families", without=without) < 0.5
    assert similarity("", "peace") == 0.0


@pytest.mark.parametrize(
    "name", ["El Salvador", "El Obeid", "Le Monde", "L'Oréal", "La Paz", "Die Grünen", "The Hague", "A. B. Yehoshua"]
)
def test_article_that_is_part_of_a_name_stays(name: str) -> None:
    assert bare(name) == name


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("the White House", "White House"),
        ("L'Union africaine", "Union africaine"),
        ("El Gobierno de Bolivia", "Gobierno de Bolivia"),
        ("La oposición", "oposición"),
        ("des rebelles tchadiens", "rebelles tchadiens"),
    ],
)
def test_article_before_a_description_goes(name: str, without: str) -> None:
    assert bare(name) == without


@pytest.mark.parametrize(
    "name", ["Mohammed bin Salman", "Abdel Fattah el-Sisi", "Ursula von der Leyen", "Valéry Giscard d'Estaing", "the Pope"]
)
def test_particles_are_written_small_in_a_proper_name(name: str) -> None:
    assert is_proper(name)


@pytest.mark.parametrize(
    "name", ["the old man", "Iraqi deputy", "Hamas leader", "Ukrainian delegate", "Dutch lawyer", "Governor of Batken", ""]
)
def test_a_description_is_no_proper_name(name: str) -> None:
    assert not is_proper(name)


def test_containment_leaves_out_the_same_words_as_similarity() -> None:
    without = frozenset({"doobay", "suriname"})
    assert (
        containment("Doobay urged Surinamese boats home", "boats were urged by Suriname to come home soon", without=without)
        == 1.0
    )
    assert containment("Doobay", "Suriname", without=without) == 0.0
