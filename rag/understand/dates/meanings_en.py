"""What the English names of days, weeks, months, seasons and years mean."""

from __future__ import annotations

import re

from datetime import date, timedelta

from rag.dates import periods
from rag.dates.periods import Moment, Period


NAMES = (
    "january february march april may june july august september october"
    " november december"
).split()
MONTH_NAMES = "|".join(
    f"{name[:3]}(?:{name[3:]})?" if name != "september" else "sep(?:t(?:ember)?)?"
    for name in NAMES
)
DAYS = (
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?"
    "|satur(?:day)|sunday"
)
NUMBERS = {
    word: count
    for count, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
} | {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "couple": 2}
NUMERAL = "[0-9]{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
_SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn"}
_SEASONS |= {"fall": "autumn", "winter": "winter"}
_PARTS = {"early": "early", "beginning": "early", "start": "early", "mid": "mid"}
_PARTS |= {"middle": "mid", "late": "late", "end": "late"}
ORDINALS = {w: n for n, w in enumerate("first second third fourth fifth".split(), 1)}
ORDINALS |= {w: n for n, w in enumerate("1st 2nd 3rd 4th 5th".split(), 1)}
_PREPOSITIONS = frozenset(
    "in since before after until till by during of from between through to and"
    " around over".split()
)


def number(text: str) -> int:
    """Return what a numeral stands for; *text* matches `NUMERAL`."""
    return int(text) if text.isdigit() else NUMBERS[" ".join(text.lower().split())]


def _found(m: re.Match[str]) -> dict[str, str]:
    return {key: value.lower() for key, value in m.groupdict().items() if value}


def _year(found: dict[str, str], today: date) -> int | None:
    if "y" in found:
        return int(found["y"])
    if "yy" in found:
        return today.year // 100 * 100 + int(found["yy"])
    if "yr" not in found:
        return None
    if "yb" in found:
        return today.year - 2
    if found["yr"] == "the":
        raise ValueError(found["yr"])
    return today.year - (0 if found["yr"] == "this" else 1)


def month(m: re.Match[str], today: date) -> Moment:
    """Read ``May 28, 2022``, ``28th of May``, ``early May``, ``last May``."""
    found = _found(m)
    month = 1 + next(
        i for i, name in enumerate(NAMES) if name.startswith(found["m"][:3])
    )
    year = _year(found, today)
    day = int(found["d"]) if "d" in found else None
    last_day = int(found["d2"]) if "d2" in found else None
    part = _PARTS.get(found.get("part", ""))
    if "w" in found:
        part = f"w{ORDINALS.get(found['w'], 0)}"
    if found.get("which") == "this" and year is None:
        year = today.year
    over = found.get("which") in {"last", "past", "previous"} and year is None
    return Moment(
        year=year, month=month, day=day, last_day=last_day, part=part, over=over
    )


def _follows_preposition(m: re.Match[str]) -> bool:
    return m.string[: m.start()].lower().split()[-1:] in [[p] for p in _PREPOSITIONS]


def bare_month(m: re.Match[str], today: date) -> Moment:
    """Read ``in May``, but not ``may I``, ``march`` or ``dec``."""
    word = m["m"].lower()
    plain = len(word) > 3 and word != "march"
    if not plain and not _follows_preposition(m):
        raise ValueError(word)
    return month(m, today)


def bare_season(m: re.Match[str], today: date) -> Moment:
    """Read ``since spring``, but neither ``fall back`` nor ``in Spring Boot``."""
    if not _follows_preposition(m) or m["season"][0].isupper():
        raise ValueError(m[0])
    return piece(m, today)


def whole_year(m: re.Match[str], today: date) -> Moment:
    """Read ``late 2022`` and ``the beginning of this year``."""
    found = _found(m)
    return Moment(year=_year(found, today), part=_PARTS.get(found.get("part", "")))


def piece(m: re.Match[str], today: date) -> Moment:
    """Read ``summer 2022``, ``Q3``, ``the first half of 2022``."""
    found = _found(m)
    year = _year(found, today)
    if "season" in found:
        part = _SEASONS[found["season"]]
    elif "q" in found:
        part = f"q{found['q']}"
    elif "h" in found:
        part = f"h{found['h']}"
    else:
        kind = "q" if found["kind"] == "quarter" else "h"
        part = f"{kind}{ORDINALS[found['nth']]}"
    which = found.get("which")
    if which == "this" and year is None:
        year = today.year - (part == "winter" and today.month < 3)
    return Moment(year=year, part=part, over=which == "last" and year is None)


