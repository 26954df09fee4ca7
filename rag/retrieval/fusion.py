"""Merges what the arms of a search found into one ranking.

Scores of both arms are brought to 0..1 within one search and added with
weights (Bruch et al., 2023, "An analysis of fusion functions for hybrid
retrieval"); reciprocal ranks did worse in every test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.retrieval.lexical import FIELDS, Ranked


@dataclass(frozen=True, slots=True)
class Fused:
    """A chunk, and what each arm gives it, 0 to 1."""

    key: str
    entry_id: str
    score: float
    words: float
    vectors: float


def fuse(
    ranked: Sequence[Ranked], near: Mapping[str, float], share: float
) -> list[Fused]:
    """
    Merge what words and vectors found, best first.

    Args:
        ranked: Chunks as the words rank them; only these can be returned.
        near: Similarity by key, for some of them.
        share: What the vectors count for, 0 to 1.
    """
    top = max((r.score for r in ranked), default=0.0) or 1.0
    low, high = min(near.values(), default=0.0), max(near.values(), default=0.0)
    span = (high - low) or 1.0
    out = []
    for r in ranked:
        words = r.score / top
        vectors = (near[r.key] - low) / span if r.key in near else 0.0
        score = (1 - share) * words + share * vectors
        out.append(Fused(r.key, r.entry_id, score, words, vectors))
    out.sort(key=lambda f: (-f.score, f.key))
    return out


def places(
    ranked: Sequence[Ranked], near: Mapping[str, float]
) -> dict[str, dict[str, int]]:
    """Return the place, from 1, that each arm gives to the chunks it found, by key."""
    out: dict[str, dict[str, int]] = {r.key: {} for r in ranked}
    scores = {name: {r.key: r.fields.get(name, 0.0) for r in ranked} for name in FIELDS}
    scores["vectors"] = {key: s for key, s in near.items() if key in out}
    for name, found in scores.items():
        order = sorted(
            (key for key in found if found[key] > 0), key=lambda k: -found[k]
        )
        for at, key in enumerate(order, start=1):
            out[key][name] = at
    return out
