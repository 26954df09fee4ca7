"""``그럼 11월에는?``: the list before, but for what a follow-up exchanges."""

from __future__ import annotations

import re

from dataclasses import replace
from datetime import date

from rag.query_types import Filters, Holding, Kind, Query
from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.conversation import sums
from rag.understand.dates import when
from rag.understand.filters.categories import wordy
from rag.understand.intent.notes_meant import LISTS, WRITTEN
from rag.understand.question import followup


AMONG = lazily(
    r"그\s*중|그\s*가운데|\b(?:among|of\s+(?:them|those|these))\b"
    r"|(?P<only>만(?=\s|$|[?.!])|\b(?:only|just)\b)",
    re.IGNORECASE,
)
"""Says that something of the list before is meant."""
_ALSO = lazily(
    r"[가-힣A-Za-z]도\s*(?:있|없|들어|포함|나오|쓰인)|까지\s*(?:있|들어)"
    r"|\b(?:also|too|as\s+well)\b",
    re.IGNORECASE,
)
"""Says that more is wanted of what notes hold, not something else."""
_A_WEEK, _A_YEAR = 7, 365


def likewise(ask: Ask, read: Query, was: Query, question: str) -> Query:
    """Return the list of *was* but for what *read* says: ``그럼 11월에는?``."""
    parts = sums.narrowed(was.parts, read)
    if was.parts and not parts:
        was = was.parts[-1]  # another time is told of as the last one was
    phrase = when.parse(question, ask.today)
    if phrase and phrase.open_year and was.since:
        # The year goes without saying; it is the one spoken of before.
        then = date(was.since.year, 12, 31)
        phrase = when.parse(question, min(then, ask.today)) or phrase
        read = replace(read, since=phrase.since, until=phrase.until, open_year=False)
    timed = bool(replace(read.filters, category=None, without_categories=()))
    ordered = read.newest_first is not None or read.count is not None
    counts = read.kind is Kind.COUNT or (
        was.kind is Kind.COUNT and not LISTS.search(question)
    )
    # "react는?" behind those on redis: a name that is as good a subject
    instead = read.category is not None and not wordy(read.category)
    instead = instead and not (AMONG.search(question) or was.category)
    days = _days(read.filters, was.filters)
    same = read.group_by is None and read.measure is None
    same = same and (timed or not read.filters) and not LISTS.search(question)
    told = was if same else read
    holding, lacking = _held(read, was, question)
    end = read if ordered else was
    return replace(
        read,
        text="" if instead else was.text,
        kind=Kind.COUNT if counts else Kind.LIST,
        since=days.since,
        until=days.until,
        without=days.without,
        weekdays=days.weekdays,
        months=days.months,
        undated=read.undated or (was.undated and not timed),
        either=read.either if read.holding else was.either,
        holding=holding,
        lacking=lacking,
        without_texts=read.without_texts or was.without_texts,
        newest_first=end.newest_first,
        count=end.count,
        turned=end.turned,
        among=None if ordered else was.among,
        nth=end.nth,
        category=read.category or (None if read.without_categories else was.category),
        without_categories=read.without_categories or was.without_categories,
        group_by=told.group_by if counts else read.group_by,
        then_by=told.then_by,
        measure=told.measure,
        having=told.having,
        top=told.top,
        today=told.today,
        anchor=was.anchor,
        parts=parts,
        carried=followup.last(ask.history),
    )


def _held(
    read: Query, was: Query, question: str
) -> tuple[tuple[Holding, ...], tuple[Holding, ...]]:
    """Return what notes must hold and lack: what is said anew, or that beside it."""
    if not (read.holding or read.lacking):
        return was.holding, was.lacking
    among = AMONG.search(question)
    if among and among["only"] and WRITTEN.search(question):
        among = None  # "수식 있는 노트만" says itself which notes
    if was.either or not (among or _ALSO.search(question)):
        return read.holding, read.lacking
    holding = dict.fromkeys((*was.holding, *read.holding))
    lacking = dict.fromkeys((*was.lacking, *read.lacking))
    return (
        tuple(h for h in holding if h not in read.lacking),
        tuple(h for h in lacking if h not in read.holding),
    )


def _days(said: Filters, was: Filters) -> Filters:
    """
    Return the days of *said*, and those of *was* that it leaves as they are.

    A stretch of time and days that come again narrow each other; what is named
    anew is exchanged. Days of the week go without a stretch in which not all of
    them lie, and months without one that is told by the month itself.
    """
    if not (said.since or said.until or said.without or said.recur):
        return was
    if said.months:  # of any year
        return replace(said, weekdays=said.weekdays or was.weekdays)
    if said.weekdays and not (said.since or said.until or said.without):
        return replace(was, weekdays=said.weekdays)
    long = (said.until - said.since).days + 1 if said.since and said.until else _A_YEAR
    return replace(
        said,
        weekdays=said.weekdays or (was.weekdays if long >= _A_WEEK else ()),
        months=was.months if long >= _A_YEAR else (),
    )
