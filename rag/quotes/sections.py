"""The section of a note whose heading says what is asked.

A question such as "what are its drawbacks?" is answered below the heading
"Drawbacks", by sentences that needn't have a word of the question.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rag.quotes.term_weights import TermWeights
from rag.quotes.units import Span
from rag.text.headings import plain
from rag.text.lazy_regex import lazily


SAYS = 0.85
"""The share, of what a note holds of the question, that a heading has to say."""
NEAR = 0.6
"""The share, of what the best unit says by more than words, that it has to say."""
_SOME = 0.6
"""How much of the room a section gets that there is no room for as a whole."""
_HEAD = lazily(
    r"[ \t>]*(?:(?:[-*+]|[0-9]{1,3}[.)])[ \t]+)?(?P<marks>#{1,6})[ \t]+(?P<words>\S.*)"
)
_BOLD = lazily(r"[ \t]*(?:[0-9]{1,3}[.)][ \t]+)?(?P<words>\*{2,3}\S[^\n]{0,78}\*{2,3})")
_LOWEST = 7
"""The level of a line in bold, which heads what stands below it."""


def section(
    body: str,
    found: Sequence[Span],
    title: str,
    weights: TermWeights,
    room: int,
    called: re.Pattern[str] | None = None,
) -> list[int]:
    """
    Return the units that answer by their heading, in order; none if none does.

    A heading is read together with those above it and the *title* of the note. It
    is the first that is *called* as the question wants it, or else the one that
    says most, if they say about all that the note holds of the question; the latter
    only if it says not much less than some sentence does, and has a part in that
    itself. Of those that say as much it is the first, but not the one over all of
    the note if another is worded the same.

    Args:
        body: Of the note.
        found: Its units.
        title: Of the note.
        weights: The terms of the question.
        room: Characters that there are, for the heading and what stands below.
        called: See `rag.quotes.asked_heading`.
    """
    levels = [_heading(body, span) for span in found]
    heads = [_Head(i, *head) for i, head in enumerate(levels) if head]
    if not heads:
        return []
    first = _answering(heads, body, found, title, weights, called)
    if first is None:
        return []
    head = heads[first]
    taken = [head.at]
    for i in range(head.at + 1, len(found)):
        if (below := levels[i]) and below[0] <= head.level:
            break
        taken.append(i)

    def cost(units: Sequence[int]) -> int:
        return found[units[-1]][1] - found[units[0]][0]

    if cost(taken) <= room:
        return taken
    room = int(_SOME * room)
    if parts := _parts(taken, levels):
        return _outline(parts, room, cost)
    return [i for i in taken if found[i][1] - found[head.at][0] <= room]


class _Head(NamedTuple):
    """A heading."""

    at: int
    """Which unit it is."""
    level: int
    words: str


def _answering(
    heads: Sequence[_Head],
    body: str,
    found: Sequence[Span],
    title: str,
    weights: TermWeights,
    called: re.Pattern[str] | None,
) -> int | None:
    """Return which of *heads* answers, if one does; see `section`."""
    paths: list[str] = []
    above: list[_Head] = []
    for head in heads:
        above = [h for h in above if h.level < head.level] + [head]
        paths.append("\n".join([title, *(h.words for h in above)]))
    texts = [f"{title}\n{body}", *paths, *(h.words for h in heads)]
    (every, _), *held = map(weights.said, weights.analyse(texts))
    along, own = held[: len(heads)], held[len(heads) :]
    telling = [n for n in range(len(heads)) if along[n][0] >= SAYS * every]
    for n in telling:
        if called and called.search(heads[n].words) and heads[n].words != title:
            return n
    ranked = [(along[n][0], own[n], -n) for n in telling if own[n][0]]
    if not ranked:
        return None
    first = -max(ranked)[-1]
    path, *each = weights.weigh([paths[first], *(body[a:b] for a, b in found)])
    if path < NEAR * max(each):
        return None
    alike = [
        n for n in range(first, len(heads)) if heads[n].words == heads[first].words
    ]
    return alike[min(first == 0, len(alike) - 1)]


def _parts(
    taken: Sequence[int], levels: Sequence[tuple[int, str] | None]
) -> list[list[int]]:
    """Return the parts of a section that has nothing but such with headings.

    The first begins with the heading of all. None if something else stands there.
    """
    below = [levels[i] for i in taken[1:]]
    if not below or below[0] is None:
        return []
    parts = [[taken[0], taken[1]]]
    for i, head in zip(taken[2:], below[1:], strict=True):
        if head and head[0] <= below[0][0]:
            parts.append([i])
        else:
            parts[-1].append(i)
    return parts if len(parts) > 1 else []


def _outline(
    parts: Sequence[Sequence[int]], room: int, cost: Callable[[Sequence[int]], int]
) -> list[int]:
    """Return how each of *parts* begins: its heading, and as much as all have room for.

    Those that come last go without, if there is no room for a unit of each.
    """

    def begun(deep: int) -> list[Sequence[int]]:
        return [part[: deep + (n == 0)] for n, part in enumerate(kept)]

    kept, deep = [*parts], 2
    while kept and sum(map(cost, begun(deep))) > room:
        kept.pop()
    while deep < max(map(len, kept), default=0) and (
        sum(map(cost, begun(deep + 1))) <= room
    ):
        deep += 1
    return [i for part in begun(deep) for i in part]


def _heading(body: str, span: Span) -> tuple[int, str] | None:
    """Return the level and the words of the unit, if it is a heading."""
    if m := _HEAD.fullmatch(body, *span):
        return len(m["marks"]), plain(m["words"])
    starts = body.rfind("\n", 0, span[0]) + 1
    if not body[starts : span[0]].strip() and (m := _BOLD.fullmatch(body, *span)):
        return _LOWEST, plain(m["words"])
    return None
