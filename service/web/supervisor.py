"""Several processes that serve on one address: bound once, started, started again when one dies, stopped together."""

import asyncio
import logging
import multiprocessing
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Final

from service.bootstrap import loads_a_model
from service.errors import DragomanError, NotConfigured
from service.settings import Settings
from service.store import described
from service.store.location import locate
from service.web.listening import address_of, bound
from service.web.worker import LISTENS, Place, work

FIRST_PAUSE_SECONDS: Final = 0.5
LONGEST_PAUSE_SECONDS: Final = 30.0
STEADY_SECONDS: Final = 60.0
"""A worker that lived so long is started again after the first pause; one that did not, after twice the last."""
LAST_WORDS_SECONDS: Final = 10.0
"""Beyond the grace: a worker needs five of them to refuse what did not finish, and a little to close."""
_SPAWN = multiprocessing.get_context("spawn")
_log = logging.getLogger(__name__)
OnStart = Callable[[str], None]


def run(settings: Settings, *, on_start: OnStart) -> None:
    """Serve with `settings.workers` processes until SIGTERM or SIGINT. `on_start` is told the address once all of them listen.

    Raises `NotConfigured`, and `DragomanError` when a process ends before it listens and cannot say why.
    """
    check(settings)
    try:
        folder = tempfile.TemporaryDirectory(prefix="dragoman-meters-", ignore_cleanup_errors=True)
    except OSError:
        raise NotConfigured("Several workers count in a temporary folder, and none can be made; set TMPDIR.") from None
    with folder as meters, asyncio.Runner() as runner:
        runner.run(_supervise(settings, Path(meters), on_start))


def check(settings: Settings) -> None:
    """Raise `NotConfigured` when the settings are for one process only."""
    many = f"DRAGOMAN_WORKERS is {settings.workers}"
    if sys.platform == "win32":
        raise NotConfigured(f"{many}, and several workers need Linux or macOS: start several services instead.")
    if locate(settings.database_url).kind == "memory":
        raise NotConfigured(
            f"{many}, but {described(settings.database_url)} cannot be shared: each worker would have its own. "
            "Set DATABASE_URL to an SQLite file or to PostgreSQL, or serve with one worker."
        )
    if loads_a_model(settings):
        raise NotConfigured(
            f"{many}, but the embedded model is for one: each worker would load its own and fight for the same cores. "
            "Serve with one worker, which uses all cores for the model, or name models of an endpoint only."
        )
    if settings.mode == "record":
        raise NotConfigured(f"{many}, but recordings are written by one process. Serve with one worker in record mode.")


def next_pause(last: float, *, lived: float) -> float:
    """Return how long to wait before another is started in the place of one that `lived` so many seconds."""
    return FIRST_PAUSE_SECONDS if lived >= STEADY_SECONDS else min(max(FIRST_PAUSE_SECONDS, 2 * last), LONGEST_PAUSE_SECONDS)


async def _supervise(settings: Settings, meters: Path, on_start: OnStart) -> None:
    sockets = await bound(settings)
    await Supervisor(settings, sockets, meters).run(on_start)
    _log.info("stopped")


class Supervisor:
    """Keeps `settings.workers` processes going on `sockets`, which it closes at the end. Used from one event loop."""

    def __init__(self, settings: Settings, sockets: list[socket.socket], meters: Path) -> None:
        self._settings, self._sockets, self._meters = settings, sockets, meters
        self._stopping = asyncio.Event()
        self._workers: dict[int, _Worker] = {}

    async def run(self, on_start: OnStart) -> None:
        """Run until a signal has ended all workers. Raises `NotConfigured` or `DragomanError` when one cannot start."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop, number)
        address = address_of(self._sockets[0])
        try:
            started = [self._start(slot) for slot in range(self._settings.workers)]
            for worker in started:
                if not await worker.listens() and not self._stopping.is_set():
                    raise DragomanError("A worker process ended before it listened; its own lines above say why.")
            if not self._stopping.is_set():
                on_start(address)
            await asyncio.gather(*(self._keep(slot, worker) for slot, worker in enumerate(started)))
        finally:
            self.stop(signal.SIGTERM)
            await asyncio.gather(*(worker.ended() for worker in self._workers.values()))

    def stop(self, number: int) -> None:
        """Have everybody stop; those who have not after the grace and some last words, or at a second SIGINT, are killed."""
        if self._stopping.is_set():
            if number == signal.SIGINT:
                self._kill()
            return
        self._stopping.set()
        for one in self._sockets:
            one.close()
        for worker in self._workers.values():
            worker.signal(signal.SIGTERM)
        seconds = self._settings.shutdown_grace_seconds + LAST_WORDS_SECONDS
        asyncio.get_running_loop().call_later(seconds, self._kill)

    def _kill(self) -> None:
        for worker in self._workers.values():
            if worker.signal(signal.SIGKILL):
                _log.warning("worker killed before it had stopped", extra={"pid": worker.pid})

    def _start(self, slot: int) -> "_Worker":
        worker = self._workers[slot] = _Worker(Place(slot, self._settings, self._sockets, self._meters))
        return worker

    async def _keep(self, slot: int, worker: "_Worker") -> None:
        """Start another in the slot whenever its worker ends, until all are to stop."""
        pause = 0.0
        while True:
            exit_code = await worker.ended()
            self._forget_gauges(slot)
            if self._stopping.is_set():
                return
            pause = next_pause(pause, lived=worker.lived)
            _log.warning("worker ended; another follows", extra={"pid": worker.pid, "exit_code": exit_code, "seconds": pause})
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._stopping.wait()
                return
            try:
                worker = self._start(slot)
                await worker.listens()
            except (NotConfigured, OSError) as error:  # no memory for another process, say: as if it had ended at once
                _log.error("worker cannot start: %s", error)

    def _forget_gauges(self, slot: int) -> None:
        from service.web.shared_meters import forget_gauges  # noqa: PLC0415 - rarely needed here

        forget_gauges(self._meters, slot)


class _Worker:
    """One process, started when this is made."""

    def __init__(self, place: Place) -> None:
        self._told, tells = _SPAWN.Pipe(duplex=False)
        self._process = _SPAWN.Process(target=work, args=(place, tells), name=f"worker-{place.slot}", daemon=True)
        self._born = asyncio.get_running_loop().time()
        self._died = self._born
        resource_tracker.ensure_running()  # it changes the mask below when it is started
        # inherited: Ctrl-C reaches every process of a terminal, and what it means to the workers is for the supervisor to say
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        tells.close()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def lived(self) -> float:
        """For how many seconds it ran, once it has ended."""
        return self._died - self._born

    async def listens(self) -> bool:
        """Wait until it listens; False when it ended before. Raises `NotConfigured` in its words."""
        await _readable(self._told.fileno())
        with self._told:
            try:
                words = self._told.recv()
            except EOFError:
                return False
        if words != LISTENS:
            raise NotConfigured(words)
        _log.info("worker listens", extra={"pid": self.pid})
        return True

    async def ended(self) -> int:
        """Wait until it has ended and return its exit code, negative when a signal ended it."""
        if self._process.exitcode is None:
            await _readable(self._process.sentinel)
            self._process.join()
            self._died = asyncio.get_running_loop().time()
        assert self._process.exitcode is not None
        return self._process.exitcode

    def signal(self, number: int) -> bool:
        """Send it a signal, if it still runs; return whether it did."""
        running = self._process.is_alive()
        if running:
            os.kill(self.pid, number)
        return running


async def _readable(descriptor: int) -> None:
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(descriptor, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(descriptor)
