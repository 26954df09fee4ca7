"""Tells of what, and in which case, a clause says a word, where another opposes it."""

from __future__ import annotations

import re

from collections.abc import Iterator

from rag.check.rules.compared import mirrored
from rag.check.rules.proportions import inverted
from rag.compare.clause_ends import JOINED
from rag.compare.literal import normal
from rag.compare.stances import ON_CONDITION
from rag.compare.words import Reading, Word


_PARTICLE = 4
"""Characters up to what a verb has before it as its object."""
_JOINED = re.compile(JOINED)
"""What ends a clause before that of a condition."""
_THAN = re.compile(r"[`'\"]?\s?보다(?=\s)")


def apart(word: Word, claim: Reading, told: Reading) -> bool:
    """Say whether what opposes *word* in a note doesn't deny that *claim* says it.

    It is said of something else; or *claim* merely supposes it, and the note none;
    or both compare the same two things, each with the other; or what grows with
    something in one shrinks with its opposite in the other.
    """
    facing = list(_facing(word, told))
    return (
        _of_another(word, claim, facing, told)
        or (
            not word.negated
            and _supposed(word, claim)
            and not any(_supposed(w, told) for w in facing)
        )
        or mirrored(claim, told)
        or inverted(claim, told)
    )


def _facing(word: Word, told: Reading) -> Iterator[Word]:
    """Yield the words of *told* that oppose *word*."""
    yield from (w for w in told.words if word.denied_by(w.signs))


def _supposed(word: Word, reading: Reading) -> bool:
    """Say whether *reading* has *word* as a condition: a note may warn of it."""
    for m in ON_CONDITION.finditer(reading.text):
        joined = [cut.end() for cut in _JOINED.finditer(m[0])]
        if m.start() + max(joined, default=0) <= word.start < m.end():
            return True
    return False


def _of_another(word: Word, claim: Reading, facing: list[Word], told: Reading) -> bool:
    """Say whether *claim* has another object for *word* than the note.

    Names, code and numbers alone can be told apart. What the note holds something
    against ("A보다 느려서 안 썼다") has the opposite of what is said of that.
    """
    mine = _objects(word, claim)
    theirs = [_objects(w, told) for w in facing]
    if not mine:
        return False
    return all(one and mine.isdisjoint(one) for one in theirs) or any(
        normal(m.text) in mine and _THAN.match(told.text, m.end) for m in told.marks
    )


def _objects(word: Word, reading: Reading) -> set[str]:
    """Return what is exact right before *word*."""
    marks = ((m.end, normal(m.text)) for m in reading.marks if m.kind != "quote")
    numbers = ((q.end, str(q.value)) for q in reading.quantities)
    return {
        text for end, text in (*marks, *numbers) if end <= word.start <= end + _PARTICLE
    }
