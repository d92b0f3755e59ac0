"""The desk at which a page is followed: a folder like a fresh clone, a shell, a terminal, Python, and what listens on ports."""

import contextlib
import io
import os
import pty
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]
RECORDED = "recorded:tests/recordings"
_LISTENS = re.compile(r"\b(make run|dragoman serve|dragoman mcp --http|uvicorn )")
_PORT = re.compile(r"(?<=127\.0\.0\.1:)\d+|(?<=--port )\d+")
_PATIENCE_SECONDS = 60.0
_SERVICE = "8000"


class Desk:
    """Follows commands and programs as they stand on a page; `output` is what the last one said.

    Ports named on the page are mapped to free ones, so that pages neither meet each other nor a service that runs here; `given`
    maps those that somebody else listens on already, and any other words that cannot be taken literally.
    """

    def __init__(self, folder: Path, ports: Mapping[str, int], given: Mapping[str, str]) -> None:
        self.folder, self.output, self.ports = folder, "", dict(ports)
        self._named = {port: named for named, port in ports.items()}
        self._given = given
        self._listening: dict[str, subprocess.Popen[bytes]] = {}
        self._names: dict[str, Any] = {"__name__": "page"}
        _lay(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for port in list(self._listening):
            self._stop(port)

    def write(self, name: str, content: str) -> None:
        """Write the file `name`."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert path.parent.resolve().is_relative_to(self.folder.resolve()), f"{name} is the repository's"
        path.unlink(missing_ok=True)
        path.write_text(self._mapped(content), encoding="utf-8")

    def run(self, script: str) -> None:
        """Run a shell script; one that starts a service goes on behind the page, until another one takes its port."""
        if _LISTENS.search(script):
            self._start(script)
            return
        done = subprocess.run(
            self._shell(script),
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
        self.output = self._shown(done.stdout)
        assert done.returncode == 0, f"exit {done.returncode}: {script}\n{self.output}{self._shown(done.stderr)}"

    def enter(self, command: str) -> None:
        """Run a command in a terminal, standard error among the rest, as a person sees it."""
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            self._shell(command), cwd=self.folder, env=self._environment(), stdin=theirs, stdout=theirs, stderr=theirs
        ) as process:
            os.close(theirs)
            self.output = self._shown(_read(ours))
        assert process.returncode == 0, f"exit {process.returncode}: {command}\n{self.output}"

    def execute(self, program: str, path: str, line: int) -> None:
        """Run Python among the names that the page's earlier programs left; `path` and `line` are where it stands."""
        code = compile("\n" * line + self._mapped(program), path, "exec", dont_inherit=True)
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.chdir(self.folder):
            exec(code, self._names)  # noqa: S102 - our own pages
        self.output = self._shown(said.getvalue().encode())

    def _start(self, command: str) -> None:
        named = re.search(r"--port (\d+)", command)
        port = named[1] if named else _SERVICE
        self._stop(port)
        self.ports[port] = self._free(port)
        environment = self._environment() | {"DRAGOMAN_PORT": str(self._port(_SERVICE))}
        log = self.folder / f"{port}.log"
        with log.open("wb") as written:
            process = subprocess.Popen(
                self._shell(command), cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, stdout=written, stderr=written,
                start_new_session=True,
            )  # fmt: skip
        self._listening[port] = process
        until = time.monotonic() + _PATIENCE_SECONDS
        while not _listens(self.ports[port]):
            assert process.poll() is None, f"ended: {command}\n{log.read_text()}"
            assert time.monotonic() < until, f"does not listen: {command}\n{log.read_text()}"
            time.sleep(0.05)

    def _stop(self, port: str) -> None:
        process = self._listening.pop(port, None)
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 9)
            process.wait()

    def _shell(self, script: str) -> list[str]:
        return ["bash", "-euo", "pipefail", "-c", self._mapped(script)]

    def _environment(self) -> dict[str, str]:
        named = {name: os.environ[name] for name in ("LANG", "LC_ALL") if name in os.environ}
        return named | {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder / ".tmp"),  # what is killed leaves its own there
            "TERM": "dumb",
            "NO_COLOR": "1",
            "MODEL": RECORDED,
            "DRAGOMAN_PORT": str(self.ports[_SERVICE] if _SERVICE in self._listening else self._free(_SERVICE)),
            "DRAGOMAN_URL": f"http://127.0.0.1:{self._port(_SERVICE)}",
        }

    def _port(self, named: str) -> int:
        if named not in self.ports:
            self.ports[named] = self._free(named)
        return self.ports[named]

    def _free(self, named: str) -> int:
        port = _free_port()
        self._named[port] = named
        return port

    def _mapped(self, text: str) -> str:
        words = "|".join([*map(re.escape, self._given), _PORT.pattern])
        return re.sub(words, lambda found: self._given.get(found[0]) or str(self._port(found[0])), text)

    def _shown(self, output: bytes) -> str:
        text = output.decode().replace("\r\n", "\n").replace(str(self.folder), ".")
        for port, named in self._named.items():
            text = re.sub(rf"\b{port}\b", named, text)
        return text


def _lay(folder: Path) -> None:
    """Make `folder` look like a clone in which the environment stands: links to what is there, and room for what is made."""
    (folder / "tests").mkdir()
    (folder / ".tmp").mkdir()
    for path in (*ROOT.iterdir(), ROOT / "tests/gold", ROOT / "tests/recordings"):
        name = path.relative_to(ROOT)
        if str(name) != "tests" and not name.name.startswith(".") and ".sqlite3" not in name.name:
            (folder / name).symlink_to(path)
    environment = folder / ".venv"
    environment.mkdir()
    for path in Path(sys.prefix).iterdir():
        (environment / path.name).symlink_to(path)
    for mark in ("python", "run", "dev"):
        (environment / mark).unlink(missing_ok=True)
        (environment / mark).touch()


def _read(terminal: int) -> bytes:
    """Read from our end of a terminal until nobody holds the other."""
    read = bytearray()
    with contextlib.suppress(OSError), os.fdopen(terminal, "rb", buffering=0) as ours:
        while piece := ours.read(65536):
            read += piece
    return bytes(read)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
