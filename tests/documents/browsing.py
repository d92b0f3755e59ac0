"""A browser for the pages' readers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.page.conftest import FLAGS, chromium


@contextmanager
def browsing() -> Iterator[Page]:
    """Open an empty page in the system's Chromium; without one the test is skipped, but never in CI."""
    program = chromium()
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no Chromium on this machine: install the package `chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser.new_page()
        browser.close()
