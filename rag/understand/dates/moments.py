"""A piece of text that names a moment, and how two of them make a range."""

from __future__ import annotations

import re

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.dates.periods import Moment, Period
from rag.query_types import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """Where in a text which moment is named."""

    start: int
    end: int
    when: Moment | None
    """None for what looks like a date and is none, such as 30 February."""
    weak: bool = False
    """Whether it may as well be a number, a version or a fraction."""


Reader = Callable[[re.Match[str], date], Moment]
Rule = tuple[re.Pattern[str], Reader, bool]
"""What to look for, what it means, and whether it is weak."""


def scan(text: str, today: date, rules: Iterable[Rule]) -> list[Atom]:
    """Return what *rules* find, in order, the longest where they overlap."""
    found: list[Atom] = []
    for pattern, read, weak in rules:
        for match in pattern.finditer(text):
            when: Moment | None
            try:
                when = read(match, today)
                when.resolve(today)
            except (ValueError, OverflowError):
                when = None
            found.append(
                Atom(start=match.start(), end=match.end(), when=when, weak=weak)
            )
    return disjoint(found)


def disjoint(atoms: Sequence[Atom]) -> list[Atom]:
    """Return *atoms* in order, without those that overlap an earlier one."""
    kept: list[Atom] = []
    for atom in sorted(atoms, key=lambda a: (a.start, -a.end)):
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


def between(first: Moment, second: Moment, today: date) -> Period:
    """
    Return everything from one moment to the other.

    What one leaves out, it takes from the other: ``March to May 2022``,
    ``2022년 3월 2일부터 5일까지``, ``2021년 11월부터 2월까지``.

    Raises:
        ValueError: there is no such day.
        OverflowError: it lies outside the calendar.
    """
    if second.bare_day:
        start = first.resolve(today)
        second = replace(second, year=start.since.year, month=start.since.month)
    elif first.open and not second.open:
        end = second.resolve(today)
        start = first.at(end.until.year)
        if start.since > end.until:
            start = first.at(end.until.year - 1)
        return Period(start.since, end.until)
    elif second.open:
        start = first.resolve(today)
        if first.open:
            end = second.resolve(today)
            start = first.at(end.until.year)
            if start.since > end.until:
                start = first.at(end.until.year - 1)
        else:
            end = second.at(start.since.year)
            if end.until < start.since:
                end = second.at(start.since.year + 1)
        return Period(start.since, end.until)
    start, end = first.resolve(today), second.resolve(today)
    return Period(min(start.since, end.since), max(start.until, end.until))


def gap(first: Moment, second: Moment, whole: Period, today: date) -> tuple[Span, ...]:
    """Return the days between the two that ``2021년이랑 2023년`` leaves out."""
    try:
        if second.bare_day:
            day = whole.until
            second = replace(second, year=day.year, month=day.month)
        one = first.at(whole.since.year) if first.open else first.resolve(today)
        two = second.at(whole.until.year) if second.open else second.resolve(today)
    except (ValueError, OverflowError):
        return ()
    one, two = sorted((one, two), key=lambda p: p.since)
    if one.since != whole.since or two.until != whole.until:
        return ()
    after, before = one.until + timedelta(days=1), two.since - timedelta(days=1)
    return ((after, before),) if after <= before else ()
