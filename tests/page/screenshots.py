"""Take the pictures in docs/screenshots/ again: `python -m tests.page.screenshots`."""

from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.page.articles import Json, extraction_of, whole
from tests.page.conftest import FLAGS, chromium
from tests.page.stub import Stub
from tests.page.visits import open_stored, show_tab

FOLDER = Path(__file__).parents[2] / "docs/screenshots"
DESKTOP, PHONE = (1440, 900), (360, 740)
ARABIC = ("وصل الوفد الروسي إلى إسطنبول صباح الخميس.", "قال زيلينسكي إن روسيا لا تريد السلام 🕊️.")


def open_page(browser: Browser, size: tuple[int, int], stub: Stub, extraction: Json, *, dark: bool = False) -> Page:
    """Show an extraction in a window of that size."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    open_stored(page, stub, extraction)
    return page


def take(page: Page, name: str) -> None:
    """Save what the page shows, once its charts are drawn."""
    page.wait_for_timeout(800)
    page.screenshot(path=FOLDER / f"{name}.png")


def take_all(browser: Browser, stub: Stub) -> None:
    """Save every picture."""
    page = open_page(browser, DESKTOP, stub, whole())
    page.locator("#title-d1").click()
    take(page, "records")
    for tab, name in (("Timeline", "timeline"), ("Who to whom", "graph"), ("Delegations", "board"), ("Notes", "notes")):
        show_tab(page, tab)
        take(page, name)
    dark = open_page(browser, DESKTOP, stub, whole(), dark=True)
    show_tab(dark, "Timeline")
    take(dark, "dark")
    arabic = open_page(browser, DESKTOP, stub, extraction_of("\n".join(ARABIC), *ARABIC, language="ar"))
    take(arabic, "right-to-left")
    phone = open_page(browser, PHONE, stub, whole())
    take(phone, "phone-records")
    phone.get_by_role("button", name="Article", exact=True).click()
    take(phone, "phone-article")
    phone.goto(stub.url)
    take(phone, "phone-form")
    page.goto(stub.url)
    take(page, "form")


if __name__ == "__main__":
    program = chromium()
    if program is None:
        raise SystemExit("no Chromium on this machine: install the package `chromium`")
    with Stub() as running, sync_playwright() as playwright:
        take_all(playwright.chromium.launch(executable_path=program, args=FLAGS), running)
