"""Requests, tokens and money: reserved before a call, settled after it."""

import asyncio
from dataclasses import replace

import pytest

from schemas.extraction import Tokens
from service.clock import within
from service.errors import BudgetExhausted, ModelRateLimited, ModelRefused, RateExceeded, ReplyLost, StoreUnavailable
from service.llm.estimate import reserved
from service.llm.rates import DAY, MINUTE, Limit, RatedModel
from service.store.memory import MemoryStore
from tests.llm.doubles import ModelDouble, TurnedClock, reply, request

PRICES = {"m": (1.0, 0.1, 10.0)}
START = 1_000_000.0 // DAY * DAY


def rated(double: ModelDouble, store: MemoryStore, clock: TurnedClock, *limits: Limit) -> RatedModel:
    return RatedModel(double, limits, store, clock, prices=PRICES, sleep=clock)


def total(store: MemoryStore) -> int:
    return sum(store._counts.values())


async def test_a_minute_that_is_full_is_waited_for() -> None:
    double, clock = ModelDouble(), TurnedClock(START)
    model = rated(double, MemoryStore(), clock, Limit("calls", "calls", MINUTE, 2))
    for _ in range(5):
        await model.ask(request(), deadline=within(300, clock))
    assert clock.slept == [60, 60]
    assert len(double.asked) == 5


async def test_a_minute_that_ends_after_the_deadline_is_refused_with_its_wait() -> None:
    double, clock = ModelDouble(), TurnedClock(START + 15)
    model = rated(double, MemoryStore(), clock, Limit("calls", "calls", MINUTE, 1))
    await model.ask(request(), deadline=within(10, clock))
    with pytest.raises(RateExceeded) as caught:
        await model.ask(request(), deadline=within(10, clock))
    assert caught.value.retry_after == pytest.approx(45)
    assert len(double.asked) == 1


async def test_a_call_bigger_than_a_minutes_tokens_takes_a_whole_minute() -> None:
    clock = TurnedClock(START)
    model = rated(ModelDouble(), MemoryStore(), clock, Limit("tokens", "tokens", MINUTE, 5))
    assert await model.ask(request(), deadline=within(10, clock)) == reply()


async def test_fifty_parallel_calls_never_spend_more_than_the_day_has() -> None:
    clock, store = TurnedClock(START), MemoryStore()
    double = ModelDouble(reply(tokens=Tokens(prompt=10, completion=90)))
    need = reserved(request(), "m", PRICES).tokens
    model = rated(double, store, clock, Limit("day", "tokens", DAY, 10 * need))
    outcomes = await asyncio.gather(
        *(model.ask(request(), deadline=within(10, clock)) for _ in range(50)), return_exceptions=True
    )
    refused = [one for one in outcomes if isinstance(one, BudgetExhausted)]
    assert len(double.asked) == 10  # while they run, what they may need is reserved
    assert len(refused) == 40
    assert total(store) == 10 * 100 <= 10 * need


async def test_overshoot_is_at_most_what_the_estimates_of_the_running_calls_were_short_of() -> None:
    clock, store = TurnedClock(START), MemoryStore()
    need = reserved(request(), "m", PRICES).tokens
    double = ModelDouble(reply(tokens=Tokens(prompt=need + 40, completion=0)))  # a tokenizer worse than estimated
    model = rated(double, store, clock, Limit("day", "tokens", DAY, 5 * need))
    for _ in range(2):
        await asyncio.gather(*(model.ask(request(), deadline=within(10, clock)) for _ in range(50)), return_exceptions=True)
    assert len(double.asked) == 5
    assert total(store) == 5 * (need + 40)


async def test_money_is_reserved_by_the_price_table_and_refused_until_midnight() -> None:
    clock, store = TurnedClock(START + 1000), MemoryStore()
    cost = reserved(request(), "m", PRICES).micro_usd
    double = ModelDouble()
    model = rated(double, store, clock, Limit("usd", "micro_usd", DAY, cost))
    await model.ask(request(), deadline=within(10, clock))
    assert total(store) == 60  # 10 prompt tokens at 1 and 5 completion tokens at 10 dollars a million
    with pytest.raises(BudgetExhausted) as caught:
        await model.ask(request(), deadline=within(10, clock))
    assert caught.value.retry_after == pytest.approx(DAY - 1000)


async def test_what_a_later_limit_refuses_is_given_back_to_the_earlier_ones() -> None:
    clock, store = TurnedClock(START), MemoryStore()
    model = rated(ModelDouble(), store, clock, Limit("day", "tokens", DAY, 10_000), Limit("calls", "calls", MINUTE, 1))
    await model.ask(request(), deadline=within(10, clock))
    before = total(store)
    with pytest.raises(RateExceeded):
        await model.ask(request(), deadline=within(10, clock))
    assert total(store) == before


@pytest.mark.parametrize(
    ("error", "paid"), [(ModelRateLimited("x"), False), (ReplyLost("x"), True), (ModelRefused("x"), True)], ids=repr
)
async def test_a_failed_call_counts_as_paid_only_where_it_may_have_been(error: Exception, *, paid: bool) -> None:
    clock, store = TurnedClock(START), MemoryStore()
    model = rated(ModelDouble(error), store, clock, Limit("day", "tokens", DAY, 10_000))
    with pytest.raises(type(error)):
        await model.ask(request(), deadline=within(10, clock))
    assert (total(store) > 0) == paid


async def test_without_the_endpoints_count_the_texts_are_counted() -> None:
    clock, store = TurnedClock(START), MemoryStore()
    model = rated(ModelDouble(reply("x" * 30, tokens=Tokens())), store, clock, Limit("day", "tokens", DAY, 10_000))
    await model.ask(request(), deadline=within(10, clock))
    assert total(store) == reserved(replace(request(), max_tokens=10), "m", {}).tokens


async def test_a_store_that_fails_after_the_call_does_not_cost_the_reply() -> None:
    class Failing(MemoryStore):
        async def settle(self, *_: object) -> None:
            raise StoreUnavailable("down")

    clock = TurnedClock(START)
    model = rated(ModelDouble(), Failing(), clock, Limit("day", "tokens", DAY, 10_000))
    assert await model.ask(request(), deadline=within(10, clock)) == reply()


async def test_a_store_that_fails_before_the_call_stops_it() -> None:
    class Failing(MemoryStore):
        async def reserve(self, *_: object) -> bool:
            raise StoreUnavailable("down")

    double, clock = ModelDouble(), TurnedClock(START)
    with pytest.raises(StoreUnavailable):
        await rated(double, Failing(), clock, Limit("day", "tokens", DAY, 1)).ask(request(), deadline=within(10, clock))
    assert not double.asked
