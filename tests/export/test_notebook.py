from schemas.extraction import Extraction
from service.export.notebook import render_cell
from tests.page.articles import extraction_of
from tests.page.istanbul import istanbul


def test_a_notebook_shows_every_record_under_its_actors_names() -> None:
    html = render_cell(istanbul())
    assert "Events (12)" in html
    assert "Delegations (4)" in html
    assert "Stances (10)" in html
    assert "Rustem Umerov" in html


def test_text_is_escaped() -> None:
    hostile = extraction_of("They met.", "They met.", title="<img src=x onerror=alert(1)>")
    hostile["actors"][0]["name"] = "<script>1</script>"
    html = render_cell(Extraction.model_validate(hostile))
    assert "<img" not in html
    assert "<script>" not in html


def test_an_incomplete_result_says_so() -> None:
    assert "incomplete" in render_cell(istanbul().model_copy(update={"complete": False}))
