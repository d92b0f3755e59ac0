"""Short ways from a text to what the sentence-wise way makes of it."""

import json
from collections.abc import Sequence

from schemas.article import Article
from schemas.draft import Drafts
from schemas.extraction import ExtractionOptions, ExtractionRequest, Rejected
from service.core.article import read_article
from service.core.plan import Answered
from service.core.ports import ChatReply
from service.core.sentencewise.way import SentencewiseWay

Rows = tuple[Sequence[str], Sequence[str]]
"""Act rows and view rows of one sentence's reply."""


def article_of(text: str, *, language: str = "en", title: str | None = None, source: str | None = None) -> Article:
    return read_article(ExtractionRequest(text=text, language=language, title=title, source=source))


def drafts_of(article: Article, rows: Sequence[Rows] | None = None) -> tuple[Drafts, tuple[Rejected, ...]]:
    """Drafts of the article when the model answers `rows`, sentence by sentence; with nothing when they are not given."""
    way = SentencewiseWay()
    calls = way.calls(article, ExtractionOptions(), ())
    given = list(rows) if rows is not None else [((), ())] * len(calls)
    answered = [
        Answered(call, ChatReply(json.dumps({"acts": list(acts), "views": list(views)}), "stop", "small"))
        for call, (acts, views) in zip(calls, given, strict=False)
    ]
    return way.drafts(article, answered)


def events_of(text: str, rows: Sequence[Rows] | None = None, **of: str) -> list[tuple[str, str, list[str], list[str]]]:
    """Type, status, actors and recipients of the event drafts."""
    drafts, _ = drafts_of(article_of(text, **of), rows)
    names = {a.number: a.name for a in drafts.actors}
    return [(e.type, e.status, [names[n] for n in e.actors], [names[n] for n in e.recipients]) for e in drafts.events]
