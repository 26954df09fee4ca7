"""Which notes are looked at: a stretch of time, a category, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


Span = tuple[date | None, date | None]
"""The first and the last day of a stretch of time, inclusive; None is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """
    Which entries and chunks may be found.

    A category is named as it stands in the index, and a folder stands for
    those below it. What has no date lies in no stretch of time: a filter
    keeps it out, something left out does not.
    """

    since: date | None = None
    until: date | None = None
    category: str | None = None
    without: tuple[Span, ...] = ()
    """Days that are left out."""
    without_category: str | None = None

    def __bool__(self) -> bool:
        return self != Filters()

    def admit(self, day: date | None, category: str | None) -> bool:
        """Whether something of that day and category may be found."""
        if (self.since or self.until) and not _within(day, (self.since, self.until)):
            return False
        if any(_within(day, span) for span in self.without):
            return False
        if self.without_category and below(category, self.without_category):
            return False
        return self.category is None or below(category, self.category)


def below(category: str | None, folder: str) -> bool:
    """Whether *category* is *folder* or lies in it."""
    own = category or ""
    return own == folder or own.startswith(folder + "/")


def _within(day: date | None, span: Span) -> bool:
    first, last = span
    if day is None:
        return False
    return (first is None or first <= day) and (last is None or day <= last)
