"""Words for dates: the table of cases beside this file, and what holds for any words."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.dates import LANGUAGES, find_time_words, resolve_date

Case = tuple[str, str, date | None, bool, str]


def cases() -> list[Case]:
    found: list[Case] = []
    for group in tomllib.loads(Path(__file__).with_name("dates_cases.toml").read_text(encoding="utf-8"))["group"]:
        published = date.fromisoformat(group["published"]) if group["published"] else None
        for words, tense, expected in group["cases"]:
            tenses = {"past": (False,), "future": (True,), "both": (False, True)}[tense]
            found += [(group["language"], words, published, future, expected) for future in tenses]
    return found


@pytest.mark.parametrize(("language", "words", "published", "future", "expected"), cases())
def test_words_resolve_as_the_table_says(language: str, words: str, published: date | None, future: bool, expected: str) -> None:  # noqa: FBT001
    found = resolve_date(words, published=published, language=language, future=future)
    shown = "" if found is None else found.start if found.start == found.end else f"{found.start}..{found.end}"
    assert shown == expected


def test_the_table_is_large_and_covers_every_language() -> None:
    assert len(cases()) >= 160
    assert {language for language, *_ in cases()} >= LANGUAGES


@pytest.mark.parametrize(
    ("language", "words", "start", "end"),
    [
        ("ro", "în februarie 2022", "2022-02-01", "2022-02-28"),
        ("cs", "24. února 2022", "2022-02-24", "2022-02-24"),
        ("sv", "torsdagen den 15 maj", "2025-05-15", "2025-05-15"),
        ("ca", "24 de febrer del 2022", "2022-02-24", "2022-02-24"),
        ("hu", "2022. február 24-én", "2022-02-24", "2022-02-24"),
        ("el", "την Πέμπτη", "2025-05-08", "2025-05-08"),
        ("vi", "ngày 24 tháng 2 năm 2022", "2022-02-24", "2022-02-24"),
        ("fa", "۲۴ فوریه ۲۰۲۲", "2022-02-24", "2022-02-24"),
        ("xx", "24 February 2022", "2022-02-24", "2022-02-24"),
        ("ja", "2022年2月24日", "2022-02-24", "2022-02-24"),
    ],
)
def test_a_language_without_a_table_has_its_calendars_words(language: str, words: str, start: str, end: str) -> None:
    found = resolve_date(words, published=date(2025, 5, 14), language=language, future=False)
    assert found is not None
    assert (found.start, found.end) == (start, end)


def test_the_words_are_kept_as_they_stand() -> None:
    found = resolve_date("on Thursday,", published=date(2025, 5, 15), language="en", future=False)
    assert found is not None
    assert found.text == "on Thursday,"


DATES = st.none() | st.dates()
PIECES = sorted({piece for _, words, *_ in cases() for piece in words.split()})
WORDS = st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join)


@given(WORDS, DATES, st.sampled_from(sorted(LANGUAGES)), st.booleans())
def test_any_words_give_iso_days_in_order_or_nothing(words: str, published: date | None, language: str, future: bool) -> None:  # noqa: FBT001
    found = resolve_date(words, published=published, language=language, future=future)
    if found is not None:
        assert date.fromisoformat(found.start) <= date.fromisoformat(found.end)


@given(WORDS, st.sampled_from(sorted(LANGUAGES)))
def test_found_words_stand_in_the_sentence(sentence: str, language: str) -> None:
    assert all(words and words in sentence for words in find_time_words(sentence, language))


@pytest.mark.parametrize("case", cases())
def test_a_year_that_is_not_in_the_words_is_not_invented(case: Case) -> None:
    language, words, _, future, _ = case
    found = resolve_date(words, published=None, language=language, future=future)
    assert found is None or any(char.isdecimal() for char in words)


@given(st.dates(date(1900, 1, 10), date(2100, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_within_a_week_on_the_side_of_its_tense(published: date, number: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[number]
    done, planned = (resolve_date(name, published=published, language="en", future=future) for future in (False, True))
    assert done is not None
    assert planned is not None
    assert timedelta(0) <= published - date.fromisoformat(done.start) < timedelta(7)
    assert timedelta(0) <= date.fromisoformat(planned.start) - published < timedelta(7)


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("On Thursday the ministers met; they may march home next week.", "en", ("Thursday", "next week")),
        ("Talks resumed on Feb. 24, 2022 and ended two days later.", "en", ("Feb. 24, 2022",)),
        ("Jan Egeland told The Sun that 2000 people had fled since 2014.", "en", ("since 2014",)),
        ("In March 2014, Russia annexed Crimea.", "en", ("March 2014",)),
        ("Theresa May said in May that April was late.", "en", ("May", "April")),
        ("The 2015 deal was abandoned in 2018.", "en", ("2015", "2018")),
        ("The second round failed in the coming weeks.", "en", ()),
        ("Las conversaciones se reanudarán mañana, domingo, según se anunció hoy.", "es", ("mañana, domingo", "hoy")),
        ("Les ministres se sont rencontrés jeudi dernier à Genève.", "fr", ("jeudi dernier",)),
        ("Die Gespräche beginnen am kommenden Montag.", "de", ("kommenden Montag",)),
        ("Переговоры прошли 15 мая в Стамбуле.", "ru", ("15 мая",)),
        ("التقى الوزيران يوم الخميس في جنيف", "ar", ("الخميس",)),
        ("两国外长周四在日内瓦会晤。", "zh", ("周四",)),
    ],
)
def test_date_phrases_of_a_sentence(sentence: str, language: str, expected: tuple[str, ...]) -> None:
    assert find_time_words(sentence, language) == expected


def test_decomposed_letters_are_found_and_cut_from_the_original() -> None:
    sentence = "Se reunira\u0301n man\u0303ana en Ginebra."
    assert find_time_words(sentence, "es") == ("man\u0303ana",)
