"""Finds what a sentence says crosswise: of two things, of each what the other is.

Who exchanges the filters in "CNN은 high pass, Transformer는 low pass" has every
word of the note right, and nothing of what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, product

from rag.check.evidence.nearest import Nearest
from rag.check.evidence.parts import Part, Term, parts
from rag.compare.words import HARD, Word


_NEAR = 0.65
"""Score of the nearest unit from which on a sentence repeats it."""
_BETWEEN = 3
"""Parts of a note between two that a sentence may exchange."""
_TOLD = 0.8
"""Share of what two parts of a sentence say that two of a note must hold."""


def crossed(near: Nearest) -> Iterator[str]:
    """Yield what is said of the wrong one of two things, as ``crossed: word``."""
    if near.top < _NEAR:
        return
    finely, by_clauses, _ = parts(near.claim)
    for mine in (finely, by_clauses):
        for one, other in pairwise(mine):
            for way in range(len(near.units[0].parts)):
                theirs = [part for unit in near.units for part in unit.parts[way]]
                if found := _exchanged(one, other, theirs):
                    yield f"crossed: {found}"
                    return


def _exchanged(one: Part, other: Part, theirs: Sequence[Part]) -> str:
    """Return a term of *one* that *theirs* have with what is in *other*.

    Each begins with what one of two parts of the note has, and goes on with
    what the other has; no part of the note has both.
    """
    ones = [t for t in one.terms if not other.holds(t)]
    others = [t for t in other.terms if not one.holds(t)]
    if len(ones) < 2 or len(others) < 2:
        return ""
    held = [(_held(ones, part), _held(others, part)) for part in theirs]
    for at, (one_here, other_here) in enumerate(held):
        if not (one_here and other_here):
            continue
        for one_there, other_there in held[max(0, at - _BETWEEN) : at + _BETWEEN + 1]:
            told = len(one_here | one_there) + len(other_here | other_there)
            if told < _TOLD * (len(ones) + len(others)):
                continue
            mine = _joined(ones, one_here, one_there, [h for h, _ in held])
            if mine and _joined(others, other_there, other_here, [h for _, h in held]):
                term = ones[mine[0][1]]
                return term.form if isinstance(term, Word) else str(term)
    return ""


def _held(terms: Sequence[Term], part: Part) -> frozenset[int]:
    return frozenset(i for i, term in enumerate(terms) if part.holds(term))


def _joined(
    terms: Sequence[Term],
    here: frozenset[int],
    there: frozenset[int],
    held: Sequence[frozenset[int]],
) -> list[tuple[int, int]]:
    """Return what is only *here* with what comes later and is only *there*."""
    return [
        (i, j)
        for i, j in product(sorted(here - there), sorted(there - here))
        if i < j
        and not isinstance(terms[i], Decimal)  # of a number nothing is said
        and all(_names(terms[k]) for k in (i, j))
        and not any(i in h and j in h for h in held)
    ]


def _names(term: Term) -> bool:
    """Say whether *term* names something, and doesn't merely say what it does."""
    return not isinstance(term, Word) or term.weight >= HARD or term.name
