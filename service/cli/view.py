"""`dragoman view`: a kept result for people, in the terminal or as one HTML file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.files import STANDARD, read_bytes, write_file
from service.cli.outcome import print_json, stderr_console, told_plainly, write_bytes
from service.errors import BadInput

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from schemas.article import Article
    from schemas.extraction import Extraction


def register(app: typer.Typer) -> None:
    """Add the verb to `app`."""
    app.command()(view)


def view(
    result: Annotated[str, typer.Argument(help="Extraction as JSON: a file, or - for standard input.")] = STANDARD,
    out: Annotated[str | None, typer.Option(help="Write one self-contained HTML file; - is standard output.")] = None,
    article: Annotated[
        Path | None, typer.Option(help="With --out: the article as plain text, where the result does not hold it.")
    ] = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="The result as JSON again, once it is checked.")] = False,
) -> None:
    """Show an extraction that was made before: here, or with --out in a file for mail and archives."""
    with told_plainly():
        if article is not None and out is None:
            raise BadInput("--article is for --out: the view in the terminal shows the cited sentences alone")
        extraction = _read(result)
        if json:
            print_json(extraction.model_dump(mode="json"))
        elif out is not None:
            _write_report(extraction, out, article)
        else:
            from service.cli.terminal import show  # noqa: PLC0415 - start quickly

            show(extraction)


def _read(where: str) -> "Extraction":
    from pydantic import ValidationError  # noqa: PLC0415 - start quickly

    from schemas.extraction import Extraction  # noqa: PLC0415

    data = read_bytes(where)
    try:
        return Extraction.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise BadInput(f"{_named(where)} is no extraction: {_wrong(first)}") from None


def _named(where: str) -> str:
    return "standard input" if where == STANDARD else where


def _wrong(error: "ErrorDetails") -> str:
    place = "/".join(map(str, error["loc"]))
    return f"{place}: {error['msg']}" if place else error["msg"]


def _write_report(extraction: "Extraction", out: str, article: Path | None) -> None:
    from service.export.report import render_report  # noqa: PLC0415 - start quickly

    text = None if article is None else _article_text(article, extraction.article)
    page = render_report(extraction, text).encode()
    if out == STANDARD:
        write_bytes(page)
        return
    write_file(Path(out), page)
    whole = text is not None or extraction.article.text is not None
    note = "" if whole else " It shows the cited sentences; --article adds the whole article."
    stderr_console().print(f"{out} is written.{note}", highlight=False, markup=False, soft_wrap=True)


def _article_text(path: Path, article: "Article") -> str:
    """Return the text at `path`; raise `BadInput` unless it is the one that `article` was read from."""
    from service.core.article import article_id  # noqa: PLC0415 - start quickly

    try:
        text = read_bytes(str(path)).decode()
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not UTF-8 text") from None
    if article_id(text) != article.id:
        raise BadInput(f"{path} is not the article of this result: the text must be the same, character by character")
    return text
