"""From tokens to phrases: calendar expressions first, then the words around them (early, since, until, from … to …)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.core.dates.digits import Token
from service.core.dates.moments import Anchor, Moment, weekday_near
from service.core.dates.rules import RULES, Found
from service.core.dates.spans import DAY, Span, half, step, third

PARTS = {"e": 0, "m": 1, "f": 2}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date phrase: its place in the text, how many words make it, and what it means: None where that cannot be told."""

    start: int
    end: int
    weight: int
    span: Span | None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token, or a calendar expression (letter P) that has been read from several."""

    letter: str
    token: Token
    last: Token
    moment: Moment | None = None
    weight: int = 1


def phrases(tokens: tuple[Token, ...], anchor: Anchor) -> Iterator[Phrase]:
    """Give the date phrases of a text in order, those too that `anchor` cannot place."""
    pieces = _read(tuple(each for each in _merged(tokens) if each.letter != " "), anchor)
    letters = "".join(piece.letter for piece in pieces)
    at = 0
    while at < len(pieces):
        phrase, size = _longest(pieces[at:], letters[at:], anchor)
        if phrase:
            yield phrase
        at += size


def _longest(pieces: list[_Piece], letters: str, anchor: Anchor) -> tuple[Phrase | None, int]:
    """Read the phrase that begins here, and how many pieces it takes. "1995 and 2017" is two, "29 and 30 June" one."""
    for pattern in (SEVERAL, ONE):
        hit = pattern.match(letters)
        if hit and "P" in hit.group():
            found = pieces[: hit.end()]
            span = _resolve(found, anchor)
            if span is None and pattern is SEVERAL and "&" in hit.group() and hit.group()[0] != "B":
                continue
            weight = sum(piece.weight for piece in found)
            while found[0].letter in "iB":
                found = found[1:]
            return Phrase(found[0].token.start, found[-1].last.end, weight, span), hit.end()
        if hit:
            return None, hit.end()
    return None, 1


SEVERAL = re.compile(r"[Bs]?[emf]?i?P(?:[ov&][emf]?i?P)+")
ONE = re.compile(r"[n1][Uu][abB]s?P|[n1][Uu]z?[ab]\.|[svba]?[emfhEL]?i?P[emfh]?")
"""The second alternative holds no P: "two days after the vote" is no date."""


def _merged(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Drop a second name of the month just named, as in Arabic "May/Ayyar"."""
    out: list[Token] = []
    for token in tokens:
        if (
            token.letter == "M"
            and len(out) > 1
            and out[-1].letter == "o"
            and out[-2] == Token("M", token.value, out[-2].start, out[-2].end)
        ):
            out[-2:] = [Token("M", token.value, out[-2].start, token.end)]
        elif token.letter == "M" and out and out[-1].letter == "M" and out[-1].value == token.value:
            out[-1] = Token("M", token.value, out[-1].start, token.end)
        else:
            out.append(token)
    return tuple(out)


def _read(tokens: tuple[Token, ...], anchor: Anchor) -> list[_Piece]:
    letters = "".join(token.letter for token in tokens)
    pieces: list[_Piece] = []
    at = 0
    while at < len(tokens):
        hits = (
            [(hit.end(), -order) for order, (rule, _) in enumerate(RULES) if (hit := rule.match(letters, at))]
            if letters[at] != "."
            else []
        )
        if hits:
            end, order = max(hits)
            pieces.append(_Piece("P", tokens[at], tokens[end - 1], _built(-order, tokens[at:end], anchor), end - at))
            at = end
        else:
            pieces.append(_Piece(letters[at], tokens[at], tokens[at]))
            at += 1
    return pieces


def _built(order: int, tokens: tuple[Token, ...], anchor: Anchor) -> Moment | None:
    """Apply a rule; None where it needs a publication date that there is not, or leaves the calendar."""
    try:
        return RULES[order][1](Found(tokens), anchor)
    except (LookupError, ValueError, OverflowError):
        return None


def _resolve(pieces: list[_Piece], anchor: Anchor) -> Span | None:
    """Place a phrase; None where the words or the missing publication date do not let it."""
    try:
        return _placed(pieces, anchor)
    except (LookupError, ValueError, OverflowError):
        return None


