"""The report is one file that shows the same view without a service, under a policy that lets nothing else run."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from schemas.extraction import Extraction
from service.export.report import render_report
from tests.page.articles import extraction_of
from tests.page.istanbul import ARTICLE, istanbul
from tests.page.test_safety import STRINGS, hostile_extraction, visit_everything

pytestmark = pytest.mark.browser


def open_report(page: Page, folder: Path, html: str) -> None:
    """Open the report from disk, as a reader of mail does."""
    file = folder / "report.html"
    file.write_text(html, encoding="utf-8")
    page.goto(file.as_uri())


def test_the_report_shows_all_views_and_asks_for_nothing(page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_report(page, tmp_path, render_report(istanbul()))
    expect(page.locator("#cards .card")).to_have_count(26)
    visit_everything(page)
    expect(page.locator(".chart svg")).to_be_attached()
    expect(page.locator(".graph canvas").first).to_be_attached()
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []


def test_the_report_takes_the_article_from_beside_the_result(page: Page, tmp_path: Path) -> None:
    article = istanbul().article.model_copy(update={"text": None})
    open_report(page, tmp_path, render_report(istanbul().model_copy(update={"article": article}), ARTICLE))
    expect(page.get_by_text("It was not immediately clear")).to_be_visible()


@pytest.mark.parametrize("hostile", STRINGS)
def test_hostile_results_stay_text_in_the_report(page: Page, tmp_path: Path, hostile: str) -> None:
    open_report(page, tmp_path, render_report(Extraction.model_validate(hostile_extraction(hostile))))
    expect(page.locator("#title-e1")).to_have_text(hostile)
    visit_everything(page)
    assert page.evaluate("window.hit") is None


def test_an_article_that_ends_scripts_stays_text_in_the_report(page: Page, tmp_path: Path) -> None:
    text = "</script><!-- <script>window.hit=1</script> -->\u2028 They met."
    open_report(page, tmp_path, render_report(Extraction.model_validate(extraction_of(text, "They met."))))
    assert page.locator("mark.evidence").text_content() == "They met."
    expect(page.locator("#article")).to_contain_text("</script><!--")
    assert page.evaluate("window.hit") is None
