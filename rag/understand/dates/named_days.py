"""Days with a name, days counted within a month, and a few set phrases."""

from __future__ import annotations

import re

from dataclasses import replace
from datetime import date, timedelta

from rag.dates import periods
from rag.dates.periods import Moment, Period
from rag.text.lazy_regex import lazily
from rag.understand.dates import meanings_en, meanings_ko
from rag.understand.dates.moments import Rule
from rag.understand.language import numerals_ko


FEASTS: dict[str, tuple[int, int]] = {
    "크리스마스이브": (12, 24),
    "크리스마스": (12, 25),
    "성탄절": (12, 25),
    "신정": (1, 1),
    "새해첫날": (1, 1),
    "삼일절": (3, 1),
    "만우절": (4, 1),
    "어린이날": (5, 5),
    "어버이날": (5, 8),
    "스승의날": (5, 15),
    "현충일": (6, 6),
    "광복절": (8, 15),
    "개천절": (10, 3),
    "한글날": (10, 9),
    "핼러윈": (10, 31),
    "christmaseve": (12, 24),
    "christmasday": (12, 25),
    "christmas": (12, 25),
    "newyearseve": (12, 31),
    "newyearsday": (1, 1),
    "valentinesday": (2, 14),
    "halloween": (10, 31),
}
"""Those that lie on the same day of the solar calendar every year."""


def _spelled(name: str) -> str:
    """Return a pattern of the name, with blanks where people put them."""
    words = {
        "크리스마스이브": r"크리스마스\s*이브",
        "새해첫날": r"새해\s*첫\s*날",
        "스승의날": r"스승의\s*날",
        "한글날": r"한글\s*날",
        "christmaseve": r"christmas\s+eve",
        "christmasday": r"christmas\s+day",
        "newyearseve": r"new\s+year['’]?s?\s+eve",
        "newyearsday": r"new\s+year['’]?s?\s+day",
        "valentinesday": r"valentine['’]?s?\s+day",
    }
    return words.get(name, name)


_NAMES = "|".join(map(_spelled, sorted(FEASTS, key=len, reverse=True)))
_YEAR_KO = (
    r"(?:(?P<y>(?:19|20)[0-9]{2})\s*년?\s+|(?P<yr>재작년|작년|지난\s*해|올\s*해)\s*)"
)
_YEAR_EN = (
    r"(?:,?\s+(?:of\s+|in\s+)?(?:(?P<y>(?:19|20)[0-9]{2})|(?P<yr>this|last)\s+year))"
)
_BACK = {"재작년": 2, "작년": 1, "지난해": 1, "올해": 0, "last": 1, "this": 0}


def _year(m: re.Match[str], today: date) -> int | None:
    if m["y"]:
        return int(m["y"])
    word = re.sub(r"\s", "", m["yr"] or "").lower()
    return today.year - _BACK[word] if word else None


def _feast(m: re.Match[str], today: date) -> Moment:
    """Read ``작년 크리스마스``, ``New Year's Eve 2022``."""
    month, day = FEASTS[re.sub(r"[\s'’]", "", m["name"]).lower()]
    return Moment(year=_year(m, today), month=month, day=day)


def _last_night(_: re.Match[str], today: date) -> Moment:
    return Moment(fixed=periods.days_ago(today, 1))


def _today(_: re.Match[str], today: date) -> Moment:
    return Moment(fixed=periods.days_ago(today, 0))


def _this_day(m: re.Match[str], today: date) -> Moment:
    """Read ``작년 오늘`` and ``3년 전 오늘``."""
    years = numerals_ko.number(m["n"]) if m["n"] else _BACK[re.sub(r"\s", "", m["yr"])]
    return Moment(fixed=periods.ago(today, years, "year", just=True))


def _this_day_en(m: re.Match[str], today: date) -> Moment:
    """Read ``this day last year`` and ``two years ago today``."""
    years = meanings_en.number(m["n"]) if m["n"] else 1
    return Moment(fixed=periods.ago(today, years, "year", just=True))


def _week_around(m: re.Match[str], today: date) -> Moment:
    """Read ``the week of May 15`` and ``5월 15일이 있는 주``."""
    found = m.groupdict()
    if found.get("ko") is not None:
        day = meanings_ko.month(m, today)
    else:
        day = meanings_en.month(m, today)
        if found["y2"]:
            day = replace(day, year=int(found["y2"]))
    return Moment(fixed=periods.week(day.resolve(today).since))


def _nth_weekday(month: Period, weekday: int, nth: int) -> Period:
    """Return the *nth* such day of a month, the last one for 0."""
    first = month.since + timedelta(days=(weekday - month.since.weekday()) % 7)
    days = [first + timedelta(weeks=n) for n in range(5)]
    days = [day for day in days if day <= month.until]
    if nth > len(days):
        raise ValueError(nth)
    return Period(days[nth - 1], days[nth - 1])


def _in_month_ko(m: re.Match[str], today: date) -> Moment:
    """Read ``지난달 첫 번째 월요일``, ``2월 마지막 날``, ``이번 달 첫날``."""
    month = meanings_ko.month(m, today).resolve(today)
    nth = meanings_ko.ORDINAL[m["nth"]]
    if m["weekday"]:
        return Moment(
            fixed=_nth_weekday(month, "월화수목금토일".index(m["weekday"]), nth)
        )
    day = month.until if nth == 0 else month.since + timedelta(days=nth - 1)
    return Moment(fixed=Period(day, day))


