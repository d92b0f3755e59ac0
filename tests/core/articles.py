"""Articles and drafts made for tests of what happens after the reply."""

import json

from schemas.article import Article, Sentence
from schemas.draft import ActorDraft, Drafts
from service.core.ports import ChatReply
from service.core.reply import read_reply


def article(*sentences: str, published: str | None = "2025-05-15", language: str = "en", title: str | None = None) -> Article:
    """An article of the given sentences, a line each."""
    text, spans = "", []
    for sentence in sentences:
        spans.append(Sentence(start=len(text), end=len(text) + len(sentence)))
        text += sentence + "\n"
    return Article(
        id="art_1", language=language, characters=len(text), sentences=tuple(spans), text=text, published=published, title=title
    )


def sheet(**rows: list[str]) -> Drafts:
    """Drafts read from rows of the coding sheet."""
    empty: dict[str, list[str]] = {"actors": [], "events": [], "delegations": [], "stances": []}
    read = read_reply(ChatReply(json.dumps(empty | rows), "stop", "m"))
    assert not read.rejected, read.rejected
    assert read.fault is None
    return read.drafts


def actor(number: int, name: str, **fields: object) -> ActorDraft:
    """An actor draft, a person unless said otherwise."""
    return ActorDraft.model_validate({"number": number, "name": name, "kind": "person", **fields})
