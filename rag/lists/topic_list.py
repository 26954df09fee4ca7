"""Lists, counts and dates of the notes that speak of a subject."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from rag.analyse.glossary import squashed
from rag.citations.title_markup import bold
from rag.injection.disarming import title
from rag.lists.entry_line import line, telling
from rag.lists.listing import answered, describe, listed
from rag.lists.stretches import since
from rag.query_types import PAGE, Kind, Query
from rag.quotes.extract import quotations
from rag.quotes.term_weights import TermWeights
from rag.retrieval.mentions import Mention
from rag.text.holding import holding
from rag.types import Answer, Citation, Hit, Outcome
from rag.wording.aggregates import Measured
from rag.wording.lists import Told
from rag.wording.phrases import Say, say


_QUOTED = 4
"""Notes, at most, of which more is quoted than a line."""
_DAYS = 3
"""Days that one sentence names."""
_SUBJECT = 6
"""Words up to which two subjects are looked for in one."""
_JOINED = re.compile(r"(?:이?랑|하고|(?<=\S)[와과]|,)$")


class Notes(Protocol):
    """What is asked of a search."""

    def mentions(self, query: Query) -> Sequence[Mention]:
        """Return all notes that speak of the subject, within the filters."""
        ...

    def reading(self, query: Query) -> TermWeights:
        """Return what the terms of *query* say about texts."""
        ...


def listed_on(notes: Notes, query: Query, question: str) -> Answer | None:
    """
    Answer which notes speak of ``query.text``, how many, or when; None for none.

    Each line is cited. A filter that lets none of them through gives way, and
    the notice says so; those without a date are named beside a filter by date.
    """
    found, notice = fitting(notes, query), None
    if query.kind is Kind.WHEN and query.sides:
        found = _titled(notes, query, query.sides)  # one date alone answers nothing
        if not found and query.newest_first is not None:
            return None  # what comes first may be what the notes tell of
    elif query.kind is Kind.WHEN and not any(m.titled for m in found):
        found = _each(notes, query) or found
    dated = query.since is not None or query.until is not None
    elsewhere = dated or (query.filters and not found and not query.forced)
    every = fitting(notes, query.everywhere) if elsewhere else []
    timeless = [m for m in every if dated and m.entry.day is None and m.titled]
    if not found and query.filters and not query.forced and not timeless:
        notice = say(Say.LIFTED, query.lang, what=describe(query))
        query, found = query.everywhere, every
    if not found and not timeless:
        # What is described in other words, a search may still find.
        return None if query.kind is Kind.LIST else _none(query, question)
    chosen = _ordered(_told(found) if query.kind is Kind.WHEN else found, query)
    if not chosen and not timeless:
        text = Told.NO_MORE.text(query.lang, what=describe(query))
        return answered(question, query, text, (), Outcome.NO_EVIDENCE)
    if query.kind is Kind.LIST and len(chosen) <= _QUOTED and not timeless:
        answer = _quoted(notes, chosen, query, question, len(found))
        return replace(answer, notice=notice)
    shown = [*chosen, *timeless][:PAGE]
    citations = tuple(
        _cited(m, number, query.text) for number, m in enumerate(shown, start=1)
    )
    lines = [_head(chosen, query, len(found)), ""]
    lines += [line(c, query.lang, quoted=True) for c in citations[: len(chosen)]]
    if timeless:
        lines += ["", say(Say.MAYBE_WHEN, query.lang, n=len(timeless)), ""]
        lines += [line(c, query.lang, quoted=True) for c in citations[len(chosen) :]]
    if len(chosen) > PAGE:
        lines += ["", Told.LISTED_MORE.text(query.lang, n=len(chosen) - PAGE)]
    answer = answered(question, query, "\n".join(lines), citations)
    return replace(answer, notice=notice)


def told_on(notes: Notes, query: Query, question: str) -> Answer:
    """Answer by date, category or length of the notes that speak of ``query.text``."""
    found = [m.entry for m in fitting(notes, query)]
    if not found:
        return _none(query, question)
    return listed(found, query, question)


def spoken_of(notes: Notes, *texts: str) -> set[str]:
    """Return the ids of the notes on subjects: those titled so, or that mention it."""
    found = (_told(list(notes.mentions(Query(text=text)))) for text in texts)
    return {m.entry.id for mentions in found for m in mentions}


def shown_of(notes: Notes, query: Query) -> set[str]:
    """Return the ids of the notes that the list of *query* named."""
    return {m.entry.id for m in _ordered(fitting(notes, query), query)}


def fitting(notes: Notes, query: Query) -> list[Mention]:
    """Return the mentions in notes that hold what is asked for."""
    found = list(notes.mentions(query))
    found = [m for m in found if holding(m.entry, query)]
    gone = spoken_of(notes, *query.without_texts)
    return [m for m in found if m.entry.id not in gone]


def _quoted(
    notes: Notes, chosen: Sequence[Mention], query: Query, question: str, total: int
) -> Answer:
    """Say how many there are, and quote what each says."""
    hits = [Hit(chunk=m.chunk, entry=m.entry, score=1.0, strength=1.0) for m in chosen]
    text, citations, lead = quotations(
        hits,
        notes.reading(query),
        lang=query.lang,
        lead=Say.QUOTED,
        several=True,
        dated=True,
    )
    head = _head(chosen, query, total)
    return answered(question, query, head + text.removeprefix(lead), citations)


def _none(query: Query, question: str) -> Answer:
    what = f" ({describe(query)})" if query.narrowed else ""
    text = say(Say.MENTIONED_NONE, query.lang, what=what)
    return answered(question, query, text, (), Outcome.NO_EVIDENCE)


def _told(found: Sequence[Mention]) -> list[Mention]:
    """Return those that are about the subject, by their titles, if any is."""
    return [m for m in found if m.titled] or list(found)


def _each(notes: Notes, query: Query) -> list[Mention]:
    """Return the notes on either of two subjects, of which each has notes by title.

    "CLIP이랑 디퓨전 중에 뭘 먼저 썼지?" is asked of both, whatever one note says of the
    other; what a note is called by as a whole is one subject.
    """
    words = query.text.split()
    for cut in range(1, len(words) if len(words) <= _SUBJECT else 1):
        parts = _JOINED.sub("", " ".join(words[:cut])), " ".join(words[cut:])
        if found := _titled(notes, query, parts):
            return found
    return []


def _titled(notes: Notes, query: Query, parts: Sequence[str]) -> list[Mention]:
    """Return the notes that are called by *parts*; none if one of these has none."""
    found = [
        [m for m in fitting(notes, replace(query, text=part)) if m.titled]
        for part in parts
    ]
    each = {m.entry.id: m for some in found for m in some}
    return list(each.values()) if all(found) else []


def _ordered(found: Sequence[Mention], query: Query) -> list[Mention]:
    newest = bool(query.newest_first)
    undated = [m for m in found if m.entry.day is None]
    dated = [m for m in found if m.entry.day]
    dated.sort(key=lambda m: m.entry.day or date.min, reverse=newest)
    if query.nth:
        return dated[query.nth - 1 : query.nth]
    every = [*dated, *undated][query.skip :]
    every = every[: query.count or len(every)]
    return every[::-1] if query.turned else every


def _head(chosen: Sequence[Mention], query: Query, total: int) -> str:
    if query.kind is not Kind.WHEN:
        what = f" ({describe(query)})" if query.narrowed or query.among else ""
        if len(chosen) < total and query.newest_first is not None:
            end = Say.MENTIONED_LATEST if query.newest_first else Say.MENTIONED_FIRST
            return say(end, query.lang, n=total, k=len(chosen), what=what)
        one = Say.MENTIONED_ONE if len(chosen) == 1 else Say.MENTIONED
        return say(one, query.lang, n=len(chosen), what=what)
    days = list(dict.fromkeys(m.entry.day for m in chosen if m.entry.day))
    if not days:
        return say(Say.WRITTEN_UNDATED, query.lang)
    if query.measure == "elapsed":
        return since(max(days), query, Measured.ELAPSED_SUBJECT)
    if query.sides and query.newest_first is not None and len(days) > 1:
        end = Say.WRITTEN_LATER if query.newest_first else Say.WRITTEN_EARLIER
        return say(end, query.lang, what=bold(title(chosen[0].entry.title)))
    if len(days) > _DAYS:
        return say(Say.WRITTEN_DAYS, query.lang, n=len(days))
    return say(Say.WRITTEN, query.lang, what=", ".join(d.isoformat() for d in days))


def _cited(mention: Mention, number: int, text: str) -> Citation:
    """Cite what the passage says of *text*."""
    words = [squashed(w) for w in text.split() if len(w) > 1]
    return telling(mention.entry, number, words, mention.chunk.start)
