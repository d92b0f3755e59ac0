"""One request after the other, or a few at once: cache hits, misses, and the start."""

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.load import Measured, drive, post
from benchmarks.peers import ARTICLE
from benchmarks.processes import free_port, model, service, started
from benchmarks.tables import Row, Table, at_most, judged

PATH, JSON, PLAIN = "/v1/extractions", "application/json", "text/plain"
ROUNDS = 3


def _same(count: int) -> Iterator[bytes]:
    request = post(PATH, json.dumps({"text": ARTICLE}).encode(), JSON)
    return iter([request] * count)


def different(count: int, first: int = 0) -> Iterator[bytes]:
    return (post(PATH, f"{ARTICLE}\nReport {number}.\n".encode(), PLAIN) for number in range(first, first + count))


def _merged(rounds: list[Measured]) -> Measured:
    return Measured([latency for one in rounds for latency in one.latencies], sum(one.wall for one in rounds))


def cache_hit() -> list[Table]:
    """A hit against a bare FastAPI endpoint that validates the same body and returns the same bytes; rounds take turns."""
    with tempfile.TemporaryDirectory() as name, model() as stub, service(Path(name), stub.port) as ours:
        asyncio.run(drive(ours.port, _same(3), 1))
        answer = Path(name) / "answer.json"
        answer.write_bytes(_body(ours.port))
        port = free_port()
        with started("benchmarks.peers", "endpoint", str(port), str(answer), port=port) as bare:
            mine, theirs = [], []
            for served in (ours, bare):
                asyncio.run(drive(served.port, _same(500), 8))
            for _ in range(ROUNDS):
                mine.append(asyncio.run(drive(ours.port, _same(3000), 8)))
                theirs.append(asyncio.run(drive(bare.port, _same(3000), 8)))
    us, them = _merged(mine), _merged(theirs)
    rate = us.rate / them.rate
    return [
        Table(
            [
                ("cache hit, requests/s", f"{us.rate:.0f}", f"{them.rate:.0f}", judged(rate, "≥ 0.8", good=rate >= 0.8)),
                _against("cache hit, median ms", us, them, 0.5),
                _against("cache hit, p99 ms", us, them, 0.99),
            ]
        )
    ]


def _against(what: str, us: Measured, them: Measured, share: float) -> Row:
    ours, theirs = us.quantile(share), them.quantile(share)
    return (what, f"{ours * 1e3:.2f}", f"{theirs * 1e3:.2f}", judged(ours / theirs, "< 3", good=ours < 3 * theirs))


def _body(port: int) -> bytes:
    import httpx

    return httpx.post(f"http://127.0.0.1:{port}{PATH}", json={"text": ARTICLE}, timeout=60).content


def miss() -> list[Table]:
    """A miss against the same `openai` call made bare, on a model that answers at once; rounds take turns.

    By one process, and 16 at once also by two workers on the same SQLite file: the bare calls are made by one process.
    """
    ways = ("one", "one, 16", "two, 16")
    mine: dict[str, list[Measured]] = {way: [] for way in ways}
    theirs: dict[int, list[Measured]] = {1: [], 16: []}
    with (
        tempfile.TemporaryDirectory() as name,
        tempfile.TemporaryDirectory() as other,
        model() as stub,
        service(Path(name), stub.port) as one,
        service(Path(other), stub.port, DRAGOMAN_WORKERS="2") as two,
    ):
        for served in (one, two):
            asyncio.run(drive(served.port, different(100), 8))
        fresh = 100
        for _ in range(ROUNDS):
            for way, served, concurrency in zip(ways, (one, one, two), (1, 16, 16), strict=True):
                mine[way].append(asyncio.run(drive(served.port, different(300, fresh), concurrency)))
                fresh += 300
            for concurrency, rounds in theirs.items():
                rounds.append(asyncio.run(_bare_calls(stub.port, 300, concurrency)))
    us = {way: _merged(rounds) for way, rounds in mine.items()}
    alone, crowded = _merged(theirs[1]), _merged(theirs[16])
    mine_ms, theirs_ms = us["one"].quantile(0.5) * 1e3, alone.quantile(0.5) * 1e3
    return [
        Table(
            [
                ("miss, one at a time, median ms", f"{mine_ms:.2f}", f"{theirs_ms:.2f}", f"{mine_ms / theirs_ms:.2f}"),
                at_most("overhead of that, ms", mine_ms - theirs_ms, 3),
                _rates("miss, 16 at once, one process, requests/s", us["one, 16"], crowded),
                _rates("miss, 16 at once, two workers, requests/s", us["two, 16"], crowded),
            ]
        )
    ]


def _rates(what: str, us: Measured, them: Measured) -> Row:
    ratio = us.rate / them.rate
    return (what, f"{us.rate:.0f}", f"{them.rate:.0f}", judged(ratio, "≥ 0.5", good=ratio >= 0.5))


async def _bare_calls(port: int, count: int, concurrency: int) -> Measured:
    """Make the call that the service makes, with the same SDK and messages, and read nothing out of it."""
    import openai

    from schemas.extraction import ExtractionRequest
    from service.core.article import read_article
    from service.core.articlewise import ArticlewiseWay

    request = ExtractionRequest(text=ARTICLE)
    [call] = ArticlewiseWay().calls(read_article(request), request.options(), ())
    messages = [{"role": one.role, "content": one.content} for one in call.request.messages]
    schema = {"name": "reply", "schema": call.request.schema, "strict": True}
    asked: dict[str, Any] = {
        "model": "m",
        "messages": messages,
        "response_format": {"type": "json_schema", "json_schema": schema},
    }
    latencies, numbers = [], iter(range(count))
    async with openai.AsyncOpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key="none", max_retries=0) as client:

        async def visitor() -> None:
            for _ in numbers:
                began = time.perf_counter()
                await client.chat.completions.create(**asked)
                latencies.append(time.perf_counter() - began)

        await client.chat.completions.create(**asked)
        began = time.perf_counter()
        await asyncio.gather(*(visitor() for _ in range(concurrency)))
        return Measured(latencies, time.perf_counter() - began)


def start() -> list[Table]:
    """From nothing to the first answer, the model answering at once."""
    seconds, resident = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name, model() as stub, service(Path(name), stub.port) as ours:
            first = asyncio.run(drive(ours.port, islice(different(1), 1), 1))
            seconds.append(ours.started_in + first.wall)
            resident.append(ours.resident_mb())
    return [
        Table(
            [
                at_most("start-up to first answer, s", statistics.median(seconds), 1.5),
                at_most("resident after it, MB", statistics.median(resident), 150, ".0f"),
            ]
        )
    ]
