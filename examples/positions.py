"""Who stands where: the stances of a week's articles as a table, holders down, targets across; the latest position counts.

python examples/positions.py ARTICLE… > positions.md
"""

import asyncio
import os
import sys
from collections.abc import Iterable

from dragoman_client import AsyncClient, Extraction

SIGNS = {"supports": "+", "opposes": "−", "conditional": "if", "ambivalent": "±"}
Table = dict[str, dict[str, str]]


def table(extractions: Iterable[Extraction]) -> Table:
    """Return signs by holder and target. A change of mind keeps both: `− → +`."""
    found: Table = {}
    for extraction in sorted(extractions, key=lambda one: one.article.published or ""):
        for stance in extraction.stances:
            row = found.setdefault(extraction.actor(stance.holder).name, {})
            before, now = row.get(stance.target.text), SIGNS[stance.position]
            row[stance.target.text] = now if before is None or before.endswith(now) else f"{before} → {now}"
    return found


def markdown(positions: Table) -> str:
    """Return the table in Markdown."""
    targets = sorted({target for row in positions.values() for target in row})
    lines = [["", *targets], ["---"] * (len(targets) + 1)]
    lines += [[holder, *(row.get(target, "") for target in targets)] for holder, row in sorted(positions.items())]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


async def read(files: list[str], url: str) -> list[Extraction]:
    """Return what is in the articles, read four at a time."""
    places = asyncio.Semaphore(4)
    async with AsyncClient(url) as dragoman, asyncio.TaskGroup() as group:

        async def one(file: str) -> Extraction:
            async with places:
                return await dragoman.extract(file=file, include=["stances"])

        tasks = [group.create_task(one(file)) for file in files]
    return [task.result() for task in tasks]


if __name__ == "__main__":
    address = os.environ.get("DRAGOMAN_URL", "http://127.0.0.1:8000")
    sys.stdout.write(markdown(table(asyncio.run(read(sys.argv[1:], address)))))
