"""Rules that read calendar expressions from a string of token letters (`words.LETTERS`): "W U l" is "Thursday of the week past".

Each rule is a regular expression over letters and a function from the matched tokens to a `Moment`. The longest match at a place
wins, then the earlier rule. Words that mean nothing for the calendar have been dropped before.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from service.core.dates.digits import Token
from service.core.dates.moments import Anchor, Moment, weekday_near
from service.core.dates.spans import (
    DAY,
    Span,
    add_months,
    century_span,
    decade_span,
    half,
    months_span,
    season_span,
    step,
    unit_span,
    week_span,
    weekend_span,
    year_span,
)

WEEKEND, SUNDAY = 5, 6
TURN = {"l": -1, "t": 0, "x": 1, "c": 1}
Build = Callable[["Found", Anchor], Moment | None]


class Found:
    """Tokens of a match, to be asked for by letter."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)

    def all(self, letters: str) -> list[Any]:
        """Values of the tokens with one of `letters`, in order."""
        return [each.value for each in self.tokens if each.letter in letters]

    def one(self, letters: str) -> Any:  # noqa: ANN401
        """Value of the first token with one of `letters`; None without one."""
        return next(iter(self.all(letters)), None)

    def turn(self) -> int | None:
        """-1 for last, 0 for this, 1 for next and coming; None without such a word."""
        return next((TURN[each.letter] for each in self.tokens if each.letter in TURN), None)

    def has(self, letter: str) -> bool:
        """Whether a token has this letter."""
        return any(each.letter == letter for each in self.tokens)

    def count(self) -> int:
        """Give the number before a unit; "a week" and "the past week" are one."""
        return int(self.one("n") or 1)


def _span(span: Span | None, *, deictic: bool = False) -> Moment | None:
    return Moment(span=span, deictic=deictic) if span else None


def _year(found: Found, anchor: Anchor) -> int | None:
    """Give the year as a number or as "last year"; None when neither is said."""
    year = found.one("Y")
    if year is not None:
        return int(year)
    relative = found.one("R")
    if relative and relative[0] == "year":
        return anchor.day().year + int(relative[1])
    turn = found.turn()
    if turn is None or found.one("U") not in {None, "year"}:  # "last week, on May 8" names no year
        return None
    return anchor.day().year + turn


def date_of(found: Found, anchor: Anchor) -> Moment | None:
    """Day and month, with or without year and weekday; several days of one month are a range."""
    days = found.all("nO")
    if not all(1 <= day <= 31 for day in days):  # noqa: PLR2004
        return None
    last = days[-1] if len(days) > 1 else None
    return Moment(_year(found, anchor), found.one("M"), days[0], last, found.one("W"))


def day_of_month(found: Found, anchor: Anchor) -> Moment | None:
    """Read "the 15th", "the 15th of last month"."""
    day, turn = int(found.one("O")), found.turn()
    if not 1 <= day <= 31:  # noqa: PLR2004
        return None
    if turn is None:
        return Moment(day=day, weekday=found.one("W"))
    month = add_months(anchor.day().replace(day=1), turn)
    return Moment(month.year, month.month, day)


def month(found: Found, anchor: Anchor) -> Moment | None:
    """Read "May", "May 2024", "May of last year", "last May", "May next"."""
    number, turn = found.one("M"), found.turn()
    if found.one("U") == "week":
        return within_month(found, anchor) if found.tokens[0].letter == "l" else Moment(month=number)
    if found.one("Y") or found.one("U") or found.one("R"):
        return Moment(_year(found, anchor), number)
    if turn is None:
        return Moment(month=number)
    today = anchor.day()
    if turn == 0:
        return Moment(today.year, number)
    if turn < 0:
        return Moment(today.year - (number >= today.month), number)
    return Moment(today.year + (number <= today.month), number)


def year(found: Found, _anchor: Anchor) -> Moment | None:
    """Read "2022", "the year 2022"; a plural unit before a round year is a decade ("années 1990")."""
    number = int(found.one("Y"))
    tens = found.tokens[0].letter in "Uu" and found.one("Uu") in {"decade"} | ({"year"} if found.has("u") else set())
    return _span(decade_span(number)) if tens and number % 10 == 0 else Moment(number)


