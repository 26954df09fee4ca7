"""``그 달에 또 뭐 썼어?``: notes told by the notes or the days of the answer before."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace

from rag.query_types import LISTING, Kind, Query
from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.anchors.anchored import going_on
from rag.understand.conversation.moved_dates import Moved, moved
from rag.understand.conversation.of_group import of_group
from rag.understand.intent import grouping
from rag.understand.intent.notes_meant import WRITTEN
from rag.understand.language.request_words import without
from rag.understand.question import followup, standalone


_OTHER = lazily(r"(?<![가-힣])(?:다른|딴)(?=\s)|\b(?:other|another)\b", re.IGNORECASE)


def told_by(
    ask: Ask, query: Query, was: Query, question: str, categories: Sequence[str]
) -> Query | None:
    """Read what is told by the notes or the days of the answer to *was*."""
    if group := of_group(ask, query, was, question, categories):
        return group
    said = Query(text=ask.question, lang=query.lang)
    beside = going_on(ask, said, was, categories)
    if beside and beside.anchor and beside.anchor.way == "same":
        return beside
    if then := moved(question, was, ask.history, ask.today):
        return beside_time(ask, query, was, question, then, categories)
    return beside


def beside_time(
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
