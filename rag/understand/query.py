"""Puts together what was understood of a question."""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rag.types import Ask, Kind, Lang, Query
from rag.understand import dates, followup, grouping, keyboard, kinds, single
from rag.understand.injection import is_attack, unordered
from rag.understand.lang import language
from rag.understand.ordinals import Item, pointed, resolved
from rag.understand.single import LISTING, WRITTEN
from rag.understand.smalltalk import smalltalk


_LONGEST = 600
"""Characters of a question that is read closely; what is pasted is longer."""


_ASKS = re.compile(
    r"\?|？|[뭐뭔]|무엇|무슨|어떤|어떻|어디|누구|언제|왜|알려|설명|정리|요약|비교|차이|찾아"
    r"|\b(?:what|how|why|when|where|who|which|explain|tell me|describe|compare)\b",
    re.IGNORECASE,
)
"""What is left of an order is a question only if it asks something."""


def understand(
    ask: Ask,
    *,
    categories: Sequence[str] = (),
    dated: bool = True,
    lang: Lang | None = None,
) -> Query:
    """
    Return what *ask* is after.

    Args:
        ask: The question, the conversation before it, today's date.
        categories: Those that exist; no other is ever filtered by.
        dated: Whether any note has a date; else every date belongs to what
            the notes say.
        lang: The language to answer in; by default that of the question.

    A filter is set only when the wording leaves no doubt; else its words stay
    in the text that is searched for. Filters that *ask* carries win over
    those of the question. Orders to the program come out as small talk.
    Pure; never raises.
    """
    text = " ".join(unicodedata.normalize("NFC", ask.question).split())
    head = text[:_LONGEST]
    fixed = keyboard.fix(text) if text == head else None
    query = Query(text=text, lang=lang or language(fixed or head, ask.history))
    alone = not any(turn.role == "user" for turn in ask.history)
    plain = unordered(ask)
    rest = plain.question
    if rest != ask.question:
        # A real question beside an order is answered, the order is not followed.
        if _ASKS.search(rest) and not (talk := smalltalk(rest, alone=alone)):
            return understand(
                plain,
                categories=categories,
                dated=dated,
                lang=query.lang,
            )
        talk = smalltalk(rest, alone=alone) if rest else None
        return replace(query, text="", kind=talk or Kind.SMALLTALK)
    ask = plain
    if fixed and is_attack(fixed):
        return replace(query, text="", kind=Kind.SMALLTALK)
    talk = smalltalk(text, alone=alone) or (
        smalltalk(fixed, alone=alone) if fixed else None
    )
    if talk:
        return replace(query, text="", kind=talk)
    if text != head:
        return _forced(ask, query)
    query = single.alone(ask, query, categories, dated=dated)
    if not alone:
        query = _continued(ask, query, text, categories)
    if fixed:
        query = replace(query, phrasings=(*query.phrasings, fixed))
    return _forced(ask, query)


def _continued(
    ask: Ask, query: Query, question: str, categories: Sequence[str]
) -> Query:
    """Read a question in the light of the conversation."""
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
        query = replace(query, since=phrase.since, until=phrase.until)
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


def _forced(ask: Ask, query: Query) -> Query:
    """Let the filters given by hand win, also those that there are none."""
    if ask.any_time:
        query = replace(query, since=None, until=None, undated=False)
    if ask.any_category:
        query = replace(query, category=None)
    if ask.since or ask.until:
        query = replace(query, since=ask.since, until=ask.until, forced=True)
    if ask.category:
        query = replace(query, category=ask.category, forced=True)
    return query
