"""Take the pictures in docs/screenshots/ again, from the service itself on recorded replies of a strong model.

python -m tests.page.screenshots [FOLDER]
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.page.conftest import FLAGS, chromium
from tests.page.visits import show_tab

ROOT = Path(__file__).parents[2]
RECORDINGS = ROOT / "tests/recordings"
DESKTOP, PHONE = (1440, 900), (360, 740)
CHARTS_SETTLE_MS = 800
PATIENCE_MS = 60_000


@contextmanager
def service() -> Iterator[str]:
    """Run the service on the recordings; the address."""
    command = [sys.executable, "-m", "service", "serve", "--port", "0", "--json"]
    environment = os.environ | {"MODEL": f"recorded:{RECORDINGS}", "DATABASE_URL": "sqlite://", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as running:
        assert running.stdout
        try:
            yield json.loads(running.stdout.readline())["address"]
        finally:
            running.terminate()


class Camera:
    """Opens pages of the service at `address` and saves what they show in `folder`."""

    def __init__(self, browser: Browser, address: str, folder: Path) -> None:
        self._browser, self._address, self._folder = browser, address, folder

    def read(self, case: str, size: tuple[int, int] = DESKTOP, *, dark: bool = False) -> Page:
        """Paste a recorded article into the page, in a window of that size, and wait for its records."""
        page = self.open(size, dark=dark)
        article = (RECORDINGS / case / "article.txt").read_bytes().decode()
        page.get_by_label("Article", exact=True).fill(article)
        page.get_by_role("button", name="Read the article").click()
        expect(page.locator("body")).to_have_attribute("data-stage", "done", timeout=PATIENCE_MS)
        return page

    def open(self, size: tuple[int, int] = DESKTOP, *, dark: bool = False) -> Page:
        """Open the form."""
        page = self._browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
        )
        page.goto(self._address)
        return page

    def take(self, page: Page, name: str) -> None:
        """Save what the page shows, once its charts are drawn."""
        page.wait_for_timeout(CHARTS_SETTLE_MS)
        page.screenshot(path=self._folder / f"{name}.png")


def take_all(camera: Camera) -> None:
    """Save every picture."""
    camera.take(camera.open(), "form")
    page = camera.read("seed")
    page.locator("#title-d1").click()
    camera.take(page, "records")
    for tab, name in (("Timeline", "timeline"), ("Who to whom", "graph"), ("Delegations", "board"), ("Notes", "notes")):
        show_tab(page, tab)
        camera.take(page, name)
    dark = camera.read("seed", dark=True)
    camera.take(dark, "dark")
    show_tab(dark, "Who to whom")
    camera.take(dark, "dark-graph")
    camera.take(camera.read("ar"), "right-to-left")
    take_phone(camera)


def take_phone(camera: Camera) -> None:
    """Save what a phone shows."""
    camera.take(camera.open(PHONE), "phone-form")
    phone = camera.read("seed", PHONE)
    camera.take(phone, "phone-records")
    for tab, name in (("Timeline", "phone-timeline"), ("Who to whom", "phone-graph"), ("Delegations", "phone-board")):
        show_tab(phone, tab)
        camera.take(phone, name)
    phone.get_by_role("button", name="Article", exact=True).click()
    camera.take(phone, "phone-article")


if __name__ == "__main__":
    program = chromium()
    if program is None:
        raise SystemExit("no Chromium on this machine: install the package `chromium`")
    with service() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        take_all(Camera(browser, address, Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs/screenshots"))
