"""The other verbs, and what the documents say about all of them."""

import json
from pathlib import Path

import pytest

from service import __version__
from service.llm import model_file
from tests.cli.conftest import ROOT, Invoke

VERBS = ("extract", "record", "serve", "mcp", "openapi", "view", "eval", "compare", "doctor", "model", "db")


def test_version_and_help(dragoman: Invoke) -> None:
    assert dragoman("--version").stdout == f"dragoman {__version__}\n"
    assert all(verb in dragoman("--help").stdout for verb in VERBS)


@pytest.mark.parametrize("verb", [*VERBS, "model pull", "model list", "db migrate"])
def test_every_verb_has_a_help_page_and_stands_in_the_documents(dragoman: Invoke, verb: str) -> None:
    assert dragoman(*verb.split(), "--help").exit_code == 0
    assert f"`dragoman {verb}" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_openapi_json_is_current(dragoman: Invoke) -> None:
    result = dragoman("openapi", "--check", str(ROOT / "openapi.json"))
    assert result.exit_code == 0, result.stderr


def test_an_openapi_file_that_is_not_current_is_told(bare: Path, dragoman: Invoke) -> None:
    (bare / "old.json").write_text("{}", encoding="utf-8")
    assert dragoman("openapi", "--check", "old.json").exit_code == 1
    assert dragoman("openapi", "--write", "old.json").exit_code == 0
    assert dragoman("openapi", "--check", "old.json").exit_code == 0
    assert dragoman("openapi", "old.json").exit_code == 3
    assert dragoman("openapi", "--write", "no/such/folder.json").exit_code == 3


def test_model_list_shows_what_is_here(dragoman: Invoke) -> None:
    [model] = json.loads(dragoman("model", "list").stdout)
    assert (model["bytes"], model["licence"], model["here"]) == (1_117_320_768, "Apache-2.0", False)


def test_db_migrate_makes_the_database(bare: Path, dragoman: Invoke) -> None:
    made = dragoman("db", "migrate")
    assert (made.exit_code, made.stderr) == (0, "")
    assert json.loads(made.stdout) == {"database": f"the SQLite file {bare}/dragoman.sqlite3", "current": True}
    assert (bare / "dragoman.sqlite3").is_file()


def test_model_pull_with_the_file_here_says_where(bare: Path, dragoman: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_file, "is_whole", lambda _path, _model: True)
    (bare / "models").mkdir()
    (bare / "models" / f"{model_file.DEFAULT_MODEL}.gguf").write_bytes(b"GGUF")
    made = dragoman("model", "pull")
    assert (made.exit_code, made.stderr) == (0, "")
    assert json.loads(made.stdout) == {
        "name": model_file.DEFAULT_MODEL,
        "path": f"models/{model_file.DEFAULT_MODEL}.gguf",
        "bytes": 4,
    }


def test_model_pull_of_a_model_that_nobody_knows_says_which_there_are(dragoman: Invoke) -> None:
    made = dragoman("model", "pull", "gpt-9")
    assert (made.exit_code, made.stdout) == (7, "")
    assert model_file.DEFAULT_MODEL in made.stderr


def test_serve_without_a_model_says_what_to_do(dragoman: Invoke) -> None:
    result = dragoman("serve")
    assert result.exit_code == 7
    assert "OPENAI_API_KEY" in result.stderr
