"""A request's time: exactly what the setting says, at every place where something waits. On a loop whose time tests turn, so exact and quick."""

import asyncio
from collections.abc import Awaitable, Callable
from threading import Event
from typing import Any

import pytest

from schemas.extraction import ExtractionRequest
from service.clock import within
from service.core.ports import ChatModel, ChatReply, ChatRequest, Deadline, OnText
from service.errors import DeadlineExceeded, DragomanError, ModelRateLimited, Overloaded
from service.llm.concurrency import PacedModel, Permits
from service.llm.embedded import EmbeddedModel
from service.llm.kept import KeptModel
from service.llm.retries import Pause, RetryingModel
from service.llm.single_flight import SingleFlightModel
from service.settings import Settings
from service.store.memory import MemoryStore
from service.web.admission import Admission
from service.web.desk import Desk, Order
from service.web.meters import Meters
from service.web.recent import RecentAnswers
from tests.fakes import ReadingServices
from tests.faults.pipeline import REQUEST, asked_at
from tests.faults.server import COMPLETE, HANG, Answer, FaultServer, chunk, slower, stream
from tests.llm.doubles import ModelDouble
from tests.turned_time import LoopClock, run

SECONDS = 3.0
CLOCK = LoopClock()
Ask = Callable[[Deadline], Awaitable[object]]


async def ends_at(ask: Ask, seconds: float = SECONDS) -> tuple[type[DragomanError], float]:
    """Return how and when, on the loop's clock, `ask` gives up."""
    began = CLOCK.monotonic()
    with pytest.raises(DragomanError) as caught:
        await ask(within(seconds, CLOCK))
    return type(caught.value), round(CLOCK.monotonic() - began, 6)


class Silent:
    """A model that never answers."""

    name, endpoint = "m", "test:m"

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:  # noqa: ARG002
        await asyncio.Event().wait()
        raise AssertionError

    async def aclose(self) -> None:
        """Hold nothing."""


class Limited(Silent):
    """A model that keeps its deadline and never answers."""

    async def ask(self, request: ChatRequest, *, deadline: Deadline, on_text: OnText | None = None) -> ChatReply:  # noqa: ARG002
        await asyncio.sleep(deadline.remaining())
        raise DeadlineExceeded("too late")


@pytest.mark.parametrize(
    "fault", [HANG, slower(COMPLETE), stream(chunk('{"events":'), ending="stall")], ids=["hang", "trickle", "stalled-stream"]
)
def test_a_call_ends_at_the_deadline_and_not_later_however_its_bytes_come(fault: Answer) -> None:
    async def play() -> tuple[type[DragomanError], float]:
        async with FaultServer(fault) as server:
            model = asked_at(server.base_url)
            await model.open()
            try:
                return await ends_at(lambda deadline: model.ask(REQUEST, deadline=deadline, on_text=lambda _: None))
            finally:
                await model.aclose()

    assert run(play()) == (DeadlineExceeded, SECONDS)


def test_no_wait_for_another_attempt_is_begun_that_would_end_after_the_deadline() -> None:
    async def play() -> tuple[type[DragomanError], float]:
        model = ModelDouble(ModelRateLimited("wait", retry_after=2.0))
        patient = RetryingModel(model, Pause(CLOCK), attempts=10, spread=lambda low, _: low)
        return await ends_at(_alone(patient))

    assert run(play()) == (ModelRateLimited, 2.0)


def _alone(model: ChatModel) -> Ask:
    return lambda deadline: model.ask(REQUEST, deadline=deadline)


def _without_permit() -> Ask:
    permits = Permits(1)
    permits.taken = 1
    return _alone(PacedModel(Silent(), permits))


def _behind_another_replica() -> Ask:
    class Taken(MemoryStore):
        async def claim(self, *_: object) -> bool:
            return False

    store = Taken()
    return _alone(KeptModel(Silent(), store, claims=store))


