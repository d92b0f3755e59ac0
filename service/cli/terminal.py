"""An extraction as a person reads it in a terminal: actors, then each kind of record with its evidence."""

from collections.abc import Iterable

from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from schemas.base import DateRange, Place
from schemas.evidence import Evidence
from schemas.extraction import Extraction

_COLOURS = {"event": "cyan", "delegation": "magenta", "stance": "yellow"}


def show(extraction: Extraction, console: Console | None = None) -> None:
    """Print `extraction` to `console` (standard output when None)."""
    out = console or Console()
    names = {actor.id: actor.name for actor in extraction.actors}
    out.print(_heading(extraction))
    if extraction.actors:
        out.print(_actors(extraction))
    for records in (_events, _delegations, _stances):
        for record in records(extraction, names):
            out.print(Padding(record, (1, 0, 0, 0)))
    for line in _remarks(extraction):
        out.print(line)


def _heading(extraction: Extraction) -> Text:
    article, made = extraction.article, extraction.provenance
    heading = Text()
    heading.append(f"{article.title or article.id}\n", style="bold")
    facts = (article.published, article.source, article.language, f"{len(article.sentences)} sentences", made.model)
    heading.append(" · ".join(fact for fact in facts if fact), style="dim")
    if not extraction.complete:
        heading.append("\nincomplete: a model call failed, records may be missing", style="bold red")
    return heading


def _actors(extraction: Extraction) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("", "actor", "kind", "country", "role"):
        table.add_column(column, overflow="fold")
    for actor in extraction.actors:
        table.add_row(actor.id, escape(actor.name), actor.kind, actor.country or "", escape(actor.role or ""))
    return table


def _record(kind: str, title: str, lines: Iterable[str | None], evidence: tuple[Evidence, ...]) -> Group:
    parts: list[Text] = [Text(title, style=f"bold {_COLOURS[kind]}")]
    parts += [Text("    " + line) for line in lines if line]
    parts += [Text(f"    {one.sentence}: “{one.quote}”", style="italic dim") for one in evidence]
    return Group(*parts)


def _joined(ids: Iterable[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(one, one) for one in ids)


def _when_where(date: DateRange | None, place: Place | None) -> str | None:
    when = None if date is None else date.start if date.start == date.end else f"{date.start} to {date.end}"
    where = None if place is None else place.name if place.country is None else f"{place.name} ({place.country})"
    return " · ".join(part for part in (when, where) if part) or None


def _events(extraction: Extraction, names: dict[str, str]) -> Iterable[Group]:
    for event in extraction.events:
        title = f"{event.id}  {event.type}{'/' + event.mode if event.mode else ''}  {event.summary}"
        whom = f"{_joined(event.actors, names)} → {_joined(event.recipients, names) or '—'}"
        codes = f"{event.status} · CAMEO {event.cameo} · Goldstein {event.goldstein}" if event.cameo else event.status
        yield _record("event", title, (whom, _when_where(event.date, event.location), codes), event.evidence)


def _delegations(extraction: Extraction, names: dict[str, str]) -> Iterable[Group]:
    for sent in extraction.delegations:
        title = f"{sent.id}  delegation of {names.get(sent.party, sent.party)}"
        lines = (
            f"head: {names.get(sent.head, sent.head)}" if sent.head else None,
            f"members: {_joined(sent.members, names)}" if sent.members else None,
            f"to meet: {_joined(sent.counterparts, names)}" if sent.counterparts else None,
            f"hosts: {_joined(sent.hosts, names)}" if sent.hosts else None,
            _when_where(sent.date, sent.destination),
            f"{sent.status} · level {sent.level} · mandate {sent.mandate}",
        )
        yield _record("delegation", title, lines, sent.evidence)


def _stances(extraction: Extraction, names: dict[str, str]) -> Iterable[Group]:
    for stance in extraction.stances:
        title = f"{stance.id}  {names.get(stance.holder, stance.holder)} {stance.position}: {stance.target.text}"
        yield _record("stance", title, (stance.claim, stance.expression), stance.evidence)


def _remarks(extraction: Extraction) -> Iterable[Text]:
    for warning in extraction.warnings:
        yield Text(f"warning {warning.code}: {warning.detail}", style="yellow")
    if extraction.rejected:
        reasons = ", ".join(sorted({one.reason for one in extraction.rejected}))
        yield Text(f"{len(extraction.rejected)} drafts rejected ({reasons}); --json shows them", style="dim")
