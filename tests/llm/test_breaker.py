"""An endpoint that fails too often is left alone, then tried by one."""

import asyncio

import pytest

from service.errors import CircuitOpen, DeadlineExceeded, ModelRefused, ModelUnavailable
from service.llm.breaker import Breaker, GuardedModel
from tests.llm.doubles import ModelDouble, Said, TurnedClock, reply, request, settle, soon


def guarded(model: ModelDouble, clock: TurnedClock) -> GuardedModel:
    return GuardedModel(model, Breaker(failures=3, seconds=30.0, clock=clock))


async def fail(model: GuardedModel, times: int, error: type[Exception] = ModelUnavailable) -> None:
    for _ in range(times):
        with pytest.raises(error):
            await model.ask(request(), deadline=soon())


@pytest.mark.parametrize("error", [ModelUnavailable("x"), DeadlineExceeded("x")], ids=lambda e: type(e).__name__)
async def test_failures_in_a_row_open_the_circuit_and_nobody_asks(error: Exception) -> None:
    double, clock = ModelDouble(error), TurnedClock()
    model = guarded(double, clock)
    await fail(model, 3, type(error))
    with pytest.raises(CircuitOpen) as caught:
        await model.ask(request(), deadline=soon())
    assert len(double.asked) == 3
    assert caught.value.retry_after == pytest.approx(30.0)


async def test_an_answer_in_between_starts_the_count_anew() -> None:
    lost: Said = ModelUnavailable("x")
    double, clock = ModelDouble(lost, lost, ModelRefused("an answer all the same"), lost, lost, reply()), TurnedClock()
    model = guarded(double, clock)
    await fail(model, 2)
    await fail(model, 1, ModelRefused)
    await fail(model, 2)
    assert await model.ask(request(), deadline=soon()) == reply()


async def test_after_the_pause_one_tries_and_its_success_closes_the_circuit() -> None:
    lost: Said = ModelUnavailable("x")
    double, clock = ModelDouble(lost, lost, lost, reply()), TurnedClock()
    model = guarded(double, clock)
    await fail(model, 3)
    clock.at += 31
    double.gate.clear()
    trying = asyncio.create_task(model.ask(request(), deadline=soon()))
    await settle()
    async with asyncio.timeout(10):
        await fail(model, 2, CircuitOpen)  # while one tries, the others don't
    double.gate.set()
    assert await trying == reply()
    assert await model.ask(request(), deadline=soon()) == reply()


async def test_a_failed_try_opens_the_circuit_again() -> None:
    double, clock = ModelDouble(ModelUnavailable("x")), TurnedClock()
    model = guarded(double, clock)
    await fail(model, 3)
    clock.at += 31
    await fail(model, 1)
    await fail(model, 1, CircuitOpen)
    assert len(double.asked) == 4


async def test_a_cancelled_try_lets_another_one_try() -> None:
    lost: Said = ModelUnavailable("x")
    double, clock = ModelDouble(lost, lost, lost, reply()), TurnedClock()
    model = guarded(double, clock)
    await fail(model, 3)
    clock.at += 31
    double.gate.clear()
    trying = asyncio.create_task(model.ask(request(), deadline=soon()))
    await settle()
    trying.cancel()
    await asyncio.gather(trying, return_exceptions=True)
    double.gate.set()
    assert await model.ask(request(), deadline=soon()) == reply()


async def test_models_at_one_endpoint_share_its_breaker() -> None:
    clock = TurnedClock()
    breaker = Breaker(failures=1, seconds=30.0, clock=clock)
    await fail(GuardedModel(ModelDouble(ModelUnavailable("x")), breaker), 1)
    other = ModelDouble(name="other")
    await fail(GuardedModel(other, breaker), 1, CircuitOpen)
    assert not other.asked
