"""A running service, whose model answers by script, on a port of its own."""

import os
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
import uvicorn

from service.bootstrap import Services
from service.settings import Settings
from service.web.app import create_app
from tests.fakes import SHEET
from tests.mcp.conftest import scripted_services

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / ".venv/contract"
EXPECTED = {
    "types": ["ACCUSE", "REJECT"],
    "quote": "France accused Russia of spying on its embassy in Vienna.",
    "published": "2025-05-16",
    "kept": True,
    "deleted": 204,
    "gone": "/problems/not-found",
    "empty": "/problems/empty-article",
}
"""What both generated clients find, asked about `tests.fakes.ARTICLE`."""


@asynccontextmanager
async def _open(_: Settings) -> AsyncIterator[Services]:
    yield scripted_services(SHEET)


@pytest.fixture(scope="package")
def address() -> Iterator[str]:
    """The address of a running service."""
    config = uvicorn.Config(
        create_app(Settings(_env_file=None), open_services=_open), log_config=None, access_log=False, ws="none"
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, name="service under contract")
        thread.start()
        while not server.started and thread.is_alive():
            sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def wanted(tool: Path | str, how: str) -> str:
    """Return the path of a tool; without it the test is skipped, but never in CI."""
    found = shutil.which(str(tool))
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"CI has no {tool}: {how}")
        pytest.skip(f"no {tool}: {how}")
    return found


def run(*command: str, folder: Path) -> str:
    """Run a program in `folder`, which is also where its Python looks first; return what it prints."""
    environment = os.environ | {"PYTHONPATH": str(folder)}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout
