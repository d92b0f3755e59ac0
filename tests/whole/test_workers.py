"""Several workers on one address and one SQLite file: one service to whoever asks, also when one of them dies."""

import asyncio
import os
import re
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from tests.fakes import ARTICLE, SHEET
from tests.faults.server import HANG, FaultServer, answer, completion
from tests.whole.app import PLAIN, URL
from tests.whole.fifty import fifty_alike_make_one_call
from tests.whole.process import ServiceProcess, serving

SHEETS = answer(completion(SHEET))
SLOW_SHEETS = replace(SHEETS, thinks=1.0)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/store.sqlite3"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the service makes what it needs while it runs."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def names_in(folder: Path) -> list[str]:
    """Return what lies there."""
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def stopped(workers: list[int]) -> Iterator[None]:
    """Let nobody of `workers` run, so that the others take what comes; one that has died stays dead."""
    send(signal.SIGSTOP, workers)
    try:
        yield
    finally:
        send(signal.SIGCONT, workers)


def send(number: int, workers: list[int]) -> None:
    """Send a signal to those of `workers` that live."""
    for pid in workers:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


@asynccontextmanager
async def connected(
    service: ServiceProcess, base_url: httpx.URL, *, to: int, connections: int = 1
) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client that has so many connections, all of them to one worker."""
    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    async with httpx.AsyncClient(base_url=base_url, timeout=60, limits=limits) as client:
        with stopped([pid for pid in service.workers if pid != to]):
            await asyncio.gather(*(client.get("/healthz") for _ in range(connections)))
        yield client


@asynccontextmanager
async def two_workers(
    server: FaultServer, database: str, *, connections: int = 1, **settings: object
) -> AsyncIterator[tuple[ServiceProcess, httpx.AsyncClient, httpx.AsyncClient]]:
    """Start the service with two workers, and give a client of each."""
    async with serving(server.base_url, database, workers=2, **settings) as (service, client):
        one, other = service.workers
        async with (
            connected(service, client.base_url, to=one, connections=connections) as first,
            connected(service, client.base_url, to=other, connections=connections) as second,
        ):
            yield service, first, second


async def until_asked(server: FaultServer, calls: int) -> None:
    async with asyncio.timeout(30):
        while len(server.calls) < calls:  # noqa: ASYNC110 - a counter, not an event
            await asyncio.sleep(0.02)


async def until_as_many_have_listened(service: ServiceProcess, workers: int) -> None:
    async with asyncio.timeout(30):
        while len(service.workers) < workers:  # noqa: ASYNC110 - lines of a log, not an event
            await asyncio.sleep(0.02)


async def until_nobody_listens(base_url: httpx.URL) -> None:
    async with asyncio.timeout(10):
        while True:
            async with httpx.AsyncClient(base_url=base_url, timeout=30) as newcomer:
                try:
                    await newcomer.get("/healthz")
                except httpx.ConnectError:
                    return
                except httpx.TransportError:
                    pass  # let in, or in the queue, when the last of them stopped


async def post(client: httpx.AsyncClient, number: int) -> int:
    """Return the status of one article's answer; 0 where nobody listens any more."""
    try:
        return (await client.post(URL, content=f"{ARTICLE} It was report {number}.", headers=PLAIN)).status_code
    except httpx.TransportError:
        return 0


async def metrics(client: httpx.AsyncClient) -> dict[str, float]:
    """Return the samples that a worker tells."""
    lines = (await client.get("/metrics")).text.splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}


async def test_fifty_identical_requests_at_once_over_two_workers_on_one_file_make_one_model_call(database: str) -> None:
    async with FaultServer(SLOW_SHEETS) as server, two_workers(server, database, connections=25) as (_, one, other):
        await fifty_alike_make_one_call(server, one, other)


async def test_a_crowd_over_two_workers_on_one_file_is_answered_and_all_of_it_is_kept(database: str) -> None:
    async def ask(client: httpx.AsyncClient, number: int) -> tuple[int, bool]:
        response = await client.post(URL, content=f"{ARTICLE} It was report {number}.", headers=PLAIN)
        return response.status_code, response.status_code == 200 and response.json()["provenance"]["cached"]

    async with FaultServer(SHEETS) as server, two_workers(server, database, connections=20) as (service, one, other):
        first = Counter(await asyncio.gather(*(ask((one, other)[n % 2], n) for n in range(200))))
        again = Counter(await asyncio.gather(*(ask((one, other)[1 - n % 2], n) for n in range(200))))
        assert len(server.calls) == 200
    assert (first, again) == ({(200, False): 200}, {(200, True): 200})
    assert [line for line in service.log if "WARNING" in line or "ERROR" in line] == []


