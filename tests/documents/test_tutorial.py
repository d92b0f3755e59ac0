"""What the tutorial asks of the reader in a browser."""

import pytest
from playwright.sync_api import expect

from tests.documents.browsing import browsing


@pytest.mark.browser
def test_sample_on_the_page_is_answered_by_the_recording(service: int) -> None:
    with browsing() as page:
        page.goto(f"http://127.0.0.1:{service}/")
        page.get_by_role("button", name="Try the sample").click()
        page.get_by_role("button", name="Read the article").click()
        expect(page.locator("body")).to_have_attribute("data-stage", "done", timeout=20_000)
        for tab in ("Timeline", "Who to whom", "Delegations", "Notes"):
            page.get_by_role("tab", name=tab).click()
        page.get_by_role("tab", name="Delegations").click()
        expect(page.locator("#panel-board")).to_contain_text("Rustem Umerov")
