"""When a model is asked again, after what wait, and when not."""

import asyncio
import logging

import pytest

from service.clock import within
from service.core.ports import ChatReply
from service.errors import (
    CircuitOpen,
    ContextTooLong,
    DeadlineExceeded,
    DragomanError,
    ModelAnsweredBadly,
    ModelMisconfigured,
    ModelQuotaExhausted,
    ModelRateLimited,
    ModelRefused,
    ModelUnavailable,
    RateExceeded,
    ReplyLost,
)
from service.llm.retries import Pause, RetryingModel
from tests.llm.doubles import ModelDouble, TurnedClock, reply, request


def retrying(model: ModelDouble, clock: TurnedClock, *, attempts: int = 4, pause: Pause | None = None) -> RetryingModel:
    return RetryingModel(model, pause or Pause(clock), attempts=attempts, sleep=clock, spread=lambda _, high: high)


async def ask(model: RetryingModel, clock: TurnedClock, seconds: float = 300.0) -> ChatReply:
    return await model.ask(request(), deadline=within(seconds, clock))


@pytest.mark.parametrize(
    "error",
    [
        ModelQuotaExhausted("x"),
        ModelMisconfigured("x"),
        ModelRefused("x"),
        ContextTooLong("x"),
        ModelAnsweredBadly("x"),
        CircuitOpen("x", retry_after=1),
        DeadlineExceeded("x"),
        RateExceeded("x", retry_after=1),
        ValueError("a fault of our own"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_what_patience_does_not_mend_is_raised_at_once(error: Exception) -> None:
    model, clock = ModelDouble(error), TurnedClock()
    with pytest.raises(type(error)):
        await ask(retrying(model, clock), clock)
    assert (len(model.asked), clock.slept) == (1, [])


@pytest.mark.parametrize("error", [ModelUnavailable("x"), ReplyLost("x"), ModelRateLimited("x")], ids=lambda e: type(e).__name__)
async def test_what_patience_mends_is_asked_again_up_to_the_attempts(error: DragomanError) -> None:
    model, clock = ModelDouble(error), TurnedClock()
    with pytest.raises(type(error)):
        await ask(retrying(model, clock, attempts=3), clock)
    assert (len(model.asked), len(clock.slept)) == (3, 2)


async def test_a_bad_answer_is_asked_for_once_more_only() -> None:
    bad = ModelAnsweredBadly("x", again=True)
    model, clock = ModelDouble(bad), TurnedClock()
    with pytest.raises(ModelAnsweredBadly):
        await ask(retrying(model, clock), clock)
    assert len(model.asked) == 2


async def test_a_bad_answer_after_a_lost_one_is_still_asked_for_once_more() -> None:
    model, clock = ModelDouble(ReplyLost("x"), ModelAnsweredBadly("x", again=True), reply("{}")), TurnedClock()
    assert (await ask(retrying(model, clock), clock)).text == "{}"


async def test_the_endpoints_wait_is_obeyed_with_a_tenth_of_spread() -> None:
    model, clock = ModelDouble(ModelRateLimited("x", retry_after=20), reply()), TurnedClock()
    await ask(retrying(model, clock), clock)
    assert clock.slept == [pytest.approx(22.0)]


async def test_a_wait_beyond_the_deadline_is_not_begun_and_its_length_is_told() -> None:
    model, clock = ModelDouble(ModelRateLimited("x", retry_after=600)), TurnedClock()
    with pytest.raises(ModelRateLimited) as caught:
        await ask(retrying(model, clock), clock)
    assert (caught.value.retry_after, clock.slept) == (600, [])


async def test_waits_never_add_up_to_more_than_the_deadline() -> None:
    model, clock = ModelDouble(ModelRateLimited("x", retry_after=40)), TurnedClock()
    with pytest.raises(ModelRateLimited):
        await ask(retrying(model, clock, attempts=10), clock, seconds=100)
    assert sum(clock.slept) < 100
    assert len(clock.slept) == 2


async def test_a_pause_heard_by_one_call_is_heeded_by_the_others() -> None:
    model, clock = ModelDouble(ModelRateLimited("x", retry_after=600), reply()), TurnedClock()
    pause = Pause(clock)
    for _ in range(3):
        with pytest.raises(ModelRateLimited):
            await ask(retrying(model, clock, pause=pause), clock)
    assert len(model.asked) == 1
    clock.at += 601
    assert await ask(retrying(model, clock, pause=pause), clock) == reply()


async def test_a_pause_shorter_than_the_deadline_is_waited_for() -> None:
    model, clock = ModelDouble(reply()), TurnedClock()
    pause = Pause(clock)
    pause.hear(ModelRateLimited("x", retry_after=30))
    await ask(retrying(model, clock, pause=pause), clock)
    assert len(model.asked) == 1
    assert clock.slept == [pytest.approx(33.0)]


async def test_each_attempt_leaves_one_line_of_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "service.llm.retries")
    model, clock = ModelDouble(ReplyLost("x"), ModelRateLimited("x"), reply()), TurnedClock()
    await ask(retrying(model, clock), clock)
    lines = [(record.attempt, record.outcome) for record in caplog.records]  # type: ignore[attr-defined]
    assert lines == [(1, "ReplyLost"), (2, "ModelRateLimited"), (3, "answered")]


async def test_the_last_attempt_leaves_its_line_too(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "service.llm.retries")
    model, clock = ModelDouble(ReplyLost("x")), TurnedClock()
    with pytest.raises(ReplyLost):
        await ask(retrying(model, clock, attempts=2), clock)
    assert [record.attempt for record in caplog.records] == [1, 2]  # type: ignore[attr-defined]


async def test_a_cancelled_wait_is_cancelled() -> None:
    model = ModelDouble(gated=True)
    call = asyncio.create_task(ask(retrying(model, TurnedClock()), TurnedClock()))
    await asyncio.sleep(0)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert len(model.asked) <= 1
