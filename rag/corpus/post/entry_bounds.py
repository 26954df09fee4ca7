"""Finds where the entries of a post begin and end."""

from __future__ import annotations

import re
import unicodedata

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


MAX_NAME = 40
"""Characters of a category line."""

_DATE = re.compile(
    r"\s*(\d{4})\s*([.\-/])\s*(\d{1,2})\s*\2\s*(\d{1,2})\s*\.?\s*"
    r"(?:\(?[월화수목금토일](?:요일)?\)?)?\s*"
)
_LABEL = re.compile(
    r"(?:날짜|일자|일시|작성일?|수정일?|등록일?|게시일?|발행일?|최종 ?수정일?|기간|마감"
    r"|date|updated?|published|created|posted|modified|last updated|due|when)\s*:?",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[#>|*+=`~<\[({\-•◦▪‣·\d\"'“‘!]|\s{4}")
_ATX = re.compile(r"#{1,6}\s+\S")


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of a post; lines are counted from 0."""

    head: int
    """The category line."""
    dated: int | None
    """The date line, right or wrong."""
    body: int
    """The first line that may hold text."""
    stop: int
    """One past the last line."""
    category: str
    day: date | None


def sections(lines: Sequence[str]) -> list[Section]:
    """
    Cut a post into its entries.

    A category line stands directly before a date line, blank lines aside, once
    if it begins with a symbol and twice if it does not. Where it stands again
    without a date, it begins an entry without one.
    """
    names = _categories(lines)
    heads = [at for at, line in enumerate(lines) if _key(line) in names]
    heads = [at for at in heads if _begins(lines, at)]
    found: list[Section] = []
    for head, stop in zip(heads, [*heads[1:], len(lines)], strict=True):
        dated = _next(lines, head)
        if dated is None or dated >= stop or not _DATE.fullmatch(lines[dated]):
            dated = None
        body = (head if dated is None else dated) + 1
        day = None if dated is None else parse(lines[dated])
        name = _named(lines[head])
        found.append(Section(head, dated, body, stop, name, day))
    return found


def parse(line: str) -> date | None:
    """Return the day of a date line, None if there is no such day."""
    match = _DATE.fullmatch(line)
    try:
        return date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:
        return None


def looks_like(text: str) -> bool:
    """
    Tell a post from any other text.

    Two dated entries are enough. A single one counts where nothing speaks of
    Markdown: neither headings nor front matter.
    """
    lines = text.split("\n")
    if lines[0].strip() == "---":
        return False
    names = _categories(lines)
    dated = sum(
        1 for at, line in enumerate(lines) if _key(line) in names and _dated(lines, at)
    )
    return dated > 1 or (dated == 1 and not any(map(_ATX.match, lines)))


def _categories(lines: Sequence[str]) -> set[str]:
    before = Counter(
        _key(line)
        for at, line in enumerate(lines)
        if len(line) <= MAX_NAME * 2 and _may_name(line.strip()) and _dated(lines, at)
    )
    plain = not any(map(_ATX.match, lines))
    return {
        key for key, count in before.items() if _symbols(key) or (count > 1 and plain)
    }


def _key(line: str) -> str:
    """Return a category line without what people don't see."""
    return " ".join(line.replace("\ufe0f", "").split())


def _symbols(text: str) -> int:
    """Return how many characters of symbols *text* begins with."""
    at = 0
    while at < len(text) and (
        unicodedata.category(text[at]) in {"So", "Sk"}
        or text[at] in "\u200d\ufe0f\u20e3"
    ):
        at += 1
    if at == 0 and re.match("[0-9#*]\ufe0f?\u20e3", text):
        return text.index("\u20e3") + 1
    return at


def _named(line: str) -> str:
    key = _key(line)
    return key[_symbols(key) :].strip()


def _may_name(line: str) -> bool:
    """Tell whether *line* is short and no sentence, heading or list item."""
    name = _named(line)
    if not 0 < len(name) <= MAX_NAME or not any(map(str.isalpha, name)):
        return False
    if _LABEL.fullmatch(name) or name[-1] in ".?!。,:;…":
        return False
    return bool(_symbols(_key(line))) or not _MARKUP.match(line)


def _next(lines: Sequence[str], at: int) -> int | None:
    """Return the next line that is not blank."""
    later = range(at + 1, len(lines))
    return next((row for row in later if lines[row].strip()), None)


def _dated(lines: Sequence[str], at: int) -> bool:
    row = _next(lines, at)
    return row is not None and bool(_DATE.fullmatch(lines[row]))


def _begins(lines: Sequence[str], at: int) -> bool:
    """Without symbol and date, a category must at least stand alone."""
    if _symbols(_key(lines[at])) or _dated(lines, at):
        return True
    return at + 1 < len(lines) and not lines[at + 1].strip()
