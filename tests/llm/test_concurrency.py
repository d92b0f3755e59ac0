"""How many calls are made at once."""

import asyncio

import pytest

from service.errors import DeadlineExceeded, ModelRateLimited
from service.llm.concurrency import PacedModel, Permits
from tests.llm.doubles import ModelDouble, reply, request, settle, soon


async def test_no_more_calls_at_once_than_permits_and_none_is_lost() -> None:
    double = ModelDouble()
    model = PacedModel(double, Permits(5))
    replies = await asyncio.gather(*(model.ask(request(str(n)), deadline=soon()) for n in range(50)))
    assert len(replies) == 50
    assert double.most_at_once == 5


async def test_a_rate_limit_halves_the_permits_once_for_calls_made_together() -> None:
    double, permits = ModelDouble(ModelRateLimited("x")), Permits(16)
    model = PacedModel(double, permits)
    await asyncio.gather(*(model.ask(request(), deadline=soon()) for _ in range(16)), return_exceptions=True)
    assert permits.allowed == 8


async def test_permits_never_fall_under_one() -> None:
    permits = Permits(4)
    model = PacedModel(ModelDouble(ModelRateLimited("x")), permits)
    for _ in range(10):
        with pytest.raises(ModelRateLimited):
            await model.ask(request(), deadline=soon())
    assert permits.allowed == 1


async def test_success_brings_back_one_permit_a_round_up_to_the_most() -> None:
    permits = Permits(4)
    permits.decrease(0)
    assert permits.allowed == 2
    model = PacedModel(ModelDouble(), permits)
    for _ in range(2):
        await model.ask(request(), deadline=soon())
    assert 2.8 < permits.allowed < 3.0
    for _ in range(20):
        await model.ask(request(), deadline=soon())
    assert permits.allowed == 4


async def test_waiting_for_a_permit_ends_with_the_deadline() -> None:
    double = ModelDouble(gated=True)
    permits = Permits(1)
    model = PacedModel(double, permits)
    first = asyncio.create_task(model.ask(request(), deadline=soon()))
    await settle()
    with pytest.raises(DeadlineExceeded):
        await model.ask(request(), deadline=soon(0.05))
    double.gate.set()
    assert await first == reply()
    assert permits.taken == 0


async def test_a_caller_that_goes_while_waiting_gives_its_place_to_the_next() -> None:
    double = ModelDouble(gated=True)
    permits = Permits(1)
    model = PacedModel(double, permits)
    calls = [asyncio.create_task(model.ask(request(str(n)), deadline=soon())) for n in range(3)]
    await settle()
    calls[1].cancel()
    double.gate.set()
    done = await asyncio.gather(*calls, return_exceptions=True)
    assert [isinstance(one, BaseException) for one in done] == [False, True, False]
    assert permits.taken == 0


async def test_a_permit_that_comes_together_with_a_cancellation_is_not_lost() -> None:
    double = ModelDouble(gated=True)
    permits = Permits(1)
    model = PacedModel(double, permits)
    first, second = (asyncio.create_task(model.ask(request(str(n)), deadline=soon())) for n in range(2))
    await settle()
    double.gate.set()
    while not first.done():  # noqa: ASYNC110 - the very moment is the point
        await asyncio.sleep(0)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    assert permits.taken == 0
    await model.ask(request(), deadline=soon())
