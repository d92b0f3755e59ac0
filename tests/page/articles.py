"""Extractions of small articles, made so that given stretches of the text are the evidence."""

import re
from typing import Any

from tests.page.istanbul import istanbul

Json = dict[str, Any]


def whole() -> Json:
    """Give the sample's extraction as it goes over the wire."""
    return istanbul().model_dump(mode="json")


def extraction_of(text: str, /, *quotes: str, **article: Any) -> Json:
    """Make an extraction of `text` with one event for each quote, and members of its article; offsets are code points."""
    evidence = [_evidence(text, quote, number) for number, quote in enumerate(quotes, 1)]
    actor = {"id": "a1", "name": "Somebody", "kind": "person", "aliases": [], "mentions": []}
    base = whole()
    return base | {
        "id": "ext_0badcafe",
        "article": base["article"] | {"title": None, "characters": len(text), "sentences": [], "text": text} | article,
        "actors": [actor],
        "events": [_event(number, [cited]) for number, cited in enumerate(evidence, 1)],
        "delegations": [],
        "stances": [],
        "rejected": [],
        "warnings": [],
    }


def _evidence(text: str, quote: str, number: int) -> Json:
    (found,) = re.finditer(re.escape(quote), text)
    return {"sentence": number, "start": found.start(), "end": found.end(), "quote": quote}


def _event(number: int, evidence: list[Json]) -> Json:
    codes = {"cameo": "040", "quad_class": 1, "goldstein": 1.0, "plover_score": 2.5}
    slots = {"actors": ["a1"], "recipients": [], "contexts": [], "mode": None, "date": None, "location": None}
    return (
        {"id": f"e{number}", "type": "CONSULT", "summary": f"Event {number}", "status": "occurred", "evidence": evidence}
        | slots
        | codes
    )