async def test_workers_that_start_at_once_on_a_new_file_make_its_schema_once_and_tell_the_address_once(database: str) -> None:
    async with FaultServer(SHEETS) as server, serving(server.base_url, database, workers=3) as (service, client):
        assert len(set(service.workers)) == 3
        assert (await client.post(URL, content=ARTICLE, headers=PLAIN)).status_code == 200
        log = "".join(service.log)
        assert log.rindex("worker listens") < log.index("listens on http")
    assert (log.count("store schema made"), log.count("listens on http"), log.count("without the store")) == (1, 1, 0)


async def test_what_one_worker_keeps_replays_and_deletes_the_other_knows(database: str) -> None:
    once = PLAIN | {"idempotency-key": '"one-and-only"'}
    async with FaultServer(SHEETS) as server, two_workers(server, database) as (_, one, other):
        first = await one.post(URL, content=ARTICLE, headers=once)
        replayed = await other.post(URL, content=ARTICLE, headers=once)
        mismatch = await other.post(URL, content=ARTICLE + "More.", headers=once)
        again = await other.post(URL, content=ARTICLE, headers=PLAIN)
        deleted = await one.delete(f"{URL}/{first.json()['id']}")
        gone = await other.get(f"{URL}/{first.json()['id']}")
        anew = await one.post(URL, content=ARTICLE, headers=PLAIN)
        assert len(server.calls) == 1
    assert (replayed.status_code, replayed.content, mismatch.status_code) == (200, first.content, 422)
    assert (again.status_code, again.json()["provenance"]["cached"]) == (200, True)
    assert (deleted.status_code, gone.status_code) == (204, 404)
    assert (anew.status_code, anew.json()["provenance"]["cached"]) == (200, False)


async def test_metrics_tell_the_sum_of_all_workers_whoever_is_asked_and_no_counter_falls_when_one_dies(database: str) -> None:
    posts = 'dragoman_requests_total{method="POST",route="/v1/extractions",status="200"}'
    made = 'dragoman_extractions_total{source="model"}'
    async with FaultServer(SHEETS, SHEETS, HANG) as server, two_workers(server, database) as (service, one, other):
        await post(one, 1)
        await post(other, 2)
        async with asyncio.timeout(10):
            while (await metrics(one))[posts] < 2:  # a request is counted when its answer has been sent
                pass
        for client in (one, other):
            told = await metrics(client)
            assert (told[posts], told[made], told["dragoman_extractions_in_progress"]) == (2, 2, 0)
            assert [value for name, value in told.items() if name.startswith("dragoman_info")] == [1]
        waiting = asyncio.create_task(post(one, 3))
        await until_asked(server, 3)
        assert [(await metrics(other))[f"dragoman_extractions_{what}"] for what in ("in_progress", "waiting")] == [1, 0]
        os.kill(service.workers[0], signal.SIGKILL)
        assert await waiting == 0
        await until_as_many_have_listened(service, 3)
        async with connected(service, other.base_url, to=service.workers[2]) as newcomer:
            for client in (newcomer, other):
                told = await metrics(client)
                assert (told[posts], told[made], told["dragoman_extractions_in_progress"]) == (2, 2, 0)


async def test_when_a_worker_is_killed_the_other_answers_and_soon_there_are_two_again(database: str) -> None:
    async with FaultServer(SHEETS) as server, serving(server.base_url, database, workers=2) as (service, client):
        killed, left = service.workers
        os.kill(killed, signal.SIGKILL)
        statuses = Counter[int]()
        while len(service.workers) < 3:
            async with httpx.AsyncClient(base_url=client.base_url) as newcomer:
                statuses[await post(newcomer, statuses.total())] += 1
        async with connected(service, client.base_url, to=service.workers[2]) as newcomer:
            assert await post(newcomer, -1) == 200
    assert set(statuses) == {200}
    assert service.workers[2] not in {killed, left}
    assert any(re.search(rf"worker ended; another follows\s+pid={killed} exit_code=-9", line) for line in service.log)


