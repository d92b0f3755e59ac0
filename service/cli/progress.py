"""Progress on standard error, on a terminal only: how many calls are answered, what has been found so far."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)

from service.core.progress import Asked, Found, Observe, Planned
from service.core.progress import Progress as Step


@contextmanager
def shown_progress(console: Console) -> Iterator[Observe]:
    """Show an extraction's progress while the block runs."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading the article", total=None)
        found: Counter[str] = Counter()

        def observe(step: Step) -> None:
            match step:
                case Planned(calls=calls):
                    bar.update(task, total=calls)
                case Asked(done=done, of=of):
                    bar.update(task, completed=done, total=of)
                case Found(kind=kind):
                    found[kind] += 1
                    bar.update(task, description=", ".join(f"{count} {name}s" for name, count in found.items()))

        yield observe


@contextmanager
def shown_working(console: Console, words: str) -> Iterator[None]:
    """Show that something goes on while the block runs, whose length nobody knows."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        bar.add_task(words, total=None)
        yield


@contextmanager
def shown_articles(console: Console, articles: int) -> Iterator[Callable[[str], None]]:
    """Show how many of the articles are read; the block calls with a remark about each, which stays to be seen."""
    columns = (SpinnerColumn(), TextColumn("Reading articles"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("articles", total=articles)

        def read(remark: str) -> None:
            console.print(remark, highlight=False, markup=False)
            bar.advance(task)

        yield read


@contextmanager
def shown_download(console: Console, name: str) -> Iterator["Report"]:
    """Show a download's progress while the block runs; on no terminal, say only that it begins."""
    if not console.is_terminal:
        console.print(f"Fetching {name} …", highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        yield Report(bar, name)


class Report:
    """Told how many bytes are here, of how many."""

    def __init__(self, bar: Progress, name: str) -> None:
        self._bar, self._task = bar, bar.add_task(name, total=None)

    def __call__(self, here: int, of: int) -> None:
        self._bar.update(self._task, completed=here, total=of)
