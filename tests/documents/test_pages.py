"""Every command and program on a page is run, and what the page shows of an output is true."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.documents.desk import ROOT, Desk
from tests.documents.pages import all_pages, excuses, follow

PAGES = {str(page.relative_to(ROOT)): page for page in all_pages()}
FOLLOWED = [page for page in PAGES.values() if "```" in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", FOLLOWED, ids=lambda page: str(page.relative_to(ROOT)))
def test_page_can_be_followed(page: Path, desk: Desk) -> None:
    follow(page, desk)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_no_code_hides_from_these_tests_by_indentation(page: Path) -> None:
    hidden = [token.map for token in MarkdownIt().parse(page.read_text(encoding="utf-8")) if token.type == "code_block"]
    assert hidden == []


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "examples/README.md"], ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_pages_outside_the_site_lead_somewhere(page: Path) -> None:
    inline = (token for block in MarkdownIt().parse(page.read_text(encoding="utf-8")) for token in block.children or ())
    links = [str(token.attrs["href"]) for token in inline if token.type == "link_open"]
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_blocks_that_are_not_run_are_few_and_say_why() -> None:
    assert {name: found for name, page in PAGES.items() if (found := excuses(page))} == {
        "README.md": ["it runs them"],
        "docs/how-to/models.md": ["it needs a key", "it needs a key"],
        "docs/how-to/replicas.md": ["it needs Docker", "it needs a cluster"],
        "docs/tutorial.md": [
            "it would install into the environment that the tests run in",
            "it fetches a model of 1.1 GB",
            "it asks the model that the step before fetched",
        ],
    }
