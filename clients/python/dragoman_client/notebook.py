"""An extraction as a notebook shows it: one small table a kind, no script, every word escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from dragoman_client.models import DateRange, Evidence, Extraction

_CELL: Final = 'style="text-align:left;vertical-align:top;padding:2px 12px 2px 0"'
Row = Sequence[str]


def render_cell(extraction: Extraction) -> str:
    """Return the HTML. Numbers in brackets are the sentences that state a record; hover over them to read the words."""
    names = {actor.id: actor.name for actor in extraction.actors}

    def who(*ids: str | None) -> str:
        return escape(", ".join(names.get(each, each) for each in ids if each is not None))

    events = [
        (e.type, escape(e.summary), who(*e.actors), who(*e.recipients), _when(e.date), e.status, _cited(e.evidence))
        for e in extraction.events
    ]
    delegations = [
        (who(d.party), who(*d.counterparts), who(d.head), d.mandate, _when(d.date), d.status, _cited(d.evidence))
        for d in extraction.delegations
    ]
    stances = [
        (who(s.holder), s.position, escape(s.target.text), escape(s.claim), _cited(s.evidence)) for s in extraction.stances
    ]
    return (
        f"<div>{_heading(extraction)}"
        f"{_table('Events', ('type', 'what', 'who', 'to whom', 'when', 'status', ''), events)}"
        f"{_table('Delegations', ('from', 'to meet', 'head', 'mandate', 'when', 'status', ''), delegations)}"
        f"{_table('Stances', ('who', 'position', 'on', 'claim', ''), stances)}</div>"
    )


def _heading(extraction: Extraction) -> str:
    article = extraction.article
    missing = "" if extraction.complete else " <em>incomplete: records may be missing</em>"
    return f"<p><b>{escape(article.title or extraction.id)}</b> {escape(article.published or '')}{missing}</p>"


def _table(caption: str, heads: Row, rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th {_CELL}>{name}</th>" for name in heads)
    body = "".join("<tr>" + "".join(f'<td dir="auto" {_CELL}>{cell}</td>' for cell in row) + "</tr>" for row in rows)
    return f"<details open><summary>{caption} ({len(rows)})</summary><table><tr>{head}</tr>{body}</table></details>"


def _when(day: DateRange | None) -> str:
    if day is None:
        return ""
    return day.start if day.start == day.end else f"{day.start} – {day.end}"


def _cited(evidence: Iterable[Evidence]) -> str:
    return " ".join(f'<span title="{escape(one.quote)}">[{one.sentence}]</span>' for one in evidence)