def _in_month_en(m: re.Match[str], today: date) -> Moment:
    """Read ``the last Friday of February 2024`` and ``the first day of May``."""
    month = _month_en(m, today)
    nth = meanings_en.ORDINALS.get(m["nth"].lower(), 0)
    if m["weekday"]:
        return Moment(
            fixed=_nth_weekday(month, meanings_en.weekday_of(m["weekday"]), nth)
        )
    day = month.until if nth == 0 else month.since + timedelta(days=nth - 1)
    return Moment(fixed=Period(day, day))


def _days_of_month(m: re.Match[str], today: date) -> Moment:
    """Read ``the 5th to the 12th of last month``."""
    month = _month_en(m, today)
    first, last = (month.since.replace(day=int(m[k])) for k in ("d", "d2"))
    return Moment(fixed=Period(min(first, last), max(first, last)))


def _month_en(m: re.Match[str], today: date) -> Period:
    if m["mr"]:
        return periods.ago(today, m["mr"].lower() == "last", "month")
    return meanings_en.month(m, today).resolve(today)


_NTH_KO = r"(?P<nth>첫|둘|두|셋|세|넷|네|다섯|마지막)\s*(?:번?째)?\s*"
_MONTH_KO = (
    r"(?:(?P<y>(?:19|20)[0-9]{2})\s*년\s*|(?P<yr>재작년|작년|지난\s*해|올\s*해)\s*)?"
    r"(?:(?P<m>[0-9]{1,2})\s*월|(?P<mr>이번\s*달|이\s?달|지난\s*달|저번\s*달|지지난\s*달))"
)
_MONTH_EN = (
    rf"(?:(?P<mr>this|last)\s+month|(?P<m>{meanings_en.MONTH_NAMES})\b\.?"
    r"(?:,?\s+(?:of\s+|in\s+)?(?:(?P<y>(?:19|20)[0-9]{2})|(?P<yr>this|last)\s+year))?)"
)
_TH = r"(?:st|nd|rd|th)"
_WORD = r"(?<![0-9A-Za-z가-힣_])"

_NEEDS = (
    *"0123456789",
    *(name[:3] if name.isascii() else name[:2] for name in FEASTS),
    *"어젯 간밤 지난밤 어제 오늘 주 요일 날".split(),
    *"night yesterday today this ago week day mon tue wed thu fri".split(),
)
"""Each rule names a feast, a number, or one of these."""
RULES: tuple[Rule, ...] = tuple(
    (lazily(pattern, re.IGNORECASE, needs=_NEEDS), read, False)
    for pattern, read in (
        (rf"{_WORD}{_YEAR_KO}?(?P<name>{_NAMES})(?![A-Za-z])", _feast),
        (rf"{_WORD}(?P<name>{_NAMES}){_YEAR_EN}", _feast),
        (
            r"(?<![가-힣])(?:어젯\s?밤|간밤|지난밤|어제\s*(?:밤|저녁|아침|오후|오전))",
            _last_night,
        ),
        (
            rf"{_WORD}(?:last\s+night|yesterday\s+(?:morning|afternoon|evening))\b",
            _last_night,
        ),
        (r"(?<![가-힣])오늘\s*(?:아침|오전|오후|저녁|밤|새벽)", _today),
        (rf"{_WORD}(?:this\s+(?:morning|afternoon|evening)|tonight)\b", _today),
        (
            rf"(?<![가-힣])(?:(?P<yr>재작년|작년)|(?P<n>{numerals_ko.NUMERAL})\s*년\s*전)\s*오늘",
            _this_day,
        ),
        (
            rf"{_WORD}(?:this\s+day|today)\s+(?:(?P<n>{meanings_en.NUMERAL})\s+years?\s+ago|last\s+year)\b",
            _this_day_en,
        ),
        (
            rf"{_WORD}(?P<n>{meanings_en.NUMERAL})\s+years?\s+ago\s+today\b",
            _this_day_en,
        ),
        (
            (
                rf"{_WORD}(?:the\s+)?week\s+(?:of|containing|around|starting)\s+{_MONTH_EN}"
                rf"\s+(?P<d>[0-9]{{1,2}}){_TH}?(?:,?\s+(?P<y2>(?:19|20)[0-9]{{2}}))?"
            ),
            _week_around,
        ),
        (
            (
                rf"{_WORD}(?P<ko>){_MONTH_KO}\s*(?P<d>[0-9]{{1,2}})\s*일이?\s*"
                r"(?:들어\s*있는|있는|있던|포함된|속한|낀|든)\s*주(?=[에의\s]|$)"
            ),
            _week_around,
        ),
        (
            rf"{_WORD}{_MONTH_KO}\s*(?:의\s*)?{_NTH_KO}(?:(?P<weekday>[월화수목금토일])요일|날(?![가-힣]*씨))",
            _in_month_ko,
        ),
        (
            (
                rf"{_WORD}(?:the\s+)?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+"
                rf"(?:(?P<weekday>{meanings_en.DAYS})|day)\s+(?:of|in)\s+{_MONTH_EN}"
            ),
            _in_month_en,
        ),
        (
            (
                rf"{_WORD}(?:the\s+)?(?P<d>[0-9]{{1,2}}){_TH}?\s*(?:to|-|through|until|and)\s*(?:the\s+)?"
                rf"(?P<d2>[0-9]{{1,2}}){_TH}?\s+(?:of\s+)?{_MONTH_EN}"
            ),
            _days_of_month,
        ),
    )
)
