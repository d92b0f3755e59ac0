"""A request that came in, for a test to look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came in. `article` is the text or HTML of a POST; header names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    article: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
