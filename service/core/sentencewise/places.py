"""Places that a sentence names, for meetings and destinations."""

from collections.abc import Sequence

from service.core.sentencewise.mentions import Mention, Use
from service.core.sentencewise.tokens import Token
from service.core.sentencewise.vocabulary import people

_LEADS = frozenset({"in", "to", "at", "into", "near", "for"})


def places(tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Names of places, those after "in", "to" and "at", in order; cities before the countries they are said to lie in."""
    found: list[str] = []
    i = 1
    while i < len(tokens):
        start = _place_start(tokens, i)
        if start is None:
            i += 1
            continue
        end = start
        while end < len(tokens) and tokens[end].capital and tokens[end].is_word and tokens[end].low not in people().sets["skip"]:
            end += 1
        owns = end < len(tokens) and tokens[end].text in {"'s", "’s"}  # "the unrest in Chile's north"
        if end > start and not owns and not _is_actor(mentions, start, end):
            found.append(" ".join(t.text for t in tokens[start:end]))
        i = max(end, i + 1)
    return tuple(dict.fromkeys(found))


def _place_start(tokens: Sequence[Token], i: int) -> int | None:
    """First token of a place name whose preposition stands before `i`."""
    before = tokens[i - 1]
    if before.low in _LEADS and tokens[i].capital:
        return i
    if before.text == "," and tokens[i].capital and i > 1 and tokens[i - 2].low in {"capital", "city", "town", "resort", "port"}:
        return i
    if before.low in {"capital", "city", "town", "resort"} and tokens[i].capital:
        return i
    return None


def _is_actor(mentions: Sequence[Mention], first: int, last: int) -> bool:
    """Whether a person or body stands there rather than a place."""
    for mention in mentions:
        if mention.first <= first < mention.last:
            return mention.use in {Use.OWNER, Use.ADJECTIVE} or mention.last - mention.first > last - first
    return False
