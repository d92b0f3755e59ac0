"""The other verbs, and what the documents say about all of them."""

import json
import socket
from pathlib import Path

import pytest

from service import __version__, errors
from service.cli.outcome import EXIT_CODES, INTERRUPTED, exit_code
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


def test_serve_without_a_model_says_what_to_do(dragoman: Invoke) -> None:
    result = dragoman("serve")
    assert result.exit_code == 7
    assert "OPENAI_API_KEY" in result.stderr
