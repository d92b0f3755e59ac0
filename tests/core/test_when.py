"""When a record happened: by its words, by the day named before them, or on the day a statement was published."""

import pytest

from service.core.when import Dating
from tests.core.articles import article

WEDNESDAY = "Envoys met in Geneva on Wednesday."


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Monday", "2025-05-12"),
        ("Earlier in the day", "2025-05-14"),
        ("later that evening", "2025-05-14"),
        ("the same day", "2025-05-14"),
        ("In the evening", "2025-05-14"),
        ("at 5:30 PM", "2025-05-14"),
        ("the next morning", "2025-05-15"),
        ("the following day", "2025-05-15"),
        ("three days later", "2025-05-17"),
        ("a day earlier", "2025-05-13"),
        ("the day before", "2025-05-13"),
    ],
)
def test_words_hang_on_the_day_that_was_named_before(words: str, day: str) -> None:
    found = Dating(article(WEDNESDAY, "They dined.")).of_words(words, (2,), future=False)
    assert found is not None
    assert (found.start, found.end, found.text) == (day, day, words)


@pytest.mark.parametrize("words", ["earlier", "recently", "in the war", "days later"])
def test_other_words_tell_no_day(words: str) -> None:
    assert Dating(article(WEDNESDAY, "They dined.")).of_words(words, (2,), future=False) is None


def test_day_named_long_before_or_after_does_not_count() -> None:
    far = article(WEDNESDAY, *["They talked."] * 5, "They dined.")
    assert Dating(far).of_words("that evening", (7,), future=False) is None
    assert Dating(article("They dined.", WEDNESDAY)).of_words("that evening", (1,), future=False) is None


def test_words_of_a_statement_are_said_when_it_is_published() -> None:
    ours = Dating(article("We welcome the release.", "We call on Moscow to free him.", "He was seized in 2019."))
    found = ours.of_statement((2,))
    assert found is not None
    assert (found.start, found.text) == ("2025-05-15", None)
    assert ours.of_statement((3,)) is None


def test_quoted_first_person_makes_no_statement() -> None:
    told = article('"We welcome the release," he said.', "“We call on Moscow to free him,” he added.")
    assert Dating(told).of_statement((1,)) is None


def test_statement_without_publication_date_has_no_day() -> None:
    assert Dating(article("We welcome it.", "We call on Moscow.", published=None)).of_statement((1,)) is None
