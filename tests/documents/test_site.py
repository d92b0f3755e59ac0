"""The documents as a site: complete, and without a request to anybody."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.documents.browsing import browsing
from tests.documents.desk import ROOT

_FETCHED = re.compile(r"""<(?:script|img|link|iframe|source)\b[^>]*\b(?:src|href)=["']?(?:https?:)?//[^"'\s>]+""")
PAGES = ("index.html", "tutorial.html", "reference/records.html", "reference/client.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site. Building fails on any broken link or anchor."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    built = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_no_page_names_anything_to_fetch_from_elsewhere(site: Path) -> None:
    assert {path.name: found for path in site.rglob("*.html") if (found := _FETCHED.findall(path.read_text("utf-8")))} == {}


def test_tables_that_python_makes_are_no_pages(site: Path) -> None:
    assert list(site.rglob("*.py*")) == []


def test_every_name_that_the_client_offers_in_its_page_is_there(site: Path) -> None:
    page = (site / "reference/client.html").read_text("utf-8")
    for name in ("Client.extract", "AsyncClient.stream", "Retries", "errors.TooMuch", "Extraction.names"):
        assert f'id="dragoman_client.{name}"' in page, name


def test_links_into_the_repository_are_words_on_the_site(site: Path) -> None:
    assert "committed as\nopenapi.json." in (site / "api.html").read_text("utf-8")


@pytest.mark.browser
def test_reading_and_searching_asks_nobody_else(address: str) -> None:
    elsewhere: list[str] = []
    with browsing() as page:
        page.on(
            "request", lambda asked: None if asked.url.startswith((address, "data:", "blob:")) else elsewhere.append(asked.url)
        )
        for path in PAGES:
            page.goto(f"{address}/{path}", wait_until="networkidle")
        page.get_by_role("textbox", name="Search").first.click()
        page.keyboard.type("mandate", delay=20)
        page.locator(".md-search-result__item").first.wait_for(timeout=30_000)
    assert elsewhere == []
