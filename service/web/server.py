"""The service as a process: listens, serves, and stops without losing what is under way."""

import asyncio
import logging
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from types import FrameType

import uvicorn
from fastapi import FastAPI

from service.bootstrap import Services, open_services
from service.settings import Settings
from service.web.admission import Admission
from service.web.app import create_app
from service.web.listening import address_of, taken

_LAST_WORDS_SECONDS = 5
"""Beyond the grace, so that the refusals of what did not finish are sent."""
_log = logging.getLogger(__name__)
OnStart = Callable[[str], None]


class Server(uvicorn.Server):
    """Stops letting requests in at the first signal; those inside get the grace, then are refused with 503."""

    def __init__(self, config: uvicorn.Config, admission: Admission, grace: float, on_start: OnStart) -> None:
        super().__init__(config)
        self._admission, self._grace, self._on_start = admission, grace, on_start
        self._loop = asyncio.get_running_loop()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_start(address_of(self.servers[0].sockets[0]))

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._loop.call_soon_threadsafe(self._admission.stop, self._grace)
        super().handle_exit(sig, frame)


def run(
    settings: Settings,
    *,
    on_start: OnStart = lambda _address: None,
    sockets: list[socket.socket] | None = None,
    meters: Path | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT. `on_start` is told the address. Raises `NotConfigured`.

    One of several workers is given the bound `sockets` and the folder where all of them count, `meters`.
    """
    loop_factory = uvicorn.Config("", loop="auto", log_config=None).get_loop_factory()
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(_open_and_serve(settings, on_start, sockets, meters))


async def _open_and_serve(
    settings: Settings, on_start: OnStart, sockets: list[socket.socket] | None, meters: Path | None
) -> None:
    async with open_services(settings, warm=True) as services:

        @asynccontextmanager
        async def already_open(_: Settings) -> AsyncIterator[Services]:
            yield services

        app = create_app(settings, open_services=already_open, shared_meters=meters)
        await serve(app, settings, on_start, sockets)


async def serve(app: FastAPI, settings: Settings, on_start: OnStart, sockets: list[socket.socket] | None = None) -> None:
    """Serve `app`, made by `create_app`, until a signal; what is then under way gets the grace of the settings."""
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=int(settings.shutdown_grace_seconds) + _LAST_WORDS_SECONDS,
    )
    server = Server(config, app.state.admission, settings.shutdown_grace_seconds, on_start)
    with _outliving_signals():
        try:
            await server.serve(sockets)
        except SystemExit:
            raise taken(settings) from None
    _log.info("stopped")


@contextmanager
def _outliving_signals() -> Iterator[None]:
    """Let the signal pass that the server raises once more when it is done, so that the store and the model close."""
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
