"""Counters of several processes in one folder, so that whichever is asked tells the sum.

Each process has a slot and writes files of that name. Who takes the place of one that died counts on from what it left, so there
are never more files than slots, and no sum falls.
"""

import os
from pathlib import Path

from prometheus_client import CollectorRegistry
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead


def count_in(folder: Path, slot: int) -> None:
    """Keep this process's counters in `folder` from now on. Call it before any counter is made."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)  # the library asks for it with each file it opens
    from prometheus_client import values  # noqa: PLC0415 - beside its use

    values.ValueClass = values.MultiProcessValue(lambda: slot)  # type: ignore[no-untyped-call]


def sum_in(folder: Path) -> CollectorRegistry:
    """Return a registry that tells the sums of all processes that count in `folder`."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]
    return registry


def forget_gauges(folder: Path, slot: int) -> None:
    """Take what a dead process had under way out of the sums; its counters stay."""
    mark_process_dead(slot, path=str(folder))  # type: ignore[no-untyped-call]
