"""Stretches of calendar days: the arithmetic under dates, without any language. Weeks begin on Monday (ISO 8601)."""

from calendar import monthrange
from datetime import date, timedelta

Span = tuple[date, date]
"""First and last day, both included."""

DAY = timedelta(days=1)
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9}
"""First months of the seasons of the northern half of the world. Winter lies in two years: "winter 2022" tells neither."""


def year_span(year: int) -> Span:
    """All of a year. Raises ValueError beyond the calendar, as all functions here do."""
    return date(year, 1, 1), date(year, 12, 31)


def month_span(year: int, month: int) -> Span:
    """All of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months_span(year: int, first: int, count: int) -> Span:
    """Give `count` whole months from the month `first` on."""
    return date(year, first, 1), month_span(year, first + count - 1)[1]


def week_span(day: date) -> Span:
    """Monday to Sunday around `day`."""
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


def weekend_span(day: date) -> Span:
    """Saturday and Sunday of the week of `day`."""
    monday = week_span(day)[0]
    return monday + 5 * DAY, monday + 6 * DAY


def add_months(day: date, count: int) -> date:
    """Give the same day `count` months on, or the last of the month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def step(day: date, unit: str, count: int) -> date:
    """Move `count` units on from `day` (back when negative); hours count as whole days."""
    if unit in {"month", "quarter", "year", "decade"}:
        return add_months(day, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    return day + (days * count if days else round(count / 24)) * DAY


def unit_span(unit: str, day: date) -> Span:
    """Give the calendar unit that `day` lies in."""
    if unit == "week":
        return week_span(day)
    if unit == "month":
        return month_span(day.year, day.month)
    if unit == "quarter":
        return months_span(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if unit == "year":
        return year_span(day.year)
    if unit == "decade":
        return decade_span(day.year // 10 * 10)
    return day, day


def decade_span(year: int) -> Span:
    """Ten years from `year` on."""
    return date(year, 1, 1), date(year + 9, 12, 31)


def century_span(number: int) -> Span:
    """Give the `number`th century: the 20th is 1901 to 2000."""
    return date(number * 100 - 99, 1, 1), date(number * 100, 12, 31)


def season_span(season: str, year: int) -> Span | None:
    """Three whole months; None for winter."""
    first = SEASON_STARTS.get(season)
    return months_span(year, first, 3) if first else None


def third(span: Span, part: int) -> Span:
    """Early (0), middle (1) or late (2) part of a span: four months of a year, ten days of a month, two days of a week."""
    start, end = span
    if start == end:
        return span
    if span == year_span(start.year):
        return months_span(start.year, 1 + 4 * part, 4)
    if span == month_span(start.year, start.month):
        return start.replace(day=1 + 10 * part), end if part == 2 else start.replace(day=10 * (part + 1))  # noqa: PLR2004
    if span == decade_span(start.year):
        first, last = ((0, 3), (4, 6), (7, 9))[part]
        return date(start.year + first, 1, 1), date(start.year + last, 12, 31)
    days = (end - start).days + 1
    cut = [round(days * k / 3) for k in range(4)]
    return start + cut[part] * DAY, start + (cut[part + 1] - 1) * DAY


def half(span: Span, part: int) -> Span:
    """First (1) or second (2) half of a span; of a year by months."""
    start, end = span
    if span == year_span(start.year):
        return months_span(start.year, 6 * part - 5, 6)
    middle = start + ((end - start).days + 1) // 2 * DAY
    return (start, middle - DAY) if part == 1 and middle > start else (middle, end)
