"""Counts that no note prints, but that its lists, tables and blocks have.

``모두 열 가지입니다`` is right where the list that was asked for has ten items, and
where the answer itself names ten that the notes bear out.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.check.evidence.topics import FRAMES
from rag.compare.reading import Reader
from rag.compare.word_match import shares
from rag.compare.words import SOFT, Reading
from rag.types import Hit


_KINDS = re.compile(
    r"(?:가지|종류|종|항목|단계|방법|방식|기준|ways?|kinds?|types?|steps?|stages?|criteria"
    r"|items|methods|points)$",
    re.IGNORECASE,
)
_THINGS = re.compile(r"(?:개|곳|줄|lines?)$", re.IGNORECASE)
_LINES = re.compile(r"(?:줄|lines?)$", re.IGNORECASE)
"""What is counted: what a list is of, what may be anything, and lines of code."""
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_ROW = re.compile(r"[ \t]*\|")
_HEADING = re.compile(r"#{1,6}[ \t]+(.+)")
_BETWEEN = re.compile(r",\s*(?:and\s+)?|\s*·\s*|\s+및\s+|\s+and\s+|(?<=\S)(?:와|과)\s+")
_ASIDE = re.compile(r"\([^()]*\)")
_HEAD = 2
"""Rows that a table begins with."""
_ABOVE = 0.5
"""What a word counts for that only the heading or the title holds."""


@dataclass(frozen=True, slots=True)
class _List:
    size: int
    code: bool
    """Whether it is of lines of code."""
    lead: str
    """The sentence above it."""
    above: str
    """Title and heading."""


def counts(claim: Reading, asked: Reading) -> int:
    """Return what a sentence counts that says nothing else; 0 for any other."""
    (q, *more) = claim.quantities or (None,)
    alone = not (more or claim.marks or claim.days) and all(
        w.weight <= SOFT
        or w.common
        or w.form in FRAMES
        or (shares(w.keys, asked.keys) and not w.negated)
        for w in claim.words
    )
    whole = q is not None and alone and q.value == int(q.value) and q.value > 1
    return int(q.value) if q and whole and _counted(claim) else 0


def tallied(
    claim: Reading, hits: Sequence[Hit], asked: Reading, reader: Reader
) -> bool:
    """Say whether the list that speaks most of what was *asked* has so many items."""
    number = counts(claim, asked)
    found = [one for hit in hits for one in _lists(hit)] if number else []
    if not found:
        return False
    counted = _counted(claim)
    found = [one for one in found if one.code == bool(_LINES.search(counted))]
    heads = iter(reader.read([text for one in found for text in (one.lead, one.above)]))
    speaks = [
        sum(
            1.0 if shares(w.keys, lead.keys) else _ABOVE * shares(w.keys, above.keys)
            for w in {w.form: w for w in asked.words if w.weight > SOFT}.values()
        )
        for lead, above in zip(heads, heads, strict=True)
    ]
    best = max(speaks, default=0.0)
    # What may be anything must be what the list is said to be of.
    enough = _ABOVE if _KINDS.search(counted) else 1.0
    sizes = {one.size for one, said in zip(found, speaks, strict=True) if said == best}
    return best >= enough and sizes == {number}


def enumerated(text: str) -> int:
    """Return how many things a sentence names side by side."""
    return len(_BETWEEN.split(_ASIDE.sub("", text)))


def _counted(claim: Reading) -> str:
    """Return the number with what it counts, if a list may be of such."""
    (q,) = claim.quantities
    text = claim.text[q.start : q.end].strip()
    if m := re.match(r"\s?[a-z]+", claim.text[q.end :], re.IGNORECASE):
        text += m[0]
    return text if _KINDS.search(text) or _THINGS.search(text) else ""


def _lists(hit: Hit) -> Iterator[_List]:
    """Yield the lists, tables and blocks of code of a passage."""
    title, heading = hit.chunk.title, " ".join(hit.chunk.heading)
    lead, item = "", ""
    open_: dict[int, tuple[int, str]] = {}
    """By indent: how many items there are so far, and what they stand under."""
    rows, lines, inside = 0, 0, False
    for line in [*hit.chunk.text.split("\n"), "."]:
        above = f"{title} {heading}"
        found = None if inside else _ITEM.match(line)
        if _FENCE.match(line):
            if inside:
                yield _List(lines, True, lead, above)  # noqa: FBT003
            inside, lines = not inside, 0
        elif inside:
            lines += bool(line.strip())
        elif found:
            indent = len(found[1])
            for deeper in [d for d in open_ if d > indent]:
                yield _List(*_sized(open_.pop(deeper)), above)
            size, under = open_.get(indent, (0, item if open_ else lead))
            open_[indent] = size + 1, under
            item = line
        elif _ROW.match(line):
            rows += 1
        elif line.strip() and not line.startswith((" ", "\t")):
            for one in open_.values():
                yield _List(*_sized(one), above)
            if rows > _HEAD:
                yield _List(rows - _HEAD, False, lead, above)  # noqa: FBT003
            open_, rows, lead = {}, 0, line
            if m := _HEADING.match(line):
                heading, lead = m[1], ""


def _sized(one: tuple[int, str]) -> tuple[int, bool, str]:
    return one[0], False, one[1]
