"""Days as people write them, in front matter and in file names."""

from __future__ import annotations

import re

from datetime import date

from rag.corpus import english_days
from rag.text.lazy_regex import lazily


_FIRST_YEAR, _LAST_YEAR = 1900, 2099
"""Years that a number is taken for; 2150 in a file name is no year."""

_ORDERED = lazily(
    r"(\d{4}|\d{2}(?=\s*년))(?:\s*년\s*|\s*[-./]\s*|\s+)(\d{1,2})"
    r"(?:\s*월\s*|\s*[-./]\s*|\s+)(\d{1,2})"
    r"(?![\d])\s*일?(.*)",
    re.DOTALL,
)
_COMPACT = lazily(r"(\d{4})(\d{2})(\d{2})(?!\d)(.*)", re.DOTALL)
_YEAR_LAST = lazily(
    r"(\d{1,2})\s*월\s*(\d{1,2})\s*일\s*,\s*(\d{4})(?!\d)\s*년?(.*)", re.DOTALL
)

# What may follow a day: a time of day, a zone, a weekday.
_AFTER = lazily(
    r"\.?\s*(?:[(\[]?\s*(?:[월화수목금토일](?:요일)?|[a-z]{3,9})\s*[)\]]?)?\.?,?\s*"
    r"(?:t?\s*(?:오전|오후|am|pm)?\s*\d{1,2}(?:[:.]\d{2}){0,2}(?:[.,]\d+)?"
    r"(?:시(?:\s*\d{1,2}분)?)?\s*(?:am|pm)?)?"
    r"\s*(?:z|[a-z]{2,5}|[+-]\d{2}:?\d{2}|\([a-z ]+\))*\s*"
)

_TOLD = lazily(
    r"(?:(?:작성|생성|기록|공부|학습|등록|게시)\s?(?:일자|일시|일|날짜)|날짜|일자|일시"
    r"|(?:date|created|written|posted|published)(?: (?:on|at|time))?"
    r"|(?:작성|기록|등록)(?=[*_]*\s*[:：]))"
    r"[*_]*\s*[:：]?[*_]*\s*(\S.*)",
    re.IGNORECASE,
)

