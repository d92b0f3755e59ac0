"""A run: what one model found in each article of a gold folder, kept whole so that it can be scored again."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from schemas.extraction import Extraction, ExtractionRequest
from service.errors import DragomanError, UnreadableGold
from service.evaluation.gold import GoldArticle, read_gold
from service.evaluation.matching import ArticleMatch
from service.evaluation.scores import Scores, match_all, score_article, total

Ask = Callable[[ExtractionRequest], Awaitable[Extraction]]


class Run(BaseModel):
    """Predictions by article id; `failures` are articles whose extraction raised, with the message. They count as if nothing was found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    predictions: dict[str, Extraction]
    failures: dict[str, str] = {}


async def evaluate(folder: Path, ask: Ask, concurrency: int, *, label: str = "", only: Sequence[str] = ()) -> Run:
    """Extract every article of a gold folder (or those named by `only`), at most `concurrency` at once.

    Raises `UnreadableGold`. Other `DragomanError`s of one article become its failure.
    """
    gold = [article for article in read_gold(folder) if not only or article.id in only]
    slots = asyncio.Semaphore(concurrency)

    async def one(article: GoldArticle) -> Extraction | str:
        async with slots:
            try:
                return await ask(article.article.request())
            except DragomanError as error:
                return f"{type(error).__name__}: {error}"

    answers = dict(zip((article.id for article in gold), await asyncio.gather(*map(one, gold)), strict=True))
    return Run(
        label=label,
        predictions={name: answer for name, answer in answers.items() if isinstance(answer, Extraction)},
        failures={name: answer for name, answer in answers.items() if isinstance(answer, str)},
    )


def match_run(gold: Sequence[GoldArticle], run: Run) -> tuple[ArticleMatch, ...]:
    """Match every article that the run has read or failed at."""
    failed = {name: empty_extraction(article) for article in gold if (name := article.id) in run.failures}
    return match_all(gold, {**run.predictions, **failed})


def score_run(gold: Sequence[GoldArticle], run: Run) -> Scores:
    """The figures of a run. Raises `UnreadableGold` when it holds none of the gold articles."""
    matches = match_run(gold, run)
    if not matches:
        raise UnreadableGold(f"run {run.label!r} holds none of the articles {', '.join(article.id for article in gold)}")
    return total([score_article(match) for match in matches])


def read_run(path: Path) -> Run:
    """A run from its file, or from a folder of `<article id>.json` extractions. Raises `UnreadableGold`."""
    try:
        if path.is_dir():
            files = sorted(path.glob("*.json"))
            return Run(label=path.name, predictions={file.stem: Extraction.model_validate_json(file.read_bytes()) for file in files})
        return Run.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UnreadableGold(f"{path}: {error.strerror}") from error
    except ValidationError as error:
        raise UnreadableGold(f"{path}: neither a run nor a folder of extractions: {error.errors()[0]['msg']}") from error


def empty_extraction(article: GoldArticle) -> Extraction:
    """An answer that found nothing."""
    return Extraction.model_validate(
        {
            "id": "ext_0",
            "complete": False,
            "article": {"id": "art_0", "language": article.article.language or "en", "characters": len(article.article.text), "sentences": ()},
            "provenance": {
                "model": "", "prompt": "", "schema": "", "service": "", "created": "", "cached": False, "calls": 0, "tokens": {}, "duration_ms": 0,
            },
        }
    )  # fmt: skip
