"""Fixtures that several packages of tests need."""

import os
from collections.abc import Callable, Iterator

import pytest

from tests.postgres import PostgresServer, new_database


@pytest.fixture(scope="session")
def postgres_server_url() -> Iterator[str]:
    """URL of a PostgreSQL server: TEST_DATABASE_URL, or one started for this session."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    server = PostgresServer()
    yield server.url
    server.remove()


@pytest.fixture
def new_postgres(postgres_server_url: str) -> Callable[[str], str]:
    """Make an empty database of that name and return its URL."""
    return lambda name: new_database(postgres_server_url, f"dragoman_test_{name}")


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[PostgresServer]:
    """Start a server that a module's tests may kill; each calls `start` first."""
    server = PostgresServer()
    yield server
    server.remove()
