"""`dragoman doctor`: looks at key, endpoint, model, store and port, and says what to do."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from service.cli.outcome import pretty, print_json, told_plainly
from service.errors import DragomanError
from service.settings import Settings, read_settings

_PATIENCE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what, whether it is well, and what was seen or what to do."""

    what: str
    well: bool
    detail: str


def register(app: typer.Typer) -> None:
    """Add the verb to `app`."""
    app.command()(doctor)


def doctor(
    *,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask the model a tiny question too; on an endpoint this costs a few tokens.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="JSON even on a terminal.")] = False,
) -> None:
    """Check that everything the service needs is there."""
    with told_plainly():
        findings = asyncio.run(examine(read_settings(), ask=ask))
    if pretty(as_json=json):
        for one in findings:
            typer.echo(f"{'ok ' if one.well else 'NO '} {one.what:<10} {one.detail}")
    else:
        print_json([asdict(one) for one in findings])
    if not all(one.well for one in findings):
        raise typer.Exit(1)


async def examine(settings: Settings, *, ask: bool) -> list[Finding]:
    """Look at each thing in turn; a failure of one does not hide the others."""
    looks: list[tuple[str, Callable[[], Awaitable[str]]]] = [
        ("model", lambda: _model(settings)),
        ("store", lambda: _store(settings)),
        ("port", lambda: _port(settings)),
    ]
    if ask:
        looks.insert(1, ("answer", lambda: _answer(settings)))
    return [await _finding(what, look) for what, look in looks]


async def _finding(what: str, look: Callable[[], Awaitable[str]]) -> Finding:
    try:
        return Finding(what, well=True, detail=await look())
    except (DragomanError, OSError) as error:
        return Finding(what, well=False, detail=str(error))


async def _model(settings: Settings) -> str:
    from service.bootstrap import open_services  # noqa: PLC0415 - start quickly

    async with open_services(settings) as services:
        return "; ".join(f"{reader.model.name} at {reader.model.endpoint}" for reader in services.readers.values())


async def _answer(settings: Settings) -> str:
    from service.bootstrap import open_services  # noqa: PLC0415 - start quickly
    from service.clock import within  # noqa: PLC0415
    from service.core.ports import ChatRequest, Message  # noqa: PLC0415

    async with open_services(settings) as services:
        model = services.reader(None).model
        question = ChatRequest((Message("user", "Answer with the word yes."),), schema=None, max_tokens=16, fresh=True)
        reply = await model.ask(question, deadline=within(_PATIENCE_SECONDS, services.clock))
        return f"{reply.model} answers ({reply.tokens.prompt + reply.tokens.completion} tokens)"


async def _store(settings: Settings) -> str:
    from service.store import open_store  # noqa: PLC0415 - start quickly

    async with open_store(settings.database_url) as store:
        await store.ping()
        return "answers, and its schema is current"


async def _port(settings: Settings) -> str:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise OSError(
                f"{settings.host}:{settings.port} is taken or not ours ({error.strerror}); choose another with DRAGOMAN_PORT"
            ) from None
        return f"{settings.host}:{settings.port} is free"
