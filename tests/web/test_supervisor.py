"""What several workers refuse to begin with, what each is given, and how soon another follows."""

import asyncio
import json
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from service.errors import DragomanError, NotConfigured
from service.settings import Settings
from service.web.listening import address_of, bound
from service.web.supervisor import FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, STEADY_SECONDS, Supervisor, check, next_pause
from service.web.worker import share

ENDPOINT: dict[str, Any] = {"model": "m", "openai_base_url": "http://127.0.0.1:9/v1"}


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **({"workers": 2} | given))


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (ENDPOINT | {"database_url": "sqlite://"}, "DATABASE_URL"),
        (ENDPOINT | {"database_url": "sqlite:///:memory:"}, "DATABASE_URL"),
        ({}, "embedded model"),
        ({"model": "embedded"}, "embedded model"),
        ({"model": "/models/other.gguf"}, "embedded model"),
        (ENDPOINT | {"fallback_models": ("embedded",)}, "embedded model"),
        (ENDPOINT | {"offered_models": ("n", "/models/other.gguf")}, "embedded model"),
        (ENDPOINT | {"mode": "record"}, "record mode"),
    ],
)
def test_what_only_one_process_can_do_is_refused_with_what_to_do(given: dict[str, Any], word: str) -> None:
    with pytest.raises(NotConfigured, match=word) as refused:
        check(settings(**given))
    assert "DRAGOMAN_WORKERS is 2" in str(refused.value)
    assert "one worker" in str(refused.value)


@pytest.mark.parametrize(
    "given",
    [
        ENDPOINT,
        ENDPOINT | {"database_url": "postgresql://dragoman@db/dragoman", "fallback_models": ("n",)},
        {"model": "recorded:tests/recordings"},
    ],
)
def test_an_sqlite_file_postgresql_endpoints_and_recordings_are_for_several(given: dict[str, Any]) -> None:
    check(settings(**given))


@pytest.mark.parametrize(
    ("workers", "given", "expected"),
    [
        (2, (256, 2048), (128, 1024)),
        (3, (256, 2048), (86, 683)),
        (4, (1, 0), (1, 0)),
        (1, (7, 5), (7, 5)),
    ],
)
def test_limits_of_the_service_are_divided_among_workers_and_rounded_up(
    workers: int, given: tuple[int, int], expected: tuple[int, int]
) -> None:
    part = share(settings(workers=workers, max_in_flight=given[0], max_queued=given[1]))
    assert (part.max_in_flight, part.max_queued) == expected


def test_a_worker_that_ends_again_and_again_is_waited_for_longer_up_to_a_bound() -> None:
    pauses = [next_pause(0, lived=1)]
    pauses += [next_pause(pauses[-1], lived=1)]
    assert pauses == [FIRST_PAUSE_SECONDS, 2 * FIRST_PAUSE_SECONDS]
    assert next_pause(LONGEST_PAUSE_SECONDS, lived=1) == LONGEST_PAUSE_SECONDS
    assert next_pause(LONGEST_PAUSE_SECONDS, lived=STEADY_SECONDS) == FIRST_PAUSE_SECONDS


async def test_until_a_worker_listens_nobody_is_let_in() -> None:
    (listener,) = await bound(settings(host="127.0.0.1", port=0))
    with listener:
        address, port = address_of(listener), listener.getsockname()[1]
        assert address == f"http://127.0.0.1:{port}"
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.1", port)
        listener.listen()
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()
        await writer.wait_closed()


class Brief:
    """Stands for a process that ends at once, or when it is told to."""

    def __init__(self, *, stays: bool, listens: bool = True) -> None:
        self.pid, self.lived, self._listens, self._end = 1, 0.0, listens, asyncio.Event()
        if not stays:
            self._end.set()

    async def listens(self) -> bool:
        return self._listens

    async def ended(self) -> int:
        await self._end.wait()
        return 0

    def signal(self, _: int) -> bool:
        self._end.set()
        return True


class Starting(Supervisor):
    """Starts what the test lists instead of processes; `begun` is set when the last of it was started."""

    def __init__(self, given: Settings, folder: Path, script: list[Brief | OSError]) -> None:
        super().__init__(given, [socket.socket()], folder)
        self._script, self.begun = script, asyncio.Event()

    def _start(self, slot: int) -> Any:
        following = self._script.pop(0)
        if not self._script:
            self.begun.set()
        if isinstance(following, OSError):
            raise following
        self._workers[slot] = following  # type: ignore[assignment]
        return following


async def test_when_no_process_can_be_started_for_a_while_the_service_goes_on_and_tries_again(tmp_path: Path) -> None:
    script: list[Brief | OSError] = [Brief(stays=True), Brief(stays=False), OSError("no memory"), Brief(stays=True)]
    supervisor, told = Starting(settings(), tmp_path, script), list[str]()
    running = asyncio.create_task(supervisor.run(told.append))
    async with asyncio.timeout(10):
        await supervisor.begun.wait()
        assert (len(told), running.done()) == (1, False)
        supervisor.stop(signal.SIGTERM)
        await running


async def test_a_worker_that_dies_before_it_listens_ends_the_service_and_the_others(tmp_path: Path) -> None:
    other = Brief(stays=True)
    supervisor, told = Starting(settings(), tmp_path, [other, Brief(stays=False, listens=False)]), list[str]()
    with pytest.raises(DragomanError, match="ended before it listened"):
        await supervisor.run(told.append)
    assert (told, await other.ended()) == ([], 0)


def test_one_worker_imports_nothing_of_several() -> None:
    program = "import json, sys, service.cli.serve, service.web.server; print(json.dumps(list(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout)
    assert "service.web.server" in loaded
    assert not {"service.web.supervisor", "service.web.worker", "service.web.shared_meters", "multiprocessing.spawn"} & set(
        loaded
    )


def serve(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `dragoman serve` with two workers, which is to fail."""
    given = {
        "MODEL": "m",
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        **environment,
    }
    program = [sys.executable, "-m", "service", "serve", "--workers", "2", *arguments]
    return subprocess.run(program, cwd=folder, env=given, capture_output=True, text=True, timeout=60, check=False)


def test_a_taken_port_is_told_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = serve(tmp_path, "--port", str(port))
    assert (ended.returncode, ended.stdout) == (7, "")
    assert ended.stderr.splitlines() == [
        f"dragoman: 127.0.0.1:{port} cannot be listened on; choose another with --host and --port"
    ]


def test_what_keeps_a_worker_from_starting_is_told_once_and_ends_the_service(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database" * 1000)
    ended = serve(tmp_path, "--port", "0", "--json", DATABASE_URL="sqlite:///notes.txt")
    assert (ended.returncode, ended.stdout) == (7, "")
    (line,) = ended.stderr.splitlines()
    assert line.startswith("dragoman: The file that DATABASE_URL points to is no SQLite database.")
