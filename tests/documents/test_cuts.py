"""What a page may leave out of an output, and what it may not."""

import pytest

from tests.documents.cuts import is_cut_of, is_part_of

WHOLE = {"id": "x", "cached": False, "events": [{"id": "e1", "quote": "They met."}, {"id": "e2", "quote": "They left."}]}


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"id": "x"},
        {"events": []},
        {"events": [{"id": "e2"}]},
        {"events": [{"quote": "They m…"}, {"quote": "They…"}]},
        WHOLE,
    ],
)
def test_json_may_lack_members_elements_and_ends_of_strings(shown: object) -> None:
    assert is_cut_of(shown, WHOLE)


@pytest.mark.parametrize(
    "shown",
    [
        {"id": "y"},
        {"name": "x"},
        {"cached": 0},
        {"events": [{"id": "e2"}, {"id": "e1"}]},
        {"events": [{"id": "e1"}, {"id": "e1"}]},
        {"events": [{"quote": "met…"}]},
        {"events": {}},
        [],
    ],
)
def test_json_that_says_something_else_is_no_cut(shown: object) -> None:
    assert not is_cut_of(shown, WHOLE)


@pytest.mark.parametrize("shown", ["one\ntwo\nthree", "one\n…\nthree", "…\nthree", "one\n…", "o… \ntwo\n…", "…"])
def test_text_may_lack_what_the_ellipsis_stands_for(shown: str) -> None:
    assert is_part_of(shown, "one  \ntwo\nthree\n")


@pytest.mark.parametrize("shown", ["one\nthree", "one", "…\ntwo", "t…\ntwo\nthree", "one\n…\nfour"])
def test_text_that_says_something_else_is_no_part(shown: str) -> None:
    assert not is_part_of(shown, "one\ntwo\nthree")
