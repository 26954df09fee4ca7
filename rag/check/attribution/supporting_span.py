"""Which part of a passage bears a sentence out, to quote just that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.analyse.glossary import Glossary, squashed
from rag.check.evidence.passages import Evidence, Unit
from rag.citations.resolution import GAP, LONGEST_CHARS, QUOTE_CHARS, best_span
from rag.compare.literal import holds
from rag.compare.numbers import fits
from rag.compare.word_match import misspelt, named, names, shares
from rag.compare.words import Reading, Word
from rag.text.sentences import sentences
from rag.types import Entry, Hit


_EXACT, _NUMBER = 1.5, 1.0
"""What code, a name or a formula, and a number weigh."""
_ABOVE = 0.2
"""What is left of the weight of what only stands above a unit."""
_DENIED = 0.3
"""What is left of a word that the unit says the opposite of."""
_LEAST = 0.2
"""Which share of a sentence a unit must hold, or letters decide."""
_MORE = 0.15
"""Which share the unit beside must add, to be quoted as well."""
_LENGTH = 0.00005
"""What a character takes away: of two that say it, the shorter one is quoted."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit of a passage, and where it stands in it."""

    start: int
    end: int
    unit: Unit


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """What a model was shown of a note, and its units."""

    hit: Hit
    units: Sequence[Placed]

    @property
    def entry(self) -> Entry:
        """The note."""
        return self.hit.entry


def placed(hit: Hit, evidence: Evidence) -> Passage:
    """Return the passage of *hit*, which *evidence* was read from."""
    text = hit.chunk.text
    spans = [(a, b) for a, b in sentences(text) if text[a:b].strip()]
    units = zip(spans, evidence.units, strict=True)
    return Passage(hit, [Placed(a, b, unit) for (a, b), unit in units])


def span(claim: Reading, passage: Passage, glossary: Glossary) -> tuple[int, int]:
    """
    Return where in the body of its entry *passage* bears out *claim*.

    It is the unit that holds most of what is said, with a unit beside it if that
    adds to it; where none holds enough, what has most letters in common.
    """
    hit, units = passage.hit, passage.units
    text, at = hit.chunk.text, hit.chunk.start
    held = [_held(claim, p.unit, glossary) for p in units]
    total = _total(claim)
    best = max(
        range(len(units)),
        key=lambda i: sum(held[i]) - _LENGTH * (units[i].end - units[i].start),
        default=None,
    )
    if best is None or sum(held[best]) < _LEAST * total:
        start, end = best_span(text, [claim.text])
        return at + start, at + end
    first = last = best
    for beside in (best - 1, best + 1):
        if not 0 <= beside < len(units):
            continue
        low, high = min(first, beside), max(last, beside)
        gain = sum(map(max, held[best], held[beside])) - sum(held[best])
        if gain >= _MORE * total and _together(text, units[low : high + 1]):
            first, last = low, high
    start, end = units[first].start, units[last].end
    if end - start > LONGEST_CHARS:
        a, b = best_span(text[start:end], [claim.text])
        start, end = start + a, start + b
    return at + start, at + end


def _together(text: str, units: Sequence[Placed]) -> bool:
    """Say whether *units*, neighbours, may be quoted as one."""
    between = pairwise(units)
    return units[-1].end - units[0].start <= QUOTE_CHARS and all(
        # Where an order was taken out, a quote would bring it back.
        text.count("\n", one.end, other.start) < min(2, GAP)
        for one, other in between
    )


def _total(claim: Reading) -> float:
    exact = _EXACT * len(claim.marks)
    numbers = _NUMBER * (len(claim.quantities) + len(claim.days))
    return sum(w.weight for w in claim.words) + exact + numbers


def _held(claim: Reading, unit: Unit, glossary: Glossary) -> list[float]:
    """Return what *unit* holds of each thing that *claim* says."""
    read, above = unit.reading, unit.context
    parts = _parts(claim, unit, glossary)
    given = (*unit.quantities, *read.quantities)
    return [
        *(
            w.weight * _meets(w, unit, parts)
            if _meets(w, unit, parts)
            else w.weight * _ABOVE * shares(w.keys, above.keys)
            for w in claim.words
        ),
        *(_EXACT * holds(m, unit.source) for m in claim.marks),
        *(_NUMBER * any(fits(q, g) for g in given) for q in claim.quantities),
        *(_NUMBER * any(d.within(g) for g in read.days) for d in claim.days),
    ]


def _meets(word: Word, unit: Unit, parts: Sequence[str]) -> float:
    read = unit.reading
    if (
        not shares(word.keys, read.keys)
        and not misspelt(word, read.keys)
        and not any(named(word, part) for part in parts)
    ):
        return 0.0
    opposed = [(k, -s) in read.signs for k, s in word.signs if _known(k, read)]
    return _DENIED if opposed and all(opposed) else 1.0


def _known(key: str, read: Reading) -> bool:
    return (key, 1) in read.signs or (key, -1) in read.signs


def _parts(claim: Reading, unit: Unit, glossary: Glossary) -> list[str]:
    """Return the words by which *claim* names concepts that *unit* names as well."""
    said = squashed(claim.text)
    return [
        part
        for concept in claim.concepts & unit.reading.concepts
        for name, parts in names(glossary, concept)
        if name in said
        for part in parts
    ]
