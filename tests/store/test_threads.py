"""Threads that each keep a connection: work runs in order, to its end, and errors cost the connection and nothing else."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from service.errors import StoreUnavailable
from service.store.engine import make_engine
from service.store.location import locate
from service.store.threads import Kept, Lane


@pytest.fixture
async def lane(tmp_path: Path) -> AsyncIterator[Lane]:
    engine = make_engine(locate(f"sqlite:///{tmp_path}/a.sqlite3"), patience=5)
    made = Lane(engine, most=2, name="test")
    yield made
    await made.aclose()
    engine.dispose()


def connection_of(kept: Kept) -> int:
    def same(connection: Connection) -> int:
        connection.execute(text("SELECT 1")).one()
        return id(connection)

    return kept.use(same)


def fail(kept: Kept) -> None:
    kept.use(lambda connection: connection.execute(text("SELECT nothing")))


async def test_one_after_the_other_uses_one_thread_and_one_connection(lane: Lane) -> None:
    told = [await lane.submit(lambda kept: (threading.current_thread().name, connection_of(kept))) for _ in range(3)]
    assert {name for name, _ in told} == {"test-0"}
    assert len({connection for _, connection in told}) == 1


async def test_no_more_run_at_once_than_there_are_threads(lane: Lane) -> None:
    both = threading.Barrier(2, timeout=10)
    names = await asyncio.gather(*(lane.submit(lambda _: (both.wait(), threading.current_thread().name)[1]) for _ in range(6)))
    assert set(names) == {"test-0", "test-1"}


async def test_an_error_is_told_and_the_next_work_gets_a_fresh_connection(lane: Lane) -> None:
    def the(kept: Kept) -> Connection:
        return kept.use(lambda connection: connection)

    first = await lane.submit(the)
    with pytest.raises(Exception, match="nothing"):
        await lane.submit(fail)
    second = await lane.submit(the)
    assert (first.closed, second.closed) == (True, False)


async def test_work_runs_to_its_end_although_nobody_waits_any_more(lane: Lane) -> None:
    begin, done = threading.Event(), threading.Event()
    waiting = [lane.submit(lambda _: begin.wait(10)) for _ in range(2)]
    left = lane.submit(lambda _: done.set())
    left.cancel()
    begin.set()
    await asyncio.gather(*waiting)
    assert await asyncio.to_thread(done.wait, 10)


async def test_closing_lets_what_was_submitted_finish_and_takes_nothing_more(lane: Lane) -> None:
    def number(n: int) -> Callable[[Kept], int]:
        return lambda _: n

    answers = [lane.submit(number(n)) for n in range(20)]
    await lane.aclose()
    assert await asyncio.gather(*answers) == list(range(20))
    with pytest.raises(StoreUnavailable, match="closed"):
        lane.submit(connection_of)
