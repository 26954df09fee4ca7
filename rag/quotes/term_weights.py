"""What the terms of a question say about texts that hold them."""

from __future__ import annotations

import math

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rag.analyse.terms import DocumentTerms


Analyse = Callable[[Iterable[str]], Iterable[DocumentTerms]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWeights:
    """What each term of the question says about a text that holds it."""

    words: Mapping[str, float]
    grams: Mapping[str, float]
    sounds: Mapping[str, float]
    meanings: Mapping[str, float]
    analyse: Analyse
    """Gives the terms of texts."""

    def weigh(self, texts: Iterable[str]) -> list[float]:
        """Return what each of *texts* holds of the question."""
        return [*map(self.of, self.analyse(texts))]

    def of(self, terms: DocumentTerms) -> float:
        """Return the weight of the terms that a text shares, each once.

        It is the same in whatever order these come, so that ties stay ties.
        """
        return math.fsum(
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

    def said(self, terms: DocumentTerms) -> tuple[float, float]:
        """Return the weight of the words alone, and of the parts of words."""
        words, grams = set(terms.words), set(terms.grams)
        return (
            sum(w for word, w in self.words.items() if word in words),
            sum(w for gram, w in self.grams.items() if gram in grams),
        )
