"""Puts together what was understood of a question."""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rag.types import Ask, Kind, Lang, Query
from rag.understand import categories as known
from rag.understand import dates, followup, grouping, keyboard, kinds
from rag.understand.injection import is_attack, without_orders
from rag.understand.lang import language
from rag.understand.smalltalk import smalltalk
from rag.understand.words import content, without


_LISTING = (Kind.LIST, Kind.COUNT)
_LONGEST = 600
"""Characters of a question that is read closely; what is pasted is longer."""
_WRITTEN = re.compile(
    r"배웠|배운|정리|공부|적었|적은|썼|쓴|기록|노트|글|TIL|했|한\s*거"
    r"|\b(?:learn(?:ed|t)?|stud(?:y|ied)|wr(?:ite|ote|itten)|notes?|did\s+i|entries)\b",
    re.IGNORECASE,
)


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
    rest = without_orders(ask.question)
    if rest != ask.question:
        # A real question beside an order is answered, the order is not followed.
        if rest and not (talk := smalltalk(rest, alone=True)):
            return understand(
                replace(ask, question=rest),
                categories=categories,
                dated=dated,
                lang=query.lang,
            )
        return replace(query, text="", kind=(talk if rest else None) or Kind.SMALLTALK)
    if fixed and is_attack(fixed):
        return replace(query, text="", kind=Kind.SMALLTALK)
    talk = smalltalk(text, alone=alone) or (
        smalltalk(fixed, alone=alone) if fixed else None
    )
    if talk:
        return replace(query, text="", kind=talk)
    if text != head:
        return _forced(ask, query)
    query = _alone(ask, query, categories, dated=dated)
    if not alone:
        query = _continued(ask, query, text, categories)
    if fixed:
        query = replace(query, phrasings=(*query.phrasings, fixed))
    return _forced(ask, query)


def _alone(
    ask: Ask, query: Query, categories: Sequence[str], *, dated: bool = True
) -> Query:
    """Read a question by itself."""
    text = query.text
    spans: list[tuple[int, int]] = []
    phrase = dates.parse(text, ask.today) if dated else None
    if phrase and (phrase.about_writing or _only_frame(without(text, phrase.spans))):
        spans += phrase.spans
        query = replace(
            query,
            since=phrase.since,
            until=phrase.until,
            newest_first=phrase.newest_first,
            count=phrase.count,
        )
    kind, where = _kind(without(text, spans), bool(spans), query), None
    if not grouping.filed(text):
        where = known.find(text, categories)
    listing = kind in _LISTING and not grouping.topical(text)
    if where and (where.explicit or listing):
        query = replace(query, category=where.category)
        spans.append((where.start, where.end))
        if kind not in _LISTING and not content(without(text, spans)):
            kind = Kind.LIST
    rest = without(text, spans)
    by = grouping.group(rest)
    if by and not grouping.filed(text):
        kind = kinds.kind(rest) if kind not in _LISTING else kind
        return replace(query, kind=kind, group_by=by, text="")
    if kind in _LISTING or (where and grouping.filed(text)):
        rest = grouping.subject(rest)
    elif grouping.filed(text):
        rest = grouping.subject(text) or text
    return replace(query, kind=kind, text=rest)


def _only_frame(rest: str) -> bool:
    """Whether *rest* lists or counts, and names nothing to look for."""
    return kinds.kind(rest) in _LISTING and not grouping.subject(rest)


def _kind(rest: str, dated: bool, query: Query) -> Kind:  # noqa: FBT001 - private
    """Return the kind; a question of nothing but time or writing is a list."""
    kind = kinds.kind(rest, query.lang)
    if kind in _LISTING:
        return kind
    if not grouping.subject(rest) and (dated or _WRITTEN.search(rest)):
        return Kind.LIST
    return kind


def _continued(
    ask: Ask, query: Query, question: str, categories: Sequence[str]
) -> Query:
    """Read a question in the light of the conversation."""
    listing = query.kind in _LISTING and not query.text
    if listing and _unfiltered(query) and followup.same_note(question):
        listing, query = False, replace(query, text=question, kind=Kind.QUESTION)
    again = followup.same_time(question)
    if listing and _WRITTEN.search(question) and not again:
        return query
    turns = followup.earlier(question, ask.history)
    if not turns:
        return query
    texts, was = _past(ask, turns, categories)
    if was.kind in _LISTING and grouping.how_many(question):
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


def _unfiltered(query: Query) -> bool:
    return query == Query(text="", kind=query.kind, lang=query.lang)


def _past(
    ask: Ask, turns: Sequence[str], categories: Sequence[str]
) -> tuple[list[str], Query]:
    """Return what earlier turns looked for, and how the last one was read."""
    texts: list[str] = []
    last: Query | None = None
    for turn in reversed(turns):
        read = _alone(ask, Query(text=turn), categories)
        last = last or read
        if read.text:
            texts.insert(0, read.text)
        if read.kind in _LISTING:
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
    """Let the filters given by hand win."""
    if ask.since or ask.until:
        query = replace(query, since=ask.since, until=ask.until, forced=True)
    if ask.category:
        query = replace(query, category=ask.category, forced=True)
    return query
