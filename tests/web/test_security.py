"""API keys and headers."""

import httpx
import pytest

from service.store.memory import MemoryStore
from tests.web.conftest import ARTICLE, PLAIN, Clerk, running

URL = "/v1/extractions"


@pytest.mark.parametrize(
    ("authorization", "status", "kind"),
    [
        (None, 401, "key-missing"),
        ("Basic YTpi", 401, "key-missing"),
        ("Bearer", 401, "key-missing"),
        ("Bearer  ", 401, "key-missing"),
        ("Bearer wrong", 403, "key-wrong"),
        ("Bearer first-secret-key-", 403, "key-wrong"),
        ("Bearer Zoë", 403, "key-wrong"),
    ],
)
async def test_without_a_known_key_nothing_is_done(authorization: str | None, status: int, kind: str) -> None:
    clerk = Clerk(MemoryStore())
    headers = PLAIN | ({} if authorization is None else {"authorization": authorization})
    async with running(clerk, api_keys=("first-secret-key", "second-secret-key")) as started:
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        answers = [
            await started.client.post(URL, content=ARTICLE, headers=raw),
            await started.client.get(f"{URL}/ext_1", headers=raw),
            await started.client.delete(f"{URL}/ext_1", headers=raw),
        ]
    assert [(answer.status_code, answer.json()["type"]) for answer in answers] == [(status, f"/problems/{kind}")] * 3
    assert all(answer.headers["www-authenticate"].startswith("Bearer") for answer in answers)
    assert clerk.requests == []


@pytest.mark.parametrize("key", ["first-secret-key", "second-secret-key"])
async def test_each_key_lets_in(key: str) -> None:
    async with running(Clerk(MemoryStore()), api_keys=("first-secret-key", "second-secret-key")) as started:
        answer = await started.client.post(URL, content=ARTICLE, headers=PLAIN | {"authorization": f"bearer {key}"})
        health = await started.client.get("/healthz")
    assert (answer.status_code, health.status_code) == (200, 200)


async def test_data_may_load_nothing_and_is_not_sniffed(client: httpx.AsyncClient) -> None:
    headers = (await client.post(URL, content=ARTICLE, headers=PLAIN)).headers
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private, no-cache"


async def test_the_page_may_load_its_own_files_only(client: httpx.AsyncClient) -> None:
    policy = (await client.get("/problems/internal")).headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


async def test_a_harmless_request_id_is_kept_and_another_replaced(client: httpx.AsyncClient) -> None:
    kept = await client.get("/healthz", headers={"x-request-id": "trace-1.2_3"})
    replaced = await client.get("/healthz", headers={"x-request-id": "a b\\n" + "x" * 100})
    assert kept.headers["x-request-id"] == "trace-1.2_3"
    assert replaced.headers["x-request-id"].startswith("req_")
