"""Files and standard input as the verbs take them: what cannot be read or written is told in a sentence."""

import sys
from pathlib import Path
from typing import Final

from service.cli.outcome import stderr_console
from service.errors import BadInput

STANDARD: Final = "-"
"""Names standard input, or standard output."""


def read_bytes(where: str) -> bytes:
    """Return what is in the file `where`, or comes in on standard input; raise `BadInput` when it cannot be read."""
    if where == STANDARD:
        return _standard_input()
    try:
        return Path(where).read_bytes()
    except OSError as error:
        raise BadInput(f"{where} cannot be read: {error.strerror}") from None


def _standard_input() -> bytes:
    if sys.stdin.isatty():
        stderr_console().print("Reading from the terminal; end with Ctrl-D, or give a file.", highlight=False)
    return sys.stdin.buffer.read()


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path`; raise `BadInput` when that cannot be done."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}") from None


def check_writable(path: Path) -> None:
    """Raise `BadInput` when `path` cannot be written, before anything is spent on what shall go there."""
    try:
        path.open("ab").close()
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}") from None


def make_folder(path: Path) -> None:
    """Make the folder `path`, unless it is there; raise `BadInput` when that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"the folder {path} cannot be made: {error.strerror}") from None
