"""`python -m benchmarks [hit] [miss] [start] [crowd] [flood] [promises] [growth]`: all of them when none is named."""

import os
import platform
import sys
from collections.abc import Callable

from benchmarks.crowds import crowd, flood
from benchmarks.growth import growth
from benchmarks.promises import promises
from benchmarks.scenarios import cache_hit, miss, start
from benchmarks.tables import Table

SCENARIOS: dict[str, Callable[[], list[Table]]] = {
    "hit": cache_hit,
    "miss": miss,
    "start": start,
    "crowd": crowd,
    "flood": flood,
    "promises": promises,
    "growth": growth,
}


def main() -> None:
    """Print the tables, and the load of the machine before and after, without which the figures say little."""
    chosen = sys.argv[1:] or list(SCENARIOS)
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f} before", flush=True)
    before: Table | None = None
    for name in chosen:
        for table in SCENARIOS[name]():
            print(table.text(before), flush=True)
            before = table
    print(f"\nload {os.getloadavg()[0]:.1f} after", flush=True)


main()
