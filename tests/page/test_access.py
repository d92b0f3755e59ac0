"""For everybody: axe finds nothing, everything works by keyboard, and nothing runs off a phone's screen."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from tests.page.articles import extraction_of, whole
from tests.page.stub import Stub, problem, stream, streamed
from tests.page.visits import open_stored, show_tab, submit

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")
VIEWS = ("Records", "Timeline", "Who to whom", "Delegations", "Notes")
PHONE = {"width": 360, "height": 740}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def complaints(page: Page) -> list[tuple[str, list[Any]]]:
    """List what axe finds wrong: rule and elements."""
    page.evaluate(AXE + "; null")
    found = page.evaluate("(tags) => axe.run({ runOnly: tags })", RULES)
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_in_any_view(page: Page, stub: Stub, view: str, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_stored(page, stub, whole())
    page.locator("#title-d1").click()
    show_tab(page, view)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert complaints(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_form_and_in_an_error(page: Page, stub: Stub, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(stub.url)
    assert complaints(page) == []
    stub.answer = problem(401, title="No API key", detail="Send a key.")
    submit(page, stub, "They met.")
    expect(page.get_by_role("alert")).to_be_visible()
    assert complaints(page) == []


@pytest.mark.parametrize("view", [*VIEWS, "Article"])
def test_a_phone_shows_every_view_without_scrolling_sideways(page: Page, stub: Stub, view: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    long = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3
    extraction = whole()
    extraction["events"][0]["summary"] += long
    extraction["article"]["title"] += long
    open_stored(page, stub, extraction)
    if view == "Article":
        page.get_by_role("button", name="Article", exact=True).click()
        expect(page.locator("#article mark").first).to_be_in_viewport()
    else:
        show_tab(page, view)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert complaints(page) == []


def test_a_phone_shows_the_form_without_scrolling_sideways(page: Page, stub: Stub) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(stub.url)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_on_a_phone_card_and_article_lead_to_each_other(page: Page, stub: Stub) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    open_stored(page, stub, whole())
    page.locator("#card-e9").get_by_role("button", name="Go to sentence 16").click()
    expect(page.locator("mark", has_text="Turkish President Recep")).to_be_in_viewport()
    page.get_by_role("button", name="Sentence 17: show its").click()
    expect(page.locator("#card-e10")).to_be_in_viewport()


def test_tabs_follow_the_arrow_keys(page: Page, stub: Stub) -> None:
    open_stored(page, stub, whole())
    page.get_by_role("tab", name="Records").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Timeline")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Timeline")).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_role("tab", name="Notes")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Records")).to_have_attribute("aria-selected", "true")


def test_the_whole_way_works_by_keyboard(page: Page, stub: Stub) -> None:
    stub.answer = stream(streamed(whole()))
    page.goto(stub.url)
    expect(page.get_by_label("Article", exact=True)).to_be_focused()
    page.keyboard.type("They met.")
    button = page.get_by_role("button", name="Read the article")
    for _ in range(12):
        page.keyboard.press("Tab")
        if button.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#cards .card")).to_have_count(26)


def test_the_skip_link_leads_to_the_content(page: Page, stub: Stub) -> None:
    open_stored(page, stub, whole())
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_colours_can_be_turned_and_stay_so(page: Page, stub: Stub) -> None:
    page.goto(stub.url)
    background = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(background)
    page.get_by_role("button", name="Dark colours").click()
    dark = page.evaluate(background)
    page.reload()
    assert page.evaluate(background) == dark != light


def test_axe_finds_nothing_in_a_right_to_left_article(page: Page, stub: Stub) -> None:
    open_stored(page, stub, extraction_of("وصل الوفد الروسي. ثم غادر.", "وصل الوفد الروسي.", language="ar"))
    assert complaints(page) == []
