"""One call for identical requests at the same time."""

import asyncio

import pytest

from service.errors import DeadlineExceeded, ModelUnavailable
from service.llm.single_flight import SingleFlightModel
from tests.llm.doubles import ModelDouble, reply, request, settle, soon


async def test_fifty_identical_requests_make_one_call() -> None:
    double = ModelDouble(gated=True)
    model = SingleFlightModel(double)
    calls = [asyncio.create_task(model.ask(request(), deadline=soon())) for _ in range(50)]
    await settle()
    double.gate.set()
    assert await asyncio.gather(*calls) == [reply()] * 50
    assert len(double.asked) == 1
    assert not model._flights


async def test_different_requests_are_asked_apart() -> None:
    double = ModelDouble()
    model = SingleFlightModel(double)
    await asyncio.gather(*(model.ask(request(str(n)), deadline=soon()) for n in range(3)))
    assert len(double.asked) == 3


async def test_a_finished_call_is_not_shared_with_later_ones() -> None:
    double = ModelDouble()
    model = SingleFlightModel(double)
    for _ in range(2):
        await model.ask(request(), deadline=soon())
    assert len(double.asked) == 2


async def test_an_error_reaches_everyone_who_waits() -> None:
    double = ModelDouble(ModelUnavailable("x"), gated=True)
    model = SingleFlightModel(double)
    calls = [asyncio.create_task(model.ask(request(), deadline=soon())) for _ in range(3)]
    await settle()
    double.gate.set()
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(one) for one in outcomes] == [ModelUnavailable] * 3


async def test_a_call_goes_on_while_one_still_waits_for_it() -> None:
    double = ModelDouble(gated=True)
    model = SingleFlightModel(double)
    first, second = (asyncio.create_task(model.ask(request(), deadline=soon())) for _ in range(2))
    await settle()
    first.cancel()
    await settle()
    assert double.cancelled == 0
    double.gate.set()
    assert await second == reply()


async def test_a_call_that_nobody_waits_for_is_cancelled_and_not_joined_any_more() -> None:
    double = ModelDouble(gated=True)
    model = SingleFlightModel(double)
    calls = [asyncio.create_task(model.ask(request(), deadline=soon())) for _ in range(2)]
    await settle()
    for call in calls:
        call.cancel()
    await settle()
    assert double.cancelled == 1
    double.gate.set()
    assert await model.ask(request(), deadline=soon()) == reply()


async def test_one_who_joins_late_is_told_all_the_text() -> None:
    class Slow(ModelDouble):
        async def ask(self, request, *, deadline, on_text=None):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202, ARG002
            on_text("ab")
            await self.gate.wait()
            on_text("cd")
            return reply("abcd")

    double = Slow(gated=True)
    model = SingleFlightModel(double)
    told: tuple[list[str], list[str]] = ([], [])
    first = asyncio.create_task(model.ask(request(), deadline=soon(), on_text=told[0].append))
    await settle()
    second = asyncio.create_task(model.ask(request(), deadline=soon(), on_text=told[1].append))
    await settle()
    double.gate.set()
    await asyncio.gather(first, second)
    assert told == (["ab", "cd"], ["ab", "cd"])


async def test_a_listener_who_joins_a_silent_call_is_told_the_text_at_its_end() -> None:
    double = ModelDouble("{}", gated=True)
    model = SingleFlightModel(double)
    told: list[str] = []
    first = asyncio.create_task(model.ask(request(), deadline=soon()))
    await settle()
    second = asyncio.create_task(model.ask(request(), deadline=soon(), on_text=told.append))
    await settle()
    double.gate.set()
    await asyncio.gather(first, second)
    assert (told, double.streamed) == (["{}"], [False])


async def test_each_waits_up_to_its_own_deadline() -> None:
    double = ModelDouble(gated=True)
    model = SingleFlightModel(double)
    patient = asyncio.create_task(model.ask(request(), deadline=soon()))
    await settle()
    with pytest.raises(DeadlineExceeded):
        await model.ask(request(), deadline=soon(0.02))
    double.gate.set()
    assert await patient == reply()


async def test_one_with_time_left_asks_again_when_the_first_ones_time_is_up() -> None:
    double = ModelDouble(DeadlineExceeded("the first one's"), reply("{}"), gated=True)
    model = SingleFlightModel(double)
    first, second = (asyncio.create_task(model.ask(request(), deadline=soon())) for _ in range(2))
    await settle()
    double.gate.set()
    outcomes = await asyncio.gather(first, second, return_exceptions=True)
    assert isinstance(outcomes[0], DeadlineExceeded)
    assert outcomes[1] == reply("{}")


async def test_a_request_for_a_fresh_reply_does_not_share_the_call_of_one_for_any() -> None:
    double = ModelDouble(gated=True)
    model = SingleFlightModel(double)
    calls = [asyncio.create_task(model.ask(request(fresh=fresh), deadline=soon())) for fresh in (False, True, True)]
    await settle()
    double.gate.set()
    await asyncio.gather(*calls)
    assert len(double.asked) == 2