def _behind_another_request() -> Ask:
    model = SingleFlightModel(Limited())

    async def ask(deadline: Deadline) -> object:
        first = asyncio.create_task(model.ask(REQUEST, deadline=within(1000, CLOCK)))
        await asyncio.sleep(0)
        try:
            return await model.ask(REQUEST, deadline=deadline)
        finally:
            first.cancel()

    return ask


def _in_the_queue() -> Ask:
    admission = Admission(at_once=1, queued=1)

    async def ask(deadline: Deadline) -> None:
        async with admission.place(within(1000, CLOCK)), admission.place(deadline):
            raise AssertionError

    return ask


def _inside() -> Ask:
    async def ask(deadline: Deadline) -> None:
        async with Admission(at_once=1, queued=0).place(deadline):
            await asyncio.Event().wait()

    return ask


@pytest.mark.parametrize(
    "waiting",
    [_without_permit, _behind_another_replica, _behind_another_request, _in_the_queue, _inside],
    ids=lambda waiting: waiting.__name__.strip("_"),
)
def test_every_wait_ends_at_the_deadline_and_not_later(waiting: Callable[[], Ask]) -> None:
    async def play() -> tuple[type[DragomanError], float]:
        return await ends_at(waiting())

    assert run(play()) == (DeadlineExceeded, SECONDS)


def test_the_embedded_model_gives_up_at_the_deadline(tmp_path: Any) -> None:
    class Engine:
        def handle_chat_completions(self, _body: object, callback: Callable[[dict[str, Any]], bool]) -> None:
            while not callback({"choices": [{"delta": {"content": "a"}, "finish_reason": None}]}):
                Event().wait(0.001)

    async def play() -> tuple[type[DragomanError], float]:
        (tmp_path / "m.gguf").write_bytes(b"GGUF")
        model = EmbeddedModel(tmp_path / "m.gguf")
        model._engine = Engine()
        try:
            return await ends_at(_alone(model))
        finally:
            await model.aclose()

    assert run(play()) == (DeadlineExceeded, SECONDS)


def test_a_request_has_the_time_of_the_setting_and_nothing_more() -> None:
    left: list[float] = []

    async def read(_request: object, deadline: Deadline, *_: object) -> Any:
        left.append(deadline.remaining())
        await asyncio.Event().wait()

    async def play() -> tuple[type[DragomanError], float]:
        settings = Settings(_env_file=None, deadline_seconds=SECONDS)
        services = ReadingServices(settings, {}, MemoryStore(), CLOCK, reading=read)
        admission = Admission(at_once=1, queued=1)
        recent = RecentAnswers(most_bytes=1000, seconds=1.0, monotonic=CLOCK.monotonic)
        desk = Desk(services, admission, recent, Meters(admission))
        order = Order(ExtractionRequest(text="France left."), b"key", fresh=False, once_key=None)
        return await ends_at(lambda _: desk.answer(order))

    assert run(play()) == (DeadlineExceeded, SECONDS)
    assert left == [SECONDS]


def test_what_is_inside_at_shutdown_gets_the_grace_and_nothing_more() -> None:
    async def play() -> tuple[type[DragomanError], float]:
        admission = Admission(at_once=1, queued=0)

        async def stay(deadline: Deadline) -> None:
            async with admission.place(deadline):
                await asyncio.sleep(2.0)
                admission.stop(SECONDS)
                await asyncio.Event().wait()

        return await ends_at(stay, 1000)

    assert run(play()) == (Overloaded, 2.0 + SECONDS)


def test_a_model_that_answers_in_time_is_not_cut_short() -> None:
    async def play() -> ChatReply:
        model = ModelDouble(gated=True)
        asyncio.get_running_loop().call_later(SECONDS - 0.001, model.gate.set)
        return await PacedModel(model, Permits(1)).ask(REQUEST, deadline=within(SECONDS, CLOCK))

    assert run(play()).text == "{}"
