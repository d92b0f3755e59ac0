"""What listens for the pages that do not start it themselves."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documents.desk import ROOT, Desk
from tests.faults.server import FaultServer, answer, completion

_DATABASE = "postgresql://dragoman:secret@127.0.0.1:5432/dragoman"


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Port of a service on recorded answers."""
    with Desk(tmp_path_factory.mktemp("service"), {}, {}) as desk:
        desk.run("dragoman serve")
        yield desk.ports["8000"]


@pytest.fixture(scope="session")
def endpoint() -> Iterator[int]:
    """Port of an OpenAI-shaped endpoint whose model answers everything as the recorded one answered the sample article."""
    reply = (ROOT / "tests/recordings/seed/reply.json").read_text(encoding="utf-8")
    usage = {"prompt_tokens": 4554, "completion_tokens": 1023}
    started, over = threading.Event(), asyncio.Event()
    ports: list[int] = []

    async def listen() -> None:
        async with FaultServer(answer(completion(reply) | {"model": "qwen3:8b", "usage": usage})) as server:
            ports.append(int(server.base_url.removesuffix("/v1").rpartition(":")[2]))
            started.set()
            await over.wait()

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(listen()))
    thread.start()
    assert started.wait(10)
    yield ports[0]
    loop.call_soon_threadsafe(over.set)
    thread.join()
    loop.close()


@pytest.fixture
def desk(page: Path, tmp_path: Path, service: int, endpoint: int, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A desk for `page`; PostgreSQL is there where the page uses it."""
    given = {"/path/to/dragoman": str(tmp_path), "/home/me": str(tmp_path)}
    if _DATABASE in page.read_text(encoding="utf-8"):
        given[_DATABASE] = request.getfixturevalue("new_postgres")("documents")
    with Desk(tmp_path, {"8000": service, "11434": endpoint}, given) as made:
        yield made
