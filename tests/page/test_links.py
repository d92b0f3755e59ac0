"""Article and records lead to each other, by pointer and by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.page.articles import whole
from tests.page.stub import Stub
from tests.page.visits import open_stored, show_tab

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def opened(page: Page, stub: Stub) -> None:
    """Show the sample."""
    open_stored(page, stub, whole())


def selected_numbers(page: Page) -> list[str]:
    """Give the numbers of the sentences whose evidence is selected, as their markers say."""
    numbers: list[str] = page.eval_on_selector_all("mark.selected + .cite", "all => all.map((each) => each.dataset.sentence)")
    return numbers


def test_picking_a_card_selects_its_evidence_and_picking_it_again_lets_go(page: Page) -> None:
    title = page.get_by_role("button", name="Ukraine will send Rustem Umerov")
    title.click()
    assert selected_numbers(page) == ["1", "4", "8"]
    expect(title).to_have_attribute("aria-pressed", "true")
    expect(page.locator("mark.selected").first).to_be_in_viewport()
    title.click()
    assert selected_numbers(page) == []


def test_hovering_a_card_marks_its_evidence_and_hovering_evidence_marks_its_cards(page: Page) -> None:
    page.locator("#card-e9").hover()
    assert page.eval_on_selector_all("mark.hovered + .cite", "all => all.map((each) => each.dataset.sentence)") == ["16"]
    page.locator("mark", has_text="The Ukrainian president said").hover()
    ids = page.eval_on_selector_all(".card.hovered", "all => all.map((each) => each.id).sort()")
    assert ids == ["card-d2", "card-d3", "card-e5", "card-s1"]


def test_clicking_evidence_selects_its_cards_and_brings_one_into_sight(page: Page) -> None:
    page.locator("mark", has_text="It also raised the prospect").click()
    ids = page.eval_on_selector_all(".card.selected", "all => all.map((each) => each.id).sort()")
    assert ids == ["card-e8", "card-s9"]
    expect(page.locator("#card-e8")).to_be_in_viewport()


def test_a_sentence_marker_narrows_the_records_to_that_sentence_and_moves_the_focus_there(page: Page) -> None:
    page.get_by_role("button", name="Sentence 2: show its").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Only sentence 2")).to_be_visible()
    ids = page.eval_on_selector_all("#cards .card", "all => all.map((each) => each.id).sort()")
    assert ids == ["card-d2", "card-d4", "card-e11", "card-e3", "card-e4", "card-s3", "card-s4"]
    assert page.evaluate("document.activeElement.closest('.card').id") == "card-d2"
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#cards .card")).to_have_count(26)


def test_a_sentence_number_on_a_card_moves_the_focus_into_the_article(page: Page) -> None:
    page.locator("#card-e9").get_by_role("button", name="Go to sentence 16").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.sentence") == "16"
    expect(page.locator("mark", has_text="Turkish President Recep")).to_be_in_viewport()


def test_arrow_keys_walk_the_cards(page: Page) -> None:
    page.locator("#title-d1").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "title-d2"


def test_an_event_of_the_timeline_leads_to_its_evidence(page: Page) -> None:
    show_tab(page, "Timeline")
    page.get_by_role("button", name="Erdogan receives Zelenskyy").click()
    assert selected_numbers(page) == ["16"]
    page.locator(".chart .hit > [aria-label=e1]").click()
    assert selected_numbers(page) == ["1", "4", "9"]


def test_choosing_an_actor_shows_its_records_and_its_mentions(page: Page) -> None:
    page.get_by_role("button", name="Recep Tayyip Erdogan President").click()
    expect(page.locator("#cards .card")).to_have_count(2)
    assert "Recep Tayyip Erdogan" in page.locator(".mention").all_text_contents()
