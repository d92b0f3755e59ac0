"""Forks children that keep replies one after another, and kills each with SIGKILL at a moment of its own.

`python -m tests.store.writer URL CHILDREN SEED` prints the key of every reply whose keeping was reported done. The children
are forked from one process that has everything imported, since importing takes far longer than the writing that is to be
interrupted.
"""

import asyncio
import os
import random
import select
import signal
import sys
import time

from service.store import open_store
from service.store.location import locate
from service.store.sql import SqlStore
from tests.store.replies import REQUEST, reply

LONGEST_LIFE = 0.03
KILLED_EARLY = 0.2
"""Share of children that are killed while they open the file, which includes repairing what the last one left."""


def text_of(key: str) -> str:
    """Make the reply that belongs to a key; some need several pages of the file."""
    return f"{key} " * (1 + hash_of(key) % 2000)


def hash_of(key: str) -> int:
    """Give a number that is the same in every process."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(key))


async def _keep_on(url: str, child: int, report: int) -> None:
    store = await SqlStore.open(locate(url), patience=10)
    for n in range(100_000):
        key = f"{child}/{n}"
        await store.keep_reply(key, reply(text_of(key)), REQUEST)
        os.write(report, f"{key}\n".encode())


async def _import_everything(url: str) -> None:
    """Use the store once, so that no child has to import what is imported late; leaves no thread and no connection."""
    async with open_store(url) as store:
        await store.keep_reply("first", reply(), REQUEST)


def _one_life(url: str, child: int, seconds: float, *, early: bool) -> str:
    """Let a child write for so long, kill it, and return its reports."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        asyncio.run(_keep_on(url, child, writer))
        os._exit(1)
    os.close(writer)
    if not early:
        select.select([reader], [], [], 10)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with os.fdopen(reader) as reports:
        return reports.read()


def main(url: str, children: int, seed: int) -> None:
    """Run all children, one after the other."""
    asyncio.run(_import_everything(url))
    lengths = random.Random(seed)  # noqa: S311 - repeatable on purpose
    for child in range(children):
        early = lengths.random() < KILLED_EARLY
        sys.stdout.write(_one_life(url, child, lengths.random() * LONGEST_LIFE, early=early))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
