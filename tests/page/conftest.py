"""A headless Chromium, a stub of the service, and a page that must break no security policy and throw no error."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.page.stub import Stub

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.violatedDirective + " " + event.blockedURI);
});
"""


def chromium() -> str | None:
    """Find the system's Chromium: the path in CHROMIUM, or one of the usual names."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium; without one the tests are skipped, but never in CI.

    It ends with this package: while it runs, no other event loop can run in this thread.
    """
    program = chromium()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: install the package `chromium`")
        pytest.skip("no Chromium on this machine: install the package `chromium`, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def stub() -> Iterator[Stub]:
    """Run the stub of the service."""
    with Stub() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a new page at desktop size. Afterwards: no script error, no violation of the security policy."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce", locale="en-GB")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(f"{error}"))
    opened.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    opened.add_init_script(WATCH)
    yield opened
    violations = opened.evaluate("window.violations ?? []")
    context.close()
    assert errors == []
    assert violations == []
