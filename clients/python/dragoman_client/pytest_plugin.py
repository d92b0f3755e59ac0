"""The `dragoman` fixture: a stand-in for the service that answers recorded extractions. Installing this distribution is enough.

Where the recordings are is said by the setting `dragoman_recordings` in pytest's configuration, or by a fixture of that name.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dragoman_client.recorded import RecordedService

_SETTING = "dragoman_recordings"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini(_SETTING, "Folder of recorded extractions, from the root folder.", default="tests/dragoman")


@pytest.fixture(scope="session")
def dragoman_recordings(pytestconfig: pytest.Config) -> Path:
    """The folder whose recordings `dragoman` serves; none are served when it does not exist."""
    return pytestconfig.rootpath / str(pytestconfig.getini(_SETTING))


@pytest.fixture
def dragoman(dragoman_recordings: Path) -> "Iterator[RecordedService]":
    """Recorded extractions on a loopback port, without a model and without the service; its `url` is what your code is told."""
    from dragoman_client.recorded import RecordedService  # noqa: PLC0415 - not for runs that don't use it

    folders = [dragoman_recordings] if dragoman_recordings.is_dir() else []
    with RecordedService(*folders) as running:
        yield running
