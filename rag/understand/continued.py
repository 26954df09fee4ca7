"""Reads a question in the light of the conversation before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rag.types import Ask, Kind, Query
from rag.understand import dates, followup, grouping, kinds, single
from rag.understand.ordinals import Item, pointed, resolved
from rag.understand.single import LISTING, WRITTEN


def continued(
    ask: Ask, query: Query, question: str, categories: Sequence[str]
) -> Query:
    """
    Return *query* with what it takes over from the turns before.

    Args:
        ask: The question and the conversation.
        query: What the question says by itself.
        question: Its text, in one line.
        categories: Those that exist.
    """
    if item := pointed(question, ask.history):
        return _pointing(ask, query, item, categories)
    listing = query.kind in LISTING and not query.text
    if listing and _unfiltered(query) and followup.same_note(question):
        listing, query = False, replace(query, text=question, kind=Kind.QUESTION)
    again = followup.same_time(question)
    if listing and WRITTEN.search(question) and not again:
        return query
    turns = followup.earlier(question, resolved(ask.history))
    if not turns:
        return query
    texts, was = _past(ask, turns, categories)
    query = replace(query, carried=turns)
    if was.kind in LISTING and grouping.how_many(question):
        query = replace(query, kind=Kind.COUNT, text="", group_by=was.group_by)
        listing = True
    if again and not (query.since or query.until):
        query = replace(query, since=was.since, until=was.until)
        if listing or not grouping.subject(followup.untimed(question)):
            return replace(
                query,
                text="",
                kind=query.kind if listing else was.kind,
                category=query.category or was.category,
            )
    if listing:
        return _likewise(ask, query, was, question)
    carried = " ".join([*texts, query.text])
    own = (query.text,) if texts and followup.terms(query.text) else ()
    return replace(query, text=carried, phrasings=own)


def _pointing(ask: Ask, query: Query, item: Item, categories: Sequence[str]) -> Query:
    """Read ``두 번째는?``: about the item, and its topic unless it is a note."""
    query = replace(
        query,
        since=None,
        until=None,
        newest_first=None,
        count=None,
        nth=None,
        open_year=False,
        group_by=None,
        kind=kinds.kind(item.rest, query.lang),
        carried=(item.text,),
    )
    if query.kind in LISTING:
        query = replace(query, kind=Kind.QUESTION)
    if item.entry:
        return replace(query, text=f"{item.text} {item.rest}".strip())
    texts, was = _past(ask, followup.topic(resolved(ask.history)), categories)
    if was.kind in LISTING and not was.text:
        query = replace(query, since=was.since, until=was.until, category=was.category)
    return replace(
        query, text=" ".join([*texts, item.text, item.rest]), phrasings=(item.text,)
    )


def _unfiltered(query: Query) -> bool:
    return query == Query(text="", kind=query.kind, lang=query.lang)


def _past(
    ask: Ask, turns: Sequence[str], categories: Sequence[str]
) -> tuple[list[str], Query]:
    """Return what earlier turns looked for, and how the last one was read."""
    texts: list[str] = []
    last: Query | None = None
    for turn in reversed(turns):
        read = single.alone(ask, Query(text=turn), categories)
        last = last or read
        if read.text:
            texts.insert(0, read.text)
        if read.kind in LISTING:
            break
    return texts, last or Query(text="")


def _likewise(ask: Ask, query: Query, was: Query, question: str) -> Query:
    """Read ``그럼 11월에는?`` and ``몇 개야?``: the same list, but for that."""
    phrase = dates.parse(question, ask.today)
    if phrase and phrase.open_year and was.since:
        # The year goes without saying; it is the one spoken of before.
        then = date(was.since.year, 12, 31)
        phrase = dates.parse(question, min(then, ask.today)) or phrase
        query = replace(query, since=phrase.since, until=phrase.until, open_year=False)
    if not (query.since or query.until):
        query = replace(query, since=was.since, until=was.until)
    timed = phrase is not None and not query.group_by
    return replace(
        query,
        text=was.text,
        kind=was.kind if timed else query.kind,
        category=query.category or was.category,
        group_by=query.group_by or (was.group_by if timed else None),
    )
