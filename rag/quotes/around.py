"""Which part of a long note is read for what to quote of it.

Each unit of what is read is analysed. A note of a book's length would take seconds,
though nearly all of it is about something else than the passage that was found.
"""

from __future__ import annotations

from rag.quotes.units import Span, is_heading, units


_LONG = 24_000
"""Characters from which a note isn't read as a whole."""
_REACH = 4_000
"""Characters that are read before the passage that was found, and as many behind."""


def around(body: str, passage: Span) -> Span:
    """
    Return the part of *body* to quote from: all of it, or what is near *passage*.

    The part of a long note begins with a heading, where one is near enough, and cuts
    no unit: a fence stays closed.
    """
    if len(body) <= _LONG:
        return 0, len(body)
    first, last = passage[0] - _REACH, passage[1] + _REACH
    near = [unit for unit in units(body) if unit[0] >= first and unit[1] <= last]
    if not near:
        return passage
    before = (start for start, _ in near if start <= passage[0])
    start = next((at for at in before if is_heading(body, at)), near[0][0])
    # Whole rows, for the marks of a row tell what it is.
    return body.rfind("\n", 0, start) + 1, max(near[-1][1], passage[1])
