"""`dragoman view`: a kept result for people, in the terminal or as one HTML file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from service.cli.outcome import told_plainly
from service.errors import BadInput


def register(app: typer.Typer) -> None:
    """Add the verb to `app`."""
    app.command()(view)


def view(result: Annotated[str, typer.Argument(help="Extraction as JSON: a file, or - for standard input.")]) -> None:
    """Show an extraction that was made before."""
    with told_plainly():
        from pydantic import ValidationError  # noqa: PLC0415 - start quickly

        from schemas.extraction import Extraction  # noqa: PLC0415
        from service.cli.terminal import show  # noqa: PLC0415

        try:
            data = sys.stdin.buffer.read() if result == "-" else Path(result).read_bytes()
            show(Extraction.model_validate_json(data))
        except OSError as error:
            raise BadInput(f"{result} cannot be read: {error.strerror}") from None
        except ValidationError as error:
            raise BadInput(f"{result} is no extraction: {error.error_count()} things are wrong with it") from None
