"""Stretches of the calendar, and moments that are named only in part."""

from __future__ import annotations

import calendar

from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """Some days in a row."""

    since: date
    """First day, inclusive."""
    until: date
    """Last day, inclusive; not before *since*."""


_THIRDS = {"early": 0, "mid": 1, "late": 2}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_HALVES = {"h1": (1, 6), "h2": (7, 6)}
_QUARTERS = {"q1": (1, 3), "q2": (4, 3), "q3": (7, 3), "q4": (10, 3)}
_EDGES = {"opening": (1, 1), "close": (12, 1)}


def months(year: int, first: int, count: int = 1) -> Period:
    """Return *count* whole months; *first* may be 13 and more, or below 1."""
    year, first = year + (first - 1) // 12, (first - 1) % 12 + 1
    last = shift(date(year, first, 1), count - 1)
    return Period(
        date(year, first, 1),
        last.replace(day=calendar.monthrange(last.year, last.month)[1]),
    )


def shift(day: date, count: int) -> date:
    """Return the day *count* months later, or that month's last day."""
    at = day.year * 12 + day.month - 1 + count
    year, month = at // 12, at % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def week(day: date) -> Period:
    """Return the Monday to Sunday that *day* is in."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6))


def days_ago(today: date, first: int, last: int | None = None) -> Period:
    """Return the days from *first* days ago to *last* (by default that one)."""
    until = first if last is None else last
    return Period(today - timedelta(days=first), today - timedelta(days=until))


def ago(today: date, count: int, unit: str, *, just: bool = False) -> Period:
    """Return the day, week, month or year *count* back; just the day, if *just*."""
    if unit == "day":
        return days_ago(today, count)
    if unit == "week":
        then = today - timedelta(weeks=count)
        return Period(then, then) if just else week(then)
    if just:
        then = shift(today, -count * (1 if unit == "month" else 12))
        return Period(then, then)
    if unit == "month":
        then = shift(today, -count)
        return months(then.year, then.month)
    return months(today.year - count, 1, 12)


def after(day: date, count: int, unit: str) -> date:
    """Return the day that is so many days, weeks, months or years later."""
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    return shift(day, count * (12 if unit == "year" else 1))


def beside(base: Period, unit: str | None, step: int) -> Period:
    """
    Return the *unit* that is *step* behind the days of *base*; without a unit, those.

    Raises:
        ValueError: it lies outside the calendar.
        OverflowError: likewise.
    """
    if unit is None:
        return base
    edge = base.until if step >= 0 else base.since
    if unit == "day":
        return days_ago(edge, -step)
    if unit == "week":
        return week(edge + timedelta(weeks=step))
    if unit == "month":
        if step == 0 and (base.since.year, base.since.month) != (edge.year, edge.month):
            return base
        return months(edge.year, edge.month + step)
    return months(edge.year + step, 1, 12)


def last(today: date, count: int, unit: str) -> Period:
    """Return the stretch of that length that ends today."""
    if unit in {"day", "week"}:
        return Period(
            today - timedelta(days=count * (7 if unit == "week" else 1)), today
        )
    return Period(shift(today, -count * (12 if unit == "year" else 1)), today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day, month, season or year, as far as it was named."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    """The end of ``October 5-12``, of the same month as *day*."""
    part: str | None = None
    """``early``, ``q3``, ``summer``, ``w2`` (second week), ``w0`` (last week)."""
    fixed: Period | None = None
    """Counted from today, so that nothing is left open."""
    doubtful: bool = False
    """Whether it is a number like any other, unless nothing else is asked for."""
    length: tuple[int, str] | None = None
    """A number of days, weeks, months or years, as in ``석 달 동안``."""
    over: bool = False
    """Whether it must lie wholly in the past, as in ``last summer``."""

    @property
    def open(self) -> bool:
        """Whether the year was left out."""
        return self.fixed is None and self.year is None

    @property
    def bare_day(self) -> bool:
        """Whether only the day of a month was named."""
        return self.open and self.month is None and self.day is not None

    def resolve(self, today: date) -> Period:
        """
        Return the days meant; without a year, the latest not after *today*.

        Raises:
            ValueError: there is no such day.
            OverflowError: it lies outside the calendar.
        """
        if self.fixed:
            return self.fixed
        if self.year is not None:
            return self._in(self.year)
        if self.bare_day:
            return self._latest_day(today)
        found = None
        for year in range(today.year, max(today.year - 9, 1), -1):
            try:
                found = self._in(year)
            except ValueError:  # 29 February
                continue
            if (found.until if self.over else found.since) <= today:
                if self.over and found.until == today:
                    continue
                return found
        if found is None:
            raise ValueError(self)
        return found

    def at(self, year: int) -> Period:
        """Return the days meant in that year; raises as `resolve`."""
        return replace(self, year=year).resolve(date(year, 1, 1))

    def _latest_day(self, today: date) -> Period:
        for back in range(3):
            month = shift(today.replace(day=1), -back)
            try:
                day = month.replace(day=self.day or 0)
            except ValueError:
                continue
            if day <= today:
                return Period(day, day)
        raise ValueError(self)

    def _in(self, year: int) -> Period:
        if self.month is None:
            return _part_of_year(year, self.part)
        if self.day is not None:
            day = date(year, self.month, self.day)
            last = day.replace(day=self.last_day or self.day)
            return Period(min(day, last), max(day, last))
        whole = months(year, self.month) if 1 <= self.month <= 12 else None
        if whole is None:
            raise ValueError(self)
        if self.part is None:
            return whole
        if self.part in _THIRDS:
            third = _THIRDS[self.part]
            since = whole.since.replace(day=1 + 10 * third)
            return Period(
                since, whole.until if third == 2 else since.replace(day=10 * third + 10)
            )
        return _week_of_month(whole, int(self.part[1:]))


def _part_of_year(year: int, part: str | None) -> Period:
    if part is None:
        return months(year, 1, 12)
    if part in _THIRDS:
        return months(year, 1 + 4 * _THIRDS[part], 4)
    if part in _SEASONS:
        return months(year, _SEASONS[part], 3)
    first, count = (_HALVES | _QUARTERS | _EDGES)[part]
    return months(year, first, count)


def _week_of_month(whole: Period, number: int) -> Period:
    """
    Return a week, which is of the month that its Thursday is in.

    Number 1 is the first such week, 0 the last.
    """
    thursdays = [
        day
        for back in range((whole.until - whole.since).days + 1)
        if (day := whole.since + timedelta(days=back)).weekday() == 3
    ]
    if number > len(thursdays):
        raise ValueError(number)
    return week(thursdays[number - 1])
