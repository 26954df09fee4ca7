"""Decides where to look: within the filters that were understood, or without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.lists.listing import describe
from rag.protocols import Searcher
from rag.query_types import Kind, Query
from rag.relevance.evidence import STRONG, heard, outcome
from rag.types import Hit, Outcome
from rag.wording.phrases import Say, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found, and for what."""

    query: Query
    """With the filters that were used in the end."""
    hits: Sequence[Hit]
    beyond: Sequence[Hit] = ()
    """What came next, behind the number of entries that were asked for."""
    notice: str | None = None
    """A remark for the asker when filters were lifted."""


_AS_NEAR = 0.7
"""Share of the best strength from which on an entry is about the same."""
_SPARE = 4
"""Entries behind the limit that are told to who asks why they are not there."""


_BANDS = {Outcome.NO_EVIDENCE: 0, Outcome.NEAREST: 1, Outcome.ANSWERED: 2}


def find(searcher: Searcher, query: Query, *, limit: int) -> Found:
    """
    Search; where filters read from the question hide the answer, without them.

    A date may belong to the content of a note rather than to its writing. So
    filters that were only understood give way when nothing good lies within
    them and something does outside; filters given by hand hold.

    Raises:
        IndexMissing: nothing has been indexed yet.
        IndexBroken: the index can't be read.
    """
    found = _found(searcher, query, limit=limit)
    if found.notice is None and _by_words_alone(found.hits):
        return replace(found, notice=say(Say.WORDS_ONLY, query.lang))
    return found


def _by_words_alone(hits: Sequence[Hit]) -> bool:
    """Say whether the vectors were left out, because their service failed."""
    return bool(hits) and all([name for name, _ in h.arms] == ["words"] for h in hits)


def _found(searcher: Searcher, query: Query, *, limit: int) -> Found:
    hits, beyond = _search(searcher, query, limit)
    if not query.filters or query.forced or not query.text:
        return Found(query=query, hits=hits, beyond=beyond)
    if outcome(hits) is Outcome.ANSWERED:
        return Found(query=query, hits=hits, beyond=beyond)
    lifted = query.everywhere
    others, behind = _search(searcher, lifted, limit)
    if others and (not hits or _BANDS[outcome(others)] > _BANDS[outcome(hits)]):
        notice = say(Say.LIFTED, query.lang, what=describe(query))
        return Found(query=lifted, hits=others, beyond=behind, notice=notice)
    return Found(query=query, hits=hits, beyond=beyond)


def _search(
    searcher: Searcher, query: Query, limit: int
) -> tuple[Sequence[Hit], Sequence[Hit]]:
    """Return what was found, and a few that the limit leaves out."""
    if not query.text:
        return searcher.search(query, limit=limit), ()
    hits = searcher.search(query, limit=limit + _SPARE)
    if query.piece and not _heard_of(searcher, query, query.piece.about):
        hits = [replace(h, strength=0.0) for h in hits]
    if query.newest_first is not None and query.count:
        hits = _in_order(hits, query)
    return hits[:limit], hits[limit:]


def _heard_of(searcher: Searcher, query: Query, about: str) -> bool:
    """Whether some note speaks of what a piece is asked of: else it has none."""
    alone = replace(query, text=about, kind=Kind.QUESTION, piece=None, phrasings=())
    return heard(searcher.search(alone, limit=_SPARE))


def _in_order(hits: Sequence[Hit], query: Query) -> Sequence[Hit]:
    """Return the latest or the first ones of *hits* that are about what is asked."""
    best = max((h.strength for h in hits), default=0.0)
    top = max((h.score for h in hits), default=0.0)
    near = [
        h
        for h in hits
        if h.entry.day
        and h.strength >= max(STRONG, _AS_NEAR * best)
        and h.score >= _AS_NEAR * top
    ]
    near.sort(key=lambda h: h.entry.day or date.min, reverse=bool(query.newest_first))
    first = query.nth or 1
    chosen = near[first - 1 : first - 1 + (query.count or 1)]
    return chosen if chosen or query.nth else hits
