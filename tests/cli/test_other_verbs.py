"""The other verbs, and what the documents say about all of them."""

import io
import json
import socket
from pathlib import Path

import pytest
from rich.console import Console

from schemas.extraction import Extraction
from service import __version__, errors
from service.cli.outcome import EXIT_CODES, INTERRUPTED, exit_code
from service.cli.terminal import show
from tests.cli.conftest import Invoke
from tests.web.test_problems import tree

ROOT = Path(__file__).parents[2]
VERBS = ("extract", "record", "serve", "openapi", "view", "eval", "compare", "doctor", "model", "db")


def test_version_and_help(dragoman: Invoke) -> None:
    assert dragoman("--version").stdout == f"dragoman {__version__}\n"
    assert all(verb in dragoman("--help").stdout for verb in VERBS)


@pytest.mark.parametrize("verb", [*VERBS, "model pull", "model list", "db migrate"])
def test_every_verb_has_a_help_page_and_stands_in_the_documents(dragoman: Invoke, verb: str) -> None:
    assert dragoman(*verb.split(), "--help").exit_code == 0
    assert f"`dragoman {verb}" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("cls", list(dict.fromkeys(tree())))
def test_every_error_has_an_exit_code_that_is_documented(cls: type[errors.DragomanError]) -> None:
    code = next(EXIT_CODES[base] for base in cls.__mro__ if base in EXIT_CODES)
    assert f"| {code} | " in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert exit_code(errors.CircuitOpen("x")) == 4
    assert INTERRUPTED == 130


def test_openapi_json_is_current(dragoman: Invoke) -> None:
    result = dragoman("openapi", "--check", str(ROOT / "openapi.json"))
    assert result.exit_code == 0, result.stderr


def test_an_openapi_file_that_is_not_current_is_told(bare: Path, dragoman: Invoke) -> None:
    (bare / "old.json").write_text("{}", encoding="utf-8")
    assert dragoman("openapi", "--check", "old.json").exit_code == 1
    assert dragoman("openapi", "--write", "old.json").exit_code == 0
    assert dragoman("openapi", "--check", "old.json").exit_code == 0


def test_model_list_shows_what_is_here(dragoman: Invoke) -> None:
    [model] = json.loads(dragoman("model", "list").stdout)
    assert (model["bytes"], model["licence"], model["here"]) == (1_117_320_768, "Apache-2.0", False)


def test_db_migrate_makes_the_database(bare: Path, dragoman: Invoke) -> None:
    assert dragoman("db", "migrate").exit_code == 0
    assert (bare / "dragoman.sqlite3").is_file()


def test_doctor_finds_everything_well(recorded: Path, dragoman: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    del recorded
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    monkeypatch.setenv("DRAGOMAN_PORT", str(port))
    result = dragoman("doctor")
    findings = {one["what"]: one["well"] for one in json.loads(result.stdout)}
    assert (result.exit_code, findings) == (0, {"model": True, "store": True, "port": True})


def test_doctor_says_what_is_wrong_with_each_thing(dragoman: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("DRAGOMAN_PORT", str(taken.getsockname()[1]))
        monkeypatch.setenv("DATABASE_URL", "sqlite:///nowhere/at/all.sqlite3")
        result = dragoman("doctor")
    told = {one["what"]: one["detail"] for one in json.loads(result.stdout)}
    assert result.exit_code == 1
    assert "dragoman model pull" in told["model"]
    assert "taken" in told["port"]
    assert "nowhere" in told["store"]


def test_view_shows_a_kept_result_and_refuses_what_is_none(recorded: Path, dragoman: Invoke) -> None:
    (recorded / "result.json").write_bytes(dragoman("extract", "article.txt").stdout_bytes)
    shown = dragoman("view", "result.json")
    assert shown.exit_code == 0
    assert "France accuses Russia of spying" in shown.stdout
    assert dragoman("view", "-", input=b"{}").exit_code == 3
    assert dragoman("view", "missing.json").exit_code == 3


def test_the_terminal_view_shows_every_record_with_its_evidence_and_no_markup_of_the_article(
    recorded: Path, dragoman: Invoke
) -> None:
    del recorded
    extraction = Extraction.model_validate_json(dragoman("extract", "article.txt").stdout)
    hostile = extraction.model_copy(update={"article": extraction.article.model_copy(update={"title": "[red]x[/] [link=a]"})})
    console = Console(record=True, width=120, file=io.StringIO())
    show(hostile, console)
    text = console.export_text()
    assert "[red]x[/] [link=a]" in text
    for event in extraction.events:
        assert event.summary in text
        assert event.evidence[0].quote[:60] in text


def test_serve_without_a_model_says_what_to_do(dragoman: Invoke) -> None:
    result = dragoman("serve")
    assert result.exit_code == 7
    assert "OPENAI_API_KEY" in result.stderr
