"""The examples read recorded answers: those of the client's own tests."""

from pathlib import Path

import pytest

from dragoman_client.recorded import RecordedService

RECORDINGS = Path(__file__).parents[2] / "clients/python/tests/recordings"


@pytest.fixture(scope="session")
def dragoman_recordings() -> Path:
    return RECORDINGS


@pytest.fixture
def service(dragoman: RecordedService, monkeypatch: pytest.MonkeyPatch) -> RecordedService:
    """The stand-in, under the address that the examples take from the environment."""
    monkeypatch.setenv("DRAGOMAN_URL", dragoman.url)
    return dragoman


@pytest.fixture
def files() -> list[str]:
    """The recorded articles, as files."""
    return sorted(str(path) for path in RECORDINGS.glob("*/article.*"))
