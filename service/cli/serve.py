"""`dragoman serve` and `dragoman openapi`."""

from json import dumps
from pathlib import Path
from typing import Annotated

import typer

from service.cli.files import write_file
from service.cli.outcome import FAILED, complain, print_json, stderr_console, told_plainly, write_bytes
from service.errors import BadInput
from service.settings import Settings, read_settings


def register(app: typer.Typer) -> None:
    """Add the verbs to `app`."""
    app.command()(serve)
    app.command()(openapi)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that serve, for several cores; see the setting DRAGOMAN_WORKERS.")
    ] = None,
    *,
    pull: Annotated[bool, typer.Option("--pull", help="Fetch the embedded model first, if it is the one to be used.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Say the address as one line of JSON on standard output.")] = False,
) -> None:
    """Start the service, until it is told to stop by Ctrl-C or SIGTERM."""
    if stderr_console().is_terminal:
        stderr_console().print("Starting …", style="dim")  # imports take a second or two
    with told_plainly():
        from service import log  # noqa: PLC0415 - start quickly
        from service.bootstrap import needs_embedded_model  # noqa: PLC0415
        from service.cli.model import pull_model  # noqa: PLC0415

        settings = read_settings(host=host, port=port, workers=workers)
        log.configure(level=settings.log_level, style=settings.log_format)
        if settings.workers > 1:
            from service.web.supervisor import run as run_workers  # noqa: PLC0415

            run_workers(settings, on_start=_tell if json else _greet)
            return
        if pull and needs_embedded_model(settings):
            pull_model(settings)
        from service.web.server import run  # noqa: PLC0415

        run(settings, on_start=_tell if json else _greet)


def _tell(address: str) -> None:
    write_bytes(f'{{"address": "{address}"}}\n'.encode())


def _greet(address: str) -> None:
    console = stderr_console()
    console.print(f"\n[bold]Dragoman[/] listens on {address}. Three things to try:\n", highlight=False)
    for what, how in (
        ("the page", f"{address}/"),
        (
            "the sample article",
            f"curl --data-binary @seeds/2025-05-15-istanbul-talks.txt -H 'content-type: text/plain' {address}/v1/extractions",
        ),
        ("what else there is", f"{address}/docs"),
    ):
        console.print(f"  {what:<19} {how}", highlight=False, soft_wrap=True, markup=False)
    console.print()


def openapi(
    path: Annotated[Path | None, typer.Argument(help="File to compare with or to write.")] = None,
    *,
    check: Annotated[bool, typer.Option("--check", help="Fail when the file is not current.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the file.")] = False,
) -> None:
    """Print the OpenAPI document."""
    with told_plainly():
        _openapi(path, check=check, write=write)


def _openapi(path: Path | None, *, check: bool, write: bool) -> None:
    from service.web.app import create_app  # noqa: PLC0415 - start quickly

    document = create_app(Settings.model_construct()).openapi()
    text = dumps(document, indent=1, ensure_ascii=False) + "\n"
    if path is None:
        print_json(document)
    elif write:
        write_file(path, text.encode())
    elif not check:
        raise BadInput(f"say what to do with {path}: --check or --write")
    elif not path.is_file() or path.read_text(encoding="utf-8") != text:
        complain(f"{path} is not current; run `dragoman openapi --write {path}`")
        raise typer.Exit(FAILED)