def day(m: re.Match[str], today: date) -> Moment:
    """Read ``today``, ``yesterday`` and the day before."""
    word = m[0].lower()
    back = 2 if "before" in word else 0 if "today" in word else 1
    return Moment(fixed=periods.days_ago(today, back))


def unit(m: re.Match[str], today: date) -> Moment:
    """Read ``last week``, ``this quarter``, ``the month before last``."""
    found = _found(m)
    back = 2 if "twice" in found else 0 if found["which"] in {"this", "current"} else 1
    if found["u"] == "weekend":
        whole = periods.week(today - timedelta(weeks=back))
        return Moment(fixed=Period(whole.since + timedelta(days=5), whole.until))
    if found["u"] == "quarter":
        first = (today.month - 1) // 3 * 3 + 1 - 3 * back
        return Moment(fixed=periods.months(today.year, first, 3))
    if found["u"] == "year":
        return Moment(year=today.year - back)
    if found["u"] == "month":
        then = periods.ago(today, back, "month").since
        part = _PARTS.get(found.get("part", ""))
        return Moment(year=then.year, month=then.month, part=part)
    return Moment(fixed=periods.ago(today, back, found["u"]))


def ago(m: re.Match[str], today: date) -> Moment:
    """Read ``two weeks ago``."""
    just = bool(m["just"])
    return Moment(fixed=periods.ago(today, number(m["n"]), m["u"].lower(), just=just))


def fortnight(_: re.Match[str], today: date) -> Moment:
    """Read ``a fortnight ago``."""
    return Moment(fixed=periods.days_ago(today, 14))


def last(m: re.Match[str], today: date) -> Moment:
    """Read ``the last 3 days`` and ``past month``."""
    count = number(m["n"]) if m["n"] else 1
    return Moment(fixed=periods.last(today, count, m["u"].lower()))


def during(m: re.Match[str], today: date) -> Moment:
    """Read the ``for two weeks`` of ``from 11 May for two weeks``."""
    length = (number(m["n"]), m["u"].lower())
    return Moment(fixed=periods.last(today, *length), length=length)


def vague(m: re.Match[str], today: date) -> Moment:
    """Read ``a few days ago`` and ``the last few weeks``."""
    unit = m["u"].lower()
    first, until = {"day": (7, 1), "week": (35, 14), "month": (183, 56)}.get(
        unit, (2200, 730)
    )
    if m["ago"] is None:
        until = 0
    return Moment(fixed=periods.days_ago(today, first, until))


def weekdays(m: re.Match[str], today: date) -> Moment:
    """Read ``Monday to Wednesday last week``."""
    which = (m["which"] or m["ahead"] or "").lower()
    week = periods.week(today - timedelta(weeks=which in {"last", "previous"}))
    first, last = (
        week.since + timedelta(days=weekday_of(m[k])) for k in ("day", "day2")
    )
    if not which and first > today:
        first, last = first - timedelta(weeks=1), last - timedelta(weeks=1)
    return Moment(fixed=Period(min(first, last), max(first, last)))


def weekday_of(name: str) -> int:
    """Return 0 for Monday to 6; *name* matches `DAYS`."""
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(name[:3].lower())


def weekday_in_week(m: re.Match[str], today: date) -> Moment:
    """Read ``Friday of last week``."""
    week = periods.week(today - timedelta(weeks=m["which"].lower() == "last"))
    day = week.since + timedelta(days=weekday_of(m["day"]))
    return Moment(fixed=Period(day, day))


def only_day(m: re.Match[str], _: date) -> Moment:
    """Read ``on the 3rd``, which leaves the month open."""
    return Moment(day=int(m["d"]))


def weekday(m: re.Match[str], today: date) -> Moment:
    """Read ``on Monday``."""
    index = weekday_of(m["day"])
    back = (today.weekday() - index) % 7
    if (m["which"] or "").lower() == "last" and back == 0:
        back = 7
    return Moment(fixed=periods.days_ago(today, back))
