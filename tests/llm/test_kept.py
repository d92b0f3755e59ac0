"""Replies are kept, shared between replicas, and never kept when they are none."""

import asyncio
import contextlib
from dataclasses import replace

import pytest

from service.clock import within
from service.core.fingerprint import reply_key
from service.core.ports import ChatReply, Message
from service.errors import DeadlineExceeded, ModelRefused, ModelUnavailable, StoreUnavailable
from service.llm.kept import LEASE_SECONDS, POLL_SECONDS, KeptModel
from service.llm.single_flight import SingleFlightModel
from service.store.memory import MemoryStore
from tests.llm.doubles import ModelDouble, TurnedClock, reply, request, settle, soon


async def test_the_same_request_is_paid_for_once() -> None:
    double = ModelDouble()
    model = KeptModel(double, MemoryStore())
    first = await model.ask(request(), deadline=soon())
    again = await model.ask(request(), deadline=soon())
    assert (len(double.asked), first.kept, again.kept) == (1, False, True)
    assert replace(again, kept=False) == first


@pytest.mark.parametrize(
    "other",
    [
        request("another article"),
        request(schema={"type": "object"}),
        request(schema_name="other"),
        request(max_tokens=7),
        request(temperature=0.5),
        request(seed=None),
        request(messages=(Message("system", "[1] Nothing happened."),)),
    ],
    ids=["article", "schema", "schema name", "max_tokens", "temperature", "seed", "role"],
)
async def test_everything_that_can_change_a_reply_is_in_its_key(other: object) -> None:
    double, store = ModelDouble(), MemoryStore()
    model = KeptModel(double, store)
    await model.ask(request(), deadline=soon())
    await model.ask(other, deadline=soon())  # type: ignore[arg-type]
    assert len(double.asked) == 2


@pytest.mark.parametrize("other", [{"name": "n"}, {"endpoint": "elsewhere"}], ids=["model", "endpoint"])
async def test_another_model_or_endpoint_does_not_answer_with_this_ones_words(other: dict[str, str]) -> None:
    store, second = MemoryStore(), ModelDouble("[]", **other)  # type: ignore[arg-type]
    await KeptModel(ModelDouble(), store).ask(request(), deadline=soon())
    assert (await KeptModel(second, store).ask(request(), deadline=soon())).text == "[]"


async def test_fields_of_a_schema_in_another_order_are_another_request() -> None:
    double = ModelDouble()
    model = KeptModel(double, MemoryStore())
    for schema in ({"properties": {"a": 1, "b": 2}}, {"properties": {"b": 2, "a": 1}}):
        await model.ask(request(schema=schema), deadline=soon())
    assert len(double.asked) == 2


async def test_a_fresh_request_passes_over_what_is_kept_and_keeps_what_it_gets() -> None:
    double = ModelDouble("old", "new")
    model = KeptModel(double, MemoryStore())
    await model.ask(request(), deadline=soon())
    assert (await model.ask(request(fresh=True), deadline=soon())).text == "new"
    assert (await model.ask(request(), deadline=soon())).text == "new"


async def test_a_cut_reply_is_given_but_not_kept() -> None:
    double = ModelDouble(reply("{", finish_reason="length"))
    model = KeptModel(double, MemoryStore())
    for _ in range(2):
        assert (await model.ask(request(), deadline=soon())).finish_reason == "length"
    assert len(double.asked) == 2


async def test_refusals_and_errors_are_not_kept() -> None:
    double = ModelDouble(ModelRefused("x"), ModelUnavailable("x"), reply())
    model = KeptModel(double, MemoryStore())
    for error in (ModelRefused, ModelUnavailable):
        with pytest.raises(error):
            await model.ask(request(), deadline=soon())
    assert not (await model.ask(request(), deadline=soon())).kept


async def test_a_kept_reply_is_told_to_listeners_at_once() -> None:
    model, told = KeptModel(ModelDouble("{}"), MemoryStore()), list[str]()
    for _ in range(2):
        await model.ask(request(), deadline=soon(), on_text=told.append)
    assert told == ["{}", "{}"]


