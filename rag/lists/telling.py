"""What is told of notes' dates and categories, and the notes that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rag.dates.intervals import days_of, period
from rag.lists.counting import breakdown, grouped
from rag.lists.headlines import Headline
from rag.query_types import GroupBy
from rag.types import Entry
from rag.wording.aggregates import Measured
from rag.wording.lists import name


Rows = Sequence[tuple[str, Sequence[Entry]]]
"""What is said of each group, and its notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A sentence, and the notes that it rests on."""

    first: str
    rows: Rows = ()
    """Of groups: what is said of each, and its notes."""
    named: Sequence[Entry] = ()
    """Notes that get a line each instead."""

    @property
    def count(self) -> int:
        """How many notes it rests on."""
        every = [*self.named, *(e for _, entries in self.rows for e in entries)]
        return len({entry.id for entry in every})


def days(head: Headline) -> list[date]:
    """Return the days that the chosen were written on, in order."""
    return sorted({e.day for e in head.chosen if e.day})


def on(head: Headline, wanted: Sequence[date]) -> list[Entry]:
    """Return the chosen of these days, in order."""
    kept = [e for e in head.chosen if e.day in set(wanted)]
    return sorted(kept, key=lambda e: e.day or date.min)


def spelt(day: date, head: Headline) -> str:
    """Return *day* as it stands in a sentence."""
    return name(day, "day", head.query.lang)


def ends(run: tuple[int, int], by: GroupBy, head: Headline) -> list[str]:
    """Return the names of the first and of the last of a row of periods."""
    return [name(period(days_of(n, by)[0], by), by, head.query.lang) for n in run]


def spread(entries: Sequence[Entry], head: Headline) -> Rows:
    """Return the notes by year, or by month of one year, or by day of one month."""
    return grouped(entries, breakdown(entries) or "day", head.query.lang).rows(None)


def too_few(head: Headline) -> Telling:
    """Say that notes of more days would be needed."""
    first = Measured.TOO_FEW_DAYS.text(head.query.lang, what=head.scope())
    return Telling(first=first, named=head.chosen)
