"""One of several replicas that start and work at the same moment.

`python -m tests.store.replica URL NAME` says `ready`, waits for a line, then opens the store, claims, reserves and begins,
and prints what it was granted as JSON.
"""

import asyncio
import json
import sys

from service.errors import IdempotencyInProgress
from service.store.location import locate
from service.store.sql import SqlStore

CLAIMS = 20
LIMIT = 50


async def work(url: str, name: str) -> dict[str, int]:
    """Return how many claims, reservations and runs this replica got."""
    store = await SqlStore.open(locate(url), patience=30)
    claims = sum([await store.claim(f"{n}", name, 600) for n in range(CLAIMS)])
    reserved = sum(await asyncio.gather(*(store.reserve("calls", 0, 1, LIMIT) for _ in range(LIMIT))))
    runs = 0
    for n in range(CLAIMS):
        try:
            await store.begin(f"{n}", "body", name, 600)
            runs += 1
        except IdempotencyInProgress:
            pass
    await store.aclose()
    return {"claims": claims, "reserved": reserved, "runs": runs}


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(json.dumps(asyncio.run(work(sys.argv[1], sys.argv[2]))))
