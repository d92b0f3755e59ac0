"""Whether an article has politics in it at all: what a small model takes for politics in a match report, its words do not."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from service.core.sentencewise.tokens import Token

_FEW = 4
_TIMES = 2
_LONG, _RARE = 60, 0.012  # of the development articles with politics, none has less than 3 words of it in a hundred
_ENDINGS = ("s", "es", "ed", "ing", "er", "d")


def is_apolitical(sentences: Sequence[Sequence[Token]]) -> bool:
    """Whether an English article has hardly a word of politics, or twice as many of one topic without them."""
    topics = _topics()
    words = [t.low for tokens in sentences for t in tokens if t.is_word]
    counts = {name: sum(w in listed for w in words) for name, listed in topics.items()}
    politics = counts.pop("politics")
    return max(counts.values()) >= max(_FEW, _TIMES * politics + 1) or (len(words) >= _LONG and politics < _RARE * len(words))


@cache
def _topics() -> dict[str, frozenset[str]]:
    path = files("service.core.sentencewise").joinpath("lexicon", "topics.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: frozenset(w + end for w in listed for end in ("", *_ENDINGS)) for name, listed in data.items()}
