"""Old things go, at start and every hour, and nobody has to wait for it."""

import asyncio
import logging

import pytest

from service.errors import StoreUnavailable
from service.store.memory import MemoryStore
from service.store.retention import EVERY_SECONDS, kept_for
from tests.llm.doubles import TurnedClock, settle
from tests.store.replies import REQUEST, reply

DAY = 86_400.0


class Woken:
    """A sleep that lasts until it is woken."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.wake = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        await self.wake.wait()
        self.wake.clear()


async def test_what_is_older_than_the_days_goes_at_start_and_then_every_hour() -> None:
    clock, sleep = TurnedClock(), Woken()
    store = MemoryStore(now=clock.now)
    await store.keep_reply("first", reply(), REQUEST)
    clock.at += 6 * DAY
    await store.keep_reply("second", reply(), REQUEST)
    clock.at += 2 * DAY
    async with kept_for(7, store, clock, sleep=sleep):
        await settle()
        assert [await store.find_reply(key) is not None for key in ("first", "second")] == [False, True]
        clock.at += 6 * DAY
        sleep.wake.set()
        await settle()
        assert await store.find_reply("second") is None
        assert sleep.asked == [EVERY_SECONDS] * 2


async def test_unset_everything_is_kept() -> None:
    clock = TurnedClock()
    store = MemoryStore(now=clock.now)
    await store.keep_reply("first", reply(), REQUEST)
    clock.at += 10_000 * DAY
    async with kept_for(None, store, clock):
        await settle()
    assert await store.find_reply("first")


async def test_a_store_that_does_not_answer_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    class Away(MemoryStore):
        tries = 0

        async def prune(self, older_than: float) -> int:
            self.tries += 1
            raise StoreUnavailable(f"nothing before {older_than}")

    store, sleep = Away(), Woken()
    caplog.set_level(logging.WARNING, "service.store.retention")
    async with kept_for(1, store, TurnedClock(), sleep=sleep):
        await settle()
        sleep.wake.set()
        await settle()
    assert store.tries == 2
    assert len(caplog.records) == 2


async def test_the_end_of_the_service_ends_it_in_the_middle_of_pruning() -> None:
    class Slow(MemoryStore):
        ended = False

        async def prune(self, older_than: float) -> int:  # noqa: ARG002
            try:
                await asyncio.Event().wait()
            finally:
                self.ended = True
            return 0

    store = Slow()
    async with kept_for(1, store, TurnedClock()):
        await settle()
    assert store.ended
