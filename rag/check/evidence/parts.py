"""The parts of a sentence that say something of their own, and rows of a table."""

from __future__ import annotations

import re

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from operator import itemgetter

from rag.compare.clause_ends import JOINED
from rag.compare.literal import normal
from rag.compare.word_match import shares
from rag.compare.words import VERB, Reading, Word


_CLAUSE = rf"[;\n]|\s(?:while|whereas|but)\s|{JOINED}"
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
        return cls(terms, frozenset().union(*(w.keys for w in words)))

    def holds(self, term: Term) -> bool:
        """Say whether it has *term*, and not its opposite."""
        if not isinstance(term, Word):
            return term in self.terms
        return shares(term.keys, self.keys) and any(
            isinstance(mine, Word)
            and shares(term.keys, mine.keys)
            and not term.denied_by(mine.signs)
            for mine in self.terms
        )


class Terms:
    """The terms of a text, in order, of which a part is cut out.

    Args:
        reading: The text.
        says: Whether a word of it is one.
    """

    def __init__(
        self, reading: Reading, says: Callable[[Word], bool] | None = None
    ) -> None:
        says = says or _says
        found: list[tuple[int, Term]] = [
            *((w.start, w) for w in reading.words if says(w)),
            *((m.start, normal(m.text)) for m in reading.marks if m.kind != "quote"),
            *((q.start, q.value) for q in reading.quantities),
        ]
        found.sort(key=itemgetter(0))
        self._starts = [start for start, _ in found]
        self._terms = tuple(term for _, term in found)

    def within(self, start: int, end: int) -> tuple[Term, ...]:
        """Return those that stand from *start* to *end*."""
        starts = self._starts
        return self._terms[bisect_left(starts, start) : bisect_left(starts, end)]

    def part(self, start: int, end: int) -> Part:
        """Return them as a part."""
        return Part.of(self.within(start, end))


def _says(word: Word) -> bool:
    return word.weight >= VERB or word.name


def parts(reading: Reading) -> tuple[tuple[Part, ...], ...]:
    """Return the parts of a text for each way of cutting it, finest first."""
    terms, size = Terms(reading), len(reading.text) + 1
    known: dict[tuple[int, int], Part] = {}  # most are the same in each way
    found = []
    for way in _WAYS:
        cuts = [0, *(m.end() for m in way.finditer(reading.text)), size]
        spans = list(pairwise(cuts))
        for span in spans:
            if span not in known:
                known[span] = terms.part(*span)
        found.append(tuple(known[span] for span in spans if known[span].terms))
    return tuple(found)
