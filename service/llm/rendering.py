"""A request as a person reads it, and the difference between two."""

import difflib
import json
import re
from collections.abc import Sequence

from service.core.ports import ChatRequest

_LONGEST_DIFF = 80


def rendered(request: ChatRequest) -> str:
    """Return `request` as Markdown: the schema and the parameters first, because they are what calls share, then the messages."""
    seed = "none" if request.seed is None else request.seed
    parts = [f"# Request\n\nmax_tokens {request.max_tokens}, temperature {request.temperature}, seed {seed}\n"]
    if request.schema is not None:
        schema = json.dumps(request.schema, indent=1, ensure_ascii=False)
        parts.append(f"\n## Schema `{request.schema_name}`\n\n```json\n{schema}\n```\n")
    parts += [f"\n## {number} {message.role}\n\n{message.content}\n" for number, message in enumerate(request.messages, start=1)]
    return "".join(parts)


def sections(text: str) -> list[str]:
    """Cut a rendered request before each heading; joined they are the text again."""
    return re.split(r"(?=^\n## )", text, flags=re.MULTILINE)


def nearest(text: str, candidates: Sequence[str]) -> str | None:
    """Return the candidate that has most lines in common with `text`."""
    lines = set(text.splitlines())

    def likeness(candidate: str) -> float:
        theirs = set(candidate.splitlines())
        return len(lines & theirs) / len(lines | theirs)

    return max(candidates, key=likeness, default=None)


def difference(recorded: str, asked: str) -> str:
    """Return a unified diff, cut where it gets long."""
    lines = list(difflib.unified_diff(recorded.splitlines(), asked.splitlines(), "recorded", "asked", lineterm="", n=1))
    more = [f"… and {len(lines) - _LONGEST_DIFF} more lines"] if len(lines) > _LONGEST_DIFF else []
    return "\n".join([*lines[:_LONGEST_DIFF], *more])
