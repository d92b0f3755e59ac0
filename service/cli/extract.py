"""`dragoman extract` and `dragoman record`: an article from a file, a file URL or standard input."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit
from urllib.request import url2pathname

import typer

from service.cli.files import STANDARD, make_folder, read_bytes
from service.cli.outcome import INCOMPLETE, complain, pretty, stderr_console, told_plainly, write_bytes
from service.errors import BadInput
from service.settings import Settings, read_settings

if TYPE_CHECKING:
    from schemas.extraction import ExtractionRequest
    from service.core.extract import Answer
    from service.core.progress import Observe

Article = Annotated[
    str,
    typer.Argument(help="A file, a file:// URL, or - for standard input (the default). HTML is told by its ending or first tag."),
]
Published = Annotated[str | None, typer.Option(help="Publication date, YYYY-MM-DD.")]
Source = Annotated[str | None, typer.Option(help="Who published it.")]
Title = Annotated[str | None, typer.Option(help="Headline.")]
Language = Annotated[str | None, typer.Option(help="ISO 639 code; detected when absent.")]
Include = Annotated[list[str] | None, typer.Option(help="events, delegations, stances or text; repeat it for several.")]
Model = Annotated[str | None, typer.Option(help="Model to ask, as in the setting MODEL.")]
Json = Annotated[bool, typer.Option("--json", help="JSON even on a terminal.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to `app`."""
    app.command()(extract)
    app.command()(record)


def extract(
    article: Article = STANDARD,
    published: Published = None,
    source: Source = None,
    title: Title = None,
    language: Language = None,
    include: Include = None,
    model: Model = None,
    *,
    verify: Annotated[bool, typer.Option(help="Ask again whether the cited sentences state each record.")] = False,
    fresh: Annotated[bool, typer.Option(help="Ask the model even where an answer is kept.")] = False,
    json: Json = False,
) -> None:
    """Read one article: a view for people on a terminal, JSON when piped."""
    options = {
        "published": published,
        "source": source,
        "title": title,
        "language": language,
        "include": include,
        "verify": verify,
    }
    with told_plainly():
        settings = read_settings(model=model)
        answer = _run(read_article(article, options), settings, fresh=fresh)
        show_answer(answer, as_json=json)


def record(
    article: Article = STANDARD,
    *,
    to: Annotated[Path, typer.Option(help="Folder that gets the recording.")],
    published: Published = None,
    model: Model = None,
    json: Json = False,
) -> None:
    """Read one article and keep the model's replies as a recording, for tests without a model."""
    with told_plainly():
        settings = read_settings(mode="record", record_to=to, model=model)
        make_folder(to)
        answer = _run(read_article(article, {"published": published}), settings, fresh=True)
        show_answer(answer, as_json=json)


def read_article(where: str, options: Mapping[str, object]) -> "ExtractionRequest":
    """Return the request for the article at `where`; raise `BadInput` when it cannot be read."""
    from starlette.datastructures import QueryParams  # noqa: PLC0415 - start quickly
    from starlette.exceptions import HTTPException  # noqa: PLC0415

    from service.web.bodies import HTML, PLAIN, read_request  # noqa: PLC0415

    body = _bytes(where)
    is_html = where.lower().endswith((".html", ".htm")) or body[:200].lstrip().lower().startswith((b"<!doctype html", b"<html"))
    pairs = [(name, str(one)) for name, value in options.items() for one in _listed(value)]
    try:
        return read_request(body, content_type=HTML if is_html else PLAIN, query=QueryParams(pairs))
    except HTTPException as error:  # a charset that is not read
        raise BadInput(error.detail) from None


def _listed(value: object) -> list[object]:
    if value is None or value is False:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _bytes(where: str) -> bytes:
    parts = urlsplit(where)
    if parts.scheme in {"http", "https"}:
        raise BadInput("articles are not fetched from the web; save the page and give its file")
    return read_bytes(url2pathname(parts.path) if parts.scheme == "file" else where)


def _run(request: "ExtractionRequest", settings: Settings, *, fresh: bool) -> "Answer":
    from service import log  # noqa: PLC0415 - start quickly
    from service.cli.progress import shown_progress  # noqa: PLC0415

    log.configure(level=max(settings.log_level, "WARNING", key=_severity), style=settings.log_format)
    with shown_progress(stderr_console()) as observe:
        return asyncio.run(_extract(request, settings, fresh, observe))


def _severity(level: str) -> int:
    return ("DEBUG", "INFO", "WARNING", "ERROR").index(level)


async def _extract(request: "ExtractionRequest", settings: Settings, fresh: bool, observe: "Observe") -> "Answer":  # noqa: FBT001
    from service.bootstrap import open_services  # noqa: PLC0415 - start quickly
    from service.clock import within  # noqa: PLC0415

    async with open_services(settings) as services:
        deadline = within(settings.deadline_seconds, services.clock)
        return await services.extract(request, deadline=deadline, fresh=fresh, observe=observe)


def show_answer(answer: "Answer", *, as_json: bool) -> None:
    """Print the answer; raise `typer.Exit` with a code of its own when records may be missing."""
    from schemas.extraction import Extraction  # noqa: PLC0415 - start quickly

    extraction = Extraction.model_validate_json(answer.body)
    if pretty(as_json=as_json):
        from service.cli.terminal import show  # noqa: PLC0415 - start quickly

        show(extraction)
    else:
        write_bytes(answer.body + b"\n")
    if not extraction.complete:
        complain("a model call failed for good, so records may be missing; the answer's warnings say which")
        raise typer.Exit(INCOMPLETE)
