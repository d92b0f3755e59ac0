"""Engines for the two databases.

Connections are in autocommit: every operation of the store is one statement, atomic by itself.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from service.errors import NotConfigured
from service.store.location import FORMS, Location

POSTGRES_THREADS = 8
SQLITE_READERS = 2
MILLISECONDS = 1000


def make_engine(location: Location, *, patience: float) -> Engine:
    """Make the engine; nothing is connected yet. Raises `NotConfigured` when the URL cannot be read."""
    try:
        url = make_url(location.url)
    except (ArgumentError, ValueError) as error:
        raise NotConfigured(f"DATABASE_URL cannot be read. {FORMS}") from error
    return _sqlite(url, patience) if location.kind == "sqlite" else _postgresql(url, patience)


def _sqlite(url: URL, patience: float) -> Engine:
    engine = _engine(url, SQLITE_READERS + 1, patience, {"timeout": patience, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def tune(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        # with a write-ahead log this survives a killed process; a power cut may cost the last replies, never the file
        connection.execute("PRAGMA synchronous=NORMAL")

    return engine


def _postgresql(url: URL, patience: float) -> Engine:
    wait = f"{patience * MILLISECONDS:.0f}"
    limits = {
        "connect_timeout": f"{max(patience, 2):.0f}",  # libpq takes nothing shorter
        "options": f"-c statement_timeout={wait} -c lock_timeout={wait}",
        "tcp_user_timeout": wait,
        "application_name": "dragoman",
    }
    return _engine(url, POSTGRES_THREADS, patience, _unless_given(limits, url.query))


def _unless_given(limits: dict[str, str], given: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in limits.items() if name not in given}


def _engine(url: URL, connections: int, patience: float, connect_args: dict[str, Any]) -> Engine:
    return create_engine(
        url,
        isolation_level="AUTOCOMMIT",
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=patience,
        hide_parameters=True,
        connect_args=connect_args,
    )
