"""How far what was found answers what was asked."""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import Hit, Outcome


STRONG = 0.45
WEAK = 0.15
"""Bands of `Hit.strength`, the share of the question's words that the best
passage holds."""


def outcome(hits: Sequence[Hit]) -> Outcome:
    """Return ANSWERED, NEAREST or NO_EVIDENCE for the *hits* of a question."""
    strength = max((h.strength for h in hits[:3]), default=0.0)
    if strength >= STRONG:
        return Outcome.ANSWERED
    return Outcome.NEAREST if strength >= WEAK else Outcome.NO_EVIDENCE
