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

Rows = Sequence[str]
"""View rows about one sentence."""


def article_of(text: str, *, language: str = "en", title: str | None = None, source: str | None = None) -> Article:
    return read_article(ExtractionRequest(text=text, language=language, title=title, source=source))


def drafts_of(article: Article, rows: Sequence[Rows] | None = None) -> tuple[Drafts, tuple[Rejected, ...]]:
    """Drafts of the article when the model answers `rows`, call by call; with nothing when they are not given."""
    way = SentencewiseWay()
    calls = way.calls(article, ExtractionOptions(), ())
    given = list(rows) if rows is not None else [()] * len(calls)
    answered = [
        Answered(call, ChatReply(json.dumps({"acts": [], "views": list(views)}), "stop", "small"))
        for call, views in zip(calls, given, strict=False)
    ]
    return way.drafts(article, answered)


def events_of(text: str, **of: str) -> list[tuple[str, str, list[str], list[str]]]:
    """Type, status, actors and recipients of the event drafts."""
    drafts, _ = drafts_of(article_of(text, **of))
    names = {a.number: a.name for a in drafts.actors}
    return [(e.type, e.status, [names[n] for n in e.actors], [names[n] for n in e.recipients]) for e in drafts.events]


def stances_of(text: str, rows: Sequence[Rows] | None = None) -> list[tuple[str, str, str]]:
    """Holder, position and target of the stance drafts."""
    drafts, _ = drafts_of(article_of(text), rows)
    names = {a.number: a.name for a in drafts.actors}
    return [(names[s.holder], s.position, s.target) for s in drafts.stances]


def delegations_of(text: str) -> list[tuple[str, str | None, list[str], str | None, str]]:
    """Party, head, counterparts, destination and status of the delegation drafts."""
    drafts, _ = drafts_of(article_of(text))
    names = {a.number: a.name for a in drafts.actors}
    return [
        (names[d.party], names[d.head] if d.head else None, [names[n] for n in d.counterparts], d.destination, d.status)
        for d in drafts.delegations
    ]
