"""What a notebook shows of an extraction."""

from html import escape

from schemas.extraction import Extraction
from schemas.notebook import render_cell
from tests.page.articles import extraction_of
from tests.page.istanbul import istanbul


def test_a_notebook_shows_every_record_under_its_actors_names() -> None:
    html = istanbul()._repr_html_()
    assert "Events (12)" in html
    assert "Delegations (4)" in html
    assert "Stances (10)" in html
    assert "Rustem Umerov" in html


def test_the_number_of_a_sentence_has_its_words_to_hover_over() -> None:
    html = istanbul()._repr_html_()
    for event in istanbul().events:
        assert f'<span title="{escape(event.evidence[0].quote)}">{event.evidence[0].sentence}</span>' in html


def test_text_is_escaped() -> None:
    hostile = extraction_of("They met.", "They met.", title="<img src=x onerror=alert(1)>")
    hostile["actors"][0]["name"] = "<script>1</script>"
    html = render_cell(Extraction.model_validate(hostile))
    assert "<img" not in html
    assert "<script>" not in html


def test_an_incomplete_result_says_so() -> None:
    assert "incomplete" in render_cell(istanbul().model_copy(update={"complete": False}))
