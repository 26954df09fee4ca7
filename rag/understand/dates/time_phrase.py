"""A phrase of time, as it was understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from rag.dates import periods
from rag.query_types import Span
from rag.text.lazy_regex import lazily


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePhrase:
    """What a question says about time; every part may be missing."""

    since: date | None = None
    """First day, inclusive."""
    until: date | None = None
    """Last day, inclusive; never before *since*."""
    start: int
    """First character of the phrase, counted from 0."""
    end: int
    """One past the last."""
    newest_first: bool | None = None
    """True for the latest entries, False for the first ones, None for any."""
    count: int | None = None
    about_writing: bool = True
    """Whether it says when notes were written; else it belongs to the subject."""
    also: tuple[tuple[int, int], ...] = ()
    """Further parts of the text that were understood."""
    nth: int | None = None
    """Which one in that order is wanted, from 1."""
    open_year: bool = False
    """Whether the year was left out, and the latest that fits was taken."""
    left_out: bool = False
    """Whether these days are not to be looked at, as in ``2022년 말고``."""
    without: tuple[Span, ...] = ()
    """Days that are left out of the others."""
    weekdays: tuple[int, ...] = ()
    """Days of the week, from 0 for Monday; empty for any."""
    months: tuple[int, ...] = ()
    """Months of any year; empty for any."""

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Everything that was understood, as start and end."""
        return ((self.start, self.end), *self.also)


_HENCE = lazily(r"[\s,]*(?:부터\s*)?")


def lasting(
    text: str, was: DatePhrase, now: DatePhrase, length: tuple[int, str]
) -> DatePhrase | None:
    """Close ``2021년 4월부터`` after the ``석 달 동안`` that *now* is."""
    if was.since is None or not _HENCE.fullmatch(text, was.end, now.start):
        return None
    if was.until not in {None, was.since}:  # says again how long it is
        return replace(was, end=now.end)
    count, unit = length
    try:
        end = periods.after(was.since, count, unit)
    except OverflowError:
        return None
    return replace(was, until=end - timedelta(days=1), end=now.end)