async def test_without_a_store_that_answers_the_model_is_asked_all_the_same() -> None:
    class Down(MemoryStore):
        async def find_reply(self, key: str) -> ChatReply | None:
            raise StoreUnavailable(key)

        async def keep_reply(self, key: str, *_: object) -> None:
            raise StoreUnavailable(key)

        async def claim(self, key: str, *_: object) -> bool:
            raise StoreUnavailable(key)

        async def release(self, *_: object) -> None:
            raise StoreUnavailable("down")

    down = Down()
    assert await KeptModel(ModelDouble(), down, claims=down).ask(request(), deadline=soon()) == reply()


async def test_fifty_requests_to_two_replicas_make_one_call() -> None:
    double, store = ModelDouble(gated=True), MemoryStore()
    clock = TurnedClock()
    replicas = [SingleFlightModel(KeptModel(double, store, claims=store, sleep=clock)) for _ in range(2)]
    calls = [asyncio.create_task(replicas[n % 2].ask(request(), deadline=soon())) for n in range(50)]
    await settle()
    double.gate.set()
    replies = await asyncio.gather(*calls)
    assert len(double.asked) == 1
    assert {answer.text for answer in replies} == {"{}"}
    assert not store._claims


async def test_a_reply_kept_between_looking_up_and_claiming_is_not_paid_for_again() -> None:
    class JustInTime(MemoryStore):
        async def claim(self, key: str, owner: str, lease_seconds: float) -> bool:
            await self.keep_reply(key, reply("[]"), request())
            return await super().claim(key, owner, lease_seconds)

    store, double = JustInTime(), ModelDouble()
    assert (await KeptModel(double, store, claims=store).ask(request(), deadline=soon())).text == "[]"
    assert not double.asked


async def test_the_lease_of_a_crashed_claimant_ends_and_another_takes_over() -> None:
    clock = TurnedClock()
    store, double = MemoryStore(now=clock.now), ModelDouble()
    model = KeptModel(double, store, claims=store, sleep=clock)
    await store.claim(reply_key(double, request()), "crashed", LEASE_SECONDS)
    assert await model.ask(request(), deadline=within(300, clock)) == reply()
    assert clock.slept.count(POLL_SECONDS) == LEASE_SECONDS / POLL_SECONDS


async def test_a_claim_is_given_back_when_the_call_fails_so_that_the_next_may_ask() -> None:
    store, double = MemoryStore(), ModelDouble(ModelUnavailable("x"), reply())
    model = KeptModel(double, store, claims=store)
    with pytest.raises(ModelUnavailable):
        await model.ask(request(), deadline=soon())
    assert await model.ask(request(), deadline=soon()) == reply()


async def test_a_cancelled_call_gives_its_claim_back() -> None:
    store, double = MemoryStore(), ModelDouble(gated=True)
    call = asyncio.create_task(KeptModel(double, store, claims=store).ask(request(), deadline=soon()))
    await settle()
    call.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await call
    await settle()
    assert not store._claims


async def test_waiting_for_another_replica_ends_with_the_deadline() -> None:
    clock = TurnedClock()
    store, double = MemoryStore(), ModelDouble()
    await store.claim(reply_key(double, request()), "busy", 1000.0)
    with pytest.raises(DeadlineExceeded):
        await KeptModel(double, store, claims=store, sleep=clock).ask(request(), deadline=within(5, clock))
    assert not double.asked


async def test_a_lease_is_renewed_while_the_call_runs() -> None:
    clock = TurnedClock()
    store, double = MemoryStore(now=clock.now), ModelDouble(gated=True)
    call = asyncio.create_task(KeptModel(double, store, claims=store, sleep=clock).ask(request(), deadline=soon()))
    async with asyncio.timeout(10):
        while sum(clock.slept) < 4 * LEASE_SECONDS:  # noqa: ASYNC110 - the clock is turned by the call's own waits
            await asyncio.sleep(0)
    assert not await store.claim(reply_key(double, request()), "other", 1.0)
    double.gate.set()
    await call
