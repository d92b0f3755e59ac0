"""Migrations: run once, kept in step with the tables, never edited."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from service.errors import NotConfigured
from service.store import open_store, schema
from service.store.engine import make_engine
from service.store.location import locate
from service.store.migrations import HEAD
from service.store.schema import VERSION_TABLE, make, migrate, revision
from service.store.tables import metadata

MIGRATIONS = Path(__file__).parents[2] / "service/store/migrations"
RELEASED = {
    "0001_first_tables.py": "34f6dc10e2c6eeb332bd8079d8406fd3bd03d5f9cdedc6c492b33c70caa6172a",
}
"""SHA-256 of each migration that databases may have by now, by file name; add a line with each new one, and never change one."""


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = make_engine(locate(url), patience=10)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def shape(connection: Connection) -> dict[str, object]:
    """All tables as the database describes them, without what only their names say."""
    seen = inspect(connection)
    tables = [*metadata.tables, VERSION_TABLE]
    assert set(seen.get_table_names()) == set(tables)
    return {
        table: (
            [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in seen.get_columns(table)],
            seen.get_pk_constraint(table)["constrained_columns"],
            sorted(map(str, seen.get_indexes(table))),
        )
        for table in tables
    }


@pytest.mark.parametrize("bring_up", [make, migrate])
def test_a_new_database_and_a_migrated_one_have_exactly_the_tables_that_the_code_uses(
    blank_url: str, bring_up: Callable[[Connection], None]
) -> None:
    with connected(blank_url) as connection:
        connection.exec_driver_sql("BEGIN")
        bring_up(connection)
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
        assert revision(connection) == HEAD
        connection.exec_driver_sql("ROLLBACK")


def test_making_and_migrating_come_to_the_same(blank_url: str) -> None:
    shapes = []
    with connected(blank_url) as connection:
        for bring_up in (make, migrate):
            connection.exec_driver_sql("BEGIN")
            bring_up(connection)
            shapes.append(shape(connection))
            connection.exec_driver_sql("ROLLBACK")
    assert shapes[0] == shapes[1]


async def test_opening_an_older_database_migrates_it(blank_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_store(blank_url):
        pass
    with connected(blank_url) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0000'"))  # noqa: S608 - a constant
    ran: list[str | None] = []
    monkeypatch.setattr(schema, "migrate", lambda connection: ran.append(revision(connection)))
    async with open_store(blank_url):
        pass
    assert ran == ["0000"]


def test_head_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_no_released_migration_was_edited() -> None:
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (MIGRATIONS / "versions").glob("0*.py")}
    assert there == RELEASED


async def test_a_database_of_a_newer_version_is_refused(blank_url: str) -> None:
    async with open_store(blank_url):
        pass
    with connected(blank_url) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))  # noqa: S608 - a constant
    with pytest.raises(NotConfigured, match="newer version"):
        async with open_store(blank_url):
            pass


@pytest.mark.parametrize("times", [1, 2], ids=["new", "current"])
async def test_opening_a_database_that_need_not_be_migrated_does_not_import_alembic(tmp_path: Path, times: int) -> None:
    url = f"sqlite:///{tmp_path}/a.sqlite3"
    program = (
        "import asyncio, sys\n"
        "from service.store import open_store\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        "async def main():\n"
        f"    async with open_store({url!r}) as store:\n"
        "        await store.ping()\n"
        "asyncio.run(main())\n"
        "assert 'sqlalchemy' in sys.modules\n"
        "assert not {'alembic', 'psycopg', 'sqlalchemy.dialects.postgresql'} & set(sys.modules)\n"
    )
    for _ in range(times):
        subprocess.run([sys.executable, "-c", program], check=True, timeout=60)  # noqa: ASYNC221 - our own words


async def test_an_sqlite_file_keeps_a_write_ahead_log(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.sqlite3"
    async with open_store(url):
        pass
    with connected(url) as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
