"""Idempotency-Key over HTTP and in the store."""

import asyncio

import httpx
import pytest

from schemas.extraction import ExtractionRequest
from service.core.extract import Answer
from service.core.ports import Deadline
from service.core.progress import Observe
from service.errors import InvalidField, ModelUnavailable
from service.store.memory import MemoryStore
from service.web.idempotency import LEASE_SECONDS, read_key
from service.web.recent import request_key
from tests.web.conftest import ARTICLE, PLAIN, Clerk, running

URL = "/v1/extractions"
KEY = {"idempotency-key": '"8e03978e-40d5-43dd-bc93-6894a57f9324"'}


async def send(client: httpx.AsyncClient, text: str = ARTICLE, **headers: str) -> httpx.Response:
    return await client.post(URL, content=text, headers=PLAIN | KEY | headers)


async def test_same_key_and_request_is_replayed_byte_for_byte_even_with_no_cache(client: httpx.AsyncClient, clerk: Clerk) -> None:
    first = await send(client)
    again = await send(client, **{"cache-control": "no-cache"})
    assert (again.status_code, again.content, again.headers["etag"]) == (200, first.content, first.headers["etag"])
    assert (clerk.calls, len(clerk.requests)) == (1, 1)


async def test_same_key_with_another_request_is_refused_with_422(client: httpx.AsyncClient) -> None:
    await send(client)
    answer = await send(client, "Another article.")
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/idempotency-mismatch")


async def test_a_running_key_is_refused_with_409_until_it_is_done() -> None:
    clerk, go = Clerk(MemoryStore()), asyncio.Event()

    async def slow(request: ExtractionRequest, deadline: Deadline, fresh: bool, observe: Observe) -> Answer:  # noqa: FBT001
        await go.wait()
        return await clerk(request, deadline, fresh, observe)

    async with running(slow, store=clerk.store) as started:
        first = asyncio.create_task(send(started.client))
        await asyncio.sleep(0.01)
        meanwhile = await send(started.client)
        go.set()
        assert (meanwhile.status_code, meanwhile.json()["type"]) == (409, "/problems/idempotency-in-progress")
        assert int(meanwhile.headers["retry-after"]) >= 1
        assert (await send(started.client)).content == (await first).content


async def test_a_failed_request_gives_its_key_back() -> None:
    clerk, failures = Clerk(MemoryStore()), [ModelUnavailable("down")]

    async def fails_once(request: ExtractionRequest, deadline: Deadline, fresh: bool, observe: Observe) -> Answer:  # noqa: FBT001
        if failures:
            raise failures.pop()
        return await clerk(request, deadline, fresh, observe)

    async with running(fails_once, store=clerk.store) as started:
        assert [(await send(started.client)).status_code for _ in range(2)] == [503, 200]


async def test_a_key_whose_process_died_is_taken_over_when_its_lease_ends() -> None:
    now = 1000.0
    store = MemoryStore(now=lambda: now)
    clerk = Clerk(store)
    async with running(clerk, store=store) as started:
        fingerprint = request_key(PLAIN["content-type"], b"", ARTICLE.encode()).hex()
        await store.begin(read_key(KEY["idempotency-key"], caller=""), fingerprint, "a process that died", LEASE_SECONDS)
        assert (await send(started.client)).status_code == 409
        now += LEASE_SECONDS + 1
        assert (await send(started.client)).status_code == 200
    assert clerk.calls == 1


async def test_callers_with_other_keys_do_not_share_idempotency_keys() -> None:
    clerk = Clerk(MemoryStore())
    async with running(clerk, store=clerk.store, api_keys=("anna", "boris")) as started:
        await send(started.client, "Anna's article.", authorization="Bearer anna")
        answer = await send(started.client, "Boris's article.", authorization="Bearer boris")
    assert answer.status_code == 200


@pytest.mark.parametrize("header", ['"a b"', "8e03978e-40d5", '"quote \\" inside"', '"it:works"', "a.b_c~d"])
def test_quoted_strings_and_bare_tokens_are_keys(header: str) -> None:
    assert len(read_key(header, caller="")) == 64


def test_a_quoted_key_and_the_same_bare_one_are_one_key() -> None:
    assert read_key('"abc"', caller="x") == read_key("abc", caller="x") != read_key("abc", caller="y")


@pytest.mark.parametrize("header", ["", '""', '"open', "two words", '"' + "x" * 256 + '"', '"a","b"', "a;b=1"])
def test_what_is_no_key_is_refused(header: str) -> None:
    with pytest.raises(InvalidField):
        read_key(header, caller="")
