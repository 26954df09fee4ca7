"""The units that a note is quoted by: sentences, list items, fences, formulae."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.sentences import sentences


Span = tuple[int, int]
"""First character and one past the last, in the body of an entry."""

ITEM_LENGTH = 400
"""Characters up to which a list item is quoted whole."""
INTRODUCTION = 120
"""Characters that a sentence has at most which introduces a list."""

_FOOTNOTE = re.compile(r"[ \t]*\[\^")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_MARK = re.compile(r"[ \t>]*")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]")


def _line(body: str, at: int) -> int:
    return body.rfind("\n", 0, at) + 1


def _is_footnote(body: str, at: int) -> bool:
    return _FOOTNOTE.match(body, _line(body, at)) is not None


def is_heading(body: str, at: int) -> bool:
    """Say whether the line of *body* around *at* is an ATX heading."""
    return _HEADING.match(body, _line(body, at)) is not None


_LINK = re.compile(
    r"[\s>*+-]*(?:\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)|<?https?://\S{1,500}?>?)[\s.]*"
)

_ANNOUNCED = re.compile(
    r"(?:[:：]|(?:다음|아래)[과와]\s?같[가-힣 ]{1,9}[.]?"
    r"|\b(?:as follows|like so)[.]?)[\s*_]*$"
)


def is_link(body: str, span: Span) -> bool:
    """Say whether the unit is nothing but a link."""
    return _LINK.fullmatch(body, *span) is not None


def announces(body: str, span: Span) -> bool:
    """Say whether the unit only says what comes next: a heading, or ``see:``."""
    start, end = span
    if is_heading(body, start):
        return True
    prose = not body.startswith(("```", "~~~", "$$"), start)
    tail = body[max(start, end - 40) : end]
    return prose and _ANNOUNCED.search(tail) is not None


def _is_item(body: str, at: int) -> bool:
    return _ITEM.match(body, _line(body, at)) is not None


def _indent(body: str, at: int) -> int:
    found = _MARK.match(body, _line(body, at))
    return len(found[0]) if found else 0


def units(body: str) -> list[Span]:
    """
    Return what *body* consists of, in order, footnotes aside.

    The sentences of a list item that isn't long are one unit, with its mark.
    """
    out: list[Span] = []
    for start, end in sentences(body):
        if _is_footnote(body, start):
            continue
        line = _line(body, start)
        if _is_item(body, start):
            mark = line + _indent(body, start)
            if out and out[-1][0] >= mark and end - mark <= ITEM_LENGTH:
                out[-1] = (mark, end)
                continue
            if not body[mark:start].strip(" -*+.)0123456789\t"):
                start = mark  # noqa: PLW2901  # with its bullet
        out.append((start, end))
    return out


def lead_in(body: str, found: Sequence[Span], i: int) -> list[int]:
    """Return the units without which unit *i* doesn't read well."""
    here, _ = found[i]
    if body.startswith(("```", "~~~", "$$"), here):
        return [i - 1] if i else []
    if _is_item(body, here):
        for j in range(i - 1, -1, -1):
            start, end = found[j]
            if not _is_item(body, start) or _indent(body, start) < _indent(body, here):
                # What introduces the list, or the item that this one refines.
                short = end - start <= INTRODUCTION
                return [j] if short else []
    return []


def follows(body: str, found: Sequence[Span], i: int) -> list[int]:
    """Return the items that unit *i* introduces, or that stand below it."""
    here, end = found[i]
    item = _is_item(body, here)
    if not item and end - here > INTRODUCTION:
        return []
    below = []
    for j in range(i + 1, len(found)):
        start, _ = found[j]
        if j == i + 1 and announces(body, found[i]) and not is_heading(body, here):
            below.append(j)  # a fence, a formula, or what is said
            continue
        deeper = _indent(body, start) > _indent(body, here)
        if not (_is_item(body, start) or deeper) or (item and not deeper):
            break
        below.append(j)
    return below


def merged(body: str, found: Sequence[Span], taken: Sequence[int]) -> list[Span]:
    """Return the *taken* units, by number, as spans; neighbours become one."""
    out: list[Span] = []
    last = -2
    for i in taken:
        start, end = found[i]
        # What lies between two neighbours is white space, or a footnote.
        near = i == last + 1 and not body[found[last][1] : start].strip(" \t\n>-*+.)#")
        if near:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
        last = i
    return out
