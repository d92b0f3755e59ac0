"""`dragoman mcp`: the extraction as a tool for language-model agents."""

import asyncio
from typing import Annotated

import typer

from service.cli.outcome import stderr_console, told_plainly
from service.settings import Settings, read_settings

_DEFAULT_PORT = 8001


def register(app: typer.Typer) -> None:
    """Add the verb to `app`."""
    app.command()(mcp)


def mcp(
    *,
    http: Annotated[bool, typer.Option("--http", help="Streamable HTTP instead of standard input and output.")] = False,
    host: Annotated[str, typer.Option(help="With --http: address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="With --http: port to listen on.")] = _DEFAULT_PORT,
    model: Annotated[str | None, typer.Option(help="Model to ask, as in the setting MODEL.")] = None,
) -> None:
    """Offer the extraction to language-model agents, as a tool of the Model Context Protocol."""
    with told_plainly():
        from service import log  # noqa: PLC0415 - start quickly

        settings = read_settings(model=model)
        log.configure(level=settings.log_level, style=settings.log_format)
        asyncio.run(_over_http(settings, host, port) if http else _over_stdio(settings))


async def _over_stdio(settings: Settings) -> None:
    from service.bootstrap import open_services  # noqa: PLC0415 - start quickly
    from service.mcp.tools import create_server  # noqa: PLC0415

    async with open_services(settings, warm=True) as services:
        await create_server(services).run_stdio_async()


async def _over_http(settings: Settings, host: str, port: int) -> None:
    from service.bootstrap import open_services  # noqa: PLC0415 - start quickly
    from service.mcp.http import Server  # noqa: PLC0415

    async with open_services(settings, warm=True) as services:
        await Server(services, host=host, port=port, on_start=_greet).serve()


def _greet(address: str) -> None:
    stderr_console().print(f"[bold]Dragoman[/] offers its tools to agents at {address}", highlight=False)
