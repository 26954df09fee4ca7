"""Puts the notes of things that a question sets side by side in front, together.

Who asks how CLIP differs from ImageBind may have a note on each, and none on both:
that on one ranks above all that only touch on the other, which are cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.analyse.question_units import Unit
from rag.analyse.stop_words import says_little
from rag.query_types import Kind, Query
from rag.relevance.evidence import STRONG, WEAK, heard
from rag.retrieval.rerank import called
from rag.types import Hit


_READ = 3
"""Hits for one side among which its note is looked for."""
_BESIDE = 0.99
"""The score, of the best one's, that puts a note right behind it."""


def side_by_side(
    search: Callable[[Query, int], Sequence[Hit]],
    query: Query,
    limit: int,
    units: Callable[[str], Sequence[Unit]],
) -> Sequence[Hit]:
    """
    Return what *search* finds, with the notes of the sides of *query* in front.

    A note is that of a side if it is called by it, and the first such for the whole
    question or for that side alone. Where some side has none, or one note is called
    by all of them, what was found for the question stays as it is; of more than two
    sides the others stand in front, and are near at least. What is compared with
    something that no note speaks of is near at most.

    Args:
        search: Returns at most so many hits for a query, best first.
        query: Its `sides` are searched for one by one.
        limit: Hits at most.
        units: Gives what a text speaks of.
    """
    hits = search(query, limit)
    if not hits or not query.sides:
        return hits
    told = {side: units(side) for side in query.sides}
    alone = {side: search(_only(query, side), _READ) for side in told}
    if query.kind is Kind.COMPARISON and not all(map(heard, alone.values())):
        return [replace(h, strength=min(h.strength, WEAK)) for h in hits]
    chosen, of = dict[str, Hit](), list[str]()
    for side, named in told.items():
        first = next((h for h in (*hits[:1], *alone[side]) if _of(h, named)), None)
        if first is None or (first not in hits[:1] and first.strength < STRONG):
            if len(told) > 2:
                continue
            return hits
        of.append(side)
        chosen.setdefault(first.entry.id, first)
    if len(chosen) < 2:
        return hits
    names = [*query.sides, *(u.form for named in told.values() for u in named)]
    more = [u for u in units(query.text) if not any(u.form in n for n in names)]
    # Where no more is asked than what each is, each answers for its own.
    enough = all(says_little(u.form) for u in more)
    least = (STRONG if len(of) == len(told) else WEAK) if enough else 0.0
    own = {h.entry.id: h for h in hits}
    # What it scores for its side alone can't be compared with these.
    whole = [
        own.get(key) or replace(hit, score=0.0, strength=0.0)
        for key, hit in chosen.items()
    ]
    front = [
        replace(
            hit,
            score=max(hit.score, _BESIDE * hits[0].score),
            strength=max(hit.strength, least),
            aside=False,
            side=True,
        )
        for hit in whole
    ]
    front.sort(key=lambda h: -h.score)
    return [*front, *(h for h in hits if h.entry.id not in chosen)][:limit]


def _only(query: Query, side: str) -> Query:
    return replace(query, text=side, kind=Kind.QUESTION, phrasings=(), sides=())


def _of(hit: Hit, told: Sequence[Unit]) -> bool:
    """Say whether a note is called by all that says something of *told*."""
    by = {u.form for u in called(hit.entry.title, told)}
    rest = {u.form for u in told if not says_little(u.form)} - by
    # "LoRA" is also read as "lo" and "ra".
    return bool(by) and all(any(form in name for name in by) for form in rest)
