"""Runs: asking, keeping, scoring again."""

import asyncio
from pathlib import Path

import pytest

from schemas.extraction import Extraction, ExtractionRequest
from service.errors import DeadlineExceeded, UnreadableGold
from service.evaluation.gold import read_gold
from service.evaluation.run import Run, evaluate, read_run, score_run
from tests.evaluation.as_extraction import perfect

FOLDER = Path(__file__).parents[1] / "gold"
GOLD = {article.article.text: article for article in read_gold(FOLDER)}


async def know(request: ExtractionRequest) -> Extraction:
    return perfect(GOLD[str(request.text)])


async def test_every_article_is_asked_for_and_the_run_can_be_scored_again(tmp_path: Path) -> None:
    run = await evaluate(FOLDER, know, 2, label="know-all")
    path = tmp_path / "run.json"
    path.write_text(run.model_dump_json(by_alias=True))
    again = read_run(path)
    assert again == run
    assert (again.label, again.folder, len(again.predictions)) == ("know-all", str(FOLDER), 6)
    assert score_run(list(GOLD.values()), again).kinds["events"].f1 == 1


async def test_only_named_articles_are_asked_for() -> None:
    run = await evaluate(FOLDER, know, 2, only=["swap"])
    assert list(run.predictions) == ["swap"]
    assert score_run(list(GOLD.values()), run).articles == 1


async def test_failure_of_one_article_is_kept_and_counts_as_nothing_found() -> None:
    async def fail(request: ExtractionRequest) -> Extraction:
        if "Velmar" in str(request.text):
            raise DeadlineExceeded("too slow")
        return await know(request)

    run = await evaluate(FOLDER, fail, 2)
    scores = score_run(list(GOLD.values()), run)
    assert run.failures == {"swap": "DeadlineExceeded: too slow"}
    assert (scores.articles, scores.kinds["events"].precision) == (6, 1)
    assert scores.kinds["events"].recall < 1


async def test_mistake_in_the_program_is_no_failure_of_an_article() -> None:
    async def broken(request: ExtractionRequest) -> Extraction:
        raise ZeroDivisionError(request.title)

    with pytest.raises(ZeroDivisionError):
        await evaluate(FOLDER, broken, 2)


async def test_no_more_are_asked_at_once_than_allowed() -> None:
    running = most = 0

    async def count(request: ExtractionRequest) -> Extraction:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1
        return await know(request)

    await evaluate(FOLDER, count, 2)
    assert most == 2


def test_folder_of_extractions_is_a_run(tmp_path: Path) -> None:
    for article in GOLD.values():
        (tmp_path / f"{article.id}.json").write_text(perfect(article).model_dump_json(by_alias=True))
    run = read_run(tmp_path)
    assert (run.label, set(run.predictions)) == (tmp_path.name, {article.id for article in GOLD.values()})


def test_unreadable_run_is_named(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(UnreadableGold, match=r"run\.json"):
        read_run(tmp_path / "run.json")
    with pytest.raises(UnreadableGold, match="No such file"):
        read_run(tmp_path / "none.json")


def test_run_without_gold_articles_is_an_error() -> None:
    with pytest.raises(UnreadableGold, match="none of the articles"):
        score_run(list(GOLD.values()), Run(label="r", predictions={}))
