"""Which sentences of one note to quote: whole, as far as there is room.

Each unit (a sentence, a list item, a fence, a formula) is weighed by the terms of
the question that it holds.
"""

from __future__ import annotations

import re

from collections.abc import Collection, Sequence

from rag.injection.detection import is_addressed
from rag.quotes.hollow import hollow, stating, trimmed
from rag.quotes.named import beneath
from rag.quotes.sections import section
from rag.quotes.term_weights import TermWeights
from rag.quotes.units import (
    Span,
    adjoin,
    announces,
    follows,
    is_heading,
    lead_in,
    merged,
    units,
)
from rag.quotes.weighing import weighed, with_lifts


MARKS = 12
"""Characters of a marker and of what parts two quotations."""
_BRIEF = 160
"""Characters up to which a note is quoted whole, whatever is asked."""
_ALL, _LITTLE = 0.9, 0.6
"""Shares of what a short note holds of the question: from the first on a paragraph
says it all, up to the second the others say little of it."""
_SHOWN = ("```", "~~~", "$$", "\\[", "|")
_WORTH = 0.35
"""A unit is quoted from this share of the best one's weight on."""
_FORMULAE = (
    re.compile(r"\$\$|\\\[|\\begin\{|\$[^$\n]*[=<>≤≥∝\\][^$\n]*\$"),
    re.compile(r"\$[^$\n]+\$|\\\("),
    re.compile(r"[\w)\]] ?[=<>≤≥] ?[\w(\[-]"),
)
"""What a formula looks like, the surest first."""


def pick(
    body: str,
    weights: TermWeights,
    room: int,
    *,
    formula: bool,
    title: str = "",
    needed: Span | None = None,
    fill: bool = False,
    called: re.Pattern[str] | None = None,
) -> list[Span]:
    """Return the spans of *body* to quote, in order, *room* characters in all.

    What stands below the heading that says what is asked, or is *called* as the
    question wants it (see `rag.quotes.asked_heading`), goes first, then what is
    *needed*, as far as there is room for it. A short note is quoted
    whole, unless its *title* doesn't name what one paragraph of it says. With
    *fill* the room is used up, as all of the note is about what is asked.
    """
    found = stating(body, units(body), weights)
    if not found:
        return []
    found, empty = trimmed(body, found, hollow(body, found, weights), title)
    orders = {i for i, (a, b) in enumerate(found) if is_addressed(body[a:b])}
    if not orders and (whole := _whole(body, found, empty, weights, room, title)):
        lost = needed and not any(a <= needed[0] < b for a, b in whole)
        return [(found[0][0], found[-1][1])] if lost else whole
    weight, lift = with_lifts(body, found, weights)
    best = max(
        (w for i, w in enumerate(weight) if i not in orders | empty), default=0.0
    )
    weight = [*map(sum, zip(weight, lift, strict=True))]
    taken = {*section(body, found, title, weights, room, called)} - orders - empty
    left = room - sum(found[i][1] - found[i][0] + MARKS for i in taken)
    free = set(range(len(found))) - orders - empty
    ranked = sorted(free, key=lambda i: (-weight[i], i))
    if formula and (first := _formula(body, found, weight, ranked)) is not None:
        ranked.insert(0, first)
    if needed:
        holding = [i for i in free if found[i][0] <= needed[0] < found[i][1]]
        ranked[:0] = holding
    for i in ranked:
        if taken and weight[i] < _WORTH * best and not fill:
            break
        if i in taken or found[i][1] - found[i][0] + MARKS <= left:
            more = _with_neighbours(body, found, i, free, taken, left)
            left -= sum(found[j][1] - found[j][0] + MARKS for j in more)
            taken |= more
    taken = _joined(body, found, taken, empty - orders)
    return merged(body, found, _telling(body, found, taken))


def _whole(
    body: str,
    found: Sequence[Span],
    empty: Collection[int],
    weights: TermWeights,
    room: int,
    title: str,
) -> list[Span]:
    """Return a note that there is *room* for, or its one paragraph that says it all."""
    start, end = found[0][0], found[-1][1]
    if end - start > room or merged(body, found, range(len(found))) != [(start, end)]:
        return []
    telling = title and _paragraph(title, body, found, empty, weights)
    return merged(body, found, telling or range(len(found)))


