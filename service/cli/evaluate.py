"""`dragoman eval` and `dragoman compare`: score a model on gold articles, and two runs against each other."""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.files import check_writable, write_file
from service.cli.outcome import INCOMPLETE, complain, pretty, print_json, stderr_console, told_plainly
from service.errors import BadInput, DragomanError, NotConfigured
from service.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rich.console import RenderableType

    from schemas.extraction import Extraction, ExtractionRequest
    from service.evaluation.run import Ask, Run

_NAME_LENGTH = 60
Gold = Annotated[Path, typer.Argument(help="Folder with articles/ and gold/.")]
Json = Annotated[bool, typer.Option("--json", help="JSON even on a terminal.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to `app`."""
    app.command("eval")(evaluate)
    app.command("eval-types")(evaluate_types)
    app.command("compare")(compare)


def evaluate(
    gold: Gold,
    model: Annotated[str | None, typer.Option(help="Model to ask, as in the setting MODEL.")] = None,
    only: Annotated[list[str] | None, typer.Option(help="Ids of the articles to read; all when absent.")] = None,
    out: Annotated[Path | None, typer.Option(help="File that keeps the run, to be compared later.")] = None,
    at_once: Annotated[int, typer.Option(help="Articles read side by side.", min=1)] = 4,
    *,
    fresh: Annotated[bool, typer.Option(help="Ask the model even where an answer is kept.")] = False,
    json: Json = False,
) -> None:
    """Read the gold articles and score what is found: precision, recall and F1 per kind, slots, tokens."""
    with told_plainly():
        _need_scipy()
        from service.evaluation import report  # noqa: PLC0415 - start quickly
        from service.evaluation.gold import read_gold  # noqa: PLC0415
        from service.evaluation.run import evaluate as evaluate_gold  # noqa: PLC0415
        from service.evaluation.run import score_run  # noqa: PLC0415

        settings = read_settings(model=model)
        articles = read_gold(gold)
        _check_names(only or [], [article.id for article in articles])
        if out is not None:
            check_writable(out)
        run = asyncio.run(
            _asked(
                settings,
                lambda ask, label: evaluate_gold(gold, ask, at_once, label=label, only=only or ()),
                count=len(set(only or ()) or articles),
                fresh=fresh,
            )
        )
        if out is not None:
            write_file(out, run.model_dump_json(indent=1).encode())
        scores = score_run(articles, run)
        _print(report.as_table(scores, run.label), report.as_json(scores), as_json=json)
    _tell_failures(run)


def evaluate_types(
    sets: Annotated[
        list[Path], typer.Argument(help="Coding sets: JSON lines with the PLOVER types published for a sentence or two.")
    ],
    model: Annotated[str | None, typer.Option(help="Model to ask, as in the setting MODEL.")] = None,
    sample: Annotated[int, typer.Option(help="Texts drawn from all sets together, the same ones each time.", min=1)] = 120,
    at_once: Annotated[int, typer.Option(help="Texts read side by side.", min=1)] = 4,
    *,
    fresh: Annotated[bool, typer.Option(help="Ask the model even where an answer is kept.")] = False,
    json: Json = False,
) -> None:
    """Read the texts of public coding sets and score the event types that are found, strictly and leniently."""
    with told_plainly():
        from service.evaluation import report  # noqa: PLC0415 - start quickly
        from service.evaluation.coded import read_texts  # noqa: PLC0415
        from service.evaluation.coding import code_texts, score_coding  # noqa: PLC0415

        texts = read_texts(sets, sample=sample)
        run = asyncio.run(
            _asked(
                read_settings(model=model),
                lambda ask, label: code_texts(texts, ask, at_once, label=label),
                count=len(texts),
                fresh=fresh,
            )
        )
        scores = score_coding(texts, run)
        _print(report.as_coding_table(scores, run.label), report.as_json(scores), as_json=json)
    _tell_failures(run)


def _tell_failures(run: "Run") -> None:
    for name, why in run.failures.items():
        complain(f"{name}: {why}")
    if run.failures:
        raise typer.Exit(INCOMPLETE)


def _check_names(only: list[str], known: list[str]) -> None:
    unknown = [name for name in only if name not in known]
    if unknown:
        raise BadInput(f"there is no article {', '.join(unknown)} here; there are {', '.join(known)}")


async def _asked(settings: Settings, run: "Callable[[Ask, str], Awaitable[Run]]", *, count: int, fresh: bool) -> "Run":
    """Give `run` a way to ask the model of the settings, and its name; progress is shown over `count` articles."""
    from schemas.extraction import Extraction  # noqa: PLC0415 - start quickly
    from service.bootstrap import open_services  # noqa: PLC0415
    from service.cli.progress import shown_articles  # noqa: PLC0415
    from service.clock import within  # noqa: PLC0415

    async with open_services(settings) as services:
        with shown_articles(stderr_console(), count) as done:

            async def ask(request: "ExtractionRequest") -> "Extraction":
                deadline = within(settings.deadline_seconds, services.clock)
                try:
                    answer = await services.extract(request, deadline=deadline, fresh=fresh)
                except DragomanError:
                    done(f"failed  {_name(request)}")
                    raise
                done(f"{'kept' if answer.cached else 'read'}    {_name(request)}")
                return Extraction.model_validate_json(answer.body)

            return await run(ask, next(iter(services.readers)))


def _name(request: "ExtractionRequest") -> str:
    return request.title or " ".join((request.text or request.html or "").split())[:_NAME_LENGTH]


def compare(
    gold: Gold,
    before: Annotated[Path, typer.Argument(help="Run file, or folder of extractions.")],
    after: Annotated[Path, typer.Argument(help="Run file, or folder of extractions.")],
    *,
    json: Json = False,
) -> None:
    """Show record by record what the later run gained, lost or changed."""
    with told_plainly():
        _need_scipy()
        from service.cli.progress import shown_working  # noqa: PLC0415 - start quickly
        from service.evaluation import compare as comparing  # noqa: PLC0415
        from service.evaluation.gold import read_gold  # noqa: PLC0415
        from service.evaluation.run import read_run  # noqa: PLC0415

        with shown_working(stderr_console(), "Comparing"):
            differences = comparing.compare(read_gold(gold), read_run(before), read_run(after))
        _print(comparing.as_table(differences), [asdict(one) for one in differences], as_json=json)


def _need_scipy() -> None:
    try:
        import scipy.optimize  # noqa: F401, PLC0415 - only asks whether it is there
    except ImportError:
        raise NotConfigured("scoring needs scipy: pip install 'dragoman[eval]', or use `make eval`") from None


def _print(table: "RenderableType", data: object, *, as_json: bool) -> None:
    if pretty(as_json=as_json):
        from rich.console import Console  # noqa: PLC0415 - start quickly

        Console(markup=False).print(table)
    else:
        print_json(data)
