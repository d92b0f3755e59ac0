"""`dragoman extract` and `dragoman record`."""

import json
from pathlib import Path

import pytest

from schemas.extraction import Extraction
from tests.cli.conftest import Invoke
from tests.fakes import ARTICLE, SHEET


def test_piped_output_is_the_extraction_and_nothing_else(recorded: Path, dragoman: Invoke) -> None:
    result = dragoman("extract", str(recorded / "article.txt"))
    assert result.exit_code == 0, result.stderr
    extraction = Extraction.model_validate_json(result.stdout)
    assert [event.type for event in extraction.events] == ["ACCUSE", "REJECT"]
    assert result.stderr == ""


@pytest.mark.parametrize("where", ["article.txt", "-", "file://{folder}/article.txt"])
def test_a_file_a_file_url_and_standard_input_are_read_alike(recorded: Path, dragoman: Invoke, where: str) -> None:
    result = dragoman("extract", where.format(folder=recorded), input=ARTICLE.encode())
    assert len(json.loads(result.stdout)["events"]) == 2


def test_the_second_time_no_model_is_asked(recorded: Path, dragoman: Invoke) -> None:
    answers = [json.loads(dragoman("extract", "article.txt").stdout) for _ in range(2)]
    assert [answer["provenance"]["cached"] for answer in answers] == [False, True]
    assert (recorded / "dragoman.sqlite3").is_file()


def test_options_reach_the_request(recorded: Path, dragoman: Invoke) -> None:
    result = dragoman("extract", "article.txt", "--include", "events", "--include", "text", "--source", "Example Wire")
    assert result.exit_code == 4, "another source is another prompt, which is not recorded"
    (recorded / "page.html").write_text(f"<html><body><article><p>{ARTICLE}</p></article></body></html>", encoding="utf-8")
    assert dragoman("extract", "page.html", "--include", "all").exit_code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("missing.txt",), 3, "missing.txt cannot be read"),
        (("https://example.org/a",), 3, "not fetched"),
        (("article.txt", "--published", "yesterday"), 3, "YYYY-MM-DD"),
        (("article.txt", "--model", "recorded:nowhere"), 7, "nowhere"),
        (("article.txt", "--model", "embedded"), 7, "dragoman model pull"),
        (("article.txt", "--published", "2024-01-01"), 4, "No recording answers"),
    ],
)
def test_a_failure_is_told_on_stderr_with_its_exit_code(
    recorded: Path, dragoman: Invoke, arguments: tuple[str, ...], code: int, told: str
) -> None:
    del recorded
    result = dragoman("extract", *arguments)
    assert (result.exit_code, result.stdout) == (code, ""), result.stderr
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_page_in_a_charset_that_is_not_read_is_told(recorded: Path, dragoman: Invoke) -> None:
    (recorded / "page.html").write_text('<!doctype html><meta charset="klingon"><p>Qapla.</p>', encoding="utf-8")
    result = dragoman("extract", "page.html")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "charset `klingon` is not read here" in result.stderr


def test_a_recording_that_cannot_be_kept_is_told_before_the_model_is_asked(recorded: Path, dragoman: Invoke) -> None:
    result = dragoman("record", "article.txt", "--to", "article.txt")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "the folder article.txt cannot be made: File exists" in result.stderr
    assert not (recorded / "dragoman.sqlite3").exists()


def test_an_article_without_a_sentence_is_told(recorded: Path, dragoman: Invoke) -> None:
    del recorded
    assert dragoman("extract", "-", input=b" \n ").exit_code == 3


def test_a_wrong_setting_is_told(recorded: Path, dragoman: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    del recorded
    monkeypatch.setenv("DRAGOMAN_PORT", "http")
    result = dragoman("extract", "article.txt")
    assert result.exit_code == 7
    assert "PORT" in result.stderr


def test_record_writes_a_recording_that_answers_the_same_article(
    recorded: Path, dragoman: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = dragoman("record", "article.txt", "--to", "mine")
    assert result.exit_code == 0, result.stderr
    [case] = (recorded / "mine").iterdir()
    assert json.loads((case / "reply.json").read_text(encoding="utf-8")) == json.loads(SHEET)
    monkeypatch.setenv("MODEL", "recorded:mine")
    monkeypatch.setenv("DATABASE_URL", "sqlite://")
    assert dragoman("extract", "article.txt").exit_code == 0
