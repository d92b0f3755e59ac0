"""A run: what one model found in each article of a gold folder, kept whole so that it can be scored again."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.article import Article
from schemas.extraction import Extraction, ExtractionRequest, Provenance, Tokens
from service.errors import DragomanError, UnreadableGold
from service.evaluation.gold import read_gold
from service.evaluation.gold_records import GoldArticle
from service.evaluation.matching import ArticleMatch
from service.evaluation.scores import Scores, match_all, score_article, total

Ask = Callable[[ExtractionRequest], Awaitable[Extraction]]


class Run(BaseModel):
    """Predictions by article id. `failures` are the errors of articles whose extraction raised; they count as nothing found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    predictions: dict[str, Extraction]
    failures: dict[str, str] = {}
    folder: Annotated[str | None, Field(description="The gold folder it was made from.")] = None


async def evaluate(folder: Path, ask: Ask, concurrency: int, *, label: str = "", only: Sequence[str] = ()) -> Run:
    """Extract every article of a gold folder (or those named by `only`), at most `concurrency` at once.

    Raises `UnreadableGold`. Other `DragomanError`s of one article become its failure.
    """
    requests = {article.id: article.article.request() for article in read_gold(folder) if not only or article.id in only}
    run = await ask_all(requests, ask, concurrency, label=label)
    return run.model_copy(update={"folder": str(folder)})


async def ask_all(requests: Mapping[str, ExtractionRequest], ask: Ask, concurrency: int, *, label: str) -> Run:
    """Ask for every extraction, at most `concurrency` at once; an article's `DragomanError` becomes its failure."""
    slots = asyncio.Semaphore(concurrency)

    async def one(request: ExtractionRequest) -> Extraction | str:
        async with slots:
            try:
                return await ask(request)
            except DragomanError as error:
                return f"{type(error).__name__}: {error}"

    answers = dict(zip(requests, await asyncio.gather(*map(one, requests.values())), strict=True))
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
    """Score a run. Raises `UnreadableGold` when it holds none of the gold articles."""
    matches = match_run(gold, run)
    if not matches:
        raise UnreadableGold(f"run {run.label!r} holds none of the articles {', '.join(article.id for article in gold)}")
    return total([score_article(match) for match in matches])


def read_run(path: Path) -> Run:
    """Read a run from its file, or from a folder of `<article id>.json` extractions. Raises `UnreadableGold`."""
    try:
        if path.is_dir():
            read = {file.stem: Extraction.model_validate_json(file.read_bytes()) for file in sorted(path.glob("*.json"))}
            return Run(label=path.name, predictions=read)
        return Run.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UnreadableGold(f"{path}: {error.strerror}") from error
    except ValidationError as error:
        raise UnreadableGold(f"{path}: neither a run nor a folder of extractions: {error.errors()[0]['msg']}") from error


def empty_extraction(article: GoldArticle) -> Extraction:
    """Make an answer that found nothing."""
    text = article.article.text
    return Extraction(
        id="ext_0",
        complete=False,
        article=Article(id="art_0", language=article.article.language or "en", characters=len(text), sentences=()),
        provenance=Provenance(
            model="",
            prompt="",
            schema_version="",
            service="",
            created="",
            cached=False,
            calls=0,
            tokens=Tokens(),
            duration_ms=0,
        ),
    )
