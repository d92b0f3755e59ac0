"""Bring a database to the newest schema, once, however many replicas start together.

An empty one gets the tables as they are now; only one that an older version made goes through the migrations.
"""

import logging
import threading
import time
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, inspect
from sqlalchemy.exc import OperationalError

from service.errors import NotConfigured
from service.store.migrations import HEAD
from service.store.tables import metadata

VERSION_TABLE = "dragoman_version"
ADVISORY_LOCK = 0x6472_6167_6F6D_616E  # "dragoman"
WAL_ATTEMPT_SECONDS = 0.05

log = logging.getLogger(__name__)
_alembic = threading.Lock()  # alembic's context is one per process


def ensure_schema(engine: Engine, *, patience: float) -> None:
    """Migrate when the schema is not current. Raises `NotConfigured` when a newer version of the service made it."""
    with engine.connect() as connection:
        if _known_revision(connection) == HEAD:
            return
        if engine.dialect.name == "sqlite":
            _use_wal(connection, patience)
        with _alembic:
            _begin_alone(connection)
            found = _known_revision(connection)
            if found is None:
                make(connection)
            elif found != HEAD:
                migrate(connection)
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


def _known_revision(connection: Connection) -> str | None:
    found = revision(connection)
    if found is not None and found > HEAD:
        raise NotConfigured(
            f"A newer version made the database's schema ({found}; this one knows {HEAD}). Run the newer version."
        )
    return found


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


def make(connection: Connection) -> None:
    """Make all tables in an empty database, in the transaction of `connection`."""
    metadata.create_all(connection, checkfirst=False)
    version = Table(VERSION_TABLE, MetaData(), Column("version_num", String(32), primary_key=True))  # as Alembic's own
    version.create(connection)
    connection.execute(version.insert().values(version_num=HEAD))
    log.info("store schema made at %s", HEAD)


def migrate(connection: Connection) -> None:
    """Run the migrations that are missing, in the transaction of `connection`."""
    from alembic import command  # noqa: PLC0415 - half a second to import, needed when an older version made the database
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
    log.info("store schema migrated to %s", HEAD)
