"""The units that a note is quoted by: sentences, list items, fences, formulae."""

from __future__ import annotations

import functools
import re

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rag.text.sentences import sentences


Span = tuple[int, int]
"""First character and one past the last, in the body of an entry."""

ITEM_LENGTH = 400
"""Characters up to which a list item is quoted whole."""
INTRODUCTION = 120
"""Characters that a sentence has at most which introduces a list."""

_FOOTNOTE = re.compile(r"[ \t]*\[\^")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_BULLET = re.compile(r"[ \t*+.)0-9-]*(?:\[[ xX]\][ \t]*)?")
_MARK = re.compile(r"[ \t>]*")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]")
_UNDERLINE = re.compile(r"\n {0,3}(?:=+|-+)(?=[ \t]*(?:\n|$))")


@dataclass(frozen=True, slots=True)
class _Line:
    """What the beginning of a line tells of all that stands on it."""

    start: int
    indent: int
    """Characters of white space and ``>``."""
    is_item: bool
    is_footnote: bool
    is_heading: bool


class _Lines:
    """The lines of a body, each looked at once however much stands on it."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._starts = [0, *(m.end() for m in re.finditer("\n", body))]
        self._known: dict[int, _Line] = {}

    def at(self, at: int) -> _Line:
        """Return the line that the character *at* stands on."""
        start = self._starts[bisect_right(self._starts, at) - 1]
        if start not in self._known:
            mark = _MARK.match(self._body, start)
            self._known[start] = _Line(
                start=start,
                indent=len(mark[0]) if mark else 0,
                is_item=_ITEM.match(self._body, start) is not None,
                is_footnote=_FOOTNOTE.match(self._body, start) is not None,
                is_heading=_HEADING.match(self._body, start) is not None,
            )
        return self._known[start]


@functools.lru_cache(maxsize=4)
def _lines(body: str) -> _Lines:
    return _Lines(body)


def is_heading(body: str, at: int) -> bool:
    """Say whether the line of *body* around *at* is an ATX heading."""
    return _lines(body).at(at).is_heading


_LINK = re.compile(
    r"(?:\*\*[^\s*\[\]]{1,20}\*\*[ \t]*[:：]?[ \t]*)?"
    r"[\s>*+-]*(?:(?:!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)"
    r"|\[(?:[^\[\]\n]|\[[^\[\]\n]{0,100}\]){0,200}\]"
    r"\((?:[^()\s]|\([^()\s]{0,100}\)){0,500}\)"
    r"|<?https?://[^\s<>]{1,500}+>?|<(?:img|br)\b[^<>\n]{0,500}>)[\s.,·|]*)+"
    r"|[\s>*<«‹←|·•,/&-]*(?:(?:[^\s\[\]:：`|·]{1,12}[ \t]?[:：][ \t]*)?"
    r"!?\[\[[^\[\]\n]{1,200}\]\][\s>*»›→|·•,/&-]*)+"
)
"""Links, pictures, or what leads to other notes: ``이전: [[힙]] · 다음: [[큐]]``."""

_PROPERTIES = re.compile(
    r"(?:[^\s:：`\[][^:：`\[\n]{0,20}[:：][ \t]+\S[^\n]*(?:\n|$))+", re.MULTILINE
)
_OF_A_NOTE = re.compile(
    r"^(?:작성일시?|생성일시?|날짜|일자|태그|상태|분류|유형|종류|난이도|카테고리|date|created|tags"
    r"|status|type|category)[ \t]?[:：]",
    re.IGNORECASE | re.MULTILINE,
)
_HASHTAGS = re.compile(r"#[^\s#]+(?:[\s,]+#[^\s#]+)+")


_ANNOUNCED = re.compile(
    r"(?:[:：?？]|(?:다음|아래)[과와]\s?같[가-힣 ]{1,9}[.]?"
    r"|\b(?:as follows|like so)[.]?)[\s*_]*$"
)


_PICTURE = re.compile(
    r"(?:[\s>*+-]|!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)|<img\b[^<>\n]{0,500}>)+"
)


def is_link(body: str, span: Span) -> bool:
    """Say whether the unit is nothing but links, or pictures."""
    return _LINK.fullmatch(body, *span) is not None


def is_picture(body: str, span: Span) -> bool:
    """Say whether the unit is nothing but pictures."""
    return _PICTURE.fullmatch(body, *span) is not None


def is_aside(body: str, span: Span) -> bool:
    """Say whether the unit says no more than what the note is filed under.

    Links to other notes, ``#tags``, and two rows of properties or more.
    """
    start, end = span
    if body.find("[[", start, end) >= 0:
        return is_link(body, span)
    text = body[start:end]
    return _HASHTAGS.fullmatch(text) is not None or (
        "\n" in text
        and _PROPERTIES.fullmatch(text) is not None
        and _OF_A_NOTE.search(text) is not None
    )


def announces(body: str, span: Span) -> bool:
    """Say whether the unit only says what comes next: a heading, a question, ``see:``.

    So does the line of a part that is folded up until one clicks on it.
    """
    start, end = span
    if is_heading(body, start) or body.endswith("</summary>", start, end):
        return True
    prose = not body.startswith(("```", "~~~", "$$"), start)
    tail = body[max(start, end - 40) : end]
    return prose and _ANNOUNCED.search(tail) is not None


def units(body: str) -> list[Span]:
    """
    Return what *body* consists of, in order, footnotes aside.

    The sentences of a list item that isn't long are one unit, with its mark; a
    heading has its marks, or what follows would run into it.
    """
    out: list[Span] = []
    lines = _lines(body)
    for start, end in sentences(body):
        line = lines.at(start)
        if line.is_footnote:
            continue
        if line.is_item:
            mark = line.start + line.indent
            if out and out[-1][0] >= mark and end - mark <= ITEM_LENGTH:
                out[-1] = (mark, end)
                continue
            near = start - mark < ITEM_LENGTH  # what is far off has words before it
            if near and _BULLET.fullmatch(body, mark, start):
                start = mark  # noqa: PLW2901  # with its bullet
        elif line.is_heading:
            start = line.start + line.indent  # noqa: PLW2901
        elif "\n>" in body[start:end] and ">" in body[line.start : start]:
            start = body.index(">", line.start)  # noqa: PLW2901  # as the rows below
        elif below := _UNDERLINE.match(body, end):
            end = below.end()  # noqa: PLW2901
        out.append((start, end))
    return out


def lead_in(body: str, found: Sequence[Span], i: int) -> list[int]:
    """Return the units without which unit *i* doesn't read well."""
    here, _ = found[i]
    if body.startswith(("```", "~~~", "$$"), here):
        return [i - 1] if i else []
    lines = _lines(body)
    line = lines.at(here)
    if line.is_item:
        for j in range(i - 1, -1, -1):
            start, end = found[j]
            other = lines.at(start)
            if not other.is_item or other.indent < line.indent:
                # What introduces the list, or the item that this one refines.
                short = end - start <= INTRODUCTION
                return [j] if short else []
    return []


def follows(body: str, found: Sequence[Span], i: int) -> list[int]:
    """Return the items that unit *i* introduces, or that stand below it."""
    here, end = found[i]
    lines = _lines(body)
    item = lines.at(here).is_item
    if not item and end - here > INTRODUCTION:
        return []
    below = []
    for j in range(i + 1, len(found)):
        start, _ = found[j]
        if j == i + 1 and announces(body, found[i]) and not is_heading(body, here):
            below.append(j)  # a fence, a formula, or what is said
            continue
        deeper = lines.at(start).indent > lines.at(here).indent
        if not (lines.at(start).is_item or deeper) or (item and not deeper):
            break
        below.append(j)
    return below


def adjoin(body: str, one: Span, other: Span) -> bool:
    """Say whether nothing stands between two neighbours, such as a footnote."""
    return not body[one[1] : other[0]].strip(" \t\n>-*+.)#")


def merged(body: str, found: Sequence[Span], taken: Sequence[int]) -> list[Span]:
    """Return the *taken* units, by number, as spans; neighbours become one."""
    out: list[Span] = []
    last = -2
    for i in taken:
        start, end = found[i]
        if i == last + 1 and adjoin(body, found[last], found[i]):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
        last = i
    return out
