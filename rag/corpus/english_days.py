"""Days with the name of the month: ``May 11, 2021``, ``11 May 2021``."""

from __future__ import annotations

import re

from typing import NamedTuple

from rag.text.lazy_regex import lazily


_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
)
_MONTH_FIRST = lazily(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.?[\s_-]+(\d{{1,2}})(?:st|nd|rd|th)?,?[\s_-]+(\d{{4}})"
    r"(?!\d)",
    re.IGNORECASE,
)
_DAY_FIRST = lazily(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[\s_-]+([a-z]{{3,9}})\.?,?[\s_-]+(\d{{4}})"
    r"(?!\d)",
    re.IGNORECASE,
)
_STARTS = lazily(r"(?<![^\W_])(?=[a-z\d])", re.IGNORECASE)
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


class Found(NamedTuple):
    """What was read; there may be no such day."""

    year: str
    month: str
    day: str
    end: int
    """One past its last character."""


def at_start(text: str, start: int = 0) -> Found | None:
    """Return the day that stands at *start*, with its weekday before it."""
    if m := _MONTH_FIRST.match(text, start):
        found = Found(m[3], _month(m[1]), m[2], m.end())
    elif m := _DAY_FIRST.match(text, start):
        found = Found(m[3], _month(m[2]), m[1], m.end())
    else:
        return None
    return found if found.month else None


def within(text: str) -> Found | None:
    """Return the first day that *text* names."""
    found = (at_start(text, m.start()) for m in _STARTS.finditer(text))
    return next(filter(None, found), None)


def _month(name: str) -> str:
    """Return the number of a month, by all of its name or what it begins with."""
    name = name.lower()
    for number, month in enumerate(_MONTHS, start=1):
        if month.startswith(name) or (name == "sept" and number == 9):
            return str(number)
    return ""
