"""Text → sentences with exact offsets, in linear time.

`sentencex` finds the borders. Around it stand four things it does not do: line breaks that end a sentence, a bound on its work
(its time grows with the square of the length on text full of open quotes), a bound on the length of a sentence, and joints that
news needs ("at 5 p.m. | Friday", "«No!» | — said the minister").
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import sentencex

from service.core.joints import MISSED, belong_together

Spans = list[tuple[int, int]]

LONGEST_SENTENCE = 1000
"""Code points. Longer ones are cut, at a semicolon or a space where there is one: Thai has no full stops, nor has a log file."""
_WINDOW = 4000

INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f"
"""Body of a character class: format characters that no reader sees. Sentences are found without them, and keep them."""
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_VISIBLE = re.compile(rf"[^\s{INVISIBLE}]")
_GERSHAYIM = re.compile('(?<=[א-ת])"(?=[א-ת])')
"""The mark of a Hebrew abbreviation, typed as a quotation mark: ארה"ב. It opens and closes no quotation."""
_TERMINALS = ".!?…:;。！？"


def split(text: str, language: str, start: int = 0) -> Spans:
    """Return `(start, end)` of every sentence from `start` on, in order, without the white space around them.

    `text` holds no lone surrogates; `language` is an ISO 639-1 code, and any other string is read as English. Every visible
    character from `start` on lies in exactly one sentence.
    """
    if not _INVISIBLE.search(text):
        return [span for block in blocks(text, start) for span in _split_block(text, *block, language)]
    kept = [index for index, character in enumerate(text) if index >= start and not _INVISIBLE.match(character)]
    plain = "".join(text[index] for index in kept)
    found = [span for block in blocks(plain) for span in _split_block(plain, *block, language)]
    return _with_invisible(text, start, [(kept[begin], kept[end - 1] + 1) for begin, end in found])


def blocks(text: str, start: int = 0) -> Spans:
    """Return the stretches that no sentence crosses: paragraphs, headings, list items.

    A blank line always ends one. A single line break does, unless the text is wrapped there or goes on in lower case.
    """
    lines = _lines(text, start)
    width = _wrap_width(text, lines)
    found: Spans = []
    for before, (begin, end) in pairwise([(start, start), *lines]):
        if begin == end:
            continue
        if before[0] < before[1] and _goes_on(text, before, (begin, end), width):
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def _lines(text: str, start: int) -> Spans:
    """Return every line without the blanks around it; a blank line is an empty span."""
    found: Spans = []
    for line in text[start:].splitlines(keepends=True):
        end = start + len(line)
        found.append(_trim(text, start, end))
        start = end
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + len(piece.rstrip())) if left < len(piece) else (end, end)


def _wrap_width(text: str, lines: Spans) -> int | None:
    """Return the column at which the text was wrapped by a machine, or None if its lines are paragraphs."""
    pairs = [
        (one, two) for one, two in pairwise(lines) if one[0] < one[1] and two[0] < two[1] and text[one[1] - 1] not in _TERMINALS
    ]
    width = max((end - begin for begin, end in lines), default=0)
    if len(pairs) < 3 or not 40 <= width <= 120:  # noqa: PLR2004 - a column count people wrap at
        return None
    full = sum(_fills(text, one, two, width) for one, two in pairs)
    return width if full >= 0.8 * len(pairs) else None


def _fills(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    word = text[following[0] : following[0] + width].split(None, 1)[0]
    return line[1] - line[0] + 1 + len(word) > width


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int | None) -> bool:
    if width is not None:
        return _fills(text, line, following, width)
    return text[following[0]].islower() and text[line[1] - 1] not in _TERMINALS


def _split_block(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Split one block, window by window, so that the time grows with its length and no faster."""
    held: tuple[int, int] | None = None
    while start < end:
        stop = min(start + _WINDOW, end)
        found = _borders(text, start, stop, language)
        start = stop
        if stop < end and found:
            begin, last = found.pop()
            pieces = list(_cut(text, begin, last)) if begin < stop - _WINDOW // 2 else [(begin, last)]
            if stop - pieces[-1][0] <= _WINDOW // 2:
                start = pieces.pop()[0]
            found += pieces
        for span in found:
            if held and belong_together(text, held, span, language):
                held = (held[0], span[1])
            else:
                if held:
                    yield from _cut(text, *held)
                held = span
    if held:
        yield from _cut(text, *held)


def _borders(text: str, start: int, stop: int, language: str) -> Spans:
    found = sentencex.get_sentence_boundaries(language, _GERSHAYIM.sub("״", text[start:stop]))
    spans = ((start + border["start_index"], start + border["end_index"]) for border in found)
    trimmed = (_trim(text, *span) for span in spans)
    return [part for span in trimmed if span[0] < span[1] for part in _at_missed(text, *span, language)]


def _at_missed(text: str, start: int, end: int, language: str) -> Spans:
    """The stretch, cut where the splitter missed a border."""
    pattern = MISSED.get(language)
    gaps = [(hit.start() + len(hit.group().rstrip()), hit.end()) for hit in pattern.finditer(text, start, end)] if pattern else []
    edges = [start, *(edge for gap in gaps for edge in gap), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch into pieces of at most LONGEST_SENTENCE."""
    while end - start > LONGEST_SENTENCE:
        stop = _cutting_point(text, start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        yield _trim(text, start, stop)
        start = _trim(text, stop, end)[0]
    if start < end:
        yield start, end


def _cutting_point(text: str, earliest: int, latest: int) -> int:
    reach = text[earliest:latest]
    for pattern in (r"[;:；：،—–](?=\s)|[。；，]", r"\s"):
        places = [match.end() for match in re.finditer(pattern, reach)]
        if places:
            return earliest + places[-1]
    while latest > earliest and (unicodedata.combining(text[latest]) or text[latest] == "\ufe0f"):
        latest -= 1
    return latest if latest > earliest else earliest + len(reach)


def _with_invisible(text: str, start: int, spans: Spans) -> Spans:
    """Give invisible characters at the edge of a sentence to it, so that nothing hides between sentences."""
    found: Spans = []
    for index, (begin, end) in enumerate(spans):
        limit = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        floor = found[-1][1] if found else start
        while begin > floor and _INVISIBLE.match(text[begin - 1]):
            begin -= 1  # noqa: PLW2901 - the edge moves
        while end < limit and _INVISIBLE.match(text[end]):
            end += 1  # noqa: PLW2901
        found.append((begin, end))
    return found


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing."""
    return _VISIBLE.search(text) is None
