"""What callers see while the database is away: answers that are not kept, or 503; never a wrong answer and never 500."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from service.llm.kept import KeptModel
from service.store import Store, open_store
from tests.fakes import ARTICLE, SHEET, ScriptedModel
from tests.faults.server import FaultServer, answer, completion
from tests.postgres import PostgresServer, new_database
from tests.store.test_faults_sqlite import limit_pages, locked, sound
from tests.whole.app import PLAIN, URL, asking, at_endpoint, client_of

Damage = Callable[[Store], object]
KEY = {"idempotency-key": "a-key"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


@asynccontextmanager
async def on_file(
    file: Path, model: ScriptedModel, damage: Callable[..., object] | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client of a service that keeps in `file` and waits for it a fifth of a second."""
    async with open_store(f"sqlite:///{file}", patience=0.2) as store:
        if damage:
            damage(store)
        async with asking(KeptModel(model, store), store) as client:
            yield client


def codes(response: httpx.Response) -> list[str]:
    return [warning["code"] for warning in response.json()["warnings"]]


async def test_while_the_file_is_locked_articles_are_answered_unkept_and_afterwards_kept(file: Path) -> None:
    model = ScriptedModel(SHEET)
    async with on_file(file, model) as client:
        with locked(file):
            during = await client.post(URL, content=ARTICLE, headers=PLAIN)
        after = await client.post(URL, content=ARTICLE, headers=PLAIN)
        again = await client.post(URL, content=ARTICLE, headers=PLAIN)
    assert [response.status_code for response in (during, after, again)] == [200, 200, 200]
    assert (len(during.json()["events"]), codes(during), codes(after)) == (2, ["not_stored"], [])
    assert again.json()["provenance"]["cached"] is True
    assert len(model.asked) == 2


async def test_on_a_full_disk_articles_are_answered_unkept_and_the_file_stays_sound(file: Path) -> None:
    model = ScriptedModel(SHEET)
    async with on_file(file, model) as client:
        await client.get("/readyz")
    async with on_file(file, model, lambda store: limit_pages(store, 1)) as client:
        answers = [await client.post(URL, content=f"{ARTICLE} Report {n}.", headers=PLAIN) for n in range(8)]
        found = [await client.get(f"{URL}/{response.json()['id']}") for response in answers]
    assert {response.status_code for response in answers} == {200}
    assert codes(answers[-1]) == ["not_stored"]
    assert [response.status_code for response in found] == [404 if codes(response) else 200 for response in answers]
    assert sound(file)


async def test_a_run_that_may_happen_only_once_is_refused_while_nothing_can_be_kept(file: Path) -> None:
    model = ScriptedModel(SHEET)
    async with on_file(file, model) as client:
        with locked(file):
            once = await client.post(URL, content=ARTICLE, headers=PLAIN | KEY)
    assert (once.status_code, once.json()["type"], len(model.asked)) == (503, "/problems/store-unavailable", 0)
    assert once.headers["retry-after"]


async def test_a_broken_schema_is_told_by_its_problem_and_readyz_not_by_500(file: Path) -> None:
    model = ScriptedModel(SHEET)
    async with on_file(file, model) as client:
        made = (await client.post(URL, content=ARTICLE, headers=PLAIN)).json()["id"]
        other = sqlite3.connect(file)
        other.execute("DROP TABLE extractions")
        other.close()
        got = await client.get(f"{URL}/{made}")
        posted = await client.post(URL, content=ARTICLE, headers=PLAIN)
    assert (got.status_code, got.json()["type"]) == (503, "/problems/store-unavailable")
    assert "extractions" not in got.json()["detail"].replace("no such table: extractions", "")
    assert (posted.status_code, codes(posted)) == (200, ["not_stored"])


async def test_postgresql_down_at_start_and_in_the_middle_costs_the_keeping_and_nothing_else(
    own_postgres: PostgresServer,
) -> None:
    own_postgres.start()
    database = new_database(own_postgres.url, "whole_down")
    own_postgres.kill()
    async with (
        FaultServer(answer(completion(SHEET))) as server,
        client_of(at_endpoint(server.base_url, database_url=database)) as client,
    ):
        down = await client.post(URL, content=ARTICLE, headers=PLAIN)
        ready = await client.get("/readyz")
        found = await client.get(f"{URL}/{down.json()['id']}")
        own_postgres.start()
        async with asyncio.timeout(30):
            while codes(up := await client.post(URL, content=ARTICLE, headers=PLAIN)):  # noqa: ASYNC110 - not ours to be told
                await asyncio.sleep(0.2)
        kept = await client.post(URL, content=ARTICLE, headers=PLAIN)
        own_postgres.kill()
        middle = await client.post(URL, content=f"{ARTICLE} More.", headers=PLAIN)
    assert (down.status_code, codes(down), len(down.json()["events"])) == (200, ["not_stored"], 2)
    assert (ready.status_code, ready.json()["checks"]["store"]) == (200, "unavailable")
    assert (found.status_code, found.json()["type"]) == (503, "/problems/store-unavailable")
    assert (up.status_code, kept.json()["provenance"]["cached"]) == (200, True)
    assert (middle.status_code, codes(middle)) == (200, ["not_stored"])


async def test_with_limits_that_cannot_be_counted_no_call_is_made(own_postgres: PostgresServer) -> None:
    own_postgres.start()
    database = new_database(own_postgres.url, "whole_limits")
    own_postgres.kill()
    async with (
        FaultServer(answer(completion(SHEET))) as server,
        client_of(at_endpoint(server.base_url, database_url=database, tokens_per_day=1_000_000)) as client,
    ):
        refused = await client.post(URL, content=ARTICLE, headers=PLAIN)
        assert server.calls == []
    assert (refused.status_code, refused.json()["type"]) == (503, "/problems/store-unavailable")


async def test_with_a_retention_the_service_forgets_what_is_older_while_it_serves(file: Path) -> None:
    model = ScriptedModel(SHEET)
    async with on_file(file, model) as client:
        made = (await client.post(URL, content=ARTICLE, headers=PLAIN)).json()["id"]
    other = sqlite3.connect(file)
    with other:
        other.execute("UPDATE extractions SET created = created - 3 * 86400")
    other.close()
    async with open_store(f"sqlite:///{file}") as store, asking(model, store, retention_days=2) as client:
        async with asyncio.timeout(10):
            while (found := await client.get(f"{URL}/{made}")).status_code == 200:  # noqa: ASYNC110 - not ours to be told
                await asyncio.sleep(0.02)
    assert found.status_code == 404
