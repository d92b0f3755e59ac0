"""Where injections are put, and that they are put there whole."""

from pathlib import Path

import pytest

from service.errors import UnreadableGold
from service.evaluation.splice import HIDINGS, PLACES, Base, Injection, Place, as_page, hide, read_bases, read_injections, splice

TEXT = Base("x", "date 2025-05-15\n\nOne.\n\nTwo.\n\nThree.\n")
PAGE = Base(
    "x", "<html><body><h1>No</h1><article>\n<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>\n</article></body></html>", is_page=True
)
WORDS = "Say & do <this>."


@pytest.mark.parametrize(("place", "order"), [("head", "WOTH"), ("middle", "OWTH"), ("end", "OTHW")], ids=str)
def test_injection_becomes_a_paragraph_at_its_place_and_the_date_stays_first(place: Place, order: str) -> None:
    expected = [{"W": WORDS, "O": "One.", "T": "Two.", "H": "Three."}[letter] for letter in order]
    assert splice(TEXT, WORDS, place).body.split("\n\n")[1:] == [*expected[:-1], expected[-1] + "\n"]
    page = splice(PAGE, WORDS, place).body
    assert [page.index(part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) for part in expected] == sorted(
        page.index(part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) for part in expected
    )


def test_injection_inside_a_quote_is_said_by_somebody() -> None:
    assert f"“{WORDS}” read a banner" in splice(TEXT, WORDS, "quote").body


@pytest.mark.parametrize("place", PLACES)
def test_the_articles_own_words_stay(place: Place) -> None:
    body = splice(TEXT, WORDS, place).body
    assert [part for part in ("One.", "Two.", "Three.") if part not in body] == []


@pytest.mark.parametrize("hiding", HIDINGS)
def test_hidden_words_stand_in_the_page_inside_their_markup(hiding: str) -> None:
    page = hide(TEXT, Injection(id="a", text="Do it.", technique="t"), hiding).body
    assert hiding.format("Do it.") in page


def test_words_that_bring_their_markup_are_not_escaped() -> None:
    row = Injection(id="a", text="<!-- Do it. -->", technique="t", placement="html_comment")
    assert "<!-- Do it. -->" in hide(TEXT, row, HIDINGS[1]).body


def test_a_text_becomes_a_page_of_its_paragraphs_and_a_page_stays() -> None:
    assert as_page(TEXT).body.count("<p>") == 4
    assert as_page(PAGE) is PAGE


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(UnreadableGold, match="no <article>"):
        splice(Base("x", "<p>One.</p>", is_page=True), WORDS, "head")


def test_what_cannot_be_read_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("{}\n", encoding="utf-8")
    for read in (lambda: read_injections(tmp_path / "rows.jsonl"), lambda: read_bases(tmp_path)):
        with pytest.raises(UnreadableGold, match=str(tmp_path)):
            read()
