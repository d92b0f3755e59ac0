"""`python -m benchmarks.embedded GOLD… [--rules] [--only ID…]`: what the embedded model's profile finds, calls and takes.

One row an article and one a folder: F1 per kind, calls, seconds, and seconds to the first record of a warm model. With `--rules` the model
stays silent, and only the article's own words tell anything.
"""

import argparse
import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.article import Article
from schemas.extraction import Extraction, ExtractionOptions
from service.clock import SystemClock, within
from service.core.article import read_article
from service.core.compose import compose
from service.core.plan import Answered, Profile
from service.core.ports import ChatModel, ChatReply, ChatRequest, Deadline, OnText
from service.core.reading import read
from service.core.sentencewise.asking import warm_up
from service.core.sentencewise.way import SentencewiseWay
from service.evaluation.gold import read_gold
from service.evaluation.gold_records import GoldArticle
from service.evaluation.run import Run, empty_extraction, score_run
from service.llm.embedded import EmbeddedModel
from service.llm.model_file import DEFAULT_MODEL, find_model
from service.settings import Settings

WAY = SentencewiseWay()
HOUR = 3600.0


class Silent:
    """A model that finds nothing in anything."""

    name, endpoint = "silent", "silent"

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:
        del request, deadline, on_text
        return ChatReply('{"acts":[],"views":[]}', "stop", "silent")

    async def aclose(self) -> None:
        return


@dataclass
class Timed:
    """One article read: what was found, in how many calls and seconds, and when the first record could be shown."""

    found: Extraction
    calls: int
    seconds: float
    first: float | None


async def extract(gold: GoldArticle, model: ChatModel) -> Timed:
    """Read one gold article as the service does, by the clock."""
    article, start, first = read_article(gold.article.request()), time.perf_counter(), [0.0]

    def shown(answered: Sequence[Answered], _known: int) -> None:
        if not first[0] and _records(article, answered):
            first[0] = time.perf_counter() - start

    reading = await read(article, ExtractionOptions(), model, Profile(way=WAY), within(HOUR, SystemClock()), shown)
    drafts, _ = WAY.drafts(article, reading.answered)
    made = compose(article, drafts)
    seconds = time.perf_counter() - start
    found = empty_extraction(gold).model_copy(
        update={
            "article": article,
            "actors": made.actors,
            "events": made.events,
            "delegations": made.delegations,
            "stances": made.stances,
        }
    )
    return Timed(found, len(reading.answered), seconds, first[0] or None)


def _records(article: Article, answered: Sequence[Answered]) -> bool:
    drafts, _ = WAY.drafts(article, answered)
    return bool(drafts.events or drafts.delegations or drafts.stances)


def _row(label: str, gold: Sequence[GoldArticle], timed: Sequence[Timed]) -> str:
    run = Run(label=label, predictions={g.id: t.found for g, t in zip(gold, timed, strict=True)})
    kinds = score_run(gold, run).kinds
    f1 = " | ".join(f"{kinds[kind].f1:.3f}" for kind in ("events", "delegations", "stances"))
    calls = sum(t.calls for t in timed) / len(timed)
    seconds = sum(t.seconds for t in timed) / len(timed)
    first = timed[0].first if len(timed) == 1 else None
    return f"| {label} | {f1} | {calls:.1f} | {seconds:.1f} | {'' if first is None else f'{first:.1f}'} |"


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--rules", action="store_true", help="let the model stay silent")
    parser.add_argument("--only", nargs="+", default=[], metavar="ID")
    asked = parser.parse_args()
    model: ChatModel = Silent() if asked.rules else EmbeddedModel(find_model(DEFAULT_MODEL, Settings().model_folder))
    await model.ask(warm_up(), deadline=within(HOUR, SystemClock()))
    print("| article | events | delegations | stances | calls | seconds | first record |\n|---|---|---|---|---|---|---|")
    for folder in asked.gold:
        gold = [g for g in read_gold(folder) if not asked.only or g.id in asked.only]
        timed = []
        for article in gold:
            timed.append(await extract(article, model))
            print(_row(article.id, [article], timed[-1:]), flush=True)
        print(_row(f"all of {folder}", gold, timed), flush=True)
    await model.aclose()


if __name__ == "__main__":
    asyncio.run(main())
