"""Which entries the filters of a query let through, by their metadata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from rag.dates.periods import shift
from rag.query_types import Query
from rag.text.holding import holding
from rag.types import Entry, Header, Note


def select(entries: Sequence[Entry], query: Query) -> list[Entry]:
    """
    Return the entries that the filters of *query* let through, in the order
    that it asks for; `Query.among` is not looked at.

    An entry without a date is in no range of dates. With a number asked for
    but no order, the latest are meant.
    """
    chosen = _ordered(entries, query)
    return chosen[::-1] if query.turned else chosen


def _ordered(entries: Sequence[Entry], query: Query) -> list[Entry]:
    found = [e for e in entries if fits(e, query)]
    if query.newest_first is None and (query.count is None or query.measure):
        return found[query.skip :]
    dated = [e for e in found if e.day]
    newest = query.newest_first is not False
    at = {e.id: n for n, e in enumerate(dated)}
    dated.sort(key=lambda e: (e.day, at[e.id]), reverse=newest)
    if query.nth:
        return dated[query.nth - 1 : query.nth]
    if query.newest_first is None:  # "글 두 개": any will do, dated ones first
        dated += [e for e in found if not e.day]
    return dated[query.skip :][: query.count or len(dated)]


def dated_within(entries: Sequence[Note], query: Query) -> Query:
    """Return *query* with the latest year that has an entry, if it names none.

    A day of the week on which nothing was written means any such day.

    ``5월 5일에 쓴 글`` asked in 2026 means the one of 2023, when nothing was
    written on that day since.
    """
    first = min((e.day.year for e in entries if e.day), default=None)
    if not query.open_year or query.forced or first is None:
        return query
    if not (query.since and query.until):
        return query
    if query.weekdays:
        any_week = replace(query, since=None, until=None, open_year=False)
        return query if any(fits(e, query) for e in entries) else any_week
    for back in range(query.until.year - first + 1):
        now = _years_before(query, back)
        if now and any(fits(e, now) for e in entries):
            return now
    return query


def _years_before(query: Query, years: int) -> Query | None:
    """Return *query* so many years earlier; None where there is no such day."""
    since, until = query.since, query.until
    if since is None or until is None:
        return None
    if since == until:
        try:
            day = since.replace(year=since.year - years)
        except ValueError:  # the 29th of February
            return None
        return replace(query, since=day, until=day)
    # The last day of February stays the last.
    until = shift(until + timedelta(days=1), -12 * years) - timedelta(days=1)
    return replace(query, since=shift(since, -12 * years), until=until)


def fits(entry: Entry | Header, query: Query) -> bool:
    """Say whether the filters of *query* let an entry through."""
    if query.undated and entry.day:
        return False
    if isinstance(entry, Entry) and not holding(entry, query):
        return False
    return query.filters.admit(entry.day, entry.category)
