"""Reads a question in the light of the conversation before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from rag.query_types import LISTING, Kind, Query
from rag.types import Ask
from rag.understand.conversation import asides, sums
from rag.understand.conversation.at_once import by_itself
from rag.understand.conversation.moved_dates import day_listed, timed_as
from rag.understand.conversation.ordinals import Item, pointed
from rag.understand.conversation.relisted import relisted
from rag.understand.conversation.that_note import sole
from rag.understand.conversation.thread import instead, spoken_of
from rag.understand.conversation.told_by import told_by
from rag.understand.conversation.topics import Reread, Topics
from rag.understand.intent import grouping, kinds
from rag.understand.intent.notes_meant import LISTS, NOTE, WRITTEN
from rag.understand.question import followup, standalone
from rag.understand.talk import rewording


_TURNS = 20
"""Turns, of both sides, that are read again to know what was spoken of."""


def continued(
    ask: Ask,
    query: Query,
    question: str,
    categories: Sequence[str],
    topics: Topics,
) -> Query:
    """
    Return *query* with what it takes over from the turns before.

    Args:
        ask: The question and the conversation.
        query: What the question says by itself.
        question: Its text, in one line.
        categories: Those that exist.
        topics: What the notes are titled by.
    """
    if query.anchor:
        return query
    if item := pointed(question, ask.history):
        return _pointing(ask, query, item, categories, topics)
    if added := sums.asked(question):
        earlier = _listings(ask, categories, topics)
        if together := sums.summed(ask, query, added, earlier):
            return together
    was = _before(ask, categories, topics)
    found = spoken_of(ask.history, topics)
    other = instead(question, found.root)
    if other:
        question = other
        query = standalone.alone(ask, Query(text=other, lang=query.lang), categories)
    if was and (told := told_by(ask, query, was, question, categories)):
        return told
    if item := sole(question, ask.history):
        return _pointing(ask, query, item, categories, topics)
    if was and was.kind in LISTING:
        narrowed = day_listed(question, ask.history)
        if again := relisted(ask, query, was, narrowed, categories):
            return again
    if found.turns and asides.asks_related(question):
        texts, _ = _past(ask, found.turns[:1], categories)
        if about := grouping.subject(" ".join(texts)):
            return replace(query, kind=Kind.LIST, text=about, carried=found.turns[:1])
    more = asides.asks_more(question) or asides.asks_form(question)
    more = more or rewording.alone(question)
    more = more and bool(found.turns) and not (was and was.kind in LISTING)
    if more:
        query = Query(text=question, lang=query.lang)
    counts = was and was.kind not in LISTING and grouping.how_many(question)
    if counts and (about := _noted(found.root)):
        return replace(query, kind=Kind.COUNT, text=about, carried=found.turns[:1])
    full, query = _full(query, was, question)
    if full or other or not (more or found.goes_on(question, topics)):
        return query
    return _carrying(ask, query, was, found.with_(question), categories)


def _full(query: Query, was: Query | None, question: str) -> tuple[bool, Query]:
    """Return whether a list is asked for in full, and how *question* is read."""
    listing = query.kind in LISTING and not query.text
    if listing and _unfiltered(query) and followup.same_note(question):
        return False, replace(query, text=question, kind=Kind.QUESTION)
    if listing and was and was.text and query.filters and not _named(question):
        return True, replace(query, text=was.text, kind=was.kind, carried=(was.text,))
    if listing and not (was and _bare(question, query)):
        return True, query
    if listing:  # "and the last?" goes on with what was asked about
        query = Query(text=question, lang=query.lang)
    noted = query.text and WRITTEN.search(question)
    counted = query.kind is Kind.COUNT and bool(noted)
    # "ViT 글은 몇 개?" behind another number
    return bool(was and was.kind is Kind.COUNT and counted), query


def _carrying(
    ask: Ask,
    query: Query,
    was: Query | None,
    turns: tuple[str, ...],
    categories: Sequence[str],
) -> Query:
    """Return *query* with what *turns* looked for."""
    texts, _ = _past(ask, turns, categories)
    if was and was.text and not query.filters:
        query = timed_as(query, was)
    if kinds.told_when(ask.question) and (about := grouping.subject(" ".join(texts))):
        return replace(query, kind=Kind.WHEN, text=about, carried=turns)
    own = (query.text,) if texts and followup.terms(query.text) else ()
    carried = " ".join([*texts, query.text])
    return replace(query, text=carried, phrasings=own, carried=turns)


def _noted(turn: str) -> str:
    """Return what the notes are on that *turn* asked for; blank where for none."""
    said = kinds.untold(turn)
    about = grouping.subject(said) if NOTE.search(said) else ""
    return about if len(about) <= kinds.NAME else ""


def _before(ask: Ask, categories: Sequence[str], topics: Topics) -> Query | None:
    """Return what the question before came to, or None where there was none."""
    return next(_earlier(ask, categories, topics), None)


def _listings(ask: Ask, categories: Sequence[str], topics: Topics) -> list[Query]:
    """Return the lists and counts right before, the last one first."""
    last = _before(ask, categories, topics)
    if last and last.parts:  # they were asked for in one question, or added up
        return [*reversed(last.parts)]
    found = takewhile(
        lambda was: was.kind in LISTING and not (was.group_by or was.parts),
        _earlier(ask, categories, topics),
    )
    return [was for was in found if was.measure is None and was.anchor is None]


def _earlier(ask: Ask, categories: Sequence[str], topics: Topics) -> Iterator[Query]:
    """Yield what the questions before came to, the last one first."""
    topics = topics if isinstance(topics, Reread) else Reread(topics)
    history = ask.history[-_TURNS:]
    for at in range(len(history) - 1, -1, -1):
        turn = history[at]
        if turn.role != "user" or not followup.asks(turn.content):
            continue
        if at not in topics.read:
            text = followup.short(turn.content)
            earlier = Ask(question=text, history=history[:at], today=ask.today)
            query = by_itself(text, ask.today, tuple(categories))
            topics.read[at] = continued(earlier, query, text, categories, topics)
        yield topics.read[at]


def _pointing(
    ask: Ask, query: Query, item: Item, categories: Sequence[str], topics: Topics
) -> Query:
    """Read ``두 번째는?``: about the item, and its topic unless it is a note."""
    query = Query(
        text="",
        kind=kinds.kind(item.rest, query.lang),
        lang=query.lang,
        category=query.category,
        without_categories=query.without_categories,
        carried=(item.text,),
    )
    if query.kind in LISTING:
        query = replace(query, kind=Kind.QUESTION)
    if item.entry:
        return replace(query, text=f"{item.text} {item.rest}".strip())
    found = spoken_of(ask.history, topics)
    texts, was = _past(ask, found.with_(""), categories)
    if was.kind in LISTING and not was.text:
        query = replace(query, since=was.since, until=was.until, category=was.category)
    return replace(
        query, text=" ".join([*texts, item.text, item.rest]), phrasings=(item.text,)
    )


def _bare(question: str, query: Query) -> bool:
    """Whether only an end is named, and no notes: ``마지막은?``."""
    ends = query.newest_first is not None and not query.filters
    return ends and not _named(question)


def _named(question: str) -> bool:
    """Whether notes are asked for, by a word for them or for a list."""
    return bool(WRITTEN.search(question) or LISTS.search(question))


def _unfiltered(query: Query) -> bool:
    return query == Query(text="", kind=query.kind, lang=query.lang)


def _past(
    ask: Ask, turns: Sequence[str], categories: Sequence[str]
) -> tuple[list[str], Query]:
    """Return what earlier turns looked for, and how the last one was read."""
    texts: list[str] = []
    last: Query | None = None
    for turn in reversed(turns):
        read = by_itself(turn, ask.today, tuple(categories))
        last = last or read
        if read.text:
            texts.insert(0, read.text)
        if read.kind in LISTING:
            break
    return texts, last or Query(text="")
