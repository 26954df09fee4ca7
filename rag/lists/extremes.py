"""Tells which notes are the longest or shortest, and of both ends in time."""

from __future__ import annotations

from datetime import date

from rag.lists.headlines import Headline
from rag.lists.telling import Telling, too_few
from rag.wording.aggregates import Measured
from rag.wording.lists import Told


def longest(head: Headline) -> Telling:
    """Name the notes of most characters, as many as were asked for."""
    return _by_length(head, Measured.LONGEST, Measured.THE_LONGEST, sign=-1)


def shortest(head: Headline) -> Telling:
    """Name the notes of fewest characters, as many as were asked for."""
    return _by_length(head, Measured.SHORTEST, Measured.THE_SHORTEST, sign=1)


def _by_length(
    head: Headline, several: Measured, single: Measured, *, sign: int
) -> Telling:
    query = head.query
    ranked = sorted(head.chosen, key=lambda e: sign * len(e.body))
    shown = ranked[: query.count or 1]
    told = several if len(shown) > 1 else single
    first = told.text(
        query.lang, n=len(shown), size=len(shown[0].body), what=head.scope()
    )
    return Telling(first=first, named=shown)


def both_lengths(head: Headline) -> Telling:
    """Name the longest and the shortest note."""
    ranked = sorted(head.chosen, key=lambda e: -len(e.body))
    if len(ranked) == 1:
        only = Told.LISTED.text(head.query.lang, n=1, what=head.scope())
        return Telling(first=only, named=ranked)
    many = min(head.query.count or 1, len(ranked) // 2)
    first = Measured.BOTH_LENGTHS.text(
        head.query.lang,
        longest=len(ranked[0].body),
        shortest=len(ranked[-1].body),
        what=head.scope(),
    )
    return Telling(first=first, named=[*ranked[:many], *ranked[-many:]])


def both_ends(head: Headline) -> Telling:
    """Name the first and the latest of the notes with a date."""
    dated = sorted((e for e in head.chosen if e.day), key=lambda e: e.day or date.min)
    if not dated:
        return too_few(head)
    if len(dated) == 1:
        only = Told.LISTED.text(head.query.lang, n=1, what=head.scope())
        return Telling(first=only, named=dated)
    many = min(head.query.count or 1, len(dated) // 2)
    first = Measured.BOTH_ENDS.text(head.query.lang, what=head.scope())
    return Telling(first=first, named=[*dated[:many], *dated[-many:]])
