"""SIGTERM to a service that is at work."""

import asyncio
import json
import signal
from collections import Counter
from dataclasses import replace
from pathlib import Path

import httpx

from tests.fakes import ARTICLE, SHEET
from tests.faults.server import HANG, FaultServer, answer, completion
from tests.whole.app import EVENTS, PLAIN, URL
from tests.whole.process import serving

SLOW_SHEET = replace(answer(completion(SHEET)), thinks=1.0)


async def post(client: httpx.AsyncClient, number: int) -> int:
    """Return the status of one article's answer; 0 where nobody listens any more."""
    try:
        return (await client.post(URL, content=f"{ARTICLE} It was report {number}.", headers=PLAIN)).status_code
    except httpx.TransportError:
        return 0


async def test_at_sigterm_what_is_under_way_finishes_newcomers_are_turned_away_and_nothing_answers_500(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/store.sqlite3"
    async with FaultServer(SLOW_SHEET) as server, serving(server.base_url, database) as (service, client):
        under_way = [asyncio.create_task(post(client, number)) for number in range(40)]
        while len(server.calls) < 40:  # noqa: ASYNC110 - a counter, not an event
            await asyncio.sleep(0.02)
        service.signal(signal.SIGTERM)
        late = [asyncio.create_task(post(client, 100 + number)) for number in range(20)]
        finished = Counter(await asyncio.gather(*under_way))
        turned_away = Counter(await asyncio.gather(*late))
        status = await service.ended()
    assert finished == {200: 40}
    assert set(turned_away) <= {0, 503}
    assert status == 0
    assert not any("Traceback" in line for line in service.log)


async def test_from_sigterm_on_it_is_never_ready_again_while_what_is_under_way_finishes(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/store.sqlite3"
    seen: list[int] = []
    async with FaultServer(SLOW_SHEET) as server, serving(server.base_url, database) as (service, client):
        under_way = [asyncio.create_task(post(client, number)) for number in range(10)]
        while len(server.calls) < 10:  # noqa: ASYNC110 - a counter, not an event
            await asyncio.sleep(0.02)
        assert await ready(str(client.base_url)) == 200
        service.signal(signal.SIGTERM)
        while not all(task.done() for task in under_way):
            seen.append(await ready(str(client.base_url)))
            await asyncio.sleep(0.02)
        finished = Counter(await asyncio.gather(*under_way))
        assert await service.ended() == 0
    off = next(n for n, status in enumerate(seen) if status != 200)  # the signal takes a moment to arrive
    assert set(seen[off:]) <= {0, 503}
    assert finished == {200: 10}


async def ready(base_url: str) -> int:
    """Return what a probe on a connection of its own hears; 0 where nobody listens any more."""
    async with httpx.AsyncClient(base_url=base_url) as probe:
        try:
            return (await probe.get("/readyz")).status_code
        except httpx.TransportError:
            return 0


async def test_from_start_to_end_its_log_has_only_lines_of_the_chosen_format(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/store.sqlite3"
    async with (
        FaultServer(answer(completion(SHEET))) as server,
        serving(server.base_url, database, log_format="json") as (service, client),
    ):
        assert await post(client, 1) == 200
        service.signal(signal.SIGTERM)
        assert await service.ended() == 0
    logged = [line for line in service.log if not line.startswith(("Dragoman listens", "  ", "\n"))]
    assert [json.loads(line)["event"] for line in logged][-2:] == ["request answered", "stopped"]


async def test_what_outlasts_the_grace_is_refused_with_503_and_the_process_ends(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/store.sqlite3"
    async with (
        FaultServer(HANG) as server,
        serving(server.base_url, database, shutdown_grace_seconds=0.5) as (service, client),
    ):
        plain = asyncio.create_task(client.post(URL, content=ARTICLE, headers=PLAIN))
        stream = asyncio.create_task(client.post(URL, content=ARTICLE + "Again.", headers=EVENTS))
        while len(server.calls) < 2:  # noqa: ASYNC110 - a counter, not an event
            await asyncio.sleep(0.02)
        service.signal(signal.SIGTERM)
        response, streamed = await asyncio.gather(plain, stream)
        status = await service.ended()
    assert (response.status_code, response.json()["type"]) == (503, "/problems/overloaded")
    assert response.headers["retry-after"]
    assert "event: problem" in streamed.text
    assert status == 0


async def test_the_endpoint_is_hung_up_on_when_the_only_client_has_gone(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/store.sqlite3"
    async with FaultServer(HANG) as server, serving(server.base_url, database) as (_, client):
        staying = asyncio.create_task(client.post(URL, content=ARTICLE, headers=PLAIN))
        while not server.calls:  # noqa: ASYNC110 - a counter, not an event
            await asyncio.sleep(0.02)
        leaving = asyncio.create_task(client.post(URL, content=ARTICLE, headers=PLAIN))
        await asyncio.sleep(0.3)
        leaving.cancel()
        await asyncio.sleep(0.3)
        assert (server.hung_up, len(server.calls)) == (0, 1)  # one still waits
        staying.cancel()
        async with asyncio.timeout(10):
            while not server.hung_up:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
