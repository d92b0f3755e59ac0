"""A newsroom timeline: the events of several articles, sorted by date, as Markdown.

python examples/timeline.py ARTICLE… > timeline.md
"""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from dragoman_client import Client, Event, Extraction

MARKS = {"planned": "planned", "hypothetical": "may happen", "refused": "refused", "ongoing": "going on"}


def timeline(extractions: Mapping[str, Extraction]) -> Iterator[str]:
    """Give the lines: a heading a day, an entry an event with its source and the words that state it; undated events last.

    `extractions` are named by their source.
    """
    dated = sorted(
        (
            (event.date.start if event.date else "Undated", event, name)
            for name, found in extractions.items()
            for event in found.events
        ),
        key=lambda entry: entry[0],
    )
    day = None
    for date, event, source in dated:
        if date != day:
            day = date
            yield f"\n## {day}\n"
        yield entry(event, source)


def entry(event: Event, source: str) -> str:
    """Return one entry."""
    mark = f" ({MARKS[event.status]})" if event.status in MARKS else ""
    where = f", {event.location.name}" if event.location else ""
    return f"- **{event.summary}**{where}{mark}  \n  “{event.evidence[0].quote}” — {source}"


def name_of(file: str) -> str:
    """Return what the timeline calls an article: its folder too, since many are called `article`."""
    path = Path(file)
    return f"{path.parent.name}/{path.stem}"


def main(files: list[str]) -> None:
    """Print the timeline of the articles in `files`."""
    with Client(os.environ.get("DRAGOMAN_URL", "http://127.0.0.1:8000")) as dragoman:
        found = {name_of(file): dragoman.extract(file=file, include=["events"]) for file in files}
    sys.stdout.write("# Timeline\n" + "\n".join(timeline(found)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
