"""Many at once, against a model that takes a second: what the service makes of its one second, and what each costs in memory."""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import Measured, drive
from benchmarks.processes import Served, model, service
from benchmarks.scenarios import different
from benchmarks.tables import Table, at_most, beside

_MODEL_SECONDS = 1.0
_PLACES = 256
"""`max_in_flight` as it is by default: a flood beyond it waits in the queue."""


@dataclass(frozen=True, slots=True)
class _Watched:
    """A load, and what the service took for it: memory above what it had before, and time of a processor."""

    measured: Measured
    grown_kb: float
    cpu_seconds: float


def crowd() -> list[Table]:
    """1,000 articles, 200 at once: ideally five seconds. By one process, and by two workers on the same SQLite file."""
    many, at_once = 1000, 200
    ideal = many / at_once * _MODEL_SECONDS
    rows = []
    for workers, who in ((1, "one process"), (2, "two workers")):
        watched = _watched(many, at_once, DRAGOMAN_WORKERS=f"{workers}")
        rows += [
            at_most(f"1,000 articles, 200 at once, {who}, s", watched.measured.wall, ideal * 1.2),
            at_most(f"memory per request in flight, {who}, kB", watched.grown_kb / at_once, 200, ".0f"),
            beside(
                f"processor time per article, {who}, ms (what five seconds hold)",
                watched.cpu_seconds / many * 1e3,
                ideal * workers / many * 1e3,
            ),
        ]
    return [Table(rows)]


def flood() -> list[Table]:
    """2,000 requests at once: those beyond the places wait, and every one is answered 200."""
    many = 2000
    watched = _watched(many, many)
    ideal = -(-many // _PLACES) * _MODEL_SECONDS
    return [
        Table(
            [
                ("2,000 requests at once, answered", f"{len(watched.measured.latencies)}", f"{many}", "1.00"),
                beside("all of them answered after, s (ideally)", watched.measured.wall, ideal),
                at_most("memory per request in flight or waiting, kB", watched.grown_kb / many, 200, ".0f"),
            ]
        )
    ]


def _watched(many: int, at_once: int, **environment: str) -> _Watched:
    with (
        tempfile.TemporaryDirectory() as name,
        model(_MODEL_SECONDS) as stub,
        service(Path(name), stub.port, **environment) as ours,
    ):
        asyncio.run(drive(ours.port, different(300, 5000), 50))  # what is made once is made now
        memory, processor = ours.resident_mb(), ours.cpu_seconds()
        measured, peak = asyncio.run(_drive_and_watch(ours, many, at_once))
        return _Watched(measured, (peak - memory) * 1e3, ours.cpu_seconds() - processor)


async def _drive_and_watch(ours: Served, many: int, at_once: int) -> tuple[Measured, float]:
    """Drive, and return the highest resident memory seen meanwhile, in MB."""
    peak = 0.0
    driving = asyncio.create_task(drive(ours.port, different(many, 100), at_once))
    while not driving.done():
        peak = max(peak, ours.resident_mb())
        await asyncio.sleep(0.05)
    return driving.result(), peak
