"""Bring a database to the newest schema, once, however many replicas start together."""

import logging
import threading
import time
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import OperationalError

from service.errors import NotConfigured
from service.store.migrations import HEAD

VERSION_TABLE = "dragoman_version"
ADVISORY_LOCK = 0x6472_6167_6F6D_616E  # "dragoman"
WAL_ATTEMPT_SECONDS = 0.05

log = logging.getLogger(__name__)
_alembic = threading.Lock()  # alembic's context is one per process


def ensure_schema(engine: Engine, *, patience: float) -> None:
    """Migrate when the schema is not current. Raises `NotConfigured` when a newer version of the service made it."""
    with engine.connect() as connection:
        if _current(connection):
            return
        if engine.dialect.name == "sqlite":
            _use_wal(connection, patience)
        with _alembic:
            _begin_alone(connection)
            if not _current(connection):
                _migrate(connection)
            connection.exec_driver_sql("COMMIT")


def _begin_alone(connection: Connection) -> None:
    """Begin a transaction that no other schema change runs beside."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")


def revision(connection: Connection) -> str | None:
    """Name the migration the database is at, None when it has no schema yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()  # noqa: S608 - a constant
    return found


def _current(connection: Connection) -> bool:
    found = revision(connection)
    if found is not None and found > HEAD:
        raise NotConfigured(
            f"A newer version made the database's schema ({found}; this one knows {HEAD}). Run the newer version."
        )
    return found == HEAD


def _use_wal(connection: Connection, patience: float) -> None:
    """Readers then never wait for a writer. It stays with the file."""
    give_up = time.monotonic() + patience
    while True:
        try:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except OperationalError:
            # SQLite does not wait for its busy timeout here
            if time.monotonic() > give_up:
                raise
            time.sleep(WAL_ATTEMPT_SECONDS)
        else:
            return


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - a second to import, needed once in a database's life
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
    log.info("store schema migrated to %s", HEAD)
