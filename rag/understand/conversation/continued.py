"""Reads a question in the light of the conversation before it."""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from rag.query_types import Kind, Query
from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.anchors.anchored import going_on
from rag.understand.conversation import asides, sums
from rag.understand.conversation.at_once import by_itself
from rag.understand.conversation.moved_dates import Moved, day_listed, moved, timed_as
from rag.understand.conversation.of_group import of_group
from rag.understand.conversation.ordinals import Item, pointed
from rag.understand.conversation.relisted import relisted
from rag.understand.conversation.that_note import sole
from rag.understand.conversation.thread import instead, spoken_of
from rag.understand.conversation.topics import Reread, Topics
from rag.understand.intent import grouping, kinds
from rag.understand.language.request_words import without
from rag.understand.question import followup, standalone
from rag.understand.question.standalone import LISTING, WRITTEN


_OTHER = lazily(r"(?<![가-힣])(?:다른|딴)(?=\s)|\b(?:other|another)\b", re.IGNORECASE)
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
    if other := instead(question, found.root):
        question = other
        query = standalone.alone(ask, Query(text=other, lang=query.lang), categories)
    if was and (group := of_group(ask, query, was, question, categories)):
        return group
    said = Query(text=ask.question, lang=query.lang)
    beside = going_on(ask, said, was, categories) if was else None
    if beside and beside.anchor and beside.anchor.way == "same":
        return beside
    if was and (then := moved(question, was, ask.history, ask.today)):
        return _then(ask, query, was, question, then, categories)
    if beside:
        return beside
    if item := sole(question, ask.history):
        return _pointing(ask, query, item, categories, topics)
    if was and was.kind in LISTING:
        narrowed = day_listed(question, ask.history)
        again = relisted(ask, query, was, narrowed, categories)
        if again:
            return again
    if found.turns and asides.asks_related(question):
        texts, _ = _past(ask, found.turns[:1], categories)
        if about := grouping.subject(" ".join(texts)):
            return replace(query, kind=Kind.LIST, text=about, carried=found.turns[:1])
    more = asides.asks_more(question) or asides.asks_form(question)
    more = more and bool(found.turns) and not (was and was.kind in LISTING)
    if more:
        query = Query(text=question, lang=query.lang)
    counts = was and was.kind not in LISTING and grouping.how_many(question)
    if counts and (about := _noted(found.root)):
        return replace(query, kind=Kind.COUNT, text=about, carried=found.turns[:1])
    listing = query.kind in LISTING and not query.text
    if listing and _unfiltered(query) and followup.same_note(question):
        listing, query = False, replace(query, text=question, kind=Kind.QUESTION)
    if listing and was and was.text and query.filters and not _named(question):
        return replace(query, text=was.text, kind=was.kind, carried=(was.text,))
    if listing and not (was and _bare(question, query)):
        return query
    if listing:  # "and the last?" goes on with what was asked about
        query = Query(text=question, lang=query.lang)
    noted = query.text and standalone.WRITTEN.search(question)
    counted = query.kind is Kind.COUNT and bool(noted)
    if was and was.kind is Kind.COUNT and counted:
        return query  # "ViT 글은 몇 개?" behind another number
    if other or not (more or found.goes_on(question, topics)):
        return query
    turns = found.with_(question)
    texts, _ = _past(ask, turns, categories)
    if was and was.text and not query.filters:
        query = timed_as(query, was)
    if kinds.told_when(question) and (about := grouping.subject(" ".join(texts))):
        return replace(query, kind=Kind.WHEN, text=about, carried=turns)
    own = (query.text,) if texts and followup.terms(query.text) else ()
    carried = " ".join([*texts, query.text])
    return replace(query, text=carried, phrasings=own, carried=turns)


def _noted(turn: str) -> str:
    """Return what the notes are on that *turn* asked for; blank where for none."""
    said = kinds.untold(turn)
    about = grouping.subject(said) if standalone.NOTE.search(said) else ""
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


def _then(
    ask: Ask,
    query: Query,
    was: Query,
    question: str,
    then: Moved,
    categories: Sequence[str],
) -> Query:
    """Read ``그 달에 또 뭐 썼어?`` and ``그 다음 해에 ML library는?``."""
    rest = without(question, [(then.start, then.end)])
    if not grouping.subject(_OTHER.sub(" ", rest)):
        rest = _OTHER.sub(" ", rest)
    read = standalone.alone(
        ask, Query(text=rest, lang=query.lang), categories, lists=True
    )
    since, until = then.since, then.until
    carried = followup.last(ask.history)
    if read.text and grouping.subject(read.text):
        return replace(query, text=read.text, since=since, until=until, carried=carried)
    counts = read.kind is Kind.COUNT or (
        was.kind is Kind.COUNT and not WRITTEN.search(rest) and was.group_by is None
    )
    listed = was.kind in LISTING
    return replace(
        read,
        text=was.text if listed else "",
        kind=Kind.COUNT if counts else Kind.LIST,
        since=since,
        until=until,
        category=read.category or (was.category if listed else None),
        weekdays=read.weekdays or (was.weekdays if listed and since != until else ()),
        holding=read.holding or (was.holding if listed else ()),
        without_texts=read.without_texts or (was.without_texts if listed else ()),
        carried=carried,
    )


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
    return bool(WRITTEN.search(question) or standalone.LISTS.search(question))


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
