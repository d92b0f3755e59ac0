"""`python -m benchmarks [hit] [miss] [crowd] [start]`: all of them when none is named."""

import os
import platform
import sys

from benchmarks.scenarios import SCENARIOS


def main() -> None:
    """Print a table of all rows, and the load of the machine before it, without which the figures say little."""
    chosen = sys.argv[1:] or list(SCENARIOS)
    cores, load = os.cpu_count(), os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {cores} cores, load {load:.1f} before\n")
    print("| what | ours | peer or limit | ratio |\n|---|---|---|---|")
    for name in chosen:
        for row in SCENARIOS[name]():
            print("| " + " | ".join(row) + " |", flush=True)


main()
