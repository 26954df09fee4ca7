"""The section that is called by the question, and what stands first in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rag.quotes.units import Span, is_heading


_ASKED = 0.5
"""The share of its words, asked for, from which on a heading is one of those."""
_MOST = 0.7
"""Beside what any unit of the note holds of the question, how much it holds."""
_LIFT = 0.5
"""What the heading adds to what stands first beneath it, and to itself."""


def lifts(
    body: str,
    found: Sequence[Span],
    raw: Sequence[float],
    words: Sequence[Sequence[str]],
    asked: Collection[str],
) -> list[float]:
    """
    Return what each unit gains by a heading that names what is asked.

    What stands first beneath it says what that is, often in other words: code
    has none of them. The first heading counts for nothing, for it is the title
    of all.
    """
    out = [0.0] * len(found)
    most = max(raw, default=0.0)
    for i, span in enumerate(found):
        if not i or raw[i] < _MOST * most or not raw[i]:
            continue
        own = set(words[i])
        if not is_heading(body, span[0]) or len(own & set(asked)) < _ASKED * len(own):
            continue
        under = beneath(body, found, i)
        for j in (i, *under[-1:]):
            out[j] = max(out[j], _LIFT * raw[i])
    return out


def beneath(body: str, found: Sequence[Span], i: int) -> list[int]:
    """Return what a heading needs to say something: the first unit of its section.

    With the headings on the way to it.
    """
    last = level_of(body, found[i])
    way: list[int] = []
    for j in range(i + 1, len(found)):
        way.append(j)
        if not is_heading(body, found[j][0]):
            return way
        if (level := level_of(body, found[j])) <= last:
            return []
        last = level
    return []


def level_of(body: str, span: Span) -> int:
    """Return how deep a heading is, from 1; 0 for what is none."""
    line = body[slice(*span)].lstrip()
    return len(line) - len(line.lstrip("#"))
