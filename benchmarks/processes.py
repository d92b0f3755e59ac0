"""Servers as processes of their own, started for a measurement and stopped after it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Served:
    """A server that listens."""

    port: int
    pid: int
    started_in: float

    def resident_mb(self) -> float:
        """Resident memory in MB, its workers' included, from the kernel's own count."""
        pages = sum(int(_told(pid, "statm").split()[1]) for pid in self._family())
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def cpu_seconds(self) -> float:
        """Time of a processor that it and its workers have taken so far, in steps of 10 ms."""
        fields = [_told(pid, "stat").rpartition(")")[2].split() for pid in self._family()]
        return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")

    def _family(self) -> list[int]:
        return [self.pid, *map(int, _told(self.pid, f"task/{self.pid}/children").split())]


def _told(pid: int, what: str) -> str:
    return Path(f"/proc/{pid}/{what}").read_text(encoding="ascii")


def free_port() -> int:
    """Return a port that was free just now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def started(*arguments: str, port: int, **environment: str) -> Iterator[Served]:
    """Run `python -m arguments…` and wait until it listens on `port`."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", *arguments], env=os.environ | environment, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait(port, process)
        yield Served(port, process.pid, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(6000):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise RuntimeError("the server does not listen")


@contextmanager
def service(folder: Path, model_port: int, **environment: str) -> Iterator[Served]:
    """Run the service on a fresh store, asking the model stub at `model_port`."""
    port = free_port()
    settings = {
        "OPENAI_BASE_URL": f"http://127.0.0.1:{model_port}/v1",
        "OPENAI_API_KEY": "none",
        "MODEL": "m",
        "DATABASE_URL": f"sqlite:///{folder}/store.sqlite3",
        "DRAGOMAN_PORT": str(port),
        "DRAGOMAN_LOG_LEVEL": "WARNING",
    }
    with started("service", "serve", port=port, **settings, **environment) as served:
        yield served


@contextmanager
def model(seconds: float = 0.0) -> Iterator[Served]:
    """Run the model stub."""
    port = free_port()
    with started("benchmarks.peers", "model", str(port), str(seconds), port=port) as served:
        yield served
