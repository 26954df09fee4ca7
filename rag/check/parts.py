"""The parts of a sentence that say something of their own, and rows of a table."""

from __future__ import annotations

import re

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from rag.check.literal import normal
from rag.check.meeting import shares
from rag.check.words import VERB, Reading, Word


_CLAUSE = (
    r"[;\n]|\s(?:while|whereas|but)\s|(?<=[가-힣])(?:고|며|지만|으나|는데|면서),?\s"
)
_WAYS = (
    re.compile(rf",(?!\s*(?:because|so|since|which|as|when|if)\b)|\s→\s|{_CLAUSE}"),
    re.compile(_CLAUSE),
    re.compile(r"\n"),
)
"""Finely, by clauses, and by the rows of a table."""

Term = Word | str | Decimal
"""A word, what stands there to the letter, or a number."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two cuts of a text."""

    terms: tuple[Term, ...]
    """What it names and says, in order."""
    keys: frozenset[str]

    @classmethod
    def of(cls, terms: tuple[Term, ...]) -> Part:
        """Return a part of these *terms*."""
        words = (term for term in terms if isinstance(term, Word))
        return cls(terms, frozenset(k for w in words for k in w.keys))

    def holds(self, term: Term) -> bool:
        """Say whether it has *term*, and not its opposite."""
        if not isinstance(term, Word):
            return term in self.terms
        return shares(term.keys, self.keys) and any(
            isinstance(mine, Word)
            and shares(term.keys, mine.keys)
            and not any((key, -sign) in mine.signs for key, sign in term.signs)
            for mine in self.terms
        )


def parts(reading: Reading) -> tuple[tuple[Part, ...], ...]:
    """Return the parts of a text for each way of cutting it, finest first."""
    return tuple(tuple(_cut(reading, way)) for way in _WAYS)


def part(reading: Reading, start: int, end: int) -> Part:
    """Return what stands in *reading* from *start* to *end*."""
    terms: list[tuple[int, Term]] = [
        *((w.start, w) for w in reading.words if w.weight >= VERB or w.name),
        *((m.start, normal(m.text)) for m in reading.marks if m.kind != "quote"),
        *((q.start, q.value) for q in reading.quantities),
    ]
    terms = sorted((t for t in terms if start <= t[0] < end), key=lambda term: term[0])
    return Part.of(tuple(term for _, term in terms))


def _cut(reading: Reading, way: re.Pattern[str]) -> Iterator[Part]:
    cuts = [m.end() for m in way.finditer(reading.text)]
    for start, end in pairwise([0, *cuts, len(reading.text) + 1]):
        if (found := part(reading, start, end)).terms:
            yield found
