"""Dates in digits alone, as both languages write them."""

from __future__ import annotations

import re

from datetime import date

from rag.dates.periods import Moment
from rag.text.lazy_regex import lazily
from rag.understand.dates.moments import Rule


# Not inside a word, a path, a version or a longer number.
_LEFT = r"(?<![0-9A-Za-z_/\\.$#-])(?<![0-9],)(?<![vV]\.)"
_RIGHT = r"(?![0-9A-Za-z_%]|[.,/-][0-9A-Za-z])"
_SEP = r"\s?(?P<sep>[./-])\s?"
_YEAR = r"(?P<y>(?:19|20)[0-9]{2})"


def _day(m: re.Match[str], _: date) -> Moment:
    return Moment(year=int(m["y"]), month=int(m["m"]), day=int(m["d"]))


def _month(m: re.Match[str], _: date) -> Moment:
    return Moment(year=int(m["y"]), month=int(m["m"]))


def _year(m: re.Match[str], _: date) -> Moment:
    return Moment(year=int(m["y"]))


def short_year(digits: str, today: date) -> int:
    """Return the year that two digits stand for, at most one after *today*."""
    century = today.year // 100 * 100
    year = century + int(digits)
    return year if year <= today.year + 1 else max(year - 100, 1)


def _short_day(m: re.Match[str], today: date) -> Moment:
    year = short_year(m["yy"], today)
    return Moment(year=year, month=int(m["m"]), day=int(m["d"]))


def _short_month(m: re.Match[str], today: date) -> Moment:
    year = today.year // 100 * 100 + int(m["yy"])
    if 1 <= int(m["yy"]) <= 12:  # rather 12 October than December 2010
        return Moment(month=int(m["yy"]), day=int(m["m"]), doubtful=True)
    if year > today.year:
        raise ValueError(year)
    return Moment(year=year, month=int(m["m"]))


def _month_day(m: re.Match[str], _: date) -> Moment:
    return Moment(month=int(m["m"]), day=int(m["d"]))


def _dotted_day(m: re.Match[str], _: date) -> Moment:
    return Moment(month=int(m["m"]), day=int(m["d"]), doubtful=True)


def _american(m: re.Match[str], _: date) -> Moment:
    month, day = int(m["m"]), int(m["d"])
    if month > 12:
        month, day = day, month
    return Moment(year=int(m["y"]), month=month, day=day)


_MD = r"(?P<m>[0-9]{1,2})", r"(?P<d>[0-9]{1,2})"

RULES: tuple[Rule, ...] = tuple(
    (lazily(pattern, needs="0123456789"), read, weak)
    for pattern, read, weak in (
        # 2022-10-06, 2022.10.06., 2022. 10. 6, also impossible ones
        (
            (
                rf"{_LEFT}{_YEAR}{_SEP}{_MD[0]}\s?(?P=sep)\s?{_MD[1]}"
                rf"(?:\.(?![0-9]))?(?:{_RIGHT}|(?=-(?:19|20)[0-9]{{2}}(?P=sep)))"
            ),
            _day,
            False,
        ),
        (
            rf"(?<=[0-9]-){_YEAR}{_SEP}{_MD[0]}\s?(?P=sep)\s?{_MD[1]}{_RIGHT}",
            _day,
            False,
        ),
        (
            rf"{_LEFT}{_YEAR}(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?![0-9A-Za-z_.])",
            _day,
            True,
        ),
        (rf"{_LEFT}{_YEAR}{_SEP}{_MD[0]}{_RIGHT}", _month, False),
        (rf"{_LEFT}{_MD[0]}/{_MD[1]}/{_YEAR}{_RIGHT}", _american, False),
        (
            (
                rf"{_LEFT}(?P<yy>[0-9]{{2}})(?P<sep>[./-])(?P<m>[0-9]{{1,2}})"
                rf"(?P=sep)(?P<d>[0-9]{{1,2}}){_RIGHT}"
            ),
            _short_day,
            True,
        ),
        (
            rf"{_LEFT}(?P<yy>[0-9]{{2}})\.(?P<m>0[1-9]|1[0-2]){_RIGHT}",
            _short_month,
            True,
        ),
        (rf"{_LEFT}{_MD[0]}/{_MD[1]}{_RIGHT}", _month_day, True),
        (
            (
                r"(?:(?<=\s)|^)(?P<m>0?[1-9]|1[0-2])\.(?P<d>0?[1-9]|[12][0-9]"
                rf"|3[01])\.?{_RIGHT}"
            ),
            _dotted_day,
            True,
        ),
        (rf"{_LEFT}{_YEAR}(?=\s?~\s?(?:19|20)[0-9]{{2}}(?![0-9]))", _year, False),
        (rf"(?<=~)\s?{_YEAR}{_RIGHT}", _year, False),
        # 2021-2022 is neither a month nor a day
        (rf"{_LEFT}{_YEAR}(?=\s?-\s?(?:19|20)[0-9]{{2}}(?![0-9]))", _year, True),
        (rf"(?<=[0-9]-){_YEAR}{_RIGHT}", _year, True),
        (rf"{_LEFT}{_YEAR}(?![0-9A-Za-z_%]|[.,/][0-9])", _year, True),
    )
)
"""Weak are those that may be a version, a fraction or a plain number."""
