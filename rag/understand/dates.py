"""When a question asks about, in Korean and in English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rag.understand import order
from rag.understand.joined import joined
from rag.understand.phrases import DatePhrase, phrases
from rag.understand.words import without
from rag.understand.writing import about_writing


# One character each, so that positions stay what they are.
_PLAIN = str.maketrans(
    "０１２３４５６７８９．／～〜∼–—−\u00a0\u3000", "0123456789./~~~---  "
)
_LONGEST = 600
"""Characters that are looked at; what follows is no question any more."""


def parse(text: str, today: date) -> DatePhrase | None:
    """
    Return what *text*, which is NFC, says about time, or None.

    A phrase about writing is preferred to one that belongs to the subject.
    Weeks run from Monday to Sunday. A month without a year is the latest one
    that is not after *today*. ``이전`` and ``before`` exclude what they name,
    ``까지``, ``부터``, ``이후`` and ``since`` include it, ``after`` and ``후``
    begin when it is over. Never raises.
    """
    plain = text[:_LONGEST].translate(_PLAIN)
    found = phrases(plain, today)
    gone = [p for p in found if p.left_out]
    found = joined(plain, [p for p in found if not p.left_out])
    ends = order.find(plain)
    spans = [(p.start, p.end) for p in (*found, *gone)]
    if ends and any(start < ends.end and ends.start < end for start, end in spans):
        ends = None
    rest = without(plain, [*spans, *([(ends.start, ends.end)] if ends else [])])

    found, gone = (
        [
            replace(p, about_writing=about_writing(plain, p.start, p.end, rest))
            for p in some
        ]
        for some in (found, gone)
    )
    found.sort(key=lambda p: not p.about_writing)
    dated = _without(found[0] if found else None, gone)
    if ends and not about_writing(plain, ends.start, ends.end, rest):
        ends = None
    if ends is None or (dated and not dated.about_writing):
        return dated if ends is None else _ordered(ends)
    return _ordered(ends, dated)


def _without(dated: DatePhrase | None, gone: Sequence[DatePhrase]) -> DatePhrase | None:
    """Return *dated* without the days that are left out."""
    gone = [p for p in gone if p.about_writing or (dated and dated.about_writing)]
    if not gone:
        return dated
    spans = tuple((p.since, p.until) for p in gone)
    if dated is None or not dated.about_writing:
        first, *more = gone
        dated, gone = replace(first, since=None, until=None, open_year=False), more
    also = (*dated.also, *((p.start, p.end) for p in gone))
    spans = (*dated.without, *spans)
    return replace(dated, without=spans, also=also, left_out=False)


def _ordered(ends: order.Order, dated: DatePhrase | None = None) -> DatePhrase:
    if dated is None:
        return DatePhrase(
            start=ends.start,
            end=ends.end,
            newest_first=ends.newest_first,
            count=ends.count,
            nth=ends.nth,
        )
    return replace(
        dated,
        newest_first=ends.newest_first,
        count=ends.count,
        nth=ends.nth,
        also=(*dated.also, (ends.start, ends.end)),
    )


__all__ = ["DatePhrase", "parse"]
