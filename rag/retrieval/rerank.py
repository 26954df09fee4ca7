"""Reranking: of the first passages, those with a sentence that says it come first.

A passage may hold every word of a question in as many sentences, and a note that
is about something is called by it. Read closely are only those that the arms of
the search rank highest, and by spelling alone, without an analyser.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rag.analyse import latin
from rag.analyse.cross_script import sounds_in
from rag.analyse.question_units import Unit
from rag.analyse.stop_words import says_little
from rag.retrieval.fusion import Fused
from rag.text.sentences import sentences


READ = 8
"""Passages that are read closely."""
_SHARE = 0.25
"""What the best sentence counts for beside the score of the search, which is 1."""
_TITLED = 0.2
"""What the title counts for beside it."""
_LITTLE = 0.3
"""What is left of the weight of a word that says little in a title."""
_PARTLY = 0.7
"""What a word counts for of which a sentence only has the pieces."""
_SHORT = 4
"""Letters from which on a Latin word is looked for within others."""
_LONGEST = 40
"""Sentences of a passage that are read."""


def rerank(
    found: Sequence[Fused],
    texts: Mapping[str, str],
    units: Sequence[Unit],
    weight: Callable[[Unit], float],
    titles: Mapping[str, str] | None = None,
) -> list[Fused]:
    """
    Return *found* with the first `READ` in the order of their best sentences, too.

    Args:
        found: Passages, best first, scores from 0 to 1.
        texts: The texts of the first ones, by key.
        units: What the question speaks of.
        weight: How much a unit says; positive.
        titles: Of the notes of the first ones, by key.

    Returns:
        All of them; scores from 0 to 1.
    """
    total = sum(map(weight, units))
    if not total:
        return list(found)
    top = max((f.score for f in found), default=0.0) or 1.0
    scored = [
        replace(
            f,
            score=(
                f.score / top
                + _SHARE * _best(texts.get(f.key, ""), units, weight) / total
                + _TITLED * _called((titles or {}).get(f.key, ""), units, weight)
            )
            / (1 + _SHARE + _TITLED)
            * top,
        )
        for f in found[:READ]
    ]
    scored.sort(key=lambda f: -f.score)
    low = min((f.score for f in scored), default=0.0)
    rest = [
        replace(f, score=min(f.score / (1 + _SHARE + _TITLED), low))
        for f in found[READ:]
    ]
    return [*scored, *rest]


def called(title: str, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return those of *units* that a note is called by."""
    low = title.lower()
    return tuple(
        u
        for u in units
        if not says_little(u.form)
        and (_said(u, low) == 1 or (len(u.form) > 1 and sounds_in(u.spoken, title)))
    )


def _called(
    title: str, units: Sequence[Unit], weight: Callable[[Unit], float]
) -> float:
    """Return how much of what is asked a note is called by, 0 to 1."""
    total = sum(weight(u) * (_LITTLE if says_little(u.form) else 1) for u in units)
    return sum(map(weight, called(title, units))) / total if total else 0.0


def _best(text: str, units: Sequence[Unit], weight: Callable[[Unit], float]) -> float:
    """Return the weight of the units that the best sentence of *text* holds."""
    low = text.lower()
    spans = sentences(low)[:_LONGEST]
    return max(
        (sum(weight(u) * _said(u, low[a:b]) for u in units) for a, b in spans),
        default=0.0,
    )


def _said(unit: Unit, sentence: str) -> float:
    """Return how much of a word a sentence has, 0 to 1."""
    form = unit.form
    if unit.latin and len(form) < _SHORT:
        return float(bool(re.search(f"(?<![a-z]){re.escape(form)}(?![a-z])", sentence)))
    if form in sentence or (unit.latin and latin.stem(form) in sentence):
        return 1.0
    size = 3 if unit.latin else 2
    pieces = [form[i : i + size] for i in range(len(form) - size + 1)]
    return _PARTLY * sum(p in sentence for p in pieces) / (len(pieces) or 1)
