"""The extraction routes over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from schemas.extraction import ExtractionRequest
from service.core.extract import Answer
from service.core.ports import Deadline
from service.core.progress import Observe
from service.errors import ModelUnavailable
from service.store.memory import MemoryStore
from tests.web.conftest import ARTICLE, PLAIN, Clerk, running

URL = "/v1/extractions"


async def post(client: httpx.AsyncClient, **headers: str) -> httpx.Response:
    return await client.post(
        URL, content=ARTICLE, headers=PLAIN | {name.replace("_", "-"): value for name, value in headers.items()}
    )


async def test_plain_text_is_answered_with_the_extraction_and_its_address(client: httpx.AsyncClient) -> None:
    answer = await post(client)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-location"] == f"{URL}/{answer.json()['id']}"


async def test_options_of_a_text_body_are_query_parameters(client: httpx.AsyncClient, clerk: Clerk) -> None:
    query = {"title": "Spies", "published": "2025-05-15", "include": "events,stances", "verify": "true"}
    answer = await client.post(URL, content=ARTICLE, headers=PLAIN, params=query)
    assert answer.status_code == 200, answer.text
    [request] = clerk.requests
    assert (request.text, request.title, str(request.published)) == (ARTICLE, "Spies", "2025-05-15")
    assert (request.include, request.verify) == (("events", "stances"), True)


async def test_json_and_html_bodies_reach_the_reader_unchanged(client: httpx.AsyncClient, clerk: Clerk) -> None:
    text = "Zoë\r\ne\u0301 🕊 \u202bשלום\u202c"
    await client.post(URL, json={"text": text})
    await client.post(URL, content=f"<p>{text}</p>".encode(), headers={"content-type": "text/html; charset=utf-8"})
    assert [clerk.requests[0].text, clerk.requests[1].html] == [text, f"<p>{text}</p>"]


async def test_an_html_page_is_read_in_the_charset_it_declares(client: httpx.AsyncClient, clerk: Clerk) -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Москва</p>'
    await client.post(URL, content=page.encode("cp1251"), headers={"content-type": "text/html"})
    assert clerk.requests[0].html == page


async def test_same_article_again_is_answered_from_what_is_kept(client: httpx.AsyncClient, clerk: Clerk) -> None:
    answers = [(await post(client)).json() for _ in range(4)]
    assert clerk.calls == 1
    assert [answer["cached"] for answer in answers] == [False, True, True, True]
    assert len(clerk.requests) == 2, "from the third time on the same bytes are answered from memory"


async def test_no_cache_asks_again_and_replaces_what_memory_holds(client: httpx.AsyncClient, clerk: Clerk) -> None:
    for _ in range(3):
        await post(client)
    fresh = await post(client, Cache_Control="no-cache")
    assert (clerk.calls, fresh.json()["cached"]) == (2, False)
    assert (await post(client)).json()["call"] == 2


async def test_a_kept_extraction_can_be_had_by_its_id_until_it_is_deleted(client: httpx.AsyncClient, clerk: Clerk) -> None:
    where = (await post(client)).headers["content-location"]
    await post(client)
    await post(client)
    got = await client.get(where)
    assert (got.status_code, got.json()["cached"]) == (200, True)
    deleted = await client.delete(where)
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert [(await client.get(where)).status_code, (await client.delete(where)).status_code] == [404, 404]
    await post(client)
    assert clerk.calls == 2, "what was deleted must not be answered from memory"


@pytest.mark.parametrize("header", ["{}", "W/{}", '"other", {}', "*"])
async def test_unchanged_extraction_is_answered_with_304(client: httpx.AsyncClient, header: str) -> None:
    where = (await post(client)).headers["content-location"]
    etag = (await client.get(where)).headers["etag"]
    again = await client.get(where, headers={"if-none-match": header.format(etag)})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)


async def test_another_etag_gets_the_extraction(client: httpx.AsyncClient) -> None:
    where = (await post(client)).headers["content-location"]
    assert (await client.get(where, headers={"if-none-match": '"other"'})).status_code == 200
    assert (await client.get(f"{URL}/ext_0", headers={"if-none-match": "*"})).status_code == 404


@pytest.mark.parametrize(
    "accept", ["application/json", "*/*", "application/*", "text/html, */*;q=0.1", "application/problem+json", ""]
)
async def test_json_is_given_to_whoever_accepts_it(client: httpx.AsyncClient, accept: str) -> None:
    assert (await post(client, Accept=accept)).headers["content-type"] == "application/json"


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0", "image/*", "application/xml;q=x"])
async def test_what_is_not_offered_is_refused_with_406(client: httpx.AsyncClient, accept: str) -> None:
    answer = await post(client, Accept=accept)
    assert (answer.status_code, answer.json()["type"]) == (406, "/problems/not-acceptable")


@pytest.mark.parametrize(
    "content_type", ["", "application/x-www-form-urlencoded", "text/csv", "text/plain; charset=klingon", "junk"]
)
async def test_bodies_of_other_kinds_are_refused_with_415(client: httpx.AsyncClient, content_type: str) -> None:
    answer = await client.post(URL, content=ARTICLE, headers={"content-type": content_type})
    assert (answer.status_code, answer.json()["type"]) == (415, "/problems/unsupported-media-type")


async def test_compressed_bodies_are_refused_with_415(client: httpx.AsyncClient) -> None:
    answer = await post(client, Content_Encoding="gzip")
    assert (answer.status_code, answer.headers["accept-encoding"]) == (415, "identity")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"text": NaN}',
        rb'{"text": "\ud800"}',
        rb'{"text": "a\u0000b"}',
        b'{"text": "a", "text": "b"}',
        b"[" * 5000,
        b"\xff",
        b'{"text":"a"}x',
    ],
    ids=["empty", "cut", "nan", "surrogate", "nul", "twice", "deep", "not utf-8", "more"],
)
async def test_json_that_cannot_be_read_is_refused_with_400(client: httpx.AsyncClient, clerk: Clerk, body: bytes) -> None:
    answer = await client.post(URL, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/malformed-body")
    assert clerk.requests == []


async def test_text_that_is_not_in_its_charset_is_refused_with_400(client: httpx.AsyncClient) -> None:
    answer = await client.post(URL, content="Zoë".encode("latin-1"), headers=PLAIN)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/malformed-body")
    again = await client.post(URL, content="Zoë".encode("latin-1"), headers={"content-type": "text/plain; charset=iso-8859-1"})
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, ""),
        ({"text": "a", "html": "b"}, ""),
        ({"text": 1}, "/text"),
        ({"text": "a", "published": "0"}, "/published"),
        ({"text": "a", "published": "2025-02-30"}, "/published"),
        ({"text": "a", "verify": "yes"}, "/verify"),
        ({"text": "a", "include": ["all"]}, "/include/0"),
        ({"text": "a", "a/b~c": 1}, "/a~1b~0c"),
        (["text"], ""),
    ],
)
async def test_a_wrong_field_is_named_by_a_json_pointer(client: httpx.AsyncClient, body: object, pointer: str) -> None:
    answer = await client.post(URL, json=body)
    problem = answer.json()
    assert (answer.status_code, problem["type"]) == (422, "/problems/invalid-field")
    assert problem["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize("query", ["published=0", "titel=a", "title=a&title=b", "include=all", "verify=perhaps"])
async def test_a_wrong_parameter_is_named(client: httpx.AsyncClient, query: str) -> None:
    answer = await client.post(f"{URL}?{query}", content=ARTICLE, headers=PLAIN)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-field")
    assert answer.json()["errors"][0]["pointer"].startswith(query.partition("=")[0])


async def test_options_of_json_in_the_query_are_refused_rather_than_ignored(client: httpx.AsyncClient) -> None:
    assert (await client.post(f"{URL}?title=a", json={"text": ARTICLE})).status_code == 422


async def test_a_body_above_the_limit_is_refused_without_being_read_to_its_end() -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1000
            yield b"x" * 1000

    async with running(Clerk(MemoryStore()), max_body_bytes=5000) as started:
        answer = await started.client.post(URL, content=endless(), headers=PLAIN)
        announced = await started.client.post(URL, content=b"x" * 5001, headers=PLAIN)
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/body-too-large")
    assert announced.status_code == 413
    assert sent < 10_000


async def test_failures_of_the_model_are_problems_with_retry_after() -> None:
    async def fail(*_: object) -> Answer:
        raise ModelUnavailable("connection refused", retry_after=2.2)

    async with running(fail) as started:
        answer = await post(started.client)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/model-unavailable"


async def test_an_article_that_outlasts_the_deadline_is_answered_504_and_its_work_is_stopped() -> None:
    stopped = asyncio.Event()

    async def sleep(*_: object) -> Answer:
        try:
            await asyncio.sleep(60)
        finally:
            stopped.set()
        raise AssertionError

    async with running(sleep, deadline_seconds=0.05) as started:
        answer = await post(started.client)
    assert (answer.status_code, answer.json()["type"]) == (504, "/problems/deadline-exceeded")
    assert stopped.is_set()


async def test_a_stored_answer_is_given_back_byte_for_byte(client: httpx.AsyncClient, clerk: Clerk) -> None:
    await clerk.store.keep_extraction("ext_1", b'{"b": 1,   "a": 2}')
    assert (await client.get(f"{URL}/ext_1")).content == b'{"b": 1,   "a": 2}'


async def test_the_request_reaches_the_reader_with_its_deadline() -> None:
    seen: list[float] = []

    async def look(request: ExtractionRequest, deadline: Deadline, fresh: bool, observe: Observe) -> Answer:  # noqa: ARG001, FBT001
        seen.append(deadline.remaining())
        return Answer("ext_1", json.dumps({"id": "ext_1"}).encode(), cached=False)

    async with running(look, deadline_seconds=7) as started:
        await post(started.client)
    assert 6 < seen[0] <= 7


async def test_head_tells_whether_an_extraction_is_kept(client: httpx.AsyncClient) -> None:
    address = (await post(client)).headers["content-location"]
    got, there, missing = await client.get(address), await client.head(address), await client.head(f"{URL}/ext_0")
    assert (there.status_code, there.content, there.headers["etag"]) == (200, b"", got.headers["etag"])
    assert (missing.status_code, missing.content) == (404, b"")
