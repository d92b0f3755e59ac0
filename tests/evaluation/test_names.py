"""When two names name one actor."""

import pytest

from service.evaluation.names import content_words, name_keys, overlap
from service.evaluation.places import same_place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Zelenskyy", "Ukrainian President Zelenskyy"),
        ("President Trump", "US President Trump"),
        ("Antony Blinken", "US Secretary of State Antony Blinken"),
        ("the Kremlin", "Kremlin"),
        ("U.S.", "US"),
        ("Borland’s", "Borland"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("La Paz", "la paz"),
    ],
)
def test_same_name(one: str, other: str) -> None:
    assert name_keys(one) & name_keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russian President", "Turkish President"),
        ("Minister of Defence", "Ministry of Defence"),
        ("Ukraine", "Ukrainian delegation"),
        ("Chief of Staff", "Staff"),
        ("the West", "West Bank"),
    ],
)
def test_other_name(one: str, other: str) -> None:
    assert not name_keys(one) & name_keys(other)


def test_content_words_leave_out_stop_words_and_endings() -> None:
    assert content_words("Russian sanctions") == content_words("the sanctions on Russia")


def test_overlap_is_a_share_of_the_shorter_phrase() -> None:
    assert overlap(content_words("ceasefire"), content_words("an immediate ceasefire")) == 1
    assert overlap(content_words("river treaty"), content_words("border treaty text")) == 0.5
    assert overlap(content_words("of the"), content_words("of the")) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ankara", "the presidential palace, Ankara", True),
        ("Tórshavn", "Torshavn", True),
        ("Porto", "Lisbon", False),
        ("Porto", None, False),
        (None, None, True),
    ],
)
def test_places(one: str | None, other: str | None, same: bool) -> None:  # noqa: FBT001 - a table's column
    assert same_place(one, other) is same
