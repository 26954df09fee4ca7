"""Which notes are quoted beside the best one."""

from __future__ import annotations

from collections.abc import Sequence

from rag.relevance.evidence import STRONG
from rag.types import Hit


MOST, EVEN_MOST = 3, 5
"""Entries that are quoted at most; the second for a question about several notes."""
_RIVAL = 0.55
_EVEN_RIVAL = 0.4
"""An entry is quoted from this share of the best one's score on."""
_READS = 0.35
_EVEN_READS = 0.15
"""The same of how well it reads as an answer, where the best one does; what reads
as one by itself is quoted anyway."""


def rivals(hits: Sequence[Hit], *, several: bool) -> list[Hit]:
    """Return those of *hits* that fit well enough, beside the best, to be quoted.

    Of things that are set side by side these are the notes on each, and no other.
    """
    if sides := [h for h in hits if h.side]:
        return sides
    most, worth = (EVEN_MOST, _EVEN_RIVAL) if several else (MOST, _RIVAL)
    near = [h for h in hits[:most] if h.score >= worth * hits[0].score]
    best = max(h.strength for h in near)
    if best >= STRONG:  # what only shares a word with the question is no answer
        least = min(STRONG, best * (_EVEN_READS if several else _READS))
        near = [h for h in near if h.strength >= least]
    return near if several else [h for h in near if not h.aside] or near
