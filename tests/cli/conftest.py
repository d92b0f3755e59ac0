"""The command line in an empty folder, without the developer's settings, on recorded replies."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli import app
from tests.fakes import ARTICLE
from tests.recorded import record_article
from tests.test_settings import names

Invoke = Callable[..., Result]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty working directory, and no setting from outside."""
    for name in names():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def recorded(bare: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same with an article in `article.txt` and its recorded reply as the model."""
    (bare / "article.txt").write_text(ARTICLE, encoding="utf-8")
    record_article(bare / "recordings")
    monkeypatch.setenv("MODEL", "recorded:recordings")
    return bare


@pytest.fixture
def dragoman(bare: Path) -> Invoke:  # noqa: ARG001 - never outside of it
    """Call the command line; `input` is standard input."""
    runner = CliRunner()

    def invoke(*arguments: str, input: bytes | None = None) -> Result:  # noqa: A002 - the runner's word
        return runner.invoke(app, list(arguments), input=input)

    return invoke


@pytest.fixture
def on_terminal(bare: Path) -> Callable[..., tuple[int, str]]:  # noqa: ARG001 - as above
    """Call the command line on a terminal; the exit code, and all that a person sees."""

    def invoke(*arguments: str) -> tuple[int, str]:
        screen, terminal = os.openpty()
        command = [sys.executable, "-m", "service", *arguments]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm"}
        with subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment) as running:
            os.close(terminal)
            seen = b""
            while piece := _read(screen):
                seen += piece
            code = running.wait()
        os.close(screen)
        return code, seen.decode().replace("\r\n", "\n")

    return invoke


def _read(screen: int) -> bytes:
    """Read what is next on the screen; nothing when the program has ended, which Linux tells as an error."""
    try:
        return os.read(screen, 65536)
    except OSError:
        return b""
