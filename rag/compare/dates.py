"""Dates that a text names, Korean and English.

``2022-10-06``, ``10월 6일`` and ``October 6`` name days that go together.
"""

from __future__ import annotations

import re

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Day:
    """A date, or the part of one that is named."""

    year: int | None
    month: int | None
    day: int | None
    start: int = 0
    end: int = 0

    def within(self, other: Day) -> bool:
        """Say whether every part that is named here is that of *other*."""
        return all(
            mine is None or mine == theirs
            for mine, theirs in (
                (self.year, other.year),
                (self.month, other.month),
                (self.day, other.day),
            )
        )


_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug"
        "|september sept sep|october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d.])(?P<y>(?:19|20)\d\d)[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<y>\d{4})\s*년\s*(?P<m>\d{1,2})\s*월(?:\s*(?P<d>\d{1,2})\s*일)?",
        r"(?<!\d)(?P<m>\d{1,2})\s*월\s*(?P<d>\d{1,2})\s*일",
        rf"\b(?P<n>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>\d{{4}}))?",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<n>{_MONTH})\b(?:,?\s+(?P<y>\d{{4}}))?",
        rf"\b(?P<n>{_MONTH})\.?,?\s+(?P<y>(?:19|20)\d\d)\b",
        r"(?<![\d.])(?P<y>(?:19|20)\d\d)-(?P<m>\d{2})(?![\d-])",
    )
)
_DIGIT = re.compile(r"\d")
_IN_ENGLISH = re.compile("|".join(sorted({n[:3] for n in _MONTHS})), re.IGNORECASE)
"""What one of the patterns with a name of a month needs."""


def days(text: str) -> list[Day]:
    """Return the dates that *text* names, without overlaps."""
    found: list[Day] = []
    if not _DIGIT.search(text):
        return found  # which is told soon, and true of most sentences
    english = _IN_ENGLISH.search(text) is not None
    for pattern in _DAYS:
        if "n" in pattern.groupindex and not english:
            continue
        for m in pattern.finditer(text):
            if any(m.start() < f.end and f.start < m.end() for f in found):
                continue
            part = m.groupdict()
            month = int(part["m"]) if part.get("m") else None
            if part.get("n"):
                month = _MONTHS[part["n"].lower()]
            if month is not None and not 1 <= month <= 12:
                continue
            year, day = part.get("y"), part.get("d")
            found.append(
                Day(
                    int(year) if year else None,
                    month,
                    int(day) if day else None,
                    m.start(),
                    m.end(),
                )
            )
    return found


def day_of(day: date | None) -> list[Day]:
    """Return the date of a note as one that it names."""
    return [Day(day.year, day.month, day.day)] if day else []
