"""Answers from metadata alone: which entries there are, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.citations.resolution import defuse
from rag.lists.aggregates import told
from rag.lists.counting import breakdown, extreme, grouped, marked
from rag.lists.entry_line import line, opening, pointed
from rag.lists.headlines import Headline
from rag.lists.telling import Telling
from rag.query_types import PAGE, GroupBy, Kind, Query, Span
from rag.retrieval.selection import fits, select
from rag.text.holding import places
from rag.types import Answer, Citation, Entry, Mode, Outcome
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
        Told.OF_SHOWN.text(query.lang) if query.among else "",
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
    fitting = [e for e in entries if fits(e, wide)]
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
    if (left := len(chosen) - len(citations)) and not query.top:
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
    task = next((what for what in query.holding if what in {"todo", "done"}), None)
    citations = [
        pointed(e, number, places(e, task), done=task == "done")
        if task
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
    end = extreme(question) or ("most" if head.query.top else None)
    first = groups.first(end) if end else ""
    rows, citations = marked(groups.rows(end)[: head.query.top], most)
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