# In names: a full year anywhere; a short one only in front, where it is a habit.
_NAMED = lazily(
    r"(?<!\d)(\d{4}|\d{2}(?=년))(?:년\s*|([-._ ]\s?))(\d{1,2})(?:월\s*|\2)(\d{1,2})"
    r"(?!\d)일?"
)
_NAMED_COMPACT = lazily(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_NAMED_SHORT = lazily(r"(?:til[-_ ]?)?([1-3]\d)(\d{2})(\d{2})(?!\d)", re.IGNORECASE)
_NAMED_APART = lazily(
    r"[\[(]?(?:til[\])]?[-_ ]?)?([1-3]\d)([.\-_])"
    r"(?:(\d{2})\2(\d{2})(?![\d.])|(\d{1,2})\2(\d{1,2})(?!\d|\.\d)"
    r"(?=\.?[\])]?(?:$|[ _(\[]))"
    r"(?!\W*(?:버전|릴리|업데이트|업그레이드|패치|출시|설치)))"
    r"[\])]?[-_. ]*",
    re.IGNORECASE,
)
"""Without zeros it is a version just as well, where the next word tells of one."""
_PARTED = lazily(r"^[-–—_.,:|)\] ]+")
_LABEL = lazily(r"[\W_]*(?:til\b[\W_]*)?", re.IGNORECASE)
"""What people put in front of the day that they call a note by."""
_LEARNED = lazily(r"(?<![^\W\d_])(?:til|today i learned)[\W_]*$", re.IGNORECASE)
"""The same behind it."""
_WEEKDAYS = "월화수목금토일"
_WEEKDAY = lazily(rf"[(\[]?([{_WEEKDAYS}])(?:요일)?(?![가-힣])[)\]]?[-_. ]*")
_VERSION = lazily(r"\d{4}\.(?:\d\.\d{1,2}|\d{2}\.\d)(?!\d)")
"""A day in form, but people who write days like this put spaces or zeros in."""
_HANGUL = lazily(r"[가-힣]")
_WORDS = lazily(r"[^\W\d_]")
_FOLDERS = lazily(
    r"(?:^|/)(\d{4})년?[-/._ ](?:\d{4}[-._])?(\d{1,2})월?/"
    r"(?:(\d{1,2})일?(?:\s*(?:\([^()/]*\)|[월화수목금토일]요일))?(?:/[^/]*)?"
    r"|\2[-._]?(\d{2})|\2월\s*(\d{1,2})일)$"
)
_MONTH_THEN_DAY = lazily(r"(?:^|/)((?:19|20)\d{2})(0[1-9]|1[0-2])/(\d{1,2})일?$")
_YEAR_THEN_DAY = lazily(
    r"(?:^|/)(\d{4})년?/(\d{1,2})(?:[-._]|월\s*)(\d{1,2})일?(?=$|[-._ /(])[^/]*$"
)
_YEAR_THEN_DIGITS = lazily(r"(?:^|/)(\d{4})년?/(\d{2})(\d{2})$")

_LEAD = lazily(
    r"[\[(]?(?:(?:\d{4}|\d{2}(?=년))(?:년\s*|[-._ ]\s?)\d{1,2}"
    r"(?:월\s*|[-._ ]\s?)\d{1,2}(?!\d)일?"
    r"|\d{8}(?!\d)|\d{6}(?!\d))[\])]?[-_. ]*"
)


def parse(text: str) -> date | None:
    """
    Return the day that *text* names, in the zone that it is written in.

    Takes ISO days and times, ``2021.05.11``, ``2021/5/11``, ``2021년 5월 11일``,
    ``20210511``, ``May 11, 2021`` and ``11 May 2021``. None when it is
    anything else: a two-digit year or ``05/11/2021`` can be read in two ways.
    """
    text = text.strip().lower()
    if len(text) > 80:
        return None
    for pattern in (_ORDERED, _COMPACT):
        if (m := pattern.fullmatch(text)) and _AFTER.fullmatch(m[4]):
            return day_of(m[1], m[2], m[3])
    if (m := _YEAR_LAST.fullmatch(text)) and _AFTER.fullmatch(m[4]):
        return day_of(m[3], m[1], m[2])
    if (said := english_days.at_start(text)) and _AFTER.fullmatch(text, said.end):
        return day_of(said.year, said.month, said.day)
    return None


def from_path(path: str, *, korean: bool = False) -> date | None:
    """
    Return the day that a path tells, its file name before its folders.

    Args:
        path: Separated by ``/``, NFC; its suffix is ignored.
        korean: Whether who wrote the note puts the year first, as in 26.11.04;
            Hangul in the path tells it too.
    """
    parts = path.split("/")
    parts[-1] = stem(parts[-1])
    korean = korean or is_korean(path)
    if (
        day := _named(parts[-1]) or (_apart(parts[-1]) if korean else None)
    ) is not None:
        return day
    whole = "/".join(parts)
    for pattern in (_FOLDERS, _YEAR_THEN_DAY, _YEAR_THEN_DIGITS, _MONTH_THEN_DAY):
        if m := pattern.search(whole):
            year, month, *days = (group for group in m.groups() if group)
            if (day := day_of(year, month, days[0])) is not None:
                return day
    for part in reversed(parts[:-1]):  # a folder a note, with its pictures
        if (m := _LEAD.match(part)) and (day := _named(m[0])) is not None:
            return day
    return None


def told(line: str) -> date | None:
    """
    Return the day on which a line says that a note was written.

    Such as ``작성일: 2026-11-14``, also in bold, in a list or in a quote.
    """
    m = _TOLD.match(line.strip().strip("*_>-| "))
    # More may stand on the line, such as who wrote it.
    return parse(re.split(r"\s[|·]\s|\s*[*_]+$", m[1])[0]) if m else None


def led_by(title: str) -> date | None:
    """Return the day that a title begins with, as in ``[TIL] 2021.05.11 큐``."""
    words = _LABEL.sub("", title, count=1)
    m = None if _VERSION.match(words) else _LEAD.match(words)
    return _named(m[0]) if m else _in_english(english_days.at_start(words))


def says_only_a_day(title: str) -> bool:
    """Tell whether a title is a day and nothing else, with ``TIL`` or without."""
    words = _LEARNED.sub("", _LABEL.sub("", title, count=1))
    return led_by(title) is not None and (
        parse(words) is not None or not _WORDS.search(_LEAD.sub("", words, count=1))
    )


def stem(name: str) -> str:
    """Return a file's name without its suffix; ``2021.05.11`` has none."""
    head, dot, suffix = name.rpartition(".")
    return head.rstrip(".") or name if dot and not suffix.isdigit() else name


def without_lead(name: str, *, korean: bool = False) -> str:
    """Return *name* without the day in front of it, and its weekday."""
    m = _LEAD.match(name)
    day = _named(m[0]) if m else None
    if day is None and (korean or is_korean(name)):
        m, day = _NAMED_APART.match(name), _apart(name)
    if m is None or day is None:
        said = english_days.at_start(name)
        return _PARTED.sub("", name[said.end :]) if said and _in_english(said) else name
    rest = name[m.end() :]
    weekday = _WEEKDAY.match(rest)
    # Another one than that of the day is a word of its own.
    its = weekday and _WEEKDAYS[day.weekday()] == weekday[1]
    return rest[weekday.end() :] if weekday and its else rest


def is_korean(text: str) -> bool:
    """Tell whether Hangul stands in *text*."""
    return _HANGUL.search(text) is not None


def _apart(name: str) -> date | None:
    """Read 26.11.04 in front, with the year first."""
    m = _NAMED_APART.match(name)
    return day_of(f"20{m[1]}", m[3] or m[5], m[4] or m[6]) if m else None


def day_of(year: str, month: str, day: str) -> date | None:
    """Return the day, or None if there is no such day; '24 is in this century."""
    year = f"20{year}" if len(year) == 2 else year
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _named(name: str) -> date | None:
    for found in _NAMED.finditer(name):
        if (day := day_of(found[1], found[3], found[4])) is not None:
            return day
    for found in _NAMED_COMPACT.finditer(name):
        if (day := day_of(found[1], found[2], found[3])) is not None:
            return day
    if m := _NAMED_SHORT.match(name.lstrip("[(")):
        return day_of(m[1], m[2], m[3])
    return _in_english(english_days.within(name))


def _in_english(said: english_days.Found | None) -> date | None:
    return day_of(said.year, said.month, said.day) if said else None