def _with_neighbours(
    body: str,
    found: Sequence[Span],
    i: int,
    free: set[int],
    taken: set[int],
    left: int,
) -> set[int]:
    """Return what is added to *taken* for unit *i*, in *left* characters.

    What doesn't fit with all that belongs to it may fit without.
    """
    before = lead_in(body, found, i)
    for wanted in ({i, *before, *_below(body, found, i)}, {i, *before}, {i}):
        more = (wanted & free) - taken
        if sum(found[j][1] - found[j][0] + MARKS for j in more) <= left:
            return more
    return set()


def _paragraph(
    title: str,
    body: str,
    found: Sequence[Span],
    empty: Collection[int],
    weights: TermWeights,
) -> list[int]:
    """Return the units of the one paragraph that says it all; none if it doesn't.

    It holds nearly all that the note holds of the question, and no other holds
    much of it. A note that is called by the question says all of it on that.
    """
    parts: list[list[int]] = []
    for i, (start, _) in enumerate(found):
        if i in empty:
            continue
        # A heading is nothing without what stands below, nor code without what
        # stands above.
        before = parts[-1][-1] if parts else i
        joins = "\n\n" not in body[found[before][1] : start]
        joins = joins or announces(body, found[before])
        if parts and (joins or body.startswith(_SHOWN, start)):
            parts[-1].append(i)
        else:
            parts.append([i])
    if found[-1][1] - found[0][0] <= _BRIEF or len(parts) == 1:
        return []
    texts = [body[found[p[0]][0] : found[p[-1]][1]] for p in parts]
    every, called, *held = weights.weigh([body, title, *texts])
    best = max(range(len(parts)), key=lambda i: held[i])
    others = max(h for i, h in enumerate(held) if i != best)
    little = held[best] < _ALL * every or others > _LITTLE * every
    if not every or called >= _ALL * every or little:
        return []
    taken = set(parts[best])
    for i in parts[best]:
        taken |= {*lead_in(body, found, i), *follows(body, found, i)}
    return sorted(_joined(body, found, taken - set(empty), empty))


def _below(body: str, found: Sequence[Span], i: int) -> list[int]:
    if is_heading(body, found[i][0]):
        return [*follows(body, found, i), *beneath(body, found, i)]
    return follows(body, found, i)


def _joined(
    body: str, found: Sequence[Span], taken: set[int], empty: Collection[int]
) -> set[int]:
    """Add the picture that stands between a heading and its text."""
    between = {i for i in empty if {i - 1, i + 1} <= taken}
    return taken | {i for i in between if announces(body, found[i - 1])}


def _telling(body: str, found: Sequence[Span], taken: set[int]) -> list[int]:
    """Drop what says nothing without what follows it; never all but headings."""
    kept: list[int] = []
    for i in sorted(taken, reverse=True):
        # What is announced comes next, or the announcement is left hanging.
        if announces(body, found[i]) and not (
            kept and kept[-1] == i + 1 and adjoin(body, found[i], found[i + 1])
        ):
            continue
        kept.append(i)
    return kept[::-1]


def _formula(
    body: str, found: Sequence[Span], weight: Sequence[float], free: Sequence[int]
) -> int | None:
    """Return which of the *free* units holds a formula and speaks most."""
    best = max(free, key=lambda i: weight[i], default=0)
    for pattern in _FORMULAE:
        holding = [i for i in free if pattern.search(body, *found[i])]
        if holding:
            return max(holding, key=lambda i: (weight[i], -abs(i - best)))
    return None


def heaviest(body: str, weights: TermWeights, *, formula: bool) -> Span:
    """Return the one unit that speaks most for the question, however long."""
    found = units(body) or [(0, len(body.rstrip()))]
    found = [(a, b) for a, b in found if not is_addressed(body[a:b])] or found
    weight = weighed(body, found, weights)
    if (
        formula
        and (wanted := _formula(body, found, weight, range(len(found)))) is not None
    ):
        return found[wanted]
    return found[max(range(len(found)), key=lambda i: weight[i])]
