"""`dragoman model …` and `dragoman db …`."""

import asyncio

import typer

from service.cli import model
from service.cli.outcome import stderr_console, told_plainly
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
def migrate() -> None:
    """Bring the database that DATABASE_URL names to the newest schema; the service does so itself when it starts."""
    with told_plainly():
        asyncio.run(_migrate(read_settings().database_url))
        stderr_console().print("The database is at the newest schema.", highlight=False)


async def _migrate(url: str) -> None:
    from service.store import open_store  # noqa: PLC0415 - start quickly

    async with open_store(url) as store:
        await store.ping()
