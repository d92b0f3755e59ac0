"""How a command ends: an exit code for each sort of failure, one line on stderr, never a traceback for what was foreseen."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import typer
from rich.console import Console
from rich.markup import escape

from service import errors

OK: Final = 0
FAILED: Final = 1
EXIT_CODES: Final[dict[type[errors.DragomanError], int]] = {
    errors.DragomanError: FAILED,
    errors.BadInput: 3,
    errors.NotFound: 3,
    errors.UnreadableGold: 3,
    errors.ModelError: 4,
    errors.DeadlineExceeded: 5,
    errors.TooMuch: 5,
    errors.StoreUnavailable: 6,
    errors.NotConfigured: 7,
}
INCOMPLETE: Final = 8
"""A model call failed for good: what was found is written, but records may be missing."""
INTERRUPTED: Final = 130


def exit_code(error: errors.DragomanError) -> int:
    """Return the exit code of `error`; the nearest class in the tree decides."""
    return next(EXIT_CODES[cls] for cls in type(error).__mro__ if cls in EXIT_CODES)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn errors of this service into one line on stderr and an exit code."""
    try:
        yield
    except errors.DragomanError as error:
        complain(str(error))
        raise typer.Exit(exit_code(error)) from None
    except BrokenPipeError:
        raise  # Typer ends quietly when nobody reads on
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


def complain(words: str) -> None:
    """Say on standard error what went wrong."""
    stderr_console().print("[bold red]dragoman:[/]", escape(words), highlight=False, soft_wrap=True)


def print_json(value: Any) -> None:  # noqa: ANN401 - any JSON
    """Print `value` as JSON, indented, in UTF-8 whatever the terminal's locale is."""
    write_bytes(json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n")


def write_bytes(data: bytes) -> None:
    """Write `data` to standard output as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def pretty(*, as_json: bool) -> bool:
    """Tell whether to write for a person: standard output is a terminal and JSON was not asked for."""
    return sys.stdout.isatty() and not as_json


def stderr_console() -> Console:
    """Return where progress goes, so that standard output stays clean."""
    return Console(stderr=True)
