"""Arithmetic of the calendar: periods, gaps between days, streaks, time gone by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from rag.dates.periods import shift
from rag.query_types import GroupBy, Span


Key = date | tuple[int, int] | int | str
"""A day, a year with its month, quarter or half, a year or a weekday from 0, a
category."""
_MONTHS: dict[GroupBy, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def period(day: date, by: GroupBy) -> Key:
    """Return which day, weekday, month, quarter, half or year *day* is in."""
    match by:
        case "weekday":
            return day.weekday()
        case "year":
            return day.year
        case "month" | "quarter" | "half":
            return day.year, (day.month - 1) // _MONTHS[by] + 1
        case _:
            return day


def place(day: date, by: GroupBy) -> int:
    """Return the number of the day, or of the period, counted without a break."""
    if by not in _MONTHS:
        return day.toordinal()
    return (day.year * 12 + day.month - 1) // _MONTHS[by]


def days_of(number: int, by: GroupBy) -> tuple[date, date]:
    """Return the first and the last day of what `place` gives that number."""
    if by not in _MONTHS:
        day = date.fromordinal(number)
        return day, day
    at = number * _MONTHS[by]
    first = date(at // 12, at % 12 + 1, 1)
    if first.year == date.max.year and at % 12 + _MONTHS[by] == 12:
        return first, date.max
    return first, shift(first, _MONTHS[by]) - timedelta(days=1)


def periods(
    first: date, last: date, by: GroupBy, without: Sequence[Span] = ()
) -> list[int]:
    """Return the places from *first* to *last*, those wholly left out missing."""
    every = range(place(first, by), place(last, by) + 1)
    return [n for n in every if not any(_inside(days_of(n, by), s) for s in without)]


def _inside(days: tuple[date, date], span: Span) -> bool:
    first, last = span
    return (first is None or first <= days[0]) and (last is None or days[1] <= last)


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and the last of each unbroken row of *numbers*."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found


def gaps(days: Iterable[date]) -> list[tuple[date, date]]:
    """Return the two days around each longest time between days; [] of one day."""
    pairs = list(pairwise(sorted(set(days))))
    most = max(((b - a).days for a, b in pairs), default=0)
    return [(a, b) for a, b in pairs if (b - a).days == most]


def interval(days: Iterable[date]) -> float | None:
    """Return the days from one to the next on average; None for a single day."""
    every = sorted(set(days))
    if len(every) < 2:
        return None
    return (every[-1] - every[0]).days / (len(every) - 1)


def apart(first: date, last: date) -> tuple[int, int, int]:
    """
    Return the whole years, the whole months and the days from *first* to *last*.

    A month after the 31st is over on the last day of a shorter month.
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    if shift(first, months) > last:
        months -= 1
    left = (last - shift(first, months)).days
    return months // 12, months % 12, left
