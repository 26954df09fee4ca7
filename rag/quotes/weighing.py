"""What each unit of a note says about the question."""

from __future__ import annotations

from collections.abc import Sequence

from rag.quotes.named import lifts
from rag.quotes.term_weights import TermWeights
from rag.quotes.units import Span, is_heading, is_link


_NEIGHBOUR = 0.35
"""What the best unit next to a unit adds to its weight."""


def weighed(body: str, found: Sequence[Span], weights: TermWeights) -> list[float]:
    """
    Return what each unit weighs, with a share of its better neighbour.

    A heading parts what stands above it from its section, and is no neighbour there.
    """
    return with_lifts(body, found, weights)[0]


def with_lifts(
    body: str, found: Sequence[Span], weights: TermWeights
) -> tuple[list[float], list[float]]:
    """Return what each unit weighs, and what it gains by the heading above it."""
    terms = [*weights.analyse(body[a:b] for a, b in found)]
    raw = [*map(weights.of, terms)]
    # The address of a source holds the words of a title, but answers nothing.
    links = [is_link(body, span) for span in found]
    if all(links):
        links = [False] * len(found)
    raw = [0.0 if link else own for own, link in zip(raw, links, strict=True)]
    heads = [is_heading(body, start) for start, _ in found]
    weight = [
        0.0
        if link
        else own
        + _NEIGHBOUR
        * max(
            (
                raw[j]
                for j in (i - 1, i + 1)
                if 0 <= j < len(raw) and not heads[max(i, j)]
            ),
            default=0.0,
        )
        for i, (own, link) in enumerate(zip(raw, links, strict=True))
    ]
    return weight, lifts(body, found, raw, [t.words for t in terms], weights.words)
