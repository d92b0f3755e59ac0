"""An extraction as a small HTML table for notebooks: no script, nothing loaded, every word escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from schemas.base import DateRange
from schemas.evidence import Evidence
from schemas.extraction import Extraction

_CELL: Final = 'style="text-align:left;vertical-align:top;padding:2px 12px 2px 0"'
Row = tuple[str, ...]


def render_cell(extraction: Extraction) -> str:
    """Return what a notebook shows for `extraction`: events, delegations and stances as three tables.

    Made for `_repr_html_`.
    """
    names = {actor.id: actor.name for actor in extraction.actors}

    def who(ids: Iterable[str]) -> str:
        return ", ".join(names.get(each, each) for each in ids)

    events = [
        (e.type, e.summary, who(e.actors), who(e.recipients), _when(e.date), e.status, _where(e.evidence))
        for e in extraction.events
    ]
    delegations = [
        (
            who([d.party]),
            who(d.counterparts),
            who([d.head] if d.head else []),
            d.mandate,
            _when(d.date),
            d.status,
            _where(d.evidence),
        )
        for d in extraction.delegations
    ]
    stances = [(who([s.holder]), s.position, s.target.text, s.claim, _where(s.evidence)) for s in extraction.stances]
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


def _table(caption: str, columns: Row, rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th {_CELL}>{column}</th>" for column in columns)
    body = "".join("<tr>" + "".join(f'<td dir="auto" {_CELL}>{escape(value)}</td>' for value in row) + "</tr>" for row in rows)
    return f"<details open><summary>{caption} ({len(rows)})</summary><table><tr>{head}</tr>{body}</table></details>"


def _when(date: DateRange | None) -> str:
    if date is None:
        return ""
    return date.start if date.start == date.end else f"{date.start} – {date.end}"


def _where(evidence: tuple[Evidence, ...]) -> str:
    return ", ".join(str(cited.sentence) for cited in evidence)
