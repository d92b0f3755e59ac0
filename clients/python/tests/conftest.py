"""The recordings beside these tests, and both clients."""

from pathlib import Path

import pytest

from dragoman_client import Extraction
from either import Either


@pytest.fixture(scope="session")
def dragoman_recordings() -> Path:
    return Path(__file__).parent / "recordings"


@pytest.fixture(params=["sync", "async"])
def either(request: pytest.FixtureRequest) -> Either:
    """Each test runs once with `Client` and once with `AsyncClient`."""
    return Either(request.param)


@pytest.fixture
def extraction(dragoman_recordings: Path) -> Extraction:
    """A small extraction with two events, a delegation and two stances."""
    return Extraction.model_validate_json((dragoman_recordings / "herring-delegation/extraction.json").read_bytes())
