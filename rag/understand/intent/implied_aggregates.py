"""Lets a plain reading of notes' dates and category stand for an aggregate of them."""

from __future__ import annotations

from dataclasses import replace

from rag.query_types import LISTING, Kind, Query
from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.dates import recurring, when
from rag.understand.intent import kinds
from rag.understand.intent.aggregate_phrase import Aggregate


_COUNTED = (None, "groups", "share", "average", "interval", "all")
"""Measures whose answer is a number of what is counted."""


_TOPIC = lazily(r"(?:(?<=[A-Za-z0-9])(?:[은는이가]|에서)|[은는])$")
"""What a subject ends in that the rest of the sentence was taken from."""


def aggregated(said: Aggregate, read: Query, ask: Ask) -> Query | None:
    """
    Return *read* with the aggregate *said*, or None where it names a subject.

    Args:
        said: What is asked for.
        read: How the rest of the question was read.
        ask: For today's date.
    """
    if said.measure == "elapsed":
        return _elapsed(said, read, ask)
    if read.kind not in LISTING or read.undated:
        return None
    if read.text and (said.of_subject == "no" or len(read.text) > kinds.NAME):
        return None
    if said.of_subject == "must" and not _names(read.text, ask):
        return None
    if said.measure == "all" and not read.category:
        return None
    if said.measure == "any" and not read.filters:
        return None
    if said.measure == "share" and not (said.group_by or read.category):
        return None
    if said.group_by is None and (
        said.having or said.measure in {None, "groups", "average"}
    ):
        return None
    months = recurring.months(read.since, read.until)
    if said.group_by == "year" and read.open_year and months:
        # "해마다 5월에": the same month of each.
        read = replace(read, since=None, until=None, open_year=False, months=months)
    clocked = said.measure == "average" or said.having == (0, 0)
    return replace(
        read,
        text=_TOPIC.sub("", read.text),
        kind=Kind.COUNT if said.measure in _COUNTED else Kind.LIST,
        measure=said.measure,
        group_by=said.group_by,
        then_by=said.then_by,
        having=said.having,
        top=said.top,
        count=said.count or read.count,
        today=ask.today if clocked else None,
    )


def _names(text: str, ask: Ask) -> bool:
    """Whether *text* names a subject, and no time."""
    return bool(text) and when.parse(text, ask.today) is None


def _elapsed(said: Aggregate, read: Query, ask: Ask) -> Query | None:
    """Read ``CLIP 글 쓴 지 얼마나 됐어?`` and ``how long since my last note``."""
    if read.kind is Kind.WHEN and read.text:
        return replace(read, measure="elapsed", today=ask.today)
    if read.kind not in LISTING or read.text or read.undated:
        return None
    newest = not said.oldest and read.newest_first is not False
    return replace(
        read,
        kind=Kind.LIST,
        newest_first=newest,
        count=1,
        measure="elapsed",
        today=ask.today,
    )
