"""Finds what a sentence says is more than what the note says is less than it.

Both must compare: either the sides are exchanged and the measure is the same, or the
same side is measured by the opposite. "A보다 B가 느리다" says the same as "B보다 A가
빠르다".
"""

from __future__ import annotations

import functools
import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.check.evidence.nearest import Nearest
from rag.check.rules.placed_terms import Placed
from rag.check.rules.term_lines import line
from rag.compare.clause_ends import LINKED
from rag.compare.lexicon import Lexicon
from rag.compare.words import Reading, Word


_NEAR = 0.4
"""Score of a unit from which on it may compare the same."""
_KOREAN = re.compile(r"(?P<than>[^,.;\n]{1,60}?) ?(?:보다[는도]?|에 비해서?)(?=[\s,])")
_ENGLISH = re.compile(
    r"\bthan (?P<than>[^,.;\n]{1,60}?)(?= (?:when|because|if|and|but)\b|[.;,\n]|$)"
)
_CLAUSE = re.compile(rf"[,;.\n]\s|{LINKED}")
_BEHIND = 8
"""Characters behind what marks the other side within which a measure may stand."""
LESS = re.compile(r"\b(?:less|fewer)\b|(?<![가-힣])덜(?![가-힣])", re.IGNORECASE)
_BEFORE = 12
"""The same before an English one."""


@dataclass(frozen=True, slots=True)
class _Compared:
    """What is compared, with what, and by which measures."""

    other: tuple[Placed, ...]
    """The side that is marked."""
    one: tuple[Placed, ...]
    by: tuple[Placed, ...]
    less: bool
    """Whether it says that one is less of something."""

    @property
    def own(self) -> list[Placed]:
        """What only the side that is marked has."""
        return [t for t in self.other if not t.among(self.one)]

    def marks(self, term: Placed) -> bool:
        """Say whether only the side that is marked has *term*."""
        return term.among(self.other) and not term.among(self.one)

    def turns(self, noted: _Compared) -> str:
        """Return a term that stands on the other side in the note, or is opposed."""
        mine = self.own
        same = [t for t in mine if noted.marks(t)]
        opposed = _opposes(self.by, noted.by)
        there = self.exchanged(noted)
        if there and not opposed and self.less is noted.less:
            return there[0].form
        if mine and len(same) == len(mine) and opposed:
            return self.by[0].form
        return ""

    def exchanged(self, noted: _Compared) -> list[Placed]:
        """Return what is on the other side in the note, if both sides are."""
        mine = self.own
        if any(map(noted.marks, mine)) or not any(
            noted.marks(t) for t in self.one if not t.among(self.other)
        ):
            return []
        return [t for t in mine if t.among(noted.one) and not t.among(noted.other)]

    def agrees(self, noted: _Compared) -> bool:
        """Say whether the note compares with the same, by the same."""
        return any(t.among(noted.other) for t in self.own) and any(
            t.among(noted.by) for t in self.by
        )


def compared(near: Nearest) -> Iterator[str]:
    """Yield what the note compares the other way round, as ``turned: word``."""
    if not _compares(near.claim.text):
        return
    for few in (1, 2):
        noted = [
            (score, found, unit.reading)
            for score, unit in near.scored
            for found in _comparisons(unit.reading, few)
        ]
        for mine in _comparisons(near.claim, few):
            if any(mine.agrees(found) for _, found, _ in noted):
                continue
            for score, found, told in noted:
                if score < _NEAR or mirrored(near.claim, told):
                    continue
                if turned := mine.turns(found):
                    yield f"turned: {turned}"
                    return


def mirrored(claim: Reading, told: Reading) -> bool:
    """Say whether both the sides and a measure are turned round: that is the same.

    "A보다 B가 빠르다" bears out "A는 B보다 느리다", and "B is less safe than A" that A
    is safer.
    """
    if not _compares(claim.text) or not _compares(told.text):
        return False
    return any(
        mine.exchanged(noted)
        and (
            mine.less is not noted.less
            or _opposes(_measures(mine, claim), _measures(noted, told))
        )
        for few in (1, 2)
        for mine in _comparisons(claim, few)
        for noted in _comparisons(told, few)
    )


def _measures(said: _Compared, reading: Reading) -> list[Placed]:
    """Return what *reading* measures by, but what is compared: "using a list"."""
    sides = (*said.one, *said.other)
    return [t for t in line(reading).terms if measures(t) and not t.among(sides)]


def _opposes(some: Sequence[Placed], others: Sequence[Placed]) -> bool:
    """Say whether one of *some* is opposed, and none the same."""
    return not any(t.among(others) for t in some) and any(
        t.opposes(o) for t in some for o in others
    )


def _compares(text: str) -> bool:
    return "보다" in text or "에 비해" in text or " than " in text


def _comparisons(reading: Reading, few: int) -> Iterator[_Compared]:
    """Yield what *reading* compares; *few* terms next to the mark are its side."""
    text = reading.text
    if not _compares(text):
        return
    terms = line(reading).terms
    for way in (_KOREAN, _ENGLISH):
        for m in way.finditer(text):
            start, end = _clause(text, m.start("than"), m.end())
            first, last = max(start, m.start("than")), m.end("than")
            if way is _KOREAN:
                ends = (after for a, _, after in reading.topics if first <= a)
                first = max((after for after in ends if after < last), default=first)
            side = [t for t in terms if first <= t.start < last]
            named = [t for t in side if not t.acts] or side
            rest = [t for t in terms if start <= t.start < end and t not in side]
            by = [t for t in rest if _marked(t, m, korean=way is _KOREAN)]
            yield _Compared(
                tuple(named[-few:] if way is _KOREAN else named[:few]),
                tuple(t for t in rest if not t.acts and t not in by),
                tuple(by),
                LESS.search(text, start, end) is not None,
            )


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause begins and ends that *start* and *end* are in."""
    return (
        max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0),
        min((m.start() + 1 for m in _CLAUSE.finditer(text, end)), default=len(text)),
    )


def _marked(term: Placed, mark: re.Match[str], *, korean: bool) -> bool:
    """Say whether *term* says by what two sides are compared."""
    word = term.term
    if not isinstance(word, Word) or not measures(term):
        return False
    if korean:
        behind = term.start - mark.end()
        return behind >= 0 and (word.acts or behind <= _BEHIND)
    return 0 <= mark.start() - term.end <= _BEFORE


def measures(term: Placed) -> bool:
    """Say whether *term* has an opposite, and may say how much."""
    word = term.term
    return isinstance(word, Word) and any(k in _opposed() for k, _ in word.signs)


@functools.cache
def _opposed() -> frozenset[str]:
    """Return the keys of the senses that have an opposite."""
    senses = Lexicon.load().senses.values()
    return frozenset(
        f"g{group}" for found in senses for group, side in found if side < 0
    )
