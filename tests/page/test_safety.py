"""Nothing of an article or a model's answer becomes markup, a script or a request."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.page.articles import Json, extraction_of, whole
from tests.page.stub import Stub, plain, problem
from tests.page.visits import open_stored, show_tab, submit

pytestmark = pytest.mark.browser

STRINGS = (
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>",
    "\"><iframe srcdoc='<script>parent.hit=1</script>'>",
    "javascript:window.hit=1",
    "</textarea><script>window.hit=1</script>",
    "{{constructor.constructor('window.hit=1')()}}",
    "<style>*{display:none}</style>",
)
REFERENCES = (
    "head",
    "party",
    "holder",
    "actor",
    "event",
    "represents",
    "record",
    "actors",
    "recipients",
    "members",
    "counterparts",
    "hosts",
    "events",
)
CODES = (
    "id",
    "kind",
    "type",
    "mode",
    "status",
    "position",
    "expression",
    "level",
    "mandate",
    "country",
    "sector",
    "reason",
    "code",
    "cameo",
    "contexts",
    "schema",
)
TIMES = ("start", "end", "language", "published", "created")
KEPT = {*REFERENCES, *CODES, *TIMES, "quote", "text"}


def poisoned(value: Any, hostile: str, key: str = "") -> Any:
    """Replace every free text in the value by a hostile string."""
    if isinstance(value, dict):
        return {name: poisoned(member, hostile, name) for name, member in value.items()}
    if isinstance(value, list):
        return [poisoned(member, hostile, key) for member in value]
    return hostile if isinstance(value, str) and key not in KEPT else value


def hostile_extraction(hostile: str) -> Json:
    """Give the sample, hostile in every free text."""
    return {**poisoned(whole(), hostile), "id": "ext_0badf00d"}


def visit_everything(page: Page) -> None:
    """Open every view and every fold."""
    for name in ("Timeline", "Who to whom", "Delegations", "Notes", "Records"):
        show_tab(page, name)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


@pytest.mark.parametrize("hostile", STRINGS)
def test_hostile_records_stay_text(page: Page, stub: Stub, hostile: str) -> None:
    open_stored(page, stub, hostile_extraction(hostile))
    visit_everything(page)
    expect(page.locator("#title-e1")).to_have_text(hostile)
    assert page.evaluate("window.hit") is None
    assert page.locator("main script, main iframe, main img, main style, main a[href^=javascript]").count() == 0


@pytest.mark.parametrize("hostile", STRINGS)
def test_a_hostile_article_stays_text(page: Page, stub: Stub, hostile: str) -> None:
    stub.answer = plain(extraction_of(f"Before. {hostile} After.", hostile, title=hostile, url=hostile, source=hostile))
    submit(page, stub, f"Before. {hostile} After.")
    assert page.locator("mark.evidence").text_content() == hostile
    expect(page.locator("#article-title")).to_have_text(hostile)
    assert page.evaluate("window.hit") is None
    assert page.locator("main a[href^=javascript], #article :not(p, mark, button, span)").count() == 0


def test_a_hostile_problem_stays_text(page: Page, stub: Stub) -> None:
    stub.answer = problem(400, title=STRINGS[1], detail=STRINGS[0], errors=[{"pointer": STRINGS[2], "detail": STRINGS[3]}])
    submit(page, stub, "They met.")
    expect(page.get_by_role("alert")).to_contain_text(STRINGS[0])
    assert page.evaluate("window.hit") is None


def test_no_request_leaves_the_service(page: Page, stub: Stub) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_stored(page, stub, whole())
    visit_everything(page)
    expect(page.locator(".graph canvas").first).to_be_attached()
    assert [url for url in asked if not url.startswith((stub.url, "blob:", "data:"))] == []


def test_an_article_with_a_lone_surrogate_is_sent_as_an_escape(page: Page, stub: Stub) -> None:
    page.goto(stub.url)
    page.evaluate("document.getElementById('text').value = 'a\\ud800b'; document.getElementById('submit').disabled = false;")
    page.get_by_role("button", name="Read the article").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert json.dumps(stub.requests[0][0]["text"]) == '"a\\ud800b"'
