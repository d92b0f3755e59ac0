"""Liveness, readiness and counters."""

import httpx

from service.errors import StoreUnavailable
from service.store.memory import MemoryStore
from tests.web.conftest import ARTICLE, PLAIN, Clerk, running


class AwayStore(MemoryStore):
    async def ping(self) -> None:
        raise StoreUnavailable("no route to host")


async def test_health_asks_nobody(client: httpx.AsyncClient) -> None:
    answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


async def test_a_store_that_is_away_is_told_and_does_not_make_it_unready() -> None:
    async with running(Clerk(MemoryStore()), store=AwayStore()) as started:
        answer = await started.client.get("/readyz")
    assert (answer.status_code, answer.json()["checks"]) == (200, {"queue": "open", "store": "unavailable"})


async def test_readiness_goes_off_when_the_service_stops_and_health_stays() -> None:
    async with running(Clerk(MemoryStore())) as started:
        started.app.state.admission.stop(grace=1)
        ready, health = await started.client.get("/readyz"), await started.client.get("/healthz")
        refused = await started.client.post("/v1/extractions", content=ARTICLE, headers=PLAIN)
    assert (ready.status_code, ready.json()["checks"]["queue"], health.status_code) == (503, "stopping", 200)
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")


async def test_metrics_count_requests_by_route_and_extractions_by_source(client: httpx.AsyncClient) -> None:
    for _ in range(3):
        await client.post("/v1/extractions", content=ARTICLE, headers=PLAIN)
    await client.get("/v1/extractions/ext_none")
    await client.get("/nowhere/at/all")
    text = (await client.get("/metrics")).text
    assert 'dragoman_requests_total{method="POST",route="/v1/extractions",status="200"} 3.0' in text
    assert 'dragoman_requests_total{method="GET",route="/v1/extractions/{extraction_id}",status="404"} 1.0' in text
    assert [f'dragoman_extractions_total{{source="{source}"}} 1.0' in text for source in ("model", "store", "memory")] == [
        True
    ] * 3
    assert "nowhere" not in text
    assert "ext_none" not in text
