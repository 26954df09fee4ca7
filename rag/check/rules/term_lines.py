"""The terms of a sentence or a row of a table in order, and where each of them stands.

The words of "A는 x, B는 y" are those of "A는 y, B는 x"; only which stands beside which
tells them apart.
"""

from __future__ import annotations

import functools

from collections.abc import Sequence

from rag.check.evidence.passages import Unit
from rag.check.rules.placed_terms import Placed, placed
from rag.compare.words import Reading


_LONGEST = 4000
"""Characters of a text that is read so; a longer one is a listing."""
_WRITTEN = "w=#1~"
"""Keys by which the same is met as it is written, and not what says the same."""
_REMEMBERED = 1024
"""Texts of which is kept what stands where: those of a few notes."""


class Line:
    """The terms of a text, or of a row of a table, in order.

    Args:
        terms: In order.
        text: Which they are of.
    """

    __slots__ = ("_places", "terms", "text")

    def __init__(self, terms: Sequence[Placed], text: str) -> None:
        self.terms = tuple(terms)
        self.text = text
        self._places: dict[str, list[int]] = {}

    @property
    def _at(self) -> dict[str, list[int]]:
        """Where what each key is met by stands; only of a note it is asked for."""
        if not self._places:
            for i, term in enumerate(self.terms):
                for key in term.answers:
                    self._places.setdefault(key, []).append(i)
        return self._places

    def all_at(self, term: Placed) -> list[int]:
        """Return wherever *term* stands."""
        at = self._at
        found = {i for key in term.asks & at.keys() for i in at[key]}
        if not found and term.long:
            found = {i for i, t in enumerate(self.terms) if t.misspells(term)}
        return sorted(i for i in found if not term.opposes(self.terms[i]))

    def at(self, term: Placed) -> list[int]:
        """Return where *term* stands, and not what says the same where it does."""
        found = self.all_at(term)
        exact = [
            i
            for i in found
            if any(k[0] in _WRITTEN and k in term.asks for k in self.terms[i].answers)
        ]
        return exact or found


class _Text:
    """A reading as it is told from others: by which it is, not by what it says."""

    __slots__ = ("reading",)

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def __hash__(self) -> int:
        return id(self.reading)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text) and other.reading is self.reading


def line(reading: Reading) -> Line:
    """Return the terms of *reading*; none of a listing."""
    return _line(_Text(reading))


@functools.lru_cache(maxsize=_REMEMBERED)
def _line(text: _Text) -> Line:
    reading = text.reading
    if len(reading.text) > _LONGEST:
        return Line((), "")
    return Line(placed(reading), reading.text)


def rows(unit: Unit) -> list[Line]:
    """Return the rows of a table below its head, each with its terms."""
    return _rows(_Text(unit.reading))


@functools.lru_cache(maxsize=_REMEMBERED)
def _rows(text: _Text) -> list[Line]:
    whole, at, found = line(text.reading), 0, []
    for number, row in enumerate(whole.text.split("\n")):
        terms = [t for t in whole.terms if at <= t.start < at + len(row)]
        if number > 1 and terms:
            found.append(Line(terms, row))
        at += len(row) + 1
    return found
