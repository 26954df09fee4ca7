"""Tells of the time between notes: gaps, streaks, what has passed since."""

from __future__ import annotations

from datetime import date

from rag.dates.intervals import gaps, interval, place, runs
from rag.lists.headlines import Headline
from rag.lists.telling import Telling, days, ends, on, spelt, spread, too_few
from rag.query_types import Query
from rag.wording.aggregates import Measured, duration, length
from rag.wording.lists import name


def mean_interval(head: Headline) -> Telling:
    """Say every how many days there is one with notes."""
    written = days(head)
    mean = interval(written)
    if mean is None:
        return too_few(head)
    first = Measured.INTERVAL.text(
        head.query.lang,
        mean=f"{mean:.1f}",
        first=spelt(written[0], head),
        last=spelt(written[-1], head),
        days=duration(written[0], written[-1], head.query.lang),
        n=len(written),
        what=head.scope(),
    )
    return Telling(first=first, rows=spread([e for e in head.chosen if e.day], head))


def gap(head: Headline) -> Telling:
    """Name the longest time between two days with notes, all that are as long."""
    lang, found = head.query.lang, gaps(days(head))
    if not found:
        return too_few(head)
    (begin, end), *more = found
    words = Measured.GAPS if more else Measured.GAP
    first = words.text(
        lang,
        first=spelt(begin, head),
        last=spelt(end, head),
        days=duration(begin, end, lang),
        n=len(found),
        spans=", ".join(f"{a} ~ {b}" for a, b in found),
        what=head.scope(),
    )
    return Telling(first=first, named=on(head, [day for pair in found for day in pair]))


def streak(head: Headline) -> Telling:
    """Name the longest row of days or months with notes, or all long enough."""
    query, by = head.query, head.query.group_by or "day"
    lang, least = query.lang, (query.having or (None,))[0]
    every = runs(place(day, by) for day in days(head))
    longest = max((b - a + 1 for a, b in every), default=0)
    kept = [(a, b) for a, b in every if b - a + 1 >= (least or max(longest, 2))]
    if kept:
        words = Measured.STREAKS if least else Measured.STREAK
    else:
        words = Measured.NO_STREAK
        kept = [(a, b) for a, b in every if b - a + 1 == longest > 1]
    first = words.text(
        lang,
        n=len(kept),
        many=length(least or max(longest, 2), by, lang),
        what=head.scope(),
    )
    rows = []
    for a, b in kept:
        names = ends((a, b), by, head)
        run = Measured.RUN.text(
            lang, first=names[0], last=names[1], many=length(b - a + 1, by, lang)
        )
        inside = [e for e in head.chosen if e.day and a <= place(e.day, by) <= b]
        rows.append((run, sorted(inside, key=lambda e: e.day or date.min)))
    if not rows:
        return Telling(
            first=first, rows=spread([e for e in head.chosen if e.day], head)
        )
    return Telling(first=first, rows=rows)


def elapsed(head: Headline) -> Telling:
    """Say how long ago the latest or the first note was written."""
    entry, query = head.chosen[0], head.query
    words = Measured.ELAPSED_LATEST
    if query.newest_first is False:
        words = Measured.ELAPSED_FIRST
    elif entry.day == query.today:
        words = Measured.WRITTEN_TODAY
    first = since(entry.day, query, words, head.scope())
    return Telling(first=first, named=head.chosen)


def since(day: date | None, query: Query, words: Measured, what: str = "") -> str:
    """Return *words* on the time from *day* to the day of the question."""
    if day is None or query.today is None:
        return ""
    return words.text(
        query.lang,
        day=name(day, "day", query.lang),
        today=name(query.today, "day", query.lang),
        days=duration(day, query.today, query.lang),
        what=what,
    )


def span(head: Headline) -> Telling:
    """Say how long it is from the first note to the last."""
    written = days(head)
    if not written:
        return too_few(head)
    first = Measured.SPAN.text(
        head.query.lang,
        first=spelt(written[0], head),
        last=spelt(written[-1], head),
        days=duration(written[0], written[-1], head.query.lang),
        what=head.scope(),
    )
    return Telling(first=first, named=on(head, [written[0], written[-1]]))
