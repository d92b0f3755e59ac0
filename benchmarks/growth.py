"""How time and memory grow with the article: every stage by itself, the whole, and the whole while it is streamed."""

import asyncio
import gc
import json
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from starlette.datastructures import QueryParams

from benchmarks.articles import Answering, article
from benchmarks.tables import Row, Table, judged
from schemas.extraction import ExtractionRequest
from service.clock import SystemClock, within
from service.core.article import read_article
from service.core.articlewise import ArticlewiseWay
from service.core.compose import compose
from service.core.extract import Reader, extract
from service.core.plan import Answered, Call, Profile
from service.core.progress import Observe, ignore
from service.store.memory import MemoryStore
from service.web.bodies import read_request

T = TypeVar("T")
WORDS = (100, 1_000, 10_000, 100_000)
ROUNDS = 3
_STAGES = ("validate", "read", "ask", "compose")
_BOUND = 1.3
"""Times linear: what the last step, ten times as many words, may take more, the caches of the processor being what they are."""


@dataclass
class _Measured:
    """One length: its numbers, and the least seconds of each stage."""

    words: int
    sentences: int = 0
    windows: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    peak_kb: float = 0.0

    def least(self, stage: str, seconds: float) -> None:
        self.seconds[stage] = min(seconds, self.seconds.get(stage, seconds))


def growth() -> list[Table]:
    """From 100 to 100,000 words; then what the last tenfold costs against ten times as much."""
    measured = [_measure(words) for words in WORDS]
    times = (f"{stage}, ms" for stage in (*_STAGES, "whole", "streamed"))
    head = ("words", "sentences", "windows", *times, "ms per 1,000 words", "peak memory, kB")
    return [Table(list(map(_row, measured)), head), Table(_compared(measured[-2], measured[-1]))]


def _row(one: _Measured) -> Row:
    times = (f"{one.seconds[stage] * 1e3:.1f}" for stage in (*_STAGES, "whole", "streamed"))
    each = one.seconds["whole"] * 1e6 / one.words
    return (f"{one.words:,}", str(one.sentences), str(one.windows), *times, f"{each:.1f}", f"{one.peak_kb:,.0f}")


def _compared(shorter: _Measured, longer: _Measured) -> list[Row]:
    tenfold = longer.words / shorter.words
    rows = [(stage, longer.seconds[stage] / shorter.seconds[stage]) for stage in (*_STAGES, "whole", "streamed")]
    rows.append(("peak memory", longer.peak_kb / shorter.peak_kb))
    what = f"from {shorter.words:,} to {longer.words:,} words, times"
    return [
        (
            f"{name} {what}",
            f"{grown:.1f}",
            f"{tenfold:.0f}",
            judged(grown / tenfold, f"≤ {_BOUND}", good=grown <= tenfold * _BOUND),
        )
        for name, grown in rows
    ]


def _measure(words: int) -> _Measured:
    text, one = article(words), _Measured(words)
    asyncio.run(_whole(text))  # what is read once is read now
    for _ in range(ROUNDS):
        _stages(text, one)
        one.least("whole", asyncio.run(_whole(text)))
    one.least("streamed", asyncio.run(_whole(text, observe=lambda _: None)))
    gc.collect()
    tracemalloc.start()
    asyncio.run(_whole(text))
    one.peak_kb = tracemalloc.get_traced_memory()[1] / 1e3
    tracemalloc.stop()
    return one


def _stages(text: str, one: _Measured) -> None:
    """Go the way of the article stage by stage, the model's own time left out."""
    body, way = json.dumps({"text": text}).encode(), ArticlewiseWay()
    request = _timed(one, "validate", lambda: read_request(body, content_type="application/json", query=QueryParams()))
    read = _timed(one, "read", lambda: read_article(request))
    answered: list[Answered] = []
    asked = 0.0
    while True:
        began = time.perf_counter()
        calls = way.calls(read, request.options(), answered)
        asked += time.perf_counter() - began
        if not calls:
            break
        answered += [asyncio.run(_answer(call)) for call in calls]
    one.least("ask", asked)
    one.sentences, one.windows = len(read.sentences), len(answered)
    _timed(one, "compose", lambda: compose(read, way.drafts(read, answered)[0]))


def _timed(one: _Measured, stage: str, work: Callable[[], T]) -> T:
    began = time.perf_counter()
    made = work()
    one.least(stage, time.perf_counter() - began)
    return made


async def _answer(call: Call) -> Answered:
    return Answered(call, await Answering().ask(call.request, deadline=within(60, SystemClock())))


async def _whole(text: str, observe: Observe = ignore) -> float:
    """Seconds of a whole extraction into memory, with a model that answers at once, in a stream where it is observed."""
    clock = SystemClock()
    reader = Reader(Answering(), Profile(way=ArticlewiseWay()), MemoryStore(), clock)
    began = time.perf_counter()
    await extract(ExtractionRequest(text=text), reader, deadline=within(600, clock), observe=observe)
    return time.perf_counter() - began
