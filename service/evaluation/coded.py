"""Public coding sets: a sentence or two with the PLOVER types published for it.

A set is a file of JSON lines: `text`, `date`, `gold_events` (`type`, `alt_types`, `actor_text`), and `meta`, which says how far
the coding is exhaustive.
"""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.event import EventType
from service.errors import UnreadableGold

SAMPLE, SEED = 120, 7


class CodedModel(BaseModel):
    """An immutable value; the sets have more fields than are scored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class CodedEvent(CodedModel):
    """A published event: its type, and types that are acceptable too."""

    type: EventType
    alt_types: tuple[EventType, ...] = ()
    actor_text: Annotated[str | None, Field(description="Several actors are joined by ` ; `.")] = None


class CodedMeta(CodedModel):
    """How far the coding is exhaustive."""

    exhaustive: bool = False
    exhaustive_for: tuple[EventType, ...] = ()
    optional_events: tuple[EventType, ...] = ()


class CodedText(CodedModel):
    """A sentence or two with the events published for it; none is a negative."""

    id: str
    text: str
    date: str | None = None
    gold_events: tuple[CodedEvent, ...] = ()
    meta: CodedMeta = CodedMeta()


def read_texts(paths: Sequence[Path], *, sample: int | None = SAMPLE, seed: int = SEED) -> tuple[CodedText, ...]:
    """Read sets, and of all their texts a seeded sample (all when None). Raises `UnreadableGold` with file and line."""
    texts = [text for path in paths for text in _read(path)]
    if sample is None or sample >= len(texts):
        return tuple(texts)
    return tuple(random.Random(seed).sample(texts, sample))  # noqa: S311 - a repeatable sample, no secret


def _read(path: Path) -> list[CodedText]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UnreadableGold(f"{path}: {error.strerror}") from error
    texts = []
    for number, line in enumerate(lines, 1):
        try:
            texts.append(CodedText.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            raise UnreadableGold(f"{path}: line {number}: {'/'.join(map(str, first['loc']))}: {first['msg']}") from error
    return texts
