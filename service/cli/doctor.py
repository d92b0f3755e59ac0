"""`dragoman doctor`: looks at key, endpoint, model, store and port, and says what to do."""

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from service.cli.outcome import FAILED, pretty, print_json, stderr_console, told_plainly
from service.settings import read_settings

if TYPE_CHECKING:
    from service.cli.checks import Finding


def register(app: typer.Typer) -> None:
    """Add the verb to `app`."""
    app.command()(doctor)


def doctor(
    *,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask each model a tiny question too; on an endpoint this costs a few tokens.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="JSON even on a terminal.")] = False,
) -> None:
    """Check key, endpoint, model, store and port, and say what to do about what is wrong."""
    with told_plainly():
        from service.cli.checks import examine  # noqa: PLC0415 - start quickly
        from service.cli.progress import shown_working  # noqa: PLC0415

        settings = read_settings()
        with shown_working(stderr_console(), "Asking the models a question" if ask else "Looking"):
            findings = asyncio.run(examine(settings, ask=ask))
    if pretty(as_json=json):
        Console().print(_table(findings))
    else:
        print_json([asdict(one) for one in findings])
    if not all(one.well for one in findings):
        raise typer.Exit(FAILED)


def _table(findings: "list[Finding]") -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for one in findings:
        table.add_row("[green]ok[/]" if one.well else "[bold red]NO[/]", one.what, escape(one.detail))
    return table
