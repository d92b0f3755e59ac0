"""Two processes on one PostgreSQL: nothing is paid twice, and what one leaves behind when it dies the other takes over."""

import asyncio
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import httpx
import psycopg
import pytest

from schemas.extraction import ExtractionOptions, ExtractionRequest
from service.core.article import read_article
from service.core.articlewise import ArticlewiseWay
from service.llm.estimate import reserved
from service.llm.rates import DAY
from tests.fakes import ARTICLE, SHEET
from tests.faults.server import HANG, FaultServer, answer, completion
from tests.whole.app import PLAIN, URL
from tests.whole.fifty import fifty_alike_make_one_call
from tests.whole.process import serving

SLOW_SHEET = replace(answer(completion(SHEET)), thinks=1.0)
KEY = {"idempotency-key": '"one-and-only"'}


@pytest.fixture
def database(new_postgres: Callable[[str], str]) -> str:
    return new_postgres("whole")


def end_leases(database: str, table: str) -> int:
    """Let the time of every lease run out, without waiting for it; return how many there were."""
    with psycopg.connect(database, autocommit=True) as connection:
        return connection.execute(f"UPDATE {table} SET expires = 0").rowcount  # type: ignore[arg-type, unused-ignore]  # noqa: S608


async def until_asked(server: FaultServer, calls: int) -> None:
    async with asyncio.timeout(30):
        while len(server.calls) < calls:  # noqa: ASYNC110 - a counter, not an event
            await asyncio.sleep(0.02)


async def test_fifty_identical_requests_at_once_over_two_processes_make_one_model_call(database: str) -> None:
    async with (
        FaultServer(SLOW_SHEET) as server,
        serving(server.base_url, database) as (_, one),
        serving(server.base_url, database) as (_, other),
    ):
        answered = await fifty_alike_make_one_call(server, one, other)
    assert len(answered.json()["events"]) == 2


async def test_the_call_of_a_killed_process_is_made_by_another_when_its_lease_ends(database: str) -> None:
    async with FaultServer(HANG, answer(completion(SHEET))) as server, serving(server.base_url, database) as (_, other):
        async with serving(server.base_url, database) as (service, one):
            lost = asyncio.create_task(one.post(URL, content=ARTICLE, headers=PLAIN))
            await until_asked(server, 1)
            waiting = asyncio.create_task(other.post(URL, content=ARTICLE, headers=PLAIN))
            await asyncio.sleep(1.0)
            assert len(server.calls) == 1  # the other one waits for the first's reply
            service.signal(signal.SIGKILL)
            assert await service.ended() == -signal.SIGKILL
        assert end_leases(database, "claims") == 1
        response = await waiting
        assert isinstance((await asyncio.gather(lost, return_exceptions=True))[0], httpx.TransportError)
    assert (response.status_code, response.json()["complete"], len(server.calls)) == (200, True, 2)


async def test_an_idempotency_key_outlives_the_process_that_ran_it(database: str) -> None:
    headers = PLAIN | KEY
    async with FaultServer(HANG, answer(completion(SHEET))) as server:
        async with serving(server.base_url, database) as (service, client):
            lost = asyncio.create_task(client.post(URL, content=ARTICLE, headers=headers))
            await until_asked(server, 1)
            service.signal(signal.SIGKILL)
            await service.ended()
            await asyncio.gather(lost, return_exceptions=True)
        async with serving(server.base_url, database) as (_, client):
            running = await client.post(URL, content=ARTICLE, headers=headers)
            assert (running.status_code, running.json()["type"]) == (409, "/problems/idempotency-in-progress")
            assert (end_leases(database, "idempotency"), end_leases(database, "claims")) == (1, 1)
            first = await client.post(URL, content=ARTICLE, headers=headers)
            other = await client.post(URL, content=ARTICLE + "More.", headers=headers)
        async with serving(server.base_url, database) as (_, client):
            replayed = await client.post(URL, content=ARTICLE, headers=headers)
        assert len(server.calls) == 2
    assert (first.status_code, other.status_code) == (200, 422)
    assert (replayed.status_code, replayed.content) == (200, first.content)


async def test_two_processes_share_the_requests_of_a_minute_and_the_tokens_of_a_day(database: str) -> None:
    limits = {"requests_per_minute": 5, "tokens_per_day": 1_000_000, "deadline_seconds": 10.0}
    async with (
        FaultServer(answer(completion(SHEET))) as server,
        serving(server.base_url, database, **limits) as (_, one),
        serving(server.base_url, database, **limits) as (_, other),
    ):
        posts = [
            client.post(URL, content=f"{ARTICLE} Report {n} came from the {name} office.", headers=PLAIN)
            for n in range(10)
            for name, client in (("first", one), ("second", other))
        ]
        answers = await asyncio.gather(*posts)
        calls = len(server.calls)
    statuses = sorted(response.status_code for response in answers)
    assert calls <= 10  # five, or five in each of two calendar minutes
    assert statuses.count(200) == calls
    assert set(statuses) == {200, 429}
    refused = next(response for response in answers if response.status_code == 429)
    assert (refused.json()["type"], int(refused.headers["retry-after"]) <= 60) == ("/problems/rate-exceeded", True)
    assert spent(database) == 16 * calls


async def test_fifty_parallel_calls_over_two_processes_overshoot_the_day_by_what_their_estimates_were_short_and_no_more(
    database: str,
) -> None:
    articles = [f"{ARTICLE} Report {n:02} came from the {name} office." for n in range(25) for name in ("inner", "outer")]
    (need,) = {tokens_reserved(article) for article in articles}
    short = 1000
    document = completion(SHEET) | {"usage": {"prompt_tokens": need, "completion_tokens": short}}
    limits = {"tokens_per_day": 10 * need}
    async with (
        FaultServer(replace(answer(document), thinks=0.5)) as server,
        serving(server.base_url, database, **limits) as (_, one),
        serving(server.base_url, database, **limits) as (_, other),
    ):
        posts = [(one, other)[n % 2].post(URL, content=article, headers=PLAIN) for n, article in enumerate(articles)]
        answers = await asyncio.gather(*posts)
        calls = len(server.calls)
        assert await refused_for_the_day(one, other)
        assert len(server.calls) == calls
    statuses = Counter(response.status_code for response in answers)
    assert statuses == {200: calls, 429: 50 - calls}
    assert 9 <= calls <= 10  # what is reserved by those under way counts; a call that cost more leaves less for the next
    assert 10 * need < spent(database) == calls * (need + short) <= 10 * (need + short)


def tokens_reserved(article: str) -> int:
    """Return what one call about the article takes from the day before it is made."""
    read = read_article(ExtractionRequest(text=article))
    (call,) = ArticlewiseWay().calls(read, ExtractionOptions(), ())
    return reserved(call.request, "m", {}).tokens


async def refused_for_the_day(*clients: httpx.AsyncClient) -> bool:
    """Ask each for one more article and return whether both say that the day is used up."""
    answers = [await client.post(URL, content=f"{ARTICLE} Nothing else.", headers=PLAIN) for client in clients]
    return [response.json()["type"] for response in answers] == ["/problems/budget-exhausted"] * len(clients)


def spent(database: str) -> int:
    """Return the tokens counted for the day; each reply of the fault server says that it cost 12 and 4, unless told otherwise."""
    with psycopg.connect(database) as connection:
        query = 'SELECT coalesce(sum(amount), 0) FROM counters WHERE name = %s AND "window" %% %s = 0'
        row = connection.execute(query, (b"tokens", DAY)).fetchone()
    assert row
    return int(row[0])
