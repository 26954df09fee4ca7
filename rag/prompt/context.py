"""What a model gets to read of each note: all of it, or what stands around a passage.

A search finds the one passage of a note that answers best; what was asked may
stand in the next one, or be a list that goes on there. A prompt has room for more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.text.chunking import chunks
from rag.types import Hit


ROOM = 9_000
"""Characters of notes in a prompt, unless the passages found alone are more."""
LONGEST = 6_000
"""Characters of one note."""
_NEAR = 0.25
"""A note is told at length from this share of the best one's score on."""


def widened(hits: Sequence[Hit], *, room: int = ROOM) -> list[Hit]:
    """
    Return *hits* with as much of each note around its passage as there is room for.

    The best come first: a note is told whole where it fits, else what stands
    next to the passage, before and behind it. Every passage stays in one piece,
    and what is quoted of it stands where it does in its note.
    """
    left = room - sum(len(hit.chunk.text) for hit in hits)
    found = []
    for hit in hits:
        more = min(left, LONGEST - len(hit.chunk.text))
        if more > 0 and hit.score >= _NEAR * hits[0].score:
            found.append(_around(hit, more))
            left -= len(found[-1].chunk.text) - len(hit.chunk.text)
        else:
            found.append(hit)
    return found


def _around(hit: Hit, more: int) -> Hit:
    """Return *hit* with at most so many characters *more* of its note."""
    passage, body = hit.chunk, hit.entry.body
    if len(body) - len(passage.text) <= more:
        chunk = replace(passage, start=0, end=len(body), text=body, heading=())
        return replace(hit, chunk=chunk)
    parts = chunks(hit.entry)
    before = [part for part in parts if part.end <= passage.start]
    behind = [part for part in parts if part.start >= passage.end][::-1]
    start, end, heading = passage.start, passage.end, passage.heading
    while True:
        room = more + len(passage.text) - (end - start)
        fitting = [s for s in (behind, before) if s and len(s[-1].text) <= room]
        if not fitting:
            break
        side = max(fitting, key=len)  # towards the end that is further away
        part = side.pop()
        if side is before:
            start, heading = part.start, part.heading
        else:
            end = part.end
    chunk = replace(
        passage,
        start=start,
        end=end,
        text=body[start:end],
        heading=heading,
    )
    return replace(hit, chunk=chunk)
