"""`python -m service.evaluation GOLD RUN`: score a run, which is a run file or a folder of `<article id>.json` extractions."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType

from service.errors import DragomanError
from service.evaluation import compare, report
from service.evaluation.coded import read_texts
from service.evaluation.coding import score_coding
from service.evaluation.gold import read_gold
from service.evaluation.misses import as_text, list_misses
from service.evaluation.run import match_run, read_run, score_run


def score(
    gold: Annotated[Path, typer.Argument(help="Folder with articles/ and gold/, or a coding set (.jsonl).")],
    run: Annotated[Path, typer.Argument(help="Run file, or folder of <article id>.json extractions.")],
    *,
    against: Annotated[Path | None, typer.Option(help="An earlier run: list what changed since.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List every miss with its sentences and the nearest record.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Score a run against gold."""
    try:
        shown, data = _coding(gold, run) if gold.suffix == ".jsonl" else _run(gold, run, against, misses=misses)
    except DragomanError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if as_json:
        typer.echo(json.dumps(data, indent=1, ensure_ascii=False))
    else:
        Console(soft_wrap=misses).print(shown, markup=False, highlight=False)


def _coding(path: Path, run: Path) -> tuple[RenderableType, Any]:
    found = read_run(run)
    scores = score_coding(read_texts([path], sample=None), found)
    return report.as_coding_table(scores, found.label), report.as_json(scores)


def _run(folder: Path, run: Path, against: Path | None, *, misses: bool) -> tuple[RenderableType, Any]:
    gold, found = read_gold(folder), read_run(run)
    if against:
        differences = compare.compare(gold, read_run(against), found)
        return compare.as_table(differences), [asdict(difference) for difference in differences]
    if misses:
        listed = [miss for match in match_run(gold, found) for miss in list_misses(match)]
        return as_text(listed), [asdict(miss) for miss in listed]
    scores = score_run(gold, found)
    return report.as_table(scores, found.label), report.as_json(scores)


if __name__ == "__main__":
    typer.run(score)
