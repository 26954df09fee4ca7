"""``1. Robustness: ...``: what the items of a long list are called, for all of them."""

from __future__ import annotations

from itertools import groupby

from rag.quotes.units import Span, lead_in, units
from rag.text.lazy_regex import lazily


_HEAD = lazily(
    r"[ \t>]*(?:[-*+]|[0-9]{1,3}[.)])[ \t]+"
    r"(?:\*\*[^*\n]{2,60}?:?\*\*|__[^_\n]{2,60}?:?__|`[^`\n]{2,60}`"
    r"|[^:\n`*_\[\]]{2,60}?)(?=[ \t]*:[ \t*_]|[ \t]+[—–-][ \t])"
)
"""An item whose name stands before a colon, or a dash, and what is said of it."""
_ITEM = lazily(r"(?P<indent>[ \t>]*)(?P<mark>[-*+]|[0-9]{1,3}[.)])[ \t]")
_FEWEST = 3
"""Items that make a list."""


def item_heads(body: str, many: int, room: int, cost: int) -> list[Span]:
    """
    Return the names of all items of the longest list in *body*, as spans.

    Args:
        body: Of a note.
        many: How many items the list has, 0 for any number.
        room: Characters that there are for all of them.
        cost: Characters that each needs beside its own.

    Returns:
        What introduces the list, if it is short, then a span an item with its
        bullet or number. None at all where some item has no name, where the whole
        list fits, or not even the names do.
    """
    found = units(body)
    marks = [_ITEM.match(body, start) for start, _ in found]
    kinds = [m and (len(m["indent"]), m["mark"][-1]) for m in marks]
    runs = [
        list(run) for kind, run in groupby(range(len(found)), kinds.__getitem__) if kind
    ]
    lists = [run for run in runs if len(run) >= _FEWEST and many in {0, len(run)}]
    items = max(lists, key=len, default=[])
    named = [m.span() for i in items if (m := _HEAD.match(body, found[i][0]))]
    if not items or len(named) < len(items):
        return []
    whole = sum(found[i][1] - found[i][0] + cost for i in items)
    spans = [*(found[j] for j in lead_in(body, found, items[0])), *named]
    fits = sum(b - a + cost for a, b in spans) <= room
    return spans if fits and whole > room else []
