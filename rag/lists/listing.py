"""Answers from metadata alone: which entries there are, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from rag.citations.resolution import defuse
from rag.dates.periods import shift
from rag.lists.aggregates import told
from rag.lists.counting import breakdown, extreme, grouped, marked
from rag.lists.entry_line import line, opening, pointed
from rag.lists.headlines import Headline
from rag.lists.telling import Telling
from rag.query_types import PAGE, GroupBy, Kind, Query, Span
from rag.text.holding import holding, places
from rag.types import Answer, Citation, Entry, Header, Mode, Note, Outcome
from rag.wording.aggregates import Measured
from rag.wording.lists import Told, held_in_words, recurring
from rag.wording.phrases import Say, say


ROOM = 800
"""Characters that the openings of the listed entries share."""
_LONGEST = 160
"""Characters of one of several openings, if a sentence isn't longer itself."""
_WORTH_QUOTING = 60
_COUNTED = 10
"""A count of more entries than these doesn't name each."""


def select(entries: Sequence[Entry], query: Query) -> list[Entry]:
    """
    Return the entries that the filters of *query* let through, in the order
    that it asks for.

    An entry without a date is in no range of dates. With a number asked for
    but no order, the latest are meant.
    """
    found = [e for e in entries if _fits(e, query)]
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
        return query if any(_fits(e, query) for e in entries) else any_week
    for back in range(query.until.year - first + 1):
        now = _years_before(query, back)
        if now and any(_fits(e, now) for e in entries):
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


def _fits(entry: Entry | Header, query: Query) -> bool:
    if query.undated and entry.day:
        return False
    if isinstance(entry, Entry) and not holding(entry, query):
        return False
    return query.filters.admit(entry.day, entry.category)


def describe(query: Query) -> str:
    """Return the filters of *query* in a few words."""
    days = _days((query.since, query.until))
    if query.undated:
        days = say(Say.UNDATED, query.lang)
    left_out = [
        *map(_days, query.without),
        *query.without_categories,
        *map(defuse, query.without_texts),
    ]
    parts = [
        days,
        recurring(query.months, query.weekdays, query.lang),
        query.category or "",
        held_in_words(query),
        *(say(Say.WITHOUT, query.lang, what=what) for what in left_out if what),
    ]
    return ", ".join(filter(None, parts)) or Told.ALL.text(query.lang)


def _days(span: Span) -> str:
    first, last = (day.isoformat() if day else "" for day in span)
    return first if first == last else f"{first} ~ {last}".strip()


def listed(entries: Sequence[Entry], query: Query, question: str) -> Answer:
    """Answer a list or a count over *entries*, each line cited."""
    if query.measure == "elapsed" and (today := query.today):
        entries = [e for e in entries if e.day is None or e.day <= today]
    chosen = select(entries, query)
    wide = _wide(query)
    fitting = [e for e in entries if _fits(e, wide)]
    what = describe(wide)
    if query.text:
        every = not wide.narrowed
        what = defuse(query.text) if every else f"{defuse(query.text)}, {what}"
    head = Headline(query=query, what=what, fitting=fitting, chosen=chosen)
    if not chosen and not (wide is not query and fitting):
        empty = say(Say.EMPTY_RANGE, query.lang, what=what)
        if query.measure == "any":
            empty = Measured.NOT_ANY.text(query.lang, what=what)
        text = head.of_nothing() if fitting else empty
        return answered(question, query, text, (), Outcome.NO_EVIDENCE)
    most = min(PAGE, query.at_most or PAGE)
    if telling := told(head):
        return _told(question, head, telling, most)
    counted = query.kind is Kind.COUNT and query.count is None
    if query.group_by:
        lines, citations = _grouped(head, question, query.group_by, most)
    elif counted and len(chosen) > _COUNTED:
        lines, citations = _counted(head, most)
    else:
        first = head.of_count() if counted else head.of_list()
        rows, citations = _named(chosen[:most], query)
        lines = [first, "", *rows]
    if left := len(chosen) - len(citations):
        summed = counted or query.group_by is not None
        lines += ["", head.rest(left, counted=summed)]
    return answered(question, query, "\n".join(lines), tuple(citations))


def _wide(query: Query) -> Query:
    """Return *query* with the notes looked at that it asks a category's part of."""
    part = query.measure == "all" or (query.measure == "share" and not query.group_by)
    return replace(query, category=None) if part else query


def _told(question: str, head: Headline, telling: Telling, most: int) -> Answer:
    """Answer with what is told of the entries, each of them cited."""
    lines, citations = marked(telling.rows, most)
    if telling.named:
        lines, citations = _named(telling.named[:most], head.query)
    else:
        lines = [f"- {row}" for row in lines]
    if left := telling.count - len(citations):
        lines += ["", head.rest(left, counted=not telling.named)]
    text = "\n".join([telling.first, "", *lines])
    return answered(question, head.query, text, tuple(citations))


def _named(entries: Sequence[Entry], query: Query) -> tuple[list[str], list[Citation]]:
    """Return a line an entry, with its opening where there is room for those."""
    room, quoted = room_for(len(entries))
    citations = [
        pointed(e, number, places(e, "todo"))
        if "todo" in query.holding
        else opening(e, number, room)
        for number, e in enumerate(entries, start=1)
    ]
    return [line(c, query.lang, quoted=quoted) for c in citations], citations


def room_for(count: int) -> tuple[int, bool]:
    """Return the characters that each of *count* openings may have, and whether
    that is worth quoting.
    """
    room = ROOM // max(count, 1)
    room = min(room, _LONGEST) if count > 1 else room
    return room, room >= _WORTH_QUOTING


def _grouped(
    head: Headline, question: str, by: GroupBy, most: int
) -> tuple[list[str], list[Citation]]:
    """Count the entries a group; name first what has most, if that is asked."""
    groups = grouped(head.chosen, by, head.query.lang)
    end = extreme(question)
    first = groups.first(end) if end else ""
    rows, citations = marked(groups.rows(end), most)
    told = " ".join(filter(None, (first, head.of_groups(groups))))
    return [told, "", *(f"- {row}" for row in rows)], citations


def _counted(head: Headline, most: int) -> tuple[list[str], list[Citation]]:
    """Return the number of entries, by year or month where there are several."""
    by = breakdown(head.chosen)
    if by is None:
        (row,), citations = marked([(head.of_count(), head.chosen)], most)
        return [row], citations
    groups = grouped(head.chosen, by, head.query.lang)
    rows, citations = marked(groups.rows(None), most)
    return [head.of_count(), "", *(f"- {row}" for row in rows)], citations


def answered(
    question: str,
    query: Query,
    text: str,
    citations: tuple[Citation, ...],
    outcome: Outcome = Outcome.ANSWERED,
) -> Answer:
    """Return an answer from metadata, without a model."""
    return Answer(
        question=question,
        text=text,
        citations=citations,
        outcome=outcome,
        mode=Mode.EXTRACTIVE,
        query=query,
        listing=True,
    )
