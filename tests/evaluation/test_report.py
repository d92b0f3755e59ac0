"""Figures for people and for programs, and the module as a program."""

import json
from pathlib import Path

import pytest
from rich.console import Console
from typer import Typer
from typer.testing import CliRunner

from service.evaluation.__main__ import score
from service.evaluation.gold import read_gold
from service.evaluation.report import as_json, as_table
from service.evaluation.run import Run, score_run
from tests.evaluation.as_extraction import perfect

FOLDER = Path(__file__).parents[1] / "gold"
GOLD = read_gold(FOLDER)
SCORES = score_run(GOLD, Run(label="perfect", predictions={article.id: perfect(article) for article in GOLD}))


@pytest.fixture
def run(tmp_path: Path) -> str:
    for article in GOLD:
        (tmp_path / f"{article.id}.json").write_text(perfect(article, optional=False).model_dump_json(by_alias=True))
    return str(tmp_path)


def call(*arguments: str) -> str:
    app = Typer()
    app.command()(score)
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


def test_table_fits_eighty_columns_and_says_everything() -> None:
    console = Console(width=80, record=True)
    console.print(as_table(SCORES, "perfect"))
    text = console.export_text()
    for word in (
        "perfect: 6 articles",
        "delegations",
        "precision",
        "1.00-1.00",
        "mandate 1.00",
        "grounded 100.0%",
        "B-cubed F1 1.000",
    ):
        assert word in text


def test_json_has_every_figure() -> None:
    figures = json.loads(json.dumps(as_json(SCORES)))
    assert figures["kinds"]["delegations"]["slots"]["all"] == 1
    assert figures["kinds"]["stances"]["counts"]["gold"] == sum(not s.optional for article in GOLD for s in article.gold.stances)


def test_program_prints_a_table_json_misses_and_changes(run: str) -> None:
    assert "6 articles" in call(str(FOLDER), run)
    assert json.loads(call(str(FOLDER), run, "--json"))["articles"] == 6
    assert json.loads(call(str(FOLDER), run, "--misses", "--json")) == []
    assert json.loads(call(str(FOLDER), run, "--against", run, "--json")) == []


def test_program_scores_a_coding_set(run: str, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps({"id": "swap", "text": "…", "gold_events": [{"type": "RETREAT"}], "meta": {"exhaustive": False}}))
    assert json.loads(call(str(path), run, "--json"))["lenient"] == 1


def test_program_says_what_is_wrong(run: str) -> None:
    app = Typer()
    app.command()(score)
    result = CliRunner().invoke(app, [run, run])
    assert result.exit_code == 2
    assert "no gold" in result.output
