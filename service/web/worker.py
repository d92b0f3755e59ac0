"""One of several processes that serve on the same sockets: started by `supervisor`, ended by it, or with it."""

import asyncio
import multiprocessing
import shutil
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from service import log
from service.errors import NotConfigured
from service.garbage import collect_seldom
from service.settings import Settings

LISTENS = ""
"""What a worker tells once it listens; anything else are words about why it cannot."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a worker is given: its number, the settings of the service, bound sockets, and where all of them count."""

    slot: int
    settings: Settings
    sockets: list[socket.socket]
    meters: Path


def share(settings: Settings) -> Settings:
    """Return the settings of one worker: its part, rounded up, of what the service may have under way and waiting."""
    return settings.model_copy(
        update={name: -(-getattr(settings, name) // settings.workers) for name in ("max_in_flight", "max_queued")}
    )


def work(place: Place, told: Connection) -> None:
    """Serve until SIGTERM, or until the supervisor is gone, however it went; tell it `LISTENS` or what is wrong."""
    from service.web.shared_meters import count_in  # noqa: PLC0415 - what it imports is not for the supervisor

    supervisor = multiprocessing.parent_process()
    assert supervisor is not None
    log.configure(level=place.settings.log_level, style=place.settings.log_format)
    collect_seldom()
    count_in(place.meters, place.slot)
    from service.web.server import run  # noqa: PLC0415 - makes counters where the line above said

    def listening(_: str) -> None:
        _end_with(supervisor.sentinel)
        _tell(told, LISTENS)

    try:
        run(share(place.settings), on_start=listening, sockets=place.sockets, meters=place.meters)
    except NotConfigured as error:
        _tell(told, str(error))
        sys.exit(1)
    finally:
        if not supervisor.is_alive():  # it could not clear away what it had made
            shutil.rmtree(place.meters, ignore_errors=True)


def _end_with(sentinel: int) -> None:
    """Stop as at SIGTERM when the supervisor's end of a pipe closes, which even SIGKILL does."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        loop.remove_reader(sentinel)
        signal.raise_signal(signal.SIGTERM)

    loop.add_reader(sentinel, stop)


def _tell(told: Connection, words: str) -> None:
    with told, suppress(OSError):  # the supervisor may be gone
        told.send(words)
