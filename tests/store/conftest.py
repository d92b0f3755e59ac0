"""The same contract over all stores."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.store import Store, open_store
from tests.postgres import new_database


@dataclass
class Turned:
    """A clock that stands still until it is turned."""

    seconds: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Turned:
    return Turned()


@pytest.fixture(scope="session")
def shared_postgres(postgres_server_url: str) -> str:
    """One database for all tests that clean up before themselves."""
    return new_database(postgres_server_url, "dragoman_test_contract")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name an SQLite file or a PostgreSQL database that other tests use, too."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.sqlite3"
    url: str = request.getfixturevalue("shared_postgres")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name an SQLite file that is not there yet, or a PostgreSQL database without a schema."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/blank.sqlite3"
    new: Callable[[str], str] = request.getfixturevalue("new_postgres")
    return new("blank")


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Turned) -> AsyncIterator[Store]:
    if request.param == "postgresql":
        url = request.getfixturevalue("shared_postgres")
    else:
        url = "sqlite://" if request.param == "memory" else f"sqlite:///{tmp_path}/store.sqlite3"
    async with open_store(url, now=clock, patience=30) as opened:
        await opened.prune(float("inf"))
        yield opened
