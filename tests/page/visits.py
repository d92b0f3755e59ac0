"""What a reader does on the page, in words."""

from playwright.sync_api import Page, expect

from tests.page.articles import Json
from tests.page.stub import Stub


def submit(page: Page, stub: Stub, text: str) -> None:
    """Open the page, paste an article and send it."""
    page.goto(stub.url)
    page.get_by_label("Article", exact=True).fill(text)
    page.get_by_role("button", name="Read the article").click()


def open_stored(page: Page, stub: Stub, extraction: Json) -> None:
    """Open a kept extraction by its address, and wait for it."""
    stub.stored[extraction["id"]] = extraction
    page.goto(f"{stub.url}/x/{extraction['id']}")
    expect(page.locator("body")).to_have_attribute("data-stage", "done")


def show_tab(page: Page, name: str) -> None:
    """Go to one of the views of the findings."""
    page.get_by_role("tab", name=name).click()