async def test_the_call_of_a_killed_worker_is_made_by_another_when_its_lease_ends(database: str) -> None:
    async with FaultServer(HANG, SHEETS) as server, two_workers(server, database) as (service, one, other):
        lost = asyncio.create_task(one.post(URL, content=ARTICLE, headers=PLAIN))
        await until_asked(server, 1)
        waiting = asyncio.create_task(other.post(URL, content=ARTICLE, headers=PLAIN))
        os.kill(service.workers[0], signal.SIGKILL)
        assert isinstance((await asyncio.gather(lost, return_exceptions=True))[0], httpx.TransportError)
        assert end_leases(database) == 1
        assert ((await waiting).status_code, len(server.calls)) == (200, 2)


def end_leases(database: str) -> int:
    """Let the time of every claim run out, without waiting for it; return how many there were."""
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"), timeout=5, isolation_level=None)) as connection:
        return connection.execute("UPDATE claims SET expires = 0").rowcount


@pytest.mark.parametrize("told", ["the service", "every process, as by Ctrl-C"])
async def test_when_it_is_to_stop_every_worker_finishes_what_it_has_and_nothing_answers_500(
    database: str, told: str, temporary: Path
) -> None:
    async with FaultServer(SLOW_SHEETS) as server, two_workers(server, database, connections=10) as (service, one, other):
        under_way = [asyncio.create_task(post(client, n)) for n, client in enumerate((one, other) * 10)]
        await until_asked(server, 20)
        if told == "the service":
            service.signal(signal.SIGTERM)
        else:
            send(signal.SIGINT, service.workers)
            service.signal(signal.SIGINT)
            await until_nobody_listens(one.base_url)
            send(signal.SIGINT, service.workers)  # that a worker is stopping already must not make it a second one
        async with httpx.AsyncClient(base_url=one.base_url) as newcomer:
            late = [asyncio.create_task(post(newcomer, 100 + number)) for number in range(10)]
            turned_away = Counter(await asyncio.gather(*late))
        finished = Counter(await asyncio.gather(*under_way))
        assert await service.ended() == 0
    assert finished == {200: 20}
    assert set(turned_away) <= {0, 200, 503}  # 200: it was in before the signal arrived
    assert not any("Traceback" in line or "another follows" in line for line in service.log)
    assert names_in(temporary) == []


async def test_what_outlasts_the_grace_is_refused_by_every_worker_and_the_service_ends(database: str) -> None:
    async with FaultServer(HANG) as server, two_workers(server, database, shutdown_grace_seconds=0.5) as (service, one, other):
        under_way = [asyncio.create_task(post(client, n)) for n, client in enumerate((one, other))]
        await until_asked(server, 2)
        service.signal(signal.SIGTERM)
        assert await asyncio.gather(*under_way) == [503, 503]
        assert await service.ended() == 0


async def test_a_second_interrupt_ends_it_without_waiting_for_the_grace(database: str) -> None:
    async with FaultServer(HANG) as server, two_workers(server, database) as (service, one, other):
        under_way = [asyncio.create_task(post(client, n)) for n, client in enumerate((one, other))]
        await until_asked(server, 2)
        service.signal(signal.SIGINT)
        await until_nobody_listens(one.base_url)
        service.signal(signal.SIGINT)
        async with asyncio.timeout(10):
            assert (await service.ended(), await asyncio.gather(*under_way)) == (0, [0, 0])


async def test_when_the_first_process_is_killed_the_workers_finish_what_they_have_and_end_too(
    database: str, temporary: Path
) -> None:
    async with FaultServer(SLOW_SHEETS) as server, two_workers(server, database) as (service, one, other):
        under_way = [asyncio.create_task(post(client, n)) for n, client in enumerate((one, other))]
        await until_asked(server, 2)
        service.signal(signal.SIGKILL)
        assert await asyncio.gather(*under_way) == [200, 200]
        assert await service.ended() == -signal.SIGKILL  # and nobody is left who could write to its log
        assert await post(one, 3) == 0
    assert names_in(temporary) == []
