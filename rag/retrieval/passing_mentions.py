"""Which of the first passages only touch on what others are called by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rag.analyse.question_units import Unit
from rag.analyse.stop_words import says_little
from rag.relevance.evidence import Held, meets
from rag.retrieval.rerank import called


_THERE = 0.6
"""How surely a passage must have a word."""
_FAR = 1.25
"""From this share on a word says more than the one that a note is called by."""
_ENOUGH = 2
"""Notes called by all that is asked, beside which a mention of it is none."""


def aside(
    order: Sequence[str],
    titles: Mapping[str, str],
    held: Mapping[str, Held],
    units: Sequence[Unit],
    stored: Sequence[Unit],
    rare: Mapping[str, float],
) -> set[str]:
    """
    Return the keys of passages that have little to do with what is asked.

    Where the first note is called by something of the question, those that lack
    it: 시간복잡도 alone doesn't make the note on another algorithm one on
    Dijkstra's. And where two notes are called by all that is asked, those that
    only mention it. None that is called by another thing of the question, or has
    one that says more than what the first is called by.

    Args:
        order: Keys, best first.
        titles: Of their notes.
        held: What they hold, by key.
        units: What the question speaks of.
        stored: The same as it is stored.
        rare: How much each form says.
    """
    by = {key: {u.form for u in called(titles[key], units)} for key in order}
    if not order or not by[order[0]]:
        return set()
    pairs = [(u.form, s) for u, s in zip(units, stored, strict=True)]
    telling = {u.form for u in units if not says_little(u.form)}
    enough = sum(forms >= telling for forms in by.values()) >= _ENOUGH
    most = _FAR * max(rare[form] for form in by[order[0]])
    subject = [s for form, s in pairs if form in by[order[0]] or rare[form] > most]
    return {
        key
        for key in order[1:]
        if not by[key]
        and (enough or not any(meets(s, held[key]) >= _THERE for s in subject))
    }
