"""Dates as people type them on a command line, or into a field of Discord."""

from __future__ import annotations

import calendar
import re

from datetime import date
from typing import Literal


Edge = Literal["first", "last", "exact"]
"""Which day a month or a year stands for; ``exact`` wants a whole date."""

_DAY = re.compile(
    r"(\d{4})(?:(?:[-./]|년\s*)(\d{1,2})(?:(?:[-./]|월\s*)(\d{1,2})[일.]?|월|\.)?|년|\.)?"
)


def parse_day(text: str, edge: Edge) -> date:
    """
    Read ``2022-10-06``, ``2022.10.06``, ``2022-10``, ``2022`` or ``2022년 10월``.

    Raises:
        ValueError: it is none of these, or no day of the calendar.
    """
    match = _DAY.fullmatch(re.sub(r"\s+", " ", text.strip()).replace(". ", "."))
    if not match:
        raise ValueError(_reason(text, edge))
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101  # the pattern has it
    if edge == "exact" and day is None:
        raise ValueError(_reason(text, edge))
    try:
        if edge == "last":
            month = month or 12
            day = day or calendar.monthrange(year, month)[1]
        return date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError(_reason(text, edge)) from None


def _reason(text: str, edge: Edge) -> str:
    forms = "2022-10-06" if edge == "exact" else "2022-10-06, 2022-10 or 2022"
    return f"{text!r} is not a date; write it as {forms}."
