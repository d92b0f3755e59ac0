"""The command line. Each verb is thin: it reads its arguments, calls what the service calls, and prints."""

import typer

from service import __version__
from service.cli import doctor, evaluate, extract, maintain, mcp, serve, view
from service.garbage import collect_seldom

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:  # noqa: FBT001 - Typer's callback
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def main(
    *, version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version and stop.")
) -> None:
    """Read news about diplomacy and conflict. Settings come from the environment and `.env`; docs/settings.md lists them."""
    del version
    collect_seldom()


for part in (extract, serve, mcp, view, evaluate, maintain, doctor):
    part.register(app)
