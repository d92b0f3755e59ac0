"""More requests at once than there are places: each is answered once, with its own article, or refused at once. Nothing is lost."""

import asyncio
from collections import Counter
from dataclasses import replace

import httpx

from tests.fakes import ARTICLE, SHEET
from tests.faults.server import FaultServer, answer, completion
from tests.whole.app import PLAIN, URL, at_endpoint, client_of

MANY, PLACES, QUEUE = 200, 20, 50
SLOW = replace(answer(completion(SHEET)), thinks=0.2)
"""`python -m benchmarks crowd` does the same with more requests, a slower model, and the memory it takes."""


async def crowd(queued: int) -> tuple[list[httpx.Response], FaultServer]:
    """Send many articles at once, each with a word of its own."""
    async with (
        FaultServer(SLOW) as server,
        client_of(at_endpoint(server.base_url, max_in_flight=PLACES, max_queued=queued)) as client,
    ):
        posts = (client.post(f"{URL}?include=events,text", content=text_of(n), headers=PLAIN) for n in range(MANY))
        return await asyncio.gather(*posts), server


def text_of(number: int) -> str:
    return f"{ARTICLE} Report {number:04} ends here."


async def test_with_room_in_the_queue_every_request_gets_the_answer_about_its_own_article() -> None:
    answers, server = await crowd(queued=MANY)
    assert Counter(response.status_code for response in answers) == {200: MANY}
    assert [response.json()["article"]["text"] for response in answers] == [text_of(n) for n in range(MANY)]
    assert all(len(response.json()["events"]) == 2 for response in answers)
    assert len(server.calls) == MANY


async def test_beyond_the_queue_the_rest_is_refused_with_a_time_to_come_back_and_costs_nothing() -> None:
    answers, server = await crowd(queued=QUEUE)
    counted = Counter(response.status_code for response in answers)
    assert counted == {200: len(server.calls), 503: MANY - len(server.calls)}
    assert len(server.calls) >= PLACES + QUEUE
    assert all(int(response.headers["retry-after"]) > 0 for response in answers if response.status_code == 503)
    told = [(n, response.json()["article"]["text"]) for n, response in enumerate(answers) if response.status_code == 200]
    assert told == [(n, text_of(n)) for n, _ in told]
