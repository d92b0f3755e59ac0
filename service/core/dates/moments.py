"""What a date phrase means before and after it meets the publication date."""

from dataclasses import dataclass, replace
from datetime import date

from service.core.dates.spans import DAY, Span, month_span, year_span

SLACK = 7 * DAY
"""How far a day without a year may lie on the wrong side of the publication date before another year is the better guess."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative words hang on: the publication date, None when unknown, and whether what is dated is still to come."""

    published: date | None
    future: bool

    def day(self) -> date:
        """Give the publication date. Raises LookupError without one."""
        if self.published is None:
            raise LookupError
        return self.published


@dataclass(frozen=True, slots=True)
class Moment:
    """A calendar expression: each part None where the words leave it open, or the whole `span` where they leave nothing.

    `deictic` marks "this week" and its like, which end at the publication date for what is done and begin there for what is to
    come.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    span: Span | None = None
    deictic: bool = False

    def resolve(self, anchor: Anchor) -> Span:
        """Give first and last day. Raises LookupError when only a publication date could tell, ValueError for no real day."""
        if self.span:
            return self._clipped(self.span, anchor)
        if self.year is not None:
            return self._in(self.year)
        if self.month is None and self.day is None and self.weekday is not None:
            day = weekday_near(self.weekday, anchor.day(), future=anchor.future)
            return day, day
        return self._nearest(anchor)

    def whole(self, anchor: Anchor) -> Span:
        """Give first and last day without cutting "this week" at the publication date."""
        return self.span or self.resolve(anchor)

    def borrowing(self, other: "Moment") -> "Moment":
        """Take year and month from `other` where this one leaves them open and has a day or a month itself."""
        if self.span or (self.month is None and self.day is None) or other.span:
            return self
        month = self.month if self.month is not None else other.month
        return replace(self, year=self.year if self.year is not None else other.year, month=month)

    def _in(self, year: int, month: int | None = None) -> Span:
        month = self.month if self.month is not None else month
        if month is None:
            return year_span(year)
        if self.day is None:
            return month_span(year, month)
        start = date(year, month, self.day)
        end = date(year, month, self.last_day or self.day)
        if end < start:
            raise ValueError
        return start, end

    def _nearest(self, anchor: Anchor) -> Span:
        """Choose the latest that is not to come, or the first to come, with a little slack; a weekday decides where it can."""
        published = anchor.day()
        found = self._candidates(published)
        slack = SLACK if self.day is not None else 0 * DAY
        if anchor.future:
            fitting = [span for span in found if span[1] >= published - slack]
        else:
            fitting = [span for span in reversed(found) if span[0] <= published + slack]
        named = [span for span in fitting if span[0].weekday() == self.weekday]
        return (named or fitting or found)[0]

    def _candidates(self, published: date) -> list[Span]:
        if self.month is not None:
            places: list[tuple[int, int | None]] = [(published.year + k, None) for k in range(-5, 5)]
            places = [place for place in places if abs(place[0] - published.year) <= (4 if self.day == 29 else 1)]  # noqa: PLR2004
        else:
            months = [published.year * 12 + published.month - 1 + k for k in (-2, -1, 0, 1, 2)]
            places = [(month // 12, month % 12 + 1) for month in months]
        found = []
        for year, month in places:
            try:
                found.append(self._in(year, month))
            except ValueError:
                continue
        if not found:
            raise ValueError
        return found

    def _clipped(self, span: Span, anchor: Anchor) -> Span:
        if not self.deictic or anchor.published is None or not span[0] <= anchor.published <= span[1]:
            return span
        return (anchor.published, span[1]) if anchor.future else (span[0], anchor.published)


def weekday_near(weekday: int, day: date, *, future: bool) -> date:
    """Give the nearest such weekday on or after `day` (future), or on or before it."""
    return day + (weekday - day.weekday()) % 7 * DAY if future else day - (day.weekday() - weekday) % 7 * DAY
