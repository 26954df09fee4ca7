"""What the Korean names of days, weeks, months, seasons and years mean."""

from __future__ import annotations

import re

from datetime import date, timedelta

from rag.dates import periods
from rag.dates.periods import Moment, Period
from rag.understand.dates.digits import short_year
from rag.understand.language.numerals_ko import number, spelt


WORDS = {
    "하루": (1, "day"),
    "이틀": (2, "day"),
    "사흘": (3, "day"),
    "나흘": (4, "day"),
    "닷새": (5, "day"),
    "엿새": (6, "day"),
    "열흘": (10, "day"),
    "보름": (15, "day"),
    "일주일": (1, "week"),
    "이주일": (2, "week"),
    "반년": (6, "month"),
    "일년": (1, "year"),
}
_UNITS = {"일": "day", "주": "week", "주일": "week", "달": "month", "개월": "month"}
_PAST_DAYS = {"오늘": 0, "금일": 0, "어제": 1, "어저께": 1, "전날": 1}
_PAST_DAYS |= {"그저께": 2, "그제": 2, "그끄저께": 3, "그끄제": 3}
_SEASON = {"봄": "spring", "여름": "summer", "가을": "autumn", "겨울": "winter"}
_PART = {"초기": "early", "초순": "early", "초반": "early", "초": "early"}
_PART |= {"중순": "mid", "중반": "mid", "중엽": "mid"}
_PART |= {"하순": "late", "후반": "late", "말": "late"}
_PART |= {"연초": "opening", "연말": "close"}
_HALF = {"상반기": "h1", "전반기": "h1", "하반기": "h2", "후반기": "h2"}
ORDINAL = {"첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4}
ORDINAL |= {"다섯": 5, "마지막": 0}


def _year(m: re.Match[str], today: date) -> int | None:
    found = m.groupdict()
    if found.get("y"):
        return int(found["y"])
    if found.get("yy"):
        return short_year(found["yy"], today)
    if found.get("ys"):
        return 2000 + spelt(found["ys"].replace(" ", "").removeprefix("이천"))
    if found.get("back"):
        return today.year - number(found["back"])
    word = (found.get("yr") or "").replace(" ", "")
    back = {"재작년": 2, "제작년": 2, "작년": 1, "지난해": 1}
    return today.year - back.get(word, 0) if word else None


def month(m: re.Match[str], today: date) -> Moment:
    """Read ``2022년 10월 6일``, ``지난달 말``, ``3월 둘째 주``."""
    found = {key: value for key, value in m.groupdict().items() if value}
    year, part = _year(m, today), _PART.get(found.get("part", ""))
    if "w" in found:
        part = f"w{ORDINAL[found['w']]}"
    elif "wn" in found:
        part = f"w{found['wn']}"
    day = int(found["d"]) if "d" in found else None
    if "mr" in found:
        word = found["mr"].replace(" ", "")
        back = 2 if word in {"지지난달", "저저번달", "전전달"} else 1
        back = 0 if word in {"이번달", "이달", "금월"} else back
        then = periods.ago(today, back, "month").since
        return Moment(year=then.year, month=then.month, day=day, part=part)
    over = "over" in found and year is None
    number = found["m"] if found["m"].isdigit() else spelt(found["m"])
    return Moment(year=year, month=int(number), day=day, part=part, over=over)


def whole_year(m: re.Match[str], today: date) -> Moment:
    """Read ``2022년``, ``작년 여름``, ``22년 하반기``."""
    found = {key: value for key, value in m.groupdict().items() if value}
    year = _year(m, today)
    if "around" in found:
        middle = periods.ago(today, today.year - (year or today.year), "year").since
        middle = middle.replace(month=today.month, day=min(today.day, 28))
        return Moment(fixed=periods.days_ago(middle, 15, -15))
    return Moment(year=year, part=_piece(found))


def _piece(found: dict[str, str]) -> str | None:
    if "season" in found:
        return _SEASON[found["season"]]
    if "half" in found:
        return _HALF[found["half"]]
    if "q" in found:
        return f"q{found['q']}"
    return _PART.get(found.get("part", ""))


def bare_piece(m: re.Match[str], _: date) -> Moment:
    """Read ``여름``, ``상반기``, ``2분기``, without a year."""
    found = {key: value for key, value in m.groupdict().items() if value}
    over = found.get("which", "") in {"지난", "저번"}
    return Moment(part=_piece(found), over=over)


def edge(m: re.Match[str], _: date) -> Moment:
    """Read ``연초`` and ``연말``."""
    return Moment(part=_PART[m["part"]])


def quarter(m: re.Match[str], today: date) -> Moment:
    """Read ``이번 분기``, ``지난 분기``, ``지지난 분기``."""
    back = {"이번": 0, "지난": 1, "저번": 1, "직전": 1}.get(m["which"], 2)
    first = (today.month - 1) // 3 * 3 + 1 - 3 * back
    return Moment(fixed=periods.months(today.year, first, 3))


def day(m: re.Match[str], today: date) -> Moment:
    """Read ``오늘``, ``그저께``, ``엊그제``."""
    if m[0].startswith("엊그"):  # the other day
        return Moment(fixed=periods.days_ago(today, 3, 1))
    return Moment(fixed=periods.days_ago(today, _PAST_DAYS[m[0]]))


def week(m: re.Match[str], today: date) -> Moment:
    """Read ``지난주``, ``이번 주말``, ``지난주 월요일``, ``월요일``."""
    which = re.sub(r"\s", "", m["which"] or "")
    back = {"": 0, "이번": 0, "금": 0, "지난": 1, "저번": 1}.get(which, 2)
    whole = periods.week(today - timedelta(weeks=back))
    if m["end"]:
        saturday = whole.since + timedelta(days=5)
        if m["end"].endswith("평일"):
            return Moment(fixed=Period(whole.since, saturday - timedelta(days=1)))
        return Moment(fixed=Period(saturday, whole.until))
    if m["day"]:
        day = whole.since + timedelta(days="월화수목금토일".index(m["day"]))
        if not which and day > today:
            day -= timedelta(weeks=1)
        return Moment(fixed=Period(day, day))
    return Moment(fixed=whole)


def weekdays(m: re.Match[str], today: date) -> Moment:
    """Read ``지난주 월요일부터 수요일``."""
    which = re.sub(r"\s", "", m["which"] or "")
    back = {"": 0, "이번": 0, "지난": 1, "저번": 1}.get(which, 2)
    monday = periods.week(today - timedelta(weeks=back)).since
    first, last = (
        monday + timedelta(days="월화수목금토일".index(m[k])) for k in ("day", "day2")
    )
    if not which and first > today:
        first, last = first - timedelta(weeks=1), last - timedelta(weeks=1)
    return Moment(fixed=Period(min(first, last), max(first, last)))


def _length(m: re.Match[str]) -> tuple[int, str]:
    if m["word"]:
        return WORDS[re.sub(r"\s", "", m["word"])]
    return number(m["n"]), _UNITS.get(m["u"], "year")


def ago(m: re.Match[str], today: date) -> Moment:
    """Read ``3일 전``, ``두 달 전``, ``보름 전``, ``정확히 일주일 전``."""
    just = bool(m["just"]) or m["from"] is not None
    return Moment(fixed=periods.ago(today, *_length(m), just=just))


def two_days(_: re.Match[str], today: date) -> Moment:
    """Read ``어제오늘``."""
    return Moment(fixed=periods.days_ago(today, 1, 0))


def vague(m: re.Match[str], today: date) -> Moment:
    """Read ``며칠 전`` and ``몇 달 전``."""
    unit = re.sub(r"[몇\s]", "", m["unit"])
    if unit in {"며칠", "일"}:
        return Moment(fixed=periods.days_ago(today, 7, 1))
    if unit == "주":
        return Moment(fixed=periods.days_ago(today, 35, 14))
    since = periods.ago(today, 6, "month" if unit in {"달", "개월"} else "year").since
    return Moment(
        fixed=Period(
            since, periods.ago(today, 2, "year" if unit == "년" else "month").until
        )
    )


def last(m: re.Match[str], today: date) -> Moment:
    """Read ``최근 3개월`` and ``일주일 이내``."""
    return Moment(fixed=periods.last(today, *_length(m)))


def during(m: re.Match[str], today: date) -> Moment:
    """Read ``일주일 동안``, of the last one if nothing says from when."""
    length = _length(m)
    return Moment(fixed=periods.last(today, *length), length=length)


def last_days(_: re.Match[str], today: date) -> Moment:
    """Read ``최근 며칠``."""
    return Moment(fixed=periods.last(today, 1, "week"))


def months(m: re.Match[str], today: date) -> Moment:
    """Read the first month of ``3~5월``."""
    return Moment(year=_year(m, today), month=int(m["m"]))


def first_year(m: re.Match[str], today: date) -> Moment:
    """Read the first year of ``21~22년``."""
    digits = m["y"]
    return Moment(year=int(digits) if len(digits) == 4 else short_year(digits, today))


def first_day(m: re.Match[str], today: date) -> Moment:
    """Read the first day of ``3월 2~5일``."""
    return Moment(year=_year(m, today), month=int(m["m"]), day=int(m["d"]))


def only_day(m: re.Match[str], _: date) -> Moment:
    """Read ``28일``, which leaves the month open."""
    return Moment(day=int(m["d"]))
