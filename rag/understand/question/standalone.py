"""Reads a question by itself: its filters, its kind, what it looks for."""

from __future__ import annotations

import re

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from rag.query_types import LISTING, Kind, Query
from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.dates.time_phrase import DatePhrase
from rag.understand.filters import all_but, category_roles, pieces, several_left_out
from rag.understand.intent import aggregates, grouping, kinds, notes_meant
from rag.understand.intent.implied_aggregates import aggregated
from rag.understand.language.request_words import content, without
from rag.understand.question import named_filters


RECENT = 5
"""Notes that ``lately`` stands for."""
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
    found = named_filters.find(ask, text, categories, dated=dated, lists=lists)
    query = _timed(query, found.time) if found.time else query
    read = _Reading(text, query, found)
    rest = read.rest(found.unsaid)
    read.kind = notes_meant.kind(
        rest, query.lang, dated=bool(read.taken or found.unsaid)
    )
    listing = read.kind in LISTING and not grouping.topical(text)
    read.listing = listing or bool(found.gone and all_but.asked(rest))
    if not ask.any_time:
        read.undated()
    read.held()
    read.category(lists=lists)
    placed = found.where is not None
    return _sought(read.query, read.kind, read.rest(), text, placed=placed)


@dataclass(slots=True)
class _Reading:
    """A question as far as it is read: what its parts that are named filter by."""

    text: str
    query: Query
    found: named_filters.NamedFilters
    kind: Kind = Kind.QUESTION
    listing: bool = False
    """Whether notes are asked for, whatever is left of it."""
    taken: list[named_filters.Place] = field(default_factory=list)
    """What of the text is a filter by now."""

    def __post_init__(self) -> None:
        self.taken += self.found.time.spans if self.found.time else ()

    def rest(self, *also: Iterable[named_filters.Place]) -> str:
        """Return the text without what is a filter, and without *also*."""
        return without(self.text, [*self.taken, *chain(*also)])

    def undated(self) -> None:
        """Keep to notes without a date, if nothing but those is asked for."""
        places = [*self.taken, *self.found.categories]
        if said := grouping.undated(self.text, places):
            self.query = replace(self.query, undated=True)
            self._lists(self.kind, [said])

    def held(self) -> None:
        """Keep to notes by what stands in them, where notes are asked for."""
        if not (held := self.found.held):
            return
        beside = self.rest(self.found.categories, held.spans)
        if self.kind in LISTING or not grouping.subject(beside):
            rest = self.rest(self.found.unsaid, held.spans)
            narrowed = notes_meant.kind(rest, self.query.lang, dated=True)
            self.query = replace(
                self.query,
                holding=held.holding,
                lacking=held.lacking,
                either=held.either,
            )
            self._lists(narrowed if narrowed in LISTING else self.kind, held.spans)

    def category(self, *, lists: bool) -> None:
        """Keep to a category, or leave some out, where the name is no subject."""
        where, gone = self.found.where, self.found.gone
        frame = self.rest(self.found.categories)
        alone = not grouping.subject(frame) and (
            bool(self.taken or gone)
            or (where is not None and (lists or category_roles.are_asked(where, frame)))
        )
        if alone and where and self.kind not in LISTING:
            self.kind = Kind.COUNT if grouping.how_many(frame) else Kind.LIST
        if gone and (self.listing or alone):
            names = tuple(g.category for g in gone)
            self.query = replace(self.query, without_categories=names)
            self.taken += self.found.unsaid
        if where and (where.explicit or (self.listing and where.sure) or alone):
            self.query = replace(self.query, category=where.category)
            self.taken.append((where.start, where.end))
            if self.kind not in LISTING and not content(self.rest()):
                self.kind = Kind.LIST

    def _lists(self, kind: Kind, said: Iterable[named_filters.Place]) -> None:
        self.kind = kind if kind in LISTING else Kind.LIST
        self.listing = True
        self.taken += said


def _timed(query: Query, time: DatePhrase) -> Query:
    return replace(
        query,
        since=time.since,
        until=time.until,
        newest_first=time.newest_first,
        count=time.count,
        nth=time.nth,
        open_year=time.open_year,
        without=time.without,
        weekdays=time.weekdays,
        months=time.months,
    )


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
    asked = kind in {Kind.QUESTION, Kind.DEFINITION} and notes_meant.NOTE.search(rest)
    return bool(asked) and 0 < len(grouping.subject(rest)) <= kinds.NAME


def _whole_years(query: Query) -> bool:
    since, until = query.since, query.until
    return bool(
        since
        and until
        and since.year < until.year
        and (since.month, since.day, until.month, until.day) == (1, 1, 12, 31)
    )
