"""When a question asks about, in Korean and in English."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rag.query_types import Span
from rag.text.lazy_regex import lazily
from rag.understand.dates import recurring, sort_order
from rag.understand.dates.joined import joined
from rag.understand.dates.phrases import phrases
from rag.understand.dates.time_phrase import DatePhrase
from rag.understand.dates.writing_date import about_writing, of_a_thing
from rag.understand.language.request_words import without


# One character each, so that positions stay what they are.
_PLAIN = str.maketrans(
    "０１２３４５６７８９．／～〜∼–—−\u00a0\u3000", "0123456789./~~~---  "
)
_LONGEST = 600
"""Characters that are looked at; what follows is no question any more."""
_RESTATED = lazily(
    r"\s?\((?:[0-9]{1,4}|[년월일~,-]|부터|까지|\s|(?:jan|feb|mar|apr|may|june?|july?|aug"
    r"|sept?|oct|nov|dec|january|february|march|april|august|september|october"
    r"|november|december|from|through|until|till|to|and)\b\.?)+\)",
    re.IGNORECASE,
)
"""A time in brackets, which says once more what stands before them."""
_YEAR = lazily(r"(?:19|20)[0-9]{2}")


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
    again = _RESTATED.search(plain)
    if again and not _YEAR.search(again[0]):
        blank = plain[: again.start()] + " " * len(again[0]) + plain[again.end() :]
        if (found := _read(blank, today)) and (found.since or found.months):
            return replace(found, also=(*found.also, again.span()))
    return _read(plain, today)


def _read(plain: str, today: date) -> DatePhrase | None:
    named = recurring.weekdays(plain)
    if named is None:
        return _any_year(plain, _once(plain, today))
    whole = DatePhrase(start=named.start, end=named.end, weekdays=named.days)
    held = " " * (named.end - named.start)
    blanked = plain[: named.start] + held + plain[named.end :]
    beside = _any_year(blanked, _once(blanked, today))
    if beside and not beside.about_writing:
        beside = None
    rest = without(blanked, beside.spans if beside else [])
    several = beside is not None and beside.since != beside.until
    if not about_writing(plain, named.start, named.end, rest):
        return _any_year(plain, _once(plain, today))
    if not (named.sure or several):
        found = _once(plain, today)
        if found and found.since and found.since == found.until:
            # The last such day; where nothing was written then, any of them.
            return replace(found, weekdays=named.days, open_year=True)
        return found or whole
    if beside is None:
        return whole
    return replace(beside, weekdays=named.days, also=(*beside.also, *whole.spans))


def _any_year(plain: str, found: DatePhrase | None) -> DatePhrase | None:
    """Return *found* for every year, if the year is said not to matter."""
    if found is None or not found.open_year or not found.about_writing:
        return found
    years = any(_whole_year(span) for span in found.without)
    months = recurring.months(found.since, found.until)
    if not months or not (years or recurring.any_year(plain)):
        return found
    between = [span for span in found.without if not _whole_year(span)]
    gone = {m for span in between for m in recurring.months(*span)}
    return replace(
        found,
        since=None,
        until=None,
        open_year=False,
        months=tuple(m for m in months if m not in gone),
        without=tuple(span for span in found.without if span not in between),
    )


def _whole_year(span: Span) -> bool:
    first, last = span
    return bool(first and last and (first.month, first.day) == (1, 1)) and (
        last is not None and (last.month, last.day) == (12, 31)
    )


def _once(plain: str, today: date) -> DatePhrase | None:
    """Return what *plain* says about time, but for days that come again."""
    found = phrases(plain, today)
    gone = [p for p in found if p.left_out]
    found = joined(plain, [p for p in found if not p.left_out])
    ends = sort_order.find(plain)
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
    if ends and (
        not about_writing(plain, ends.start, ends.end, rest)
        or of_a_thing(plain[ends.end :], rest)
    ):
        ends = None
    if ends is None or (dated and not dated.about_writing):
        return dated if ends is None else _ordered(ends)
    return _ordered(ends, dated)


def _without(dated: DatePhrase | None, gone: Sequence[DatePhrase]) -> DatePhrase | None:
    """Return *dated* without the days that are left out."""
    gone = [p for p in gone if p.about_writing or (dated and dated.about_writing)]
    if not gone:
        return dated
    if months := _other_months(dated, gone):
        also = tuple((p.start, p.end) for p in gone)
        first = replace(gone[0], since=None, until=None, open_year=False)
        return replace(first, months=months, also=also, left_out=False)
    spans = tuple((p.since, p.until) for p in gone)
    if dated is None or not dated.about_writing:
        first, *more = gone
        dated, gone = replace(first, since=None, until=None, open_year=False), more
    also = (*dated.also, *((p.start, p.end) for p in gone))
    spans = (*dated.without, *spans)
    return replace(dated, without=spans, also=also, left_out=False)


def _other_months(
    dated: DatePhrase | None, gone: Sequence[DatePhrase]
) -> tuple[int, ...]:
    """Return all months but those left out with no word of a year; () otherwise."""
    if (dated and dated.about_writing) or not all(p.open_year for p in gone):
        return ()
    named = [recurring.months(p.since, p.until) for p in gone]
    left_out = {month for months in named for month in months}
    return tuple(m for m in range(1, 13) if m not in left_out) if all(named) else ()


def _ordered(ends: sort_order.Order, dated: DatePhrase | None = None) -> DatePhrase:
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
