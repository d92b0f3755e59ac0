"""An extraction as a small HTML table for notebooks: no script, nothing loaded, every word escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from schemas.base import DateRange
from schemas.evidence import Evidence
from schemas.extraction import Extraction

_CELL: Final = 'style="text-align:left;vertical-align:top;padding:2px 12px 2px 0"'
Cells = tuple[str, ...]
Row = tuple[Cells, Iterable[Evidence]]


def render_cell(extraction: Extraction) -> str:
    """Return what a notebook shows for `extraction`: events, delegations and stances as three tables."""
    names = {actor.id: actor.name for actor in extraction.actors}

    def who(ids: Iterable[str]) -> str:
        return ", ".join(names.get(each, each) for each in ids)

    events = [
        ((e.type, e.summary, who(e.actors), who(e.recipients), _when(e.date), e.status), e.evidence) for e in extraction.events
    ]
    delegations = [
        ((who([d.party]), who(d.counterparts), who([d.head] if d.head else []), d.mandate, _when(d.date), d.status), d.evidence)
        for d in extraction.delegations
    ]
    stances = [((who([s.holder]), s.position, s.target.text, s.claim), s.evidence) for s in extraction.stances]
    return (
        f"<div>{_heading(extraction)}"
        + _table("Events", ("type", "summary", "actors", "toward", "date", "status", "sentences"), events)
        + _table("Delegations", ("party", "to meet", "head", "mandate", "date", "status", "sentences"), delegations)
        + _table("Stances", ("holder", "position", "target", "claim", "sentences"), stances)
        + "</div>"
    )


def _heading(extraction: Extraction) -> str:
    title = extraction.article.title or extraction.id
    state = "" if extraction.complete else " – incomplete: a model call failed"
    return f"<p><strong>{escape(title)}</strong> {escape(extraction.article.published or '')}{state}</p>"


def _table(caption: str, columns: Cells, rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th {_CELL}>{column}</th>" for column in columns)
    body = "".join(f"<tr>{_cells(values)}<td {_CELL}>{_cited(evidence)}</td></tr>" for values, evidence in rows)
    return f"<details open><summary>{caption} ({len(rows)})</summary><table><tr>{head}</tr>{body}</table></details>"


def _cells(values: Cells) -> str:
    return "".join(f'<td dir="auto" {_CELL}>{escape(value)}</td>' for value in values)


def _when(date: DateRange | None) -> str:
    if date is None:
        return ""
    return date.start if date.start == date.end else f"{date.start} – {date.end}"


def _cited(evidence: Iterable[Evidence]) -> str:
    """Return the numbers of the sentences, each with its words to hover over."""
    return ", ".join(f'<span title="{escape(cited.quote)}">{cited.sentence}</span>' for cited in evidence)
