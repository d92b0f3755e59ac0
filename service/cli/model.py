"""`dragoman model pull` and `dragoman model list`: the embedded model's file."""

from pathlib import Path
from typing import Annotated

import typer

from service.cli.outcome import pretty, print_json, stderr_console, told_plainly
from service.settings import Settings, read_settings

app = typer.Typer(help="Model files for the embedded model.", no_args_is_help=True)


Json = Annotated[bool, typer.Option("--json", help="JSON even on a terminal.")]


@app.command()
def pull(
    name: Annotated[str | None, typer.Argument(help="Which model; `dragoman model list` shows them.")] = None,
    *,
    json: Json = False,
) -> None:
    """Fetch a model file, or go on where it broke off; its size and SHA-256 are checked before it is used."""
    with told_plainly():
        path = pull_model(read_settings(), name)
        if pretty(as_json=json):
            typer.echo(f"{path} is whole.")
        else:
            print_json({"name": path.stem, "path": str(path), "bytes": path.stat().st_size})


def pull_model(settings: Settings, name: str | None = None) -> Path:
    """Fetch the model `name` (the default when None) with a progress bar, unless it is here; return its path."""
    from service.cli.progress import shown_download  # noqa: PLC0415 - start quickly
    from service.llm import model_file  # noqa: PLC0415

    wanted = name or model_file.DEFAULT_MODEL
    path = model_file.model_path(wanted, settings.model_folder)
    known = model_file.CATALOGUE.get(wanted)
    if known is not None and model_file.is_whole(path, known):
        return path
    with shown_download(stderr_console(), wanted) as report:
        return model_file.pull(wanted, settings.model_folder, report)


@app.command("list")
def list_models(*, json: Json = False) -> None:
    """Show the models that can be fetched and which are here."""
    with told_plainly():
        _list(read_settings().model_folder, as_json=json)


def _list(folder: Path, *, as_json: bool) -> None:
    from service.llm import model_file  # noqa: PLC0415 - start quickly

    rows = [
        {
            "name": model.name,
            "bytes": model.bytes,
            "licence": model.licence,
            "path": str(model_file.model_path(model.name, folder)),
            "here": model_file.is_whole(model_file.model_path(model.name, folder), model),
        }
        for model in model_file.CATALOGUE.values()
    ]
    if not pretty(as_json=as_json):
        print_json(rows)
        return
    for row in rows:
        where = f"here: {row['path']}" if row["here"] else "not here"
        typer.echo(f"{row['name']}  {row['bytes']:,} bytes  {row['licence']}  {where}")
