"""What each unit of a note says about the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.analyse.terms import DocumentTerms
from rag.quotes.named import lifts
from rag.quotes.units import Span, is_link


_NEIGHBOUR = 0.35
"""What the best unit next to a unit adds to its weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWeights:
    """What each term of the question says about a text that holds it."""

    words: Mapping[str, float]
    grams: Mapping[str, float]
    sounds: Mapping[str, float]
    meanings: Mapping[str, float]

    def of(self, terms: DocumentTerms) -> float:
        """Return the weight of the terms that a text shares, each once."""
        return sum(
            weights[term]
            for weights, held in (
                (self.words, terms.words),
                (self.grams, terms.grams),
                (self.sounds, terms.sounds),
                (self.meanings, terms.meanings),
            )
            for term in set(held)
            if term in weights
        )


Analyse = Callable[[Iterable[str]], Iterable[DocumentTerms]]


def weighed(
    body: str, found: Sequence[Span], weights: TermWeights, analyse: Analyse
) -> list[float]:
    """Return what each unit weighs, with a share of its better neighbour."""
    return with_lifts(body, found, weights, analyse)[0]


def with_lifts(
    body: str, found: Sequence[Span], weights: TermWeights, analyse: Analyse
) -> tuple[list[float], list[float]]:
    """Return what each unit weighs, and what it gains by the heading above it."""
    terms = [*analyse(body[a:b] for a, b in found)]
    raw = [*map(weights.of, terms)]
    # The address of a source holds the words of a title, but answers nothing.
    if not all(is_link(body, span) for span in found):
        raw = [
            0.0 if is_link(body, span) else own
            for own, span in zip(raw, found, strict=True)
        ]
    weight = [
        own
        + _NEIGHBOUR
        * max((raw[j] for j in (i - 1, i + 1) if 0 <= j < len(raw)), default=0.0)
        for i, own in enumerate(raw)
    ]
    return weight, lifts(body, found, raw, [t.words for t in terms], weights.words)
