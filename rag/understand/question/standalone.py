"""Reads a question by itself: its filters, its kind, what it looks for."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace

from rag.query_types import Kind, Query
from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.dates import when
from rag.understand.filters import (
    all_but,
    category_roles,
    holding,
    pieces,
    several_left_out,
)
from rag.understand.intent import aggregates, grouping, kinds
from rag.understand.intent.implied_aggregates import aggregated
from rag.understand.language.request_words import content, without


LISTING = (Kind.LIST, Kind.COUNT)
WRITTEN = lazily(
    r"배웠|배운|정리|공부|적었|적은|썼|쓴|기록|노트|글|TIL|했|한\s*거"
    r"|\b(?:learn(?:ed|t)?|stud(?:y|ied)|wr(?:ite|ote|itten)|notes?|did\s+i|entries)\b",
    re.IGNORECASE,
)
"""Says that notes are meant."""
RECENT = 5
"""Notes that ``lately`` stands for."""
LISTS = lazily(
    r"목록|리스트|제목|전체|전부|모두|다\s*(?:보여|알려|꺼내)|\b(?:list|titles?|everything|all)\b",
    re.IGNORECASE,
)
"""Asks for a list, with no word of what it is of."""
NOTE = lazily(rf"(?:{grouping.N})(?!자|에)", re.IGNORECASE)
_TO_DO = lazily(
    r"(?:공부|정리|복습|학습|기록|작성)\s*(?:할|해야|하려|하고\s*싶)|(?:쓸|적을|볼|읽을|배울)\s*(?:거|것|게|내용|주제)"
)
"""What is still to be done, of which notes may tell."""
_COMPARED = lazily(r"(?:서로\s*)?비교(?:해)?|차이|\bcompare\b", re.IGNORECASE)
_ALL = lazily(
    r"순(?:으로|서|대로)|순$|전부|모두|모든|다\s*(?:보여|알려|꺼내)|빠짐없이"
    r"|\b(?:all|every|everything|sort(?:ed)?|order(?:ed)?|first)\b",
    re.IGNORECASE,
)


def alone(
    ask: Ask,
    query: Query,
    categories: Sequence[str],
    *,
    dated: bool = True,
    lists: bool = False,
) -> Query:
    """
    Read a question by itself.

    Args:
        ask: The question and today's date.
        query: Holds its text and language.
        categories: Those that exist.
        dated: Whether any note has a date.
        lists: Whether notes have just been listed or counted, so that the bare
            name of a category will do.
    """
    if piece := pieces.asked(query.text, ask.today):
        kind = kinds.kind(query.text, query.lang)
        kind = Kind.QUESTION if kind in LISTING else kind
        return replace(query, piece=piece, kind=kind)
    if each := several_left_out.apart(query.text, categories):
        parted = replace(query, text=each)
        several = alone(ask, parted, categories, dated=dated, lists=lists)
        if several.kind in LISTING and several.narrowed:
            return several
    text = query.text
    for said in aggregates.candidates(text, noted=lists):
        rest = plain(ask, replace(query, text=said.rest), categories, dated=dated)
        if read := aggregated(said, rest, ask):
            return read
    return plain(ask, query, categories, dated=dated, lists=lists)


def plain(
    ask: Ask,
    query: Query,
    categories: Sequence[str],
    *,
    dated: bool = True,
    lists: bool = False,
) -> Query:
    """Read a question by itself, as one for notes or for what they say."""
    text = query.text
    spans: list[tuple[int, int]] = []
    held = holding.find(text)
    prose = category_roles.blanked(text, held.spans) if held else text
    phrase = None if ask.any_time else when.parse(prose, ask.today)
    if phrase and not dated and grouping.subject(without(text, phrase.spans)):
        phrase = None  # where no note has a date, only the notes say when
    dates_at = phrase.spans if phrase else ()
    where, gone = category_roles.named(text, dates_at, ask, categories, parts=lists)
    named = [(place.start, place.end) for place in (where, *gone) if place]
    if phrase is None and named and dated and not ask.any_time:
        phrase = when.parse(category_roles.blanked(prose, named), ask.today)
    if phrase and (
        phrase.about_writing
        or _only_frame(without(text, phrase.spans))
        or all_but.asked(without(text, phrase.spans))
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
            weekdays=phrase.weekdays,
            months=phrase.months,
        )
    _, kept = all_but.parted(beside := without(text, spans + named)) or ((), beside)
    if any(not g.sure for g in gone) and grouping.subject(kept):
        # "git 말고 다른 도구": what is looked for isn't notes
        gone = [g for g in gone if g.sure]
        named = [(place.start, place.end) for place in (where, *gone) if place]
    unsaid = [(g.start, g.end) for g in gone]
    rest = without(text, spans + unsaid)
    kind = _kind(rest, dated=bool(spans or unsaid), query=query)
    listing = kind in LISTING and not grouping.topical(text)
    listing = listing or bool(gone and all_but.asked(rest))
    if not ask.any_time and (said := grouping.undated(text, spans + named)):
        query, kind = replace(query, undated=True), _listed_or(kind)
        spans.append(said)
        listing = True
    if held and (
        kind in LISTING
        or not grouping.subject(without(text, [*spans, *named, *held.spans]))
    ):
        rest = without(text, [*spans, *unsaid, *held.spans])
        narrowed = _kind(rest, dated=True, query=query)
        kind = _listed_or(narrowed if narrowed in LISTING else kind)
        query = replace(
            query, holding=held.holding, lacking=held.lacking, either=held.either
        )
        spans += held.spans
        listing = True
    frame = without(text, spans + named)
    alone = not grouping.subject(frame) and (
        bool(spans or gone)
        or (where is not None and (lists or category_roles.are_asked(where, frame)))
    )
    if alone and kind not in LISTING and where:
        kind = Kind.COUNT if grouping.how_many(frame) else Kind.LIST
    if gone and (listing or alone):
        query = replace(query, without_categories=tuple(g.category for g in gone))
        spans += [(g.start, g.end) for g in gone]
    if where and (where.explicit or (listing and where.sure) or alone):
        query = replace(query, category=where.category)
        spans.append((where.start, where.end))
        if kind not in LISTING and not content(without(text, spans)):
            kind = Kind.LIST
    return _sought(query, kind, without(text, spans), text, placed=where is not None)


def _sought(query: Query, kind: Kind, rest: str, text: str, *, placed: bool) -> Query:
    """Return *query* with what is looked for in *rest*, what of *text* no filter is."""
    filed = grouping.filed(text)
    by = grouping.group(rest)
    if by and not filed:
        kind = kinds.kind(rest) if kind not in LISTING else kind
        if by == "month" and _whole_years(query):
            by = "year"
        return replace(query, kind=kind, group_by=by, text="")
    if kind is Kind.COMPARISON and not grouping.subject(_COMPARED.sub(" ", rest)):
        kind = Kind.LIST if query.filters or query.count else kind
        rest = "" if kind is Kind.LIST else rest
    of_category = query.category is not None and all_but.only(rest)
    if kind is Kind.QUESTION and (of_category or all_but.asked(rest)):
        kind = Kind.COUNT if grouping.MANY_OF.search(rest) else Kind.LIST
    if kind is Kind.WHEN:
        rest = grouping.subject(kinds.untold(rest))
        kind = kind if rest else Kind.LIST
        if rest:  # asked is the day, whatever day is guessed at
            query = replace(query, since=None, until=None, open_year=False)
    elif kind in LISTING or (placed and filed):
        rest = kinds.untold(rest) if kind is Kind.LIST else rest
        gone, rest = all_but.parted(rest) or ([], rest)
        subjects = filter(None, map(grouping.subject, gone))
        query = replace(query, without_texts=tuple(subjects))
        rest = grouping.subject(rest)
    elif filed:
        rest = grouping.subject(text) or text
    if query.newest_first is not None and query.count and _of_notes(kind, rest):
        kind, rest = Kind.LIST, grouping.subject(rest)
    query = replace(query, kind=kind, text=rest)
    if kind in LISTING and query.newest_first and not (query.count or rest):
        # "Lately" is no number; whoever wants them all, in order, says so.
        few = 1 if kinds.WHEN.search(text) else RECENT
        return query if _ALL.search(text) else replace(query, count=few)
    return query


def _of_notes(kind: Kind, rest: str) -> bool:
    """Whether the latest or first notes on a subject are asked for: it is named."""
    asked = kind in {Kind.QUESTION, Kind.DEFINITION} and NOTE.search(rest)
    return bool(asked) and 0 < len(grouping.subject(rest)) <= kinds.NAME


def _whole_years(query: Query) -> bool:
    since, until = query.since, query.until
    return bool(
        since
        and until
        and since.year < until.year
        and (since.month, since.day, until.month, until.day) == (1, 1, 12, 31)
    )


def _listed_or(kind: Kind) -> Kind:
    return kind if kind in LISTING else Kind.LIST


def _only_frame(rest: str) -> bool:
    """Whether *rest* lists or counts, and names nothing to look for."""
    return kinds.kind(rest) in LISTING and not grouping.subject(rest)


def _kind(rest: str, *, dated: bool, query: Query) -> Kind:
    """Return the kind; a question of nothing but time or writing is a list."""
    kind = kinds.kind(rest, query.lang)
    if kind in LISTING or _TO_DO.search(rest):
        return kind
    lists = dated or WRITTEN.search(rest) or LISTS.search(rest)
    if lists and not grouping.subject(rest):
        return Kind.COUNT if grouping.how_many(rest) else Kind.LIST
    return kind
