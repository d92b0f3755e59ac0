"""An SQLite file that is locked, full, read-only, no database, or closed."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from service.errors import NotConfigured, StoreUnavailable
from service.store import Store, open_store
from service.store.sql import SqlStore
from tests.store.faulty import eventually
from tests.store.replies import REQUEST, reply


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the write lock as another program would."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def sound(file: Path) -> bool:
    connection = sqlite3.connect(file)
    (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    return bool(verdict == "ok")


def limit_pages(store: Store, pages: int) -> None:
    """Fill the disk: the file may not grow beyond so many pages."""
    assert isinstance(store, SqlStore)
    store._engine.dispose()

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(store._engine, "connect", limit)


async def fill(store: Store) -> list[int]:
    """Keep replies until there is no more room; return which were kept."""
    kept: list[int] = []
    with pytest.raises(StoreUnavailable, match="full"):  # noqa: PT012 - how many fit is not ours to say
        while len(kept) < 100:
            await store.keep_reply(f"{len(kept)}", reply(f"{len(kept)} " + "x" * 5000), REQUEST)
            kept.append(len(kept))
    return kept


async def test_while_locked_reads_go_on_and_writes_are_unavailable_until_it_is_free(file: Path) -> None:
    async with open_store(f"sqlite:///{file}", patience=0.2) as store:
        await store.keep_reply("before", reply("kept"), REQUEST)
        with locked(file):
            assert await store.find_reply("before")
            with pytest.raises(StoreUnavailable, match="locked") as refused:
                await store.keep_reply("during", reply(), REQUEST)
            assert refused.value.retry_after
        await store.keep_reply("after", reply(), REQUEST)
        assert await store.find_reply("during") is None
        assert await store.find_reply("after")


async def test_writes_queued_behind_a_lock_do_not_each_wait_their_full_time(file: Path) -> None:
    async with open_store(f"sqlite:///{file}", patience=0.5) as store:
        with locked(file):
            writes = [store.keep_reply(f"{n}", reply(), REQUEST) for n in range(200)]
            results = await asyncio.wait_for(asyncio.gather(*writes, return_exceptions=True), 30)
        assert all(isinstance(result, StoreUnavailable) for result in results)
        assert any("too busy" in str(result) for result in results)


async def test_locked_at_start_it_starts_and_makes_its_schema_later(file: Path) -> None:
    with locked(file):
        opening = open_store(f"sqlite:///{file}", patience=0.2)
        store = await opening.__aenter__()
        with pytest.raises(StoreUnavailable, match="locked"):
            await store.ping()
    await eventually(store.ping)
    await store.keep_reply("k", reply(), REQUEST)
    assert await store.find_reply("k")
    await opening.__aexit__(None, None, None)


async def test_on_a_full_disk_writes_are_unavailable_what_was_kept_is_read_and_space_helps(file: Path) -> None:
    async with open_store(f"sqlite:///{file}") as store:
        limit_pages(store, 60)
        kept = await fill(store)
        assert kept
        for n in kept:
            found = await store.find_reply(f"{n}")
            assert found
            assert found.text.startswith(f"{n} ")
        limit_pages(store, 6000)
        await store.keep_reply("more", reply("x" * 5000), REQUEST)
    assert sound(file)


async def test_a_read_only_file_is_read_and_its_writes_are_unavailable(file: Path) -> None:
    async with open_store(f"sqlite:///{file}") as store:
        await store.keep_reply("k", reply("kept"), REQUEST)
    async with open_store(f"sqlite:///file:{file}?mode=ro&uri=true") as store:
        await store.ping()
        assert await store.find_reply("k")
        with pytest.raises(StoreUnavailable, match="readonly"):
            await store.keep_reply("l", reply(), REQUEST)


async def test_a_file_that_is_no_database_stops_the_start_and_is_left_as_it_is(file: Path) -> None:
    diary = b"Dear diary, today I was mistaken for a database. " * 100
    file.write_bytes(diary)  # noqa: ASYNC240 - nothing else runs
    with pytest.raises(NotConfigured, match="no SQLite database"):
        async with open_store(f"sqlite:///{file}"):
            pass
    assert file.read_bytes() == diary  # noqa: ASYNC240


async def test_a_deleted_table_is_unavailable_not_a_crash(file: Path) -> None:
    async with open_store(f"sqlite:///{file}") as store:
        other = sqlite3.connect(file)
        other.execute("DROP TABLE replies")
        other.close()
        with pytest.raises(StoreUnavailable, match="no such table"):
            await store.find_reply("k")


async def test_a_write_cancelled_in_the_queue_is_still_kept(file: Path) -> None:
    async with open_store(f"sqlite:///{file}") as store:
        with locked(file):
            writes = [asyncio.create_task(store.keep_reply(key, reply(), REQUEST)) for key in ("before it", "paid")]
            await asyncio.sleep(0)
            writes[1].cancel()
            with pytest.raises(asyncio.CancelledError):
                await writes[1]
        await writes[0]
    async with open_store(f"sqlite:///{file}") as store:
        assert await store.find_reply("paid")


async def test_a_closed_store_is_unavailable(file: Path) -> None:
    async with open_store(f"sqlite:///{file}") as store:
        pass
    with pytest.raises(StoreUnavailable, match="closed"):
        await store.find_reply("k")
