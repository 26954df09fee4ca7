"""Finds what two clauses of a sentence say each of the other's thing.

The sentence has "A x, B y" where one sentence of the note, two that stand together or
two rows of a table have A beside y, and behind these B beside x. All four must stand
there once, in such an order, and A nowhere in a clause with x.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rag.check.evidence.nearest import Nearest
from rag.check.evidence.passages import Unit
from rag.check.rules.joined_clauses import clauses, numbered
from rag.check.rules.placed_terms import Placed
from rag.check.rules.term_lines import Line, line, rows
from rag.compare.words import Word


_NEAR = 0.5
"""Score of a unit from which on it may be what a sentence says anew."""
_TOLD = 0.5
"""Share of what tells two clauses apart that must stand there."""
_THREE = 3
"""Terms that tell, at least: a thing and two numbers."""
_ROWS = 3
"""Rows from one to another that a sentence may set against it."""
_UNDER = 3
"""Headings that two sentences of a note which go together stand under."""


def exchanged(near: Nearest) -> Iterator[str]:
    """Yield what is said of the wrong one of two things, as ``crossed: word``."""
    if near.top < _NEAR:
        return
    places: list[tuple[Unit, ...]] | None = None
    for one, other, korean in clauses(near.claim):
        places = list(_places(near)) if places is None else places
        for units in places:
            met = [_met(near, clause, units) for clause in (one, other)]
            if not all(met) or sum(met) < _THREE:
                continue
            for place in _lines(units):
                if found := _Crossed(near, one, other, place).found(korean=korean):
                    yield f"crossed: {found.form}"
                    return


class _Crossed:
    """What tells two clauses of a sentence apart, and where a note has it."""

    def __init__(
        self,
        near: Nearest,
        one: Sequence[Placed],
        other: Sequence[Placed],
        place: Sequence[Line],
    ) -> None:
        self._near, self._place = near, place
        self._size = len(place[0].terms)
        at = [(t, self._at(t)) for t in (*one, *other)]
        told = sum(t.weight for t, found in at if found)
        self._enough = told >= _TOLD * sum(t.weight for t, _ in at)
        once = {t: found[0] for t, found in at if len(found) == 1}
        self._once = once
        self._one = [t for t in one if t in once]
        self._other = [t for t in other if t in once]

    def _at(self, term: Placed) -> list[int]:
        found = self._place[0].at(term)
        for more in self._place[1:]:
            found += [self._size + i for i in more.at(term)]
        # "shape(structure)" is the same said twice.
        return found[:1] if found and found[-1] - found[0] < len(found) else found

    def found(self, *, korean: bool) -> Placed | None:
        """Return what the first clause says, and the note of the other's thing."""
        if self._enough:
            for a in self._one:
                for b in self._other:
                    if _parallel(a, b, korean=korean) and (x := self._said(a, b)):
                        return x
        return self._counted(self._one, self._other) or self._counted(
            self._other, self._one
        )

    def _counted(self, one: Sequence[Placed], other: Sequence[Placed]) -> Placed | None:
        """Return the number that is said of what the note has the other's of."""
        x, y = _number(one), _number(other)
        if x is None or y is None or len(self._place) > 1:
            return None
        i, j = self._once[x], self._once[y]
        for a in one:
            k = self._once[a]
            if (
                a.start < x.start
                and not (a.acts or a.script == "1")
                and (k < j < i or i < k < j)
                and not self._straight((a, x))
            ):
                return x
        return None

    def _said(self, a: Placed, b: Placed) -> Placed | None:
        for x in self._one:
            for y in self._other:
                if (
                    x is not a
                    and y is not b
                    and (x.start > a.start) is (y.start > b.start)
                    and x.acts is y.acts
                    and (x.acts or x.script == y.script)
                    and self._crosswise(a, x, b, y)
                    and not self._straight((a, x), (b, y))
                ):
                    return x
        return None

    def _crosswise(self, a: Placed, x: Placed, b: Placed, y: Placed) -> bool:
        """Say whether the note has *a* beside *y*, and apart from that *b* and *x*."""
        i, j, k, m = (self._once[t] for t in (a, y, b, x))
        if len({i, j, k, m}) < 4 or (i < j) is not (k < m):
            return False
        if len(self._place) > 1:
            first = self._size
            return (i < first) is (j < first) is not (k < first) is (m < first)
        return max(i, j) < min(k, m) or max(k, m) < min(i, j)

    def _straight(self, *pairs: tuple[Placed, Placed]) -> bool:
        """Say whether a clause of the note has one of *pairs*."""
        for unit in self._near.units:
            text = line(unit.reading)
            for one, other in pairs:
                if (here := text.all_at(one)) and (there := text.all_at(other)):
                    clause = numbered(text)
                    if {clause[i] for i in here} & {clause[i] for i in there}:
                        return True
        return False


def _number(clause: Sequence[Placed]) -> Placed | None:
    """Return the number that *clause* has, where it has no other."""
    found = [t for t in clause if t.script == "1"]
    return found[0] if len(found) == 1 else None


def _parallel(one: Placed, other: Placed, *, korean: bool) -> bool:
    """Say whether two things stand in two clauses for the same."""
    if one.opposes(other):
        return True
    if one.acts or other.acts or one.script != other.script:
        return False
    if korean:
        return bool(one.tail) and one.tail == other.tail
    return one.names or other.names


def _places(near: Nearest) -> Iterator[tuple[Unit, ...]]:
    """Yield where the note may say of two things what the sentence does."""
    score = {id(unit): score for score, unit in near.scored}
    for unit, after in zip_longest(near.units, near.units[1:]):
        close = score[id(unit)] >= _NEAR
        if close:
            yield (unit,)
        if (
            after is not None
            and (close or score[id(after)] >= _NEAR)
            and unit.reading.prose
            and after.reading.prose
            and _under(unit) == _under(after)
        ):
            yield unit, after


def _lines(units: tuple[Unit, ...]) -> Iterator[tuple[Line, ...]]:
    """Yield the sentences, or two rows of a table, where four terms may stand."""
    if units[0].reading.tabular:
        table = rows(units[0])
        for i, row in enumerate(table):
            yield from ((row, other) for other in table[i + 1 : i + 1 + _ROWS])
    elif units[0].reading.prose:
        yield tuple(line(unit.reading) for unit in units)


def _met(near: Nearest, clause: Sequence[Placed], units: Sequence[Unit]) -> int:
    """Count the terms of *clause* that may stand in *units*."""
    return sum(
        not isinstance(term.term, Word)
        or any(near.share(term.term, unit) == 1.0 for unit in units)
        for term in clause
    )


def _under(unit: Unit) -> list[str]:
    return unit.context.text.split(" · ")[:_UNDER]
