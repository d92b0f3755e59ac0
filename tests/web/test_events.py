"""The event stream: progress, records, the extraction or a problem."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from schemas.extraction import ExtractionRequest
from service.core.extract import Answer
from service.core.ports import Deadline
from service.core.progress import Asked, Found, Observe, Planned
from service.errors import ModelRefused
from service.web.events import KEEP_ALIVE, EventStream, event
from tests.web.conftest import ARTICLE, PLAIN, Clerk, running

URL = "/v1/extractions"
STREAM = PLAIN | {"accept": "text/event-stream"}
BODY = '{"id":"ext_1","title":"Zoë 🕊"}'.encode()


def parsed(text: str) -> list[tuple[str, Any]]:
    """Read a stream as the HTML standard says."""
    events = []
    for block in text.split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith(":")]
        if lines:
            name = next(line.removeprefix("event: ") for line in lines if line.startswith("event: "))
            data = "\n".join(line.removeprefix("data: ") for line in lines if line.startswith("data: "))
            events.append((name, json.loads(data)))
    return events


async def reading(request: ExtractionRequest, deadline: Deadline, fresh: bool, observe: Observe) -> Answer:  # noqa: ARG001, FBT001
    observe(Planned(calls=2))
    observe(Asked(done=1, of=2))
    observe(Found(kind="event", record={"id": "e1", "summary": "Zoë 🕊 met\u2028him"}))
    return Answer("ext_1", BODY, cached=False)


async def test_progress_and_records_come_first_and_the_extraction_last() -> None:
    async with running(reading) as started:
        answer = await started.client.post(URL, content=ARTICLE, headers=STREAM)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert parsed(answer.text) == [
        ("progress", {"done": 0, "calls": 2}),
        ("progress", {"done": 1, "calls": 2}),
        ("record", {"kind": "event", "record": {"id": "e1", "summary": "Zoë 🕊 met\u2028him"}}),
        ("extraction", json.loads(BODY)),
    ]


async def test_the_streamed_extraction_equals_the_plain_answer() -> None:
    async with running(reading) as started:
        streamed = await started.client.post(URL, content=ARTICLE, headers=STREAM)
        plain = await started.client.post(URL, content=ARTICLE, headers=PLAIN)
    assert parsed(streamed.text)[-1] == ("extraction", plain.json())


async def test_a_failure_on_the_way_is_a_problem_event_with_the_requests_id() -> None:
    async def refuse(*_: object) -> Answer:
        raise ModelRefused("content filter")

    async with running(refuse) as started:
        answer = await started.client.post(URL, content=ARTICLE, headers=STREAM | {"x-request-id": "mine"})
    [(name, problem)] = parsed(answer.text)
    assert (name, problem["type"], problem["status"], problem["instance"]) == ("problem", "/problems/model-refused", 422, "mine")


async def test_an_unforeseen_failure_tells_callers_nothing_of_its_cause() -> None:
    async def break_down(*_: object) -> Answer:
        raise RuntimeError("secret text of the article")

    async with running(break_down) as started:
        answer = await started.client.post(URL, content=ARTICLE, headers=STREAM)
    assert parsed(answer.text)[0][1]["type"] == "/problems/internal"
    assert "secret" not in answer.text


async def test_what_is_wrong_with_the_request_is_a_plain_problem() -> None:
    async with running(reading) as started:
        answer = await started.client.post(URL, json={}, headers={"accept": "text/event-stream"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


async def test_a_streamed_request_with_an_idempotency_key_is_replayed(client: httpx.AsyncClient, clerk: Clerk) -> None:
    headers = STREAM | {"idempotency-key": '"k"'}
    first = await client.post(URL, content=ARTICLE, headers=headers)
    again = await client.post(URL, content=ARTICLE, headers=headers)
    assert parsed(first.text)[-1] == parsed(again.text)[-1]
    assert clerk.calls == 1


async def test_silence_is_filled_with_comments() -> None:
    async def slow(_: Observe) -> bytes:
        await asyncio.sleep(0.05)
        return BODY

    sent = await spoken(EventStream(slow, instance=None, keep_alive=0.01))
    assert sent.count(KEEP_ALIVE) >= 2
    assert sent[-2:] == [event("extraction", BODY), b""]


async def test_work_is_cancelled_when_the_client_goes() -> None:
    cancelled = asyncio.Event()

    async def endless(_: Observe) -> bytes:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise
        return b""

    await spoken(EventStream(endless, instance=None, keep_alive=0.005), stays=0.02)
    assert cancelled.is_set()


async def spoken(stream: EventStream, stays: float = 60) -> list[bytes]:
    """Return what `stream` sends to a client that goes after `stays` seconds."""
    sent: list[bytes] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(stays)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.body":
            sent.append(message["body"])

    await stream({}, receive, send)
    return sent


@pytest.mark.parametrize("data", [b'{\n"a": 1\n}', b'{\r\n"a":\r1}'])
def test_data_with_line_breaks_stays_one_event(data: bytes) -> None:
    assert parsed(event("x", data).decode()) == [("x", {"a": 1})]
