"""`dragoman model …` and `dragoman db …`."""

import asyncio
from typing import Annotated

import typer

from service.cli import model
from service.cli.outcome import pretty, print_json, stderr_console, told_plainly
from service.settings import read_settings

database = typer.Typer(help="The store's database.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the groups to `app`."""
    app.add_typer(model.app, name="model")
    app.add_typer(database, name="db")


@database.callback()
def _group() -> None:
    """Keep `migrate` a verb of its own, though it is the only one."""


@database.command()
def migrate(*, json: Annotated[bool, typer.Option("--json", help="JSON even on a terminal.")] = False) -> None:
    """Bring the database that DATABASE_URL names to the newest schema; the service does so itself when it starts."""
    with told_plainly():
        from service.cli.progress import shown_working  # noqa: PLC0415 - start quickly

        url = read_settings().database_url
        with shown_working(stderr_console(), "Migrating"):
            where = asyncio.run(_migrate(url))
        if pretty(as_json=json):
            typer.echo(f"{where} is at the newest schema.")
        else:
            print_json({"database": where, "current": True})


async def _migrate(url: str) -> str:
    from service.store import described, open_store  # noqa: PLC0415 - start quickly

    async with open_store(url) as store:
        await store.ping()
    return described(url)
