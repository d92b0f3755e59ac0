"""`python -m service.evaluation GOLD RUN`: score a run, which is a run file or a folder of `<article id>.json` extractions."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from service.errors import DragomanError
from service.evaluation.gold import read_gold
from service.evaluation.report import as_json, as_table
from service.evaluation.run import read_run, score_run


def score(
    gold: Annotated[Path, typer.Argument(help="Folder with articles/ and gold/.")],
    run: Annotated[Path, typer.Argument(help="Run file, or folder of <article id>.json extractions.")],
    *,
    as_json_text: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Score a run against gold."""
    console = Console()
    try:
        found = read_run(run)
        scores = score_run(read_gold(gold), found)
    except DragomanError as error:
        raise typer.BadParameter(str(error)) from error
    if as_json_text:
        typer.echo(json.dumps(as_json(scores), indent=1))
    else:
        console.print(as_table(scores, found.label))


if __name__ == "__main__":
    typer.run(score)