def _placed(pieces: list[_Piece], anchor: Anchor) -> Span | None:
    moments = [piece.moment for piece in pieces if piece.letter == "P"]
    first = moments[0]
    if first is None or any(moment is None for moment in moments):
        return None
    letters = "".join(piece.letter for piece in pieces)
    if len(moments) > 1:
        return _range(pieces, [moment for moment in moments if moment], anchor)
    if letters[0] in "n1":
        return _shifted(pieces, first.resolve(anchor))
    tense = Anchor(anchor.published, future=False) if "s" in letters else anchor
    part = next((letter for letter in letters if letter in "emfhEL"), None)
    span = _part(first, part, next((piece.token.value for piece in pieces if piece.letter == "h"), 1), tense)
    return _bounded(letters[0], span, anchor, to_the_end=part == "f")


def _part(moment: Moment, part: str | None, which: int, anchor: Anchor) -> Span:
    """Give the early, middle or late part of a moment; "earlier" and "later" cut at the publication date."""
    if part in PARTS:
        return third(moment.whole(anchor), PARTS[part])
    if part == "h":
        return half(moment.whole(anchor), which)
    published = anchor.published
    span = moment.whole(anchor) if part else moment.resolve(anchor)
    if part and published and span[0] < span[1] and span[0] <= published <= span[1]:
        return (span[0], published) if part == "E" else (min(published + DAY, span[1]), span[1])
    return span


def _bounded(letter: str, span: Span, anchor: Anchor, *, to_the_end: bool) -> Span | None:
    """Open a span to the publication date after "since" and "until"; "after" leaves nothing to say.

    "before the end of June" goes `to_the_end` of it, "before June" up to it.
    """
    published = anchor.published
    if letter == "s" and published and span[0] <= published:
        return span[0], published
    if letter in "vb" and anchor.future and published and published < span[1]:
        end = span[1] if letter == "v" or to_the_end else span[0] - DAY
        return (published, end) if published <= end else (published, published)
    return None if letter in "ab" else span


def _shifted(pieces: list[_Piece], span: Span) -> Span:
    """Read "two days after Friday", "a week from Friday"; "three days from Friday" may be how long something takes."""
    count = int(pieces[0].token.value or 1) if pieces[0].letter == "n" else 1
    sign = 1 if any(piece.letter in "aB" for piece in pieces) else -1
    name = pieces[1].token.value
    if name in {"day", "hour"} and any(piece.letter == "B" for piece in pieces):
        return span
    return step(span[0], name, sign * count), step(span[1], name, sign * count)


def _range(pieces: list[_Piece], moments: list[Moment], anchor: Anchor) -> Span | None:
    """From the first to the last of several; a bare date takes month and year from its neighbour, weekdays follow each other."""
    first, last = moments[0].borrowing(moments[-1]), moments[-1]
    if last.year is None and first.year is not None and not last.span:
        last = last.borrowing(first)
    (start, near), (far, end) = (_edge(pieces, moment, at, anchor) for at, moment in ((0, first), (-1, last)))
    if _mere_weekday(first) and _mere_weekday(last) and start > end:
        if anchor.future:
            far = end = weekday_near(end.weekday(), start, future=True)
        else:
            start = near = weekday_near(start.weekday(), end, future=False)
    if end < start and first.year is None and first.month is not None and last.month is not None:
        if anchor.future:
            far, end = far.replace(year=far.year + 1), end.replace(year=end.year + 1)
        else:
            start, near = start.replace(year=start.year - 1), near.replace(year=near.year - 1)
    listed = any(piece.letter == "&" for piece in pieces) and pieces[0].letter != "B"
    return (start, end) if start <= end and not (listed and far > near + DAY) else None


def _mere_weekday(moment: Moment) -> bool:
    return moment.weekday is not None and moment.month is None and moment.day is None


def _edge(pieces: list[_Piece], moment: Moment, at: int, anchor: Anchor) -> Span:
    where = [number for number, piece in enumerate(pieces) if piece.letter == "P"][at]
    before = pieces[where - 1].letter if where else ""
    before = pieces[where - 2].letter if before == "i" and where > 1 else before
    return third(moment.whole(anchor), PARTS[before]) if before in PARTS else moment.resolve(anchor)
