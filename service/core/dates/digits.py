"""Dates and times in digits, and digits that are none."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.core.dates.spans import Span, century_span, decade_span, month_span

PLAIN_DIGITS = {first + n: str(n) for first in (0x660, 0x6F0, 0x966, 0xFF10) for n in range(10)}
"""Arabic, Persian, Indian and wide digits, for `str.translate`: a year is written in them as well."""
MONTHS = 12
CENTURIES = 21
_HAN = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Token:
    """A date word: its letter, what it is worth and its place in the text.

    The value is a month (1 to 12), a weekday (0 for Monday), a number, a unit's name, a span of days.
    """

    letter: str
    value: Any
    start: int
    end: int


_NUMERIC = (
    ("clock", (r"\d{1,2}(?::\d{2}){1,2}(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d{3,4}\s?(?:GMT|UTC|hrs)\b"
              r"|\d{1,2}\s?h(?:\d{2})?\b"
              r"|\d{1,2}(?:\.\d{2})?\s?Uhr\b|\d{1,2}\s?(?:時|时|点|點)(?:\d{1,2}分)?")),
    ("iso", r"(?<!\d)(?P<y1>\d{4})[-/.年년]\s?(?P<m1>\d{1,2})[-/.月월]\s?(?P<d1>\d{1,2})(?:[日号號일]|T[\d:.Z+-]+)?(?!\d)"),
    ("dmy", r"(?<!\d)(?P<d2>\d{1,2})[./-](?P<m2>\d{1,2})[./-](?P<y2>\d{4})(?!\d)"),
    ("noise", r"[$€£¥]\s?\d[\d.,]*|\d+(?:[.,]\d+)*\s?(?:%|％)|\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+[.,]\d+|\d{5,}"),
    ("decade", (r"(?<!\d)(?P<dec>(?:1[5-9]|20)\d0)(?:['’]?s\b|er\b(?:-Jahren?)?|-(?:е|х|ых|ті|их)\b|年代)"
               r"|['’]?(?P<short>[2-9]0)(?:['’]?s\b|年代)")),
    ("century_zh", r"(?P<cen>\d{1,2})世[纪紀](?:(?P<cdec>\d0)年代)?"),
    ("year", r"(?<!\d)(?P<year>(?:1[5-9]|20)\d{2})(?!\d)[年년]?"),
    ("month_zh", r"(?<!\d)(?P<mon>\d{1,2})(?:月份?|월)"),
    ("ordinal_zh", r"(?P<han>二?十[一二三四五六七八九]?|三十一?|(?<=月)[一二三四五六七八九])[日号號]"),
    ("ordinal", r"(?<!\d)(?P<ord>\d{1,2})(?:(?:st|nd|rd|th|er|ro)(?!\w)|\.?[ºª]|[日号號]|일(?![간째]))"),
    ("number", r"(?<!\d)(?P<num>\d{1,3})(?!\d)(?P<dot>\.(?=\s*\w))?"),
)  # fmt: skip
NUMERIC = "|".join(f"(?P<{name}_>{pattern})" for name, pattern in _NUMERIC)


def digit_tokens(hit: re.Match[str], language: str) -> list[Token]:
    """Tokens of digits, dashes and unknown words."""
    start, end = hit.span()
    if hit["dash"]:
        return [Token("o", None, start, end)]
    kind = (hit.lastgroup or "").removesuffix("_")
    if hit["iso_"] or hit["dmy_"]:
        day = _day(hit, language)
        return [Token("D", (day, day), start, end)] if day else [Token(".", None, start, end)]
    if hit["dot"] and language != "de":
        end -= 1
    if hit["han"]:
        return [Token("O", _han_number(hit["han"]), start, end)]
    number = next((value for name in ("year", "mon", "ord", "num") if (value := hit[name])), None)
    if number is not None:
        letter = "Y" if hit["year"] else "M" if hit["mon"] else "O" if hit["ord"] else "n"
        valid = letter != "M" or 1 <= int(number) <= MONTHS
        return [Token(letter if valid else ".", int(number), start, end)]
    span = _named_span(hit)
    if span:
        return [Token("D", span, start, end)]
    clock = kind == "clock" or hit["clock_"] or hit.group().casefold() in {"'s", "’s"}
    return [Token(" " if clock else ".", None, start, end)]


def _han_number(number: str) -> int:
    """Read a number up to 99 in Chinese characters: 五, 十五, 二十五."""
    tens, ten, ones = number.rpartition("十")
    return (10 * (_HAN.find(tens) + 1 or 1) if ten else 0) + (_HAN.find(ones) + 1 if ones else 0)


def _named_span(hit: re.Match[str]) -> Span | None:
    if hit["dec"]:
        return decade_span(int(hit["dec"]))
    if hit["short"]:
        return decade_span(1900 + int(hit["short"]))
    if hit["cdec"]:
        return decade_span((int(hit["cen"]) - 1) * 100 + int(hit["cdec"]))
    return century_span(int(hit["cen"])) if hit["cen"] and 1 <= int(hit["cen"]) <= CENTURIES else None


def _day(hit: re.Match[str], language: str) -> date | None:
    """Read a numeric date; None where English leaves open which number is the month, and for a day that there is not."""
    if hit["iso_"]:
        year, month, day = int(hit["y1"]), int(hit["m1"]), int(hit["d1"])
    else:
        year, month, day = int(hit["y2"]), int(hit["m2"]), int(hit["d2"])
        slashed = "." not in hit.group()
        if slashed and language == "en" and month != day:
            if month <= MONTHS and day <= MONTHS:
                return None
            if month > MONTHS:
                month, day = day, month
    if not (1 <= month <= MONTHS and year >= 1):
        return None
    last = month_span(year, month)[1].day
    return date(year, month, day) if 1 <= day <= last else None
