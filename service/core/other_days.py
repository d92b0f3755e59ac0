"""Days told by the day named before them: "the same evening", "the next day", "two weeks earlier", "the following Sunday"."""

import re
from collections.abc import Iterator
from datetime import date

from schemas.base import DateRange
from service.core.dates.moments import weekday_near
from service.core.dates.spans import DAY, step, unit_span

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PART = r"(?:day|morning|afternoon|evening|night)"
_HOUR = (
    r"(?:\d{1,2}(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?|\s+o['’]clock)?|noon|midnight|dawn|dusk|half\s+past\s+\w+"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s+o['’]clock)?)"
)
_SAME_DAY = re.compile(
    rf"(?:(?:earlier|later)\s+)?(?:in\s+the|(?:on\s+)?the\s+same|(?:on\s+)?that)\s+{_PART}"
    rf"|(?:(?:at|by|around|about|before|after|shortly)\s+)*{_HOUR}(?:\s+(?:in\s+the|that|the\s+same|on\s+the\s+same)\s+{_PART})?",
    re.IGNORECASE,
)
_NEXT = (
    rf"(?:on\s+|by\s+)?(?:the\s+)?(?:(?P<side>next|following|previous)\s+(?P<part>{_PART})"
    rf"|(?P<near>following|previous)\s+(?P<named>week|month|year|{'|'.join(_WEEKDAYS)}))"
)
_COUNTED = (
    r"(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?P<units>day|week|month|year)s?"
    r"\s+(?P<way>later|earlier|after|before)"
)
_BESIDE = r"(?:on\s+)?the\s+(?P<unit>day|week|month|year)\s+(?P<just>before|after)"
_OTHER_DAY = re.compile(rf"{_NEXT}|{_BESIDE}|{_COUNTED}", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[,.;:!?)\"”’]|$)")
_NUMBERS = {"a": 1, "an": 1} | {
    word: n for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
_BACKWARDS = frozenset({"previous", "earlier", "before"})


def hangs_on_a_day(words: str) -> bool:
    """Whether the words tell a time by the day that was named before them."""
    return is_same_day(words) or bool(_OTHER_DAY.fullmatch(words.strip()))


def is_same_day(words: str) -> bool:
    """Whether the words tell an hour or a part of the day that is named beside them."""
    return bool(_SAME_DAY.fullmatch(words.strip()))


def told_from(words: str, anchor: date) -> DateRange | None:
    """The day, or the calendar week, month or year, that such words mean from `anchor` on; None for words that hang on no day."""
    if is_same_day(words):
        return _range(anchor, anchor)
    other = _OTHER_DAY.fullmatch(words.strip())
    return other and _away(other, anchor)


def way_from(words: str) -> int | None:
    """1 for what comes after the time named before, -1 for what went before it, where days more or less do not matter; else None.

    "The following Sunday" and "a week earlier" can be told from a week; "the next day" needs a day.
    """
    other = _OTHER_DAY.fullmatch(words.strip())
    return None if other is None or _unit(other) == "day" else _sign(other)


def other_days(sentence: str) -> Iterator[tuple[int, str]]:
    """Where a sentence tells another day by the one before it, and the words; "two days after the vote" hangs on the vote."""
    for found in _OTHER_DAY.finditer(sentence):
        if (found["way"] or found["just"] or "").lower() not in {"after", "before"} or _ENDS.match(sentence, found.end()):
            yield found.start(), found.group()


def _away(words: re.Match[str], anchor: date) -> DateRange | None:
    sign, unit = _sign(words), _unit(words)
    if unit in _WEEKDAYS:
        day = weekday_near(_WEEKDAYS.index(unit), anchor + sign * DAY, future=sign > 0)
        return _range(day, day)
    count = (words["count"] or "one").lower()
    number = int(count) if count.isdigit() else _NUMBERS[count]
    try:
        return _range(*unit_span(unit, step(anchor, unit, sign * number)))
    except (ValueError, OverflowError):
        return None


def _sign(words: re.Match[str]) -> int:
    return -1 if (words["side"] or words["near"] or words["just"] or words["way"]).lower() in _BACKWARDS else 1


def _unit(words: re.Match[str]) -> str:
    return (words["units"] or words["unit"] or words["named"] or "day").lower()


def _range(first: date, last: date) -> DateRange:
    return DateRange(start=first.isoformat(), end=last.isoformat())
