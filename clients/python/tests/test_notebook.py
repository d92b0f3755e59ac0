"""What a notebook shows."""

from dragoman_client import Extraction


def test_notebook_shows_each_kind_with_names_and_quotes(extraction: Extraction) -> None:
    shown = extraction._repr_html_()
    for words in (
        "Events (2)",
        "Delegations (1)",
        "Stances (2)",
        "Kari Solheim",
        "“Both coasts deserve a fair share,” Solheim said.",
    ):
        assert words in shown


def test_notebook_leaves_out_empty_kinds_and_says_what_is_missing(extraction: Extraction) -> None:
    shown = extraction.model_copy(update={"stances": (), "complete": False})._repr_html_()
    assert "Stances" not in shown
    assert "incomplete" in shown


def test_words_of_an_article_never_become_markup(extraction: Extraction) -> None:
    event = extraction.events[0]
    quote = event.evidence[0].model_copy(update={"quote": '"><script>'})
    hostile = event.model_copy(update={"summary": "<b>", "evidence": (quote,)})
    shown = extraction.model_copy(update={"events": (hostile,)})._repr_html_()
    assert "<b></td>" not in shown
    assert "<script>" not in shown
