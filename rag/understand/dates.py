"""When a question asks about, in Korean and in English."""

from __future__ import annotations

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
    found = joined(plain, phrases(plain, today))
    ends = order.find(plain)
    if ends and any(p.start < ends.end and ends.start < p.end for p in found):
        ends = None
    spans = [(p.start, p.end) for p in found]
    rest = without(plain, [*spans, *([(ends.start, ends.end)] if ends else [])])

    found = [
        replace(p, about_writing=about_writing(plain, p.start, p.end, rest))
        for p in found
    ]
    found.sort(key=lambda p: not p.about_writing)
    dated = found[0] if found else None
    if ends and not about_writing(plain, ends.start, ends.end, rest):
        ends = None
    if ends is None or (dated and not dated.about_writing):
        return dated if ends is None else _ordered(ends)
    return _ordered(ends, dated)


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
