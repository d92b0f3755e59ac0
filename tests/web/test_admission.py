"""Places, queue, deadline and the way out."""

import asyncio

import pytest

from service.clock import SystemClock, within
from service.errors import DeadlineExceeded, DragomanError, Overloaded
from service.web.admission import Admission
from tests.web.conftest import ARTICLE, PLAIN, running

CLOCK = SystemClock()


async def hold(admission: Admission, go: asyncio.Event, seconds: float = 60) -> str:
    try:
        async with admission.place(within(seconds, CLOCK)):
            await go.wait()
            return "done"
    except DragomanError as error:
        return type(error).__name__


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_beyond_places_and_queue_everyone_is_refused_at_once() -> None:
    admission, go = Admission(at_once=2, queued=3), asyncio.Event()
    held = [asyncio.create_task(hold(admission, go)) for _ in range(5)]
    await settle()
    assert (admission.inside, admission.waiting, admission.full) == (2, 3, True)
    with pytest.raises(Overloaded) as refused:
        async with admission.place(within(60, CLOCK)):
            pass
    assert refused.value.retry_after
    go.set()
    assert await asyncio.gather(*held) == ["done"] * 5
    assert (admission.inside, admission.waiting, admission.full) == (0, 0, False)


async def test_the_queue_is_served_in_turn() -> None:
    admission, go, order = Admission(at_once=1, queued=10), asyncio.Event(), []

    async def visit(number: int) -> None:
        async with admission.place(within(60, CLOCK)):
            await go.wait()
            order.append(number)

    visits = [asyncio.create_task(visit(number)) for number in range(6)]
    await settle()
    go.set()
    await asyncio.gather(*visits)
    assert order == list(range(6))


async def test_waiting_counts_against_the_deadline() -> None:
    admission, go = Admission(at_once=1, queued=1), asyncio.Event()
    inside = asyncio.create_task(hold(admission, go))
    await settle()
    assert await hold(admission, go, seconds=0.01) == "DeadlineExceeded"
    assert admission.waiting == 0
    go.set()
    assert await inside == "done"


async def test_a_timeout_of_the_work_itself_is_not_taken_for_the_deadline() -> None:
    with pytest.raises(TimeoutError):
        async with Admission(at_once=1, queued=0).place(within(60, CLOCK)):
            raise TimeoutError
    with pytest.raises(DeadlineExceeded):
        async with Admission(at_once=1, queued=0).place(within(0, CLOCK)):
            await asyncio.sleep(1)


async def test_a_cancelled_visitor_leaves_its_place_to_the_next() -> None:
    admission, go = Admission(at_once=1, queued=2), asyncio.Event()
    first, second = asyncio.create_task(hold(admission, go)), asyncio.create_task(hold(admission, go))
    await settle()
    first.cancel()
    await settle()
    assert (admission.inside, admission.waiting) == (1, 0)
    go.set()
    assert await second == "done"


async def test_after_stopping_those_inside_finish_within_the_grace_and_newcomers_are_refused() -> None:
    admission, go = Admission(at_once=2, queued=2), asyncio.Event()
    inside = asyncio.create_task(hold(admission, go))
    await settle()
    admission.stop(grace=30)
    assert await hold(admission, go) == "Overloaded"
    go.set()
    assert await inside == "done"


async def test_what_outlasts_the_grace_is_refused_cleanly() -> None:
    admission, never = Admission(at_once=1, queued=2), asyncio.Event()
    held = [asyncio.create_task(hold(admission, never)) for _ in range(3)]
    await settle()
    admission.stop(grace=0.01)
    assert await asyncio.gather(*held) == ["Overloaded"] * 3


async def test_a_full_service_sheds_load_and_says_so_on_readyz() -> None:
    go = asyncio.Event()

    async def wait(*_: object) -> object:
        await go.wait()
        raise Overloaded("enough")

    async with running(wait, max_in_flight=1, max_queued=1) as started:  # type: ignore[arg-type]
        posts = [asyncio.create_task(started.client.post("/v1/extractions", content=ARTICLE, headers=PLAIN)) for _ in range(2)]
        await asyncio.sleep(0.02)
        refused = await started.client.post("/v1/extractions", content=ARTICLE, headers=PLAIN)
        ready = await started.client.get("/readyz")
        go.set()
        await asyncio.gather(*posts)
        again = await started.client.get("/readyz")
    assert (refused.status_code, refused.json()["type"], refused.headers["retry-after"]) == (503, "/problems/overloaded", "2")
    assert (ready.status_code, ready.json()["checks"]["queue"]) == (503, "full")
    assert again.status_code == 200
