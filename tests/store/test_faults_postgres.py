"""A PostgreSQL server that is down, goes down, comes back, or hangs."""

import traceback

import psycopg
import pytest

from service.errors import StoreUnavailable
from service.store import open_store
from tests.postgres import PostgresServer, new_database
from tests.store.faulty import eventually
from tests.store.replies import REQUEST, reply


async def test_down_at_start_it_starts_and_works_once_the_server_is_there(own_postgres: PostgresServer) -> None:
    own_postgres.start()
    url = new_database(own_postgres.url, "down_at_start")
    own_postgres.kill()
    async with open_store(url) as store:
        for ask in (store.ping, lambda: store.keep_reply("k", reply(), REQUEST)):
            with pytest.raises(StoreUnavailable) as refused:
                await ask()
            assert refused.value.retry_after
        own_postgres.start()
        await eventually(store.ping)
        await store.keep_reply("k", reply(), REQUEST)
        assert await store.find_reply("k")


async def test_killed_in_the_middle_it_loses_nothing_and_goes_on_when_the_server_is_back(own_postgres: PostgresServer) -> None:
    own_postgres.start()
    url = new_database(own_postgres.url, "killed")
    async with open_store(url) as store:
        for n in range(20):
            await store.keep_reply(f"{n}", reply(f"reply {n}"), REQUEST)
        own_postgres.kill()
        with pytest.raises(StoreUnavailable):
            await store.find_reply("0")
        with pytest.raises(StoreUnavailable):
            await store.keep_reply("lost", reply(), REQUEST)
        own_postgres.start()
        await eventually(store.ping)
        for n in range(20):
            found = await store.find_reply(f"{n}")
            assert found
            assert found.text == f"reply {n}"
        await store.keep_reply("after", reply(), REQUEST)


async def test_a_restart_between_two_requests_goes_unnoticed(own_postgres: PostgresServer) -> None:
    own_postgres.start()
    url = new_database(own_postgres.url, "restarted")
    async with open_store(url) as store:
        await store.keep_reply("k", reply(), REQUEST)
        own_postgres.kill()
        own_postgres.start()
        await store.keep_reply("l", reply(), REQUEST)
        assert await store.find_reply("k")


async def test_a_statement_that_hangs_is_given_up(own_postgres: PostgresServer) -> None:
    own_postgres.start()
    url = new_database(own_postgres.url, "hanging")
    async with open_store(url, patience=0.3) as store:
        with psycopg.connect(url) as other:
            other.execute("LOCK TABLE replies IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(StoreUnavailable, match="timeout"):
                await store.find_reply("k")
        assert await store.find_reply("k") is None


async def test_no_trace_of_an_error_shows_what_was_to_be_kept(own_postgres: PostgresServer) -> None:
    own_postgres.start()
    url = new_database(own_postgres.url, "secret")
    async with open_store(url, patience=0.3) as store:
        secret = "".join(reversed("terces ni tem yeht"))
        with psycopg.connect(url) as other:
            other.execute("LOCK TABLE replies IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(StoreUnavailable) as refused:
                await store.keep_reply(secret, reply(secret), REQUEST)
        assert secret not in "".join(traceback.format_exception(refused.value))


async def test_a_database_that_is_not_there_is_named(own_postgres: PostgresServer) -> None:
    own_postgres.start()
    async with open_store(own_postgres.url.replace("/postgres?", "/nowhere?")) as store:
        with pytest.raises(StoreUnavailable, match="nowhere"):
            await store.ping()
