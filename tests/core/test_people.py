"""Arabic articles and particles in names of people."""

from service.core.actors import resolve_actors
from service.core.names import Searchable
from service.core.people import core, plain_surname
from tests.core.articles import actor


def test_spellings_of_one_name_have_the_same_words() -> None:
    assert core("Abdel-Fattah al-Burhan") == core("Abdel Fattah Burhan") == ("abdel", "fattah", "burhan")
    assert core("Kim Jong-un") == core("Kim Jong Un")
    assert plain_surname("Bashar al-Assad") == "Assad"
    assert plain_surname("'") == "'"


def found(text: str, *drafts: object) -> dict[str, tuple[tuple[str, ...], list[str]]]:
    actors = resolve_actors(Searchable(text), drafts).actors  # type: ignore[arg-type]
    return {a.name: (a.aliases, [text[m.start : m.end] for m in a.mentions]) for a in actors}


def test_a_surname_is_found_with_and_without_its_article() -> None:
    text = "Bashar al-Assad fled. Assad was in Moscow; President al-Assad said nothing."
    assert found(text, actor(1, "Bashar al-Assad")) == {
        "Bashar al-Assad": (("al-Assad", "Assad"), ["Bashar al-Assad", "Assad", "al-Assad"])
    }


def test_a_surname_with_particles_is_found_whole() -> None:
    text = "Ursula von der Leyen spoke. Von der Leyen said so."
    assert found(text, actor(1, "Ursula von der Leyen")) == {
        "Ursula von der Leyen": (("von der Leyen",), ["Ursula von der Leyen", "Von der Leyen"])
    }


def test_a_surname_of_two_people_is_neither_s_with_or_without_its_article() -> None:
    text = "Bashar al-Assad and Asma al-Assad fled. Assad said nothing."
    assert {
        name: aliases for name, (aliases, _) in found(text, actor(1, "Bashar al-Assad"), actor(2, "Asma al-Assad")).items()
    } == {
        "Bashar al-Assad": (),
        "Asma al-Assad": (),
    }


def test_variants_of_a_name_are_one_person() -> None:
    text = "Kim Jong Un met Gen. Abdel Fattah al-Burhan. Kim Jong-un and Burhan spoke."
    names = ("Kim Jong Un", "Kim Jong-un", "Abdel Fattah al-Burhan", "al-Burhan", "Burhan")
    assert list(found(text, *(actor(n, name) for n, name in enumerate(names, 1)))) == ["Kim Jong Un", "Abdel Fattah al-Burhan"]


def test_middle_names_that_are_left_out_make_no_other_person() -> None:
    text = "Donald J. Trump spoke. Trump left. George W. Bush met George H. W. Bush."
    names = ("Donald J. Trump", "Donald Trump", "Trump", "George W. Bush", "George H. W. Bush")
    assert list(found(text, *(actor(n, name) for n, name in enumerate(names, 1)))) == [
        "Donald J. Trump",
        "George W. Bush",
        "George H. W. Bush",
    ]
