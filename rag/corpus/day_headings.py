"""Finds the headings of a text that are days, which cut it into a note a day."""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.corpus import dates
from rag.text.blocks import Block, scan
from rag.text.headings import heading_text
from rag.text.lazy_regex import lazily


FEWEST = 2
"""Different days that make a text one of many notes."""

_LONGEST = 30
"""Characters of a row that is a day."""
_HANGUL = lazily(r"[가-힣]")
_ENDS = lazily(r"^[\W_]+|[^\w.)\]]+$")
_YEAR = lazily(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?:\s*(?:년|[-./])\s*(\d{1,2})(?!\d))?")
_MONTH = lazily(r"(?<!\d)(\d{1,2})\s*월(?!\s*\d)")
_MONTH_DAY = lazily(r"\d{1,2}\s*월\s*\d{1,2}\s*일?(?!\d).*", re.DOTALL)
_NUMBERS = lazily(
    r"(\d{1,2})/(\d{1,2})(?![\d/])(.*)|(\d{2})[.-](\d{2})(?![\d.-]*\d)(.*)"
    r"|(\d{1,2})\.\s?(\d{1,2})(?!\d)(\.?\s*[(\[]\s*[월화수목금토일a-z]+\s*[)\]]?)",
    re.IGNORECASE | re.DOTALL,
)
_DOTTED = lazily(r"(\d{1,2})\.\s?(\d{1,2})\.?")
_DAY = lazily(r"\d{1,2}\s*일(?![가-힣\d]).*", re.DOTALL)
_LED = lazily(
    r"(\d{4}\s*[년./-]\s*\d{1,2}\s*[월./-]\s*\d{1,2}\s*일?\.?(?:\s*\([^()]*\))?"
    r"|\d{1,2}\s*월\s*\d{1,2}\s*일(?:\s*\([^()]*\))?"
    r"|\d{1,2}/\d{1,2}(?:\s*\([^()]*\))?)(?:\s*[:|–—-]+\s*|\s+)(\S.*)",
    re.DOTALL,
)
_WORD = lazily(r"[a-z]{3,}")
_NAMED_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march"
    " april may june july august september october november december"
).split()
_SHORT_YEAR = lazily(r"\d{2}([.\-/]\s?)\d{1,2}\1\d{1,2}(?!\d).*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DaySection:
    """What stands under a day; positions count from 0."""

    day: date
    head: int
    """Where the heading begins."""
    start: int
    """The first character behind the heading."""
    stop: int
    """One past the last character."""
    topic: str = ""
    """What the heading says beside the day."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What the headings above tell of a day."""

    year: int | None = None
    month: int | None = None

    def within(self, text: str) -> _Around:
        """Return what is known below *text*."""
        if m := _YEAR.search(text):
            month = int(m[2]) if m[2] else None
            if named := _MONTH.search(text):
                month = int(named[1])
            return _Around(int(m[1]), month)
        if m := _MONTH.search(text):
            return _Around(self.year, int(m[1]))
        return self


def sections(body: str, named: str = "") -> list[DaySection]:
    """
    Cut *body* where its headings are days; nothing if they aren't.

    Two headings of one level must be days and nothing else, and half of that
    level must at least begin with one: a note with a day somewhere stays whole.
    In a file that is named by a month it is enough that all begin with a day of it.
    Without such headings, rows of their own that are days cut a diary as well.

    Args:
        body: Markdown.
        named: The path and the title of the file, which may tell the year, and
            the month.
    """
    blocks = [*scan(body)]
    heads = [(b, heading_text(body[b.start : b.end])) for b in blocks if b.level]
    days = list(_days(heads, named, korean=bool(_HANGUL.search(named + body))))
    level = _level(heads, days, _Around().within(named))
    found: list[DaySection] = []
    for at, ((block, _), said) in enumerate(zip(heads, days, strict=True)):
        if said is None or block.level != level:
            continue
        later = (
            other.start
            for (other, _), its in zip(heads[at + 1 :], days[at + 1 :], strict=True)
            if other.level < level or (other.level == level and its)
        )
        stop = next(later, len(body))
        found.append(DaySection(said[0], block.start, block.end, stop, said[1]))
    return found or _rows(body, blocks, _Around().within(named))


def _rows(body: str, blocks: Sequence[Block], file: _Around) -> list[DaySection]:
    """
    Cut a diary without headings, at the rows that are days; nothing if it is none.

    Each such row begins a paragraph. They are in order, and all of the time that
    the file is named by; or the first is what the file begins with.
    """
    korean = bool(_HANGUL.search(body))
    told = [block for block in blocks if not block.level and block.kind != "rule"]
    found: list[tuple[date, int, int]] = []
    for block in told:
        row = body[block.start : block.end].lstrip("\n").split("\n", 1)[0]
        text = _ENDS.sub("", row.strip())
        if block.kind != "paragraph" or not 3 <= len(text) <= _LONGEST:
            continue
        if (day := _day(text, file, korean=korean)) is not None:
            at = body.index(row, block.start)
            found.append((day, at, at + len(row)))
    days = [day for day, _, _ in found]
    its = all(d.year == file.year and file.month in {None, d.month} for d in days)
    begun = found and told[0].start <= found[0][1] < told[0].end
    fewest = FEWEST if its else FEWEST + 1
    if len({*days}) < fewest or not (its or begun):
        return []
    if days not in (sorted(days), sorted(days, reverse=True)):
        return []
    stops = [*(head for _, head, _ in found[1:]), len(body)]
    return [
        DaySection(day, head, start, stop)
        for (day, head, start), stop in zip(found, stops, strict=True)
    ]


_Said = tuple[date, str] | None
"""The day of a heading, and what it says beside."""


def _level(
    heads: Sequence[tuple[Block, str]], days: Sequence[_Said], file: _Around
) -> int:
    """Return the level whose headings are days, 0 if there is none."""
    all_of = Counter(block.level for block, _ in heads)
    dated = Counter(
        block.level for (block, _), said in zip(heads, days, strict=True) if said
    )
    alone: dict[int, set[date]] = {}
    within: dict[int, set[date]] = {}
    for (block, _), said in zip(heads, days, strict=True):
        if said and not said[1]:
            alone.setdefault(block.level, set()).add(said[0])
        if said and (said[0].year, said[0].month) == (file.year, file.month):
            within.setdefault(block.level, set()).add(said[0])
    fit = [
        level
        for level in dated
        if (len(alone.get(level, ())) >= FEWEST and 2 * dated[level] >= all_of[level])
        or len(within.get(level, ())) == all_of[level] >= FEWEST
    ]
    return max(fit, key=lambda level: (dated[level], -level), default=0)


def _days(
    heads: Sequence[tuple[Block, str]], named: str, *, korean: bool
) -> Iterator[_Said]:
    above: list[tuple[int, _Around]] = [(0, _Around().within(named))]
    for block, text in heads:
        while above[-1][0] >= block.level:
            above.pop()
        around = above[-1][1]
        yield _said(_ENDS.sub("", text), around, korean=korean)
        above.append((block.level, around.within(text)))


def _said(text: str, around: _Around, *, korean: bool) -> _Said:
    if text[-1:] in {")", "]"} and not {"(", "["} & set(text):
        text = text[:-1]
    if (day := _day(text, around, korean=korean)) is not None:
        return day, ""
    if (m := _LED.fullmatch(text)) and (day := _day(m[1], around, korean=korean)):
        return day, m[2]
    return None


def _day(text: str, around: _Around, *, korean: bool) -> date | None:
    """Return the day that *text* is, None if it is anything else."""
    names = _WORD.findall(text.lower())
    if not all(any(day.startswith(n) for day in _NAMED_DAYS) for n in names):
        return None  # what follows a day may be its name, not a topic
    if (day := dates.parse(text)) is not None:
        return day
    if _SHORT_YEAR.fullmatch(text):
        known = around.year is not None and text[:2] == f"{around.year}"[2:]
        # 26.11.19 is a day of 2026 where people write the year first.
        return dates.parse(f"20{text}") if known or korean else None
    if around.year is None:
        return None
    if _MONTH_DAY.fullmatch(text):
        return dates.parse(f"{around.year}년 {text}")
    if m := _NUMBERS.fullmatch(text):
        month, number, rest = (group for group in m.groups() if group is not None)
        return dates.parse(f"{around.year}/{month}/{number}{rest}")
    # The parts of a seventh chapter look alike, but not in the file of a July.
    if (m := _DOTTED.fullmatch(text)) and int(m[1]) == around.month:
        return dates.parse(f"{around.year}/{m[1]}/{m[2]}")
    if around.month is not None and _DAY.fullmatch(text):
        return dates.parse(f"{around.year}년 {around.month}월 {text}")
    if names:
        return dates.parse(f"{text}, {around.year}") or dates.parse(
            f"{text} {around.year}"
        )
    return None
