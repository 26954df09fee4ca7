"""Reads a question by itself: its filters, its kind, what it looks for."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace

from rag.types import Ask, Kind, Query
from rag.understand import categories as known
from rag.understand import dates, grouping, kinds
from rag.understand.words import content, without


LISTING = (Kind.LIST, Kind.COUNT)
WRITTEN = re.compile(
    r"배웠|배운|정리|공부|적었|적은|썼|쓴|기록|노트|글|TIL|했|한\s*거"
    r"|\b(?:learn(?:ed|t)?|stud(?:y|ied)|wr(?:ite|ote|itten)|notes?|did\s+i|entries)\b",
    re.IGNORECASE,
)
"""Says that notes are meant."""


def alone(
    ask: Ask, query: Query, categories: Sequence[str], *, dated: bool = True
) -> Query:
    """Read a question by itself."""
    text = query.text
    spans: list[tuple[int, int]] = []
    phrase = dates.parse(text, ask.today) if dated and not ask.any_time else None
    where, gone = _categories(text, phrase.spans if phrase else (), ask, categories)
    named = [(place.start, place.end) for place in (where, gone) if place]
    if phrase is None and named and dated and not ask.any_time:
        phrase = dates.parse(_blanked(text, named), ask.today)
    if phrase and (
        phrase.about_writing
        or _only_frame(without(text, phrase.spans))
        or (named and not grouping.subject(without(text, [*phrase.spans, *named])))
    ):
        spans += phrase.spans
        query = replace(
            query,
            since=phrase.since,
            until=phrase.until,
            newest_first=phrase.newest_first,
            count=phrase.count,
            nth=phrase.nth,
            open_year=phrase.open_year,
            without=phrase.without,
        )
    unsaid = [(gone.start, gone.end)] if gone else []
    kind = _kind(without(text, spans + unsaid), bool(spans or unsaid), query)
    listing = kind in LISTING and not grouping.topical(text)
    if not ask.any_time and (said := grouping.undated(text, spans + named)):
        query, kind = replace(query, undated=True), _listed_or(kind)
        spans.append(said)
        listing = True
    alone = bool(spans or gone) and not grouping.subject(without(text, spans + named))
    if gone and (listing or alone):
        query = replace(query, without_category=gone.category)
        spans.append((gone.start, gone.end))
    if where and (where.explicit or listing or alone):
        query = replace(query, category=where.category)
        spans.append((where.start, where.end))
        if kind not in LISTING and not content(without(text, spans)):
            kind = Kind.LIST
    rest = without(text, spans)
    by = grouping.group(rest)
    if by and not grouping.filed(text):
        kind = kinds.kind(rest) if kind not in LISTING else kind
        return replace(query, kind=kind, group_by=by, text="")
    if kind in LISTING or (where and grouping.filed(text)):
        rest = grouping.subject(rest)
    elif grouping.filed(text):
        rest = grouping.subject(text) or text
    return replace(query, kind=kind, text=rest)


def _categories(
    text: str,
    dated: Sequence[tuple[int, int]],
    ask: Ask,
    categories: Sequence[str],
) -> tuple[known.Named | None, known.Named | None]:
    """
    Return the category that is kept to, and the one that is left out.

    What is said of time doesn't matter.
    """
    where = gone = None
    if ask.any_category or grouping.filed(text):
        return where, gone
    plain = _blanked(text, dated)
    for _ in range(2):
        found = known.find(plain, categories)
        if found is None:
            break
        if found.left_out:
            gone = gone or found
        else:
            where = where or found
        plain = _blanked(plain, [(found.start, found.end)])
    return where, gone


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _listed_or(kind: Kind) -> Kind:
    return kind if kind in LISTING else Kind.LIST


def _only_frame(rest: str) -> bool:
    """Whether *rest* lists or counts, and names nothing to look for."""
    return kinds.kind(rest) in LISTING and not grouping.subject(rest)


def _kind(rest: str, dated: bool, query: Query) -> Kind:  # noqa: FBT001 - private
    """Return the kind; a question of nothing but time or writing is a list."""
    kind = kinds.kind(rest, query.lang)
    if kind in LISTING:
        return kind
    if not grouping.subject(rest) and (dated or WRITTEN.search(rest)):
        return Kind.COUNT if grouping.how_many(rest) else Kind.LIST
    return kind
