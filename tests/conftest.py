"""Fixtures that several packages of tests need."""

import os
from collections.abc import Callable, Iterator

import pytest
from pydantic import AliasChoices

from service.settings import Settings
from tests.postgres import PostgresServer, new_database


@pytest.fixture(scope="session", autouse=True)
def no_setting_from_outside() -> Iterator[None]:
    """Keep the developer's keys and endpoints out of the tests; only where the embedded model lies may be told."""
    with pytest.MonkeyPatch.context() as patch:
        for name, field in Settings.model_fields.items():
            alias = field.validation_alias
            for variable in alias.choices if isinstance(alias, AliasChoices) else (f"DRAGOMAN_{name.upper()}",):
                if name != "model_folder":
                    patch.delenv(str(variable), raising=False)
        yield


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
