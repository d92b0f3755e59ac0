"""`dragoman view`: a kept result in the terminal, as JSON again, or as one HTML file."""

import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from schemas.extraction import Extraction
from service.cli.terminal import show
from tests.cli.conftest import Invoke
from tests.fakes import ARTICLE
from tests.page.istanbul import istanbul


@pytest.fixture
def kept(recorded: Path, dragoman: Invoke) -> bytes:
    """A result, also in `result.json`."""
    made = dragoman("extract", "article.txt").stdout_bytes
    (recorded / "result.json").write_bytes(made)
    return made


def shown_by(page: str) -> Extraction:
    """Read the extraction back out of a report."""
    [data] = re.findall(r'<script type="application/json" id="dragoman-result">(.*?)</script>', page)
    return Extraction.model_validate_json(data)


@pytest.mark.parametrize("arguments", [("result.json",), ("-",), ()])
def test_a_file_and_standard_input_are_shown_alike(kept: bytes, dragoman: Invoke, arguments: tuple[str, ...]) -> None:
    shown = dragoman("view", *arguments, input=kept)
    assert shown.exit_code == 0
    assert "France accuses Russia of spying" in shown.stdout


def test_json_is_the_result_again(kept: bytes, dragoman: Invoke) -> None:
    assert json.loads(dragoman("view", "result.json", "--json").stdout) == json.loads(kept)


def test_out_writes_one_file_that_holds_the_result_and_says_that_the_article_is_missing(kept: bytes, dragoman: Invoke) -> None:
    made = dragoman("view", "-", "--out", "report.html", input=kept)
    assert (made.exit_code, made.stdout) == (0, "")
    assert "report.html is written. It shows the cited sentences" in made.stderr
    page = Path("report.html").read_text(encoding="utf-8")
    assert shown_by(page) == Extraction.model_validate_json(kept)
    assert "Content-Security-Policy" in page


def test_out_to_standard_output_is_the_page_and_nothing_else(kept: bytes, dragoman: Invoke) -> None:
    made = dragoman("view", "--out", "-", input=kept)
    assert made.stdout.startswith("<!doctype html>")
    assert made.stdout.rstrip().endswith("</html>")
    assert made.stderr == ""


def test_the_article_beside_the_result_becomes_part_of_the_report(kept: bytes, dragoman: Invoke) -> None:
    made = dragoman("view", "-", "--out", "report.html", "--article", "article.txt", input=kept)
    assert made.stderr == "report.html is written.\n"
    assert shown_by(Path("report.html").read_text(encoding="utf-8")).article.text == ARTICLE


def test_a_result_with_its_article_needs_none_beside_it(recorded: Path, dragoman: Invoke) -> None:
    del recorded
    made = dragoman("extract", "article.txt", "--include", "events", "--include", "text").stdout_bytes
    assert dragoman("view", "--out", "report.html", input=made).stderr == "report.html is written.\n"


@pytest.mark.parametrize(
    ("arguments", "given", "told"),
    [
        (("missing.json",), b"", "missing.json cannot be read: No such file"),
        ((".",), b"", "cannot be read: Is a directory"),
        (("-",), b"", "standard input is no extraction: Invalid JSON"),
        (("-",), b"not JSON", "standard input is no extraction: Invalid JSON"),
        (("-",), b"\xff\xfe", "standard input is no extraction"),
        (("-",), b"[]", "standard input is no extraction"),
        (("-",), b'{"id": "ext_0", "events": "none"}', "is no extraction: complete: Field required"),
        (("result.json", "--out", "no/such/folder/report.html"), b"", "no/such/folder/report.html cannot be written"),
        (("result.json", "--article", "article.txt"), b"", "--article is for --out"),
        (("result.json", "--out", "r.html", "--article", "missing.txt"), b"", "missing.txt cannot be read"),
        (("result.json", "--out", "r.html", "--article", "result.json"), b"", "result.json is not the article of this result"),
        (("result.json", "--out", "r.html", "--article", "latin.txt"), b"", "latin.txt is not UTF-8 text"),
    ],
)
@pytest.mark.usefixtures("kept")
def test_what_cannot_be_shown_is_told_in_one_line(dragoman: Invoke, arguments: tuple[str, ...], given: bytes, told: str) -> None:
    Path("latin.txt").write_bytes("Genève".encode("latin-1"))
    made = dragoman("view", *arguments, input=given)
    assert (made.exit_code, made.stdout) == (3, "")
    assert told in made.stderr
    assert made.stderr.count("\n") == 1
    assert not Path("r.html").exists()


def seen(extraction: Extraction) -> str:
    console = Console(record=True, width=160, file=io.StringIO())
    show(extraction, console)
    return console.export_text()


def test_the_terminal_shows_all_kinds_with_what_a_reader_asks_first() -> None:
    text = seen(istanbul().model_copy(update={"complete": False}))
    assert "incomplete: a model call failed" in text
    for words in (
        "delegation of Ukraine",
        "head: Rustem Umerov",
        "to meet: Russia",
        "Istanbul (TUR)",
        "mandate none",
        " opposes: ",
    ):
        assert words in text


def test_every_record_has_its_evidence_in_the_terminal_and_the_articles_markup_means_nothing(
    kept: bytes,
) -> None:
    extraction = Extraction.model_validate_json(kept)
    hostile = extraction.model_copy(update={"article": extraction.article.model_copy(update={"title": "[red]x[/] [link=a]"})})
    text = seen(hostile)
    assert "[red]x[/] [link=a]" in text
    for event in extraction.events:
        assert event.summary in text
        assert event.evidence[0].quote[:60] in text