def years(found: Found, _anchor: Anchor) -> Moment | None:
    """Read "2022-23", "1992-95"; "2025-05" is a month."""
    first, second = int(found.one("Y")), int(found.one("n"))
    last = first + (second - first) % 100
    if last == first + 1 or (second > 12 and last // 100 == first // 100):  # noqa: PLR2004
        return _span((year_span(first)[0], year_span(last)[1]))
    return Moment(first, second) if 1 <= second <= 12 else None  # noqa: PLR2004


def unit(found: Found, anchor: Anchor) -> Moment | None:
    """Read "last week", "this month", "next year"."""
    turn, name = found.turn() or 0, found.one("U")
    if name == "hour":
        return None
    return _span(unit_span(name, step(anchor.day(), name, turn)), deictic=turn == 0)


def relative(found: Found, anchor: Anchor) -> Moment | None:
    """Read "yesterday", "overnight"; in "tomorrow, Sunday" the weekday decides where it is off by one: papers are dated late."""
    kind, first, last = found.one("R")
    if kind == "year":
        return Moment(anchor.day().year + first)
    start, end = anchor.day() + first * DAY, anchor.day() + last * DAY
    named = found.one("W")
    if named is not None and start == end:
        start = end = next((day for day in (start, start - DAY, start + DAY) if day.weekday() == named), start)
    return _span((start, end))


def weekday(found: Found, anchor: Anchor) -> Moment | None:
    """Read "Thursday", "last Thursday" (before today), "coming Thursday" (after today), "next Thursday" (of next week)."""
    number, turn = found.one("W"), found.turn()
    if turn is None or turn == 0:
        return Moment(weekday=number)
    today = anchor.day()
    if turn < 0:
        day = weekday_near(number, today - DAY, future=False)
    elif found.has("x"):
        day = week_span(today)[0] + (7 + number) * DAY
    else:
        day = weekday_near(number, today + DAY, future=True)
    return _span((day, day))


def weekday_of_week(found: Found, anchor: Anchor) -> Moment | None:
    """Read "Thursday of last week"."""
    if found.one("U") != "week":
        return None
    day = week_span(anchor.day())[0] + (7 * (found.turn() or 0) + int(found.one("W"))) * DAY
    return _span((day, day))


def ago(found: Found, anchor: Anchor) -> Moment | None:
    """Read "three days ago": the day, week, month or year that lies so far back; "months ago" does not tell how far."""
    uncounted = not found.has("n") and not found.has("1") and found.one("u") not in {None, "hour"}
    return None if uncounted else _away(found, anchor, -1)


def hence(found: Found, anchor: Anchor) -> Moment | None:
    """Read "in three days", only for what is to come; of what is done it tells how long it took."""
    return _away(found, anchor, 1) if anchor.future else None


def _away(found: Found, anchor: Anchor, sign: int) -> Moment | None:
    name, count = found.one("Uu"), found.count()
    if found.has("z"):
        return None
    if name == "decade":
        name, count = "year", 10 * count
    return _span(unit_span(name, step(anchor.day(), name, sign * count)))


def rolling(found: Found, anchor: Anchor) -> Moment | None:
    """Read "the past three years", "the next two weeks": up to today, or from today."""
    today, name, count = anchor.day(), found.one("Uu"), found.count()
    forward = found.turn() == 1
    other = step(today, name, count if forward else -count)
    return _span((today, other) if forward else (other, today))


def season(found: Found, anchor: Anchor) -> Moment | None:
    """Read "summer 2023", "last summer"; the seasons of the north."""
    name, turn = found.one("S"), found.turn()
    if found.one("Y") or found.one("U"):
        number = _year(found, anchor)
        return _span(season_span(name, number)) if number is not None else None
    today = anchor.day()
    near = [span for k in (-1, 0, 1) if (span := season_span(name, today.year + k))]
    if turn == 0:
        return _span(season_span(name, today.year), deictic=True)
    if turn == 1:
        return _span(next((span for span in near if span[0] > today), None))
    return _span(next((span for span in reversed(near) if span[1] < today), None))


def quarter(found: Found, anchor: Anchor) -> Moment | None:
    """Read "Q1 2024", "the third quarter of last year"; without a year, the nearest by tense."""
    number = int(found.one("q"))
    year_said = _year(found, anchor)
    if year_said is not None:
        return _span(months_span(year_said, 3 * number - 2, 3))
    today = anchor.day()
    near = [months_span(today.year + k, 3 * number - 2, 3) for k in (-1, 0, 1)]
    if anchor.future:
        return _span(next(span for span in near if span[1] >= today))
    return _span(next(span for span in reversed(near) if span[0] <= today))


def half_year(found: Found, anchor: Anchor) -> Moment | None:
    """Read "the first half of 2024"."""
    year_said = _year(found, anchor)
    return _span(half(year_span(year_said), int(found.one("h")))) if year_said is not None else None


def weekend(found: Found, anchor: Anchor) -> Moment | None:
    """Read "the weekend", by tense; on a Sunday it is the one that ends, on a Saturday the one that begins."""
    today, turn = anchor.day(), found.turn()
    within = today.weekday() >= WEEKEND
    if turn == -1:
        return _span(weekend_span(today - 7 * DAY))
    if turn == 1:
        return _span(weekend_span(today + 7 * DAY if found.has("x") or within else today))
    saturday, sunday = weekend_span(today)
    if anchor.future:
        return _span((max(saturday, today), sunday))
    return _span((saturday, min(sunday, today)) if within else weekend_span(today - 7 * DAY))


def within_month(found: Found, anchor: Anchor) -> Moment | None:
    """Read "the first week of March", "the last weekend of June", "the second Monday in July 2024"."""
    year_said = int(found.one("Y")) if found.has("Y") else None
    start, end = Moment(year_said, found.one("M")).resolve(anchor)
    which, named = found.one("NO"), found.one("W")
    if named is None and not found.has("k"):
        if found.one("U") != "week":
            return None
        first = end - 6 * DAY if which is None else start + 7 * (which - 1) * DAY
        return _span((first, min(first + 6 * DAY, end))) if first <= end else None
    wanted = WEEKEND if named is None else named
    days = [day for k in range((end - start).days + 1) if (day := start + k * DAY).weekday() == wanted]
    day = days[-1] if which is None else days[which - 1]
    return _span((day, day if named is not None else day + DAY))


def century(found: Found, _anchor: Anchor) -> Moment | None:
    """Read "the 20th century"."""
    return _span(century_span(int(found.one("O"))))


def span(found: Found, _anchor: Anchor) -> Moment | None:
    """Read what the scanner already knew whole: "2025-05-15", "the 1990s"."""
    return _span(found.one("D"))


RULES: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern), build)
    for patterns, build in (
        (r"W?DW?", span),
        (r"W?M[nO]+[ov&][nO](?:U?Y)?", date_of),
        (r"[Bs]?W?[nO]+[ov&][nO]M(?:U?YU?)?", date_of),
        (r"W?[nO]M(?:U?YU?|[ltxc]U|U[ltxc])? W?M[nO]W?(?:Y|[ltxc]U)? [YR]M[nO]W? [ltxc]UM[nO] M[nO]RW?", date_of),
        (r"WO O[ltxc]U [ltxc]UO O(?![.UuMkjq]|$) ^O$ (?<=O[ov&])O$", day_of_month),
        (r"MU?YU? [YR]M M[ltxc]U MU[ltxc] [ltxc]UM [ltxc]M M[lxc] M", month),
        (r"[Uu]?YU?", year),
        (r"Yon(?![uUnM])", years),
        (r"[ltxc]U U[ltxc] (?<=[emf])U(?!Y)", unit),
        (r"WR RW R", relative),
        (r"[ltxc]W W[ltxc] W", weekday),
        (r"W[ltxc]U WU[ltxc] [ltxc]UW U[ltxc]W", weekday_of_week),
        (r"[n1z]?[Uu]g g[n1z]?[Uu]", ago),
        (r"i[n1z][Uu] [n1z]?[Uu]H", hence),
        (r"[lpcx]n[Uu] n[lpcx][Uu] n[Uu][lpcx] [Uu]n[lpc] pU", rolling),
        (r"SU?Y YS S[ltxc]U SU[ltxc] [ltxc]U?S S[ltxc]", season),
        (r"qU?Y Yq q(?:[ltxc]U|U[ltxc]) [ltxc]Uq q", quarter),
        (r"hU?Y Yh h(?:[ltxc]U|U[ltxc]) [ltxc]Uh", half_year),
        (r"[ltxc]?k k[ltxc]", weekend),
        (r"[lNO][UkW]i?M(?![nO])Y?", within_month),
        (r"Oj", century),
    )
    for pattern in patterns.split()
)
