"""Which note another is told by, and which lie beside it by their dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from rag.analyse.glossary import squashed
from rag.dates import periods
from rag.dates.periods import Period
from rag.query_types import Anchor, Query, Unit, below
from rag.relevance.evidence import STRONG
from rag.retrieval.mentions import Mention
from rag.retrieval.selection import dated_within, select
from rag.types import Entry, Hit
from rag.understand.filters import categories


_READ = 6
"""Hits among which the note is looked for."""
_OFFERED = 3
"""Notes that are offered where it is not found."""


class Notes(Protocol):
    """What is asked of a search."""

    def mentions(self, query: Query) -> Sequence[Mention]:
        """Return all notes that speak of the subject, within the filters."""
        ...

    def search(self, query: Query, *, limit: int) -> Sequence[Hit]:
        """Return one hit an entry, best first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The note that a subject stands for."""

    entry: Entry | None
    titled: bool = False
    """Whether its title names the subject."""
    at_end: bool = False
    """Whether it is the first or last of those, and none fits better."""
    others: Sequence[Entry] = ()
    """Those that it could have been, too."""
    nearest: Sequence[Entry] = ()
    """What is offered instead of it, best first."""


def taken(
    notes: Notes, entries: Sequence[Entry], about: str, anchor: Anchor, query: Query
) -> Taken:
    """
    Return the note that *about* names: by its title first, then by what it says.

    Of several, that which a search finds first; of a category or a day, the one
    at the end where the others are told from. One that only mentions the subject
    among others will do if the search is sure of it.
    """
    if anchor.day and (named := _titled(entries, about, anchor.day)):
        return Taken(entry=named, titled=True)
    plain = Query(text=about, lang=query.lang)
    if about == anchor.about and (anchor.since or anchor.until):
        days = replace(plain, since=anchor.since, until=anchor.until)
        days = dated_within(entries, replace(days, open_year=anchor.open_year))
        found = _of(notes, entries, days, anchor)
        if found.entry:
            return found
    return _of(notes, entries, plain, anchor)


def _of(notes: Notes, entries: Sequence[Entry], plain: Query, anchor: Anchor) -> Taken:
    """Return what *plain* names within its days."""
    inside = select(entries, plain)
    if not plain.text:
        return _at_end(inside, anchor)
    place = _place(plain.text, entries)
    if place and categories.wordy(place):
        return _at_end([e for e in inside if below(e.category, place)], anchor)
    mentioned = notes.mentions(plain)
    titled = {m.entry.id: m.entry for m in mentioned if m.titled}
    hits = notes.search(plain, limit=_READ)
    if titled:
        ranked = {h.entry.id: h.entry for h in hits if h.entry.id in titled}
        best, *others = (ranked | titled).values()
        if squashed(best.title) == squashed(plain.text):
            others = []  # it goes by that name alone
        return Taken(entry=best, titled=True, others=others)
    if place:
        return _at_end([e for e in inside if below(e.category, place)], anchor)
    spoken = {m.entry.id: m.entry for m in mentioned}
    sure = [h.entry for h in hits if h.strength >= STRONG]
    for entry in sure:
        if not spoken or entry.id in spoken:
            return Taken(
                entry=entry, others=[e for e in spoken.values() if e.id != entry.id]
            )
    if len(spoken) == 1 and plain.filters:
        return Taken(entry=next(iter(spoken.values())))
    near = spoken | {h.entry.id: h.entry for h in hits}
    return Taken(entry=None, nearest=list(near.values())[:_OFFERED])


def _at_end(entries: Sequence[Entry], anchor: Anchor) -> Taken:
    """Return the last of *entries* for what comes after them, else the first."""
    dated = sorted((e for e in entries if e.day), key=lambda e: e.day or date.min)
    if anchor.way in {"next", "after", "same"}:
        dated.reverse()
    if not dated:
        return Taken(entry=None)
    return Taken(entry=dated[0], titled=True, at_end=True, others=dated[1:])


def _place(about: str, entries: Sequence[Entry]) -> str | None:
    """Return the category that is all that *about* names."""
    known = tuple(dict.fromkeys(e.category for e in entries if e.category))
    named = categories.find(about, known)
    whole = named and (named.start, named.end) == (0, len(about))
    return named.category if named and whole else None


def _titled(entries: Sequence[Entry], title: str, day: date) -> Entry | None:
    """Return the note of that day whose title an answer gave."""
    wanted = squashed(title)
    for entry in entries:
        own = squashed(entry.title).rstrip("…")
        if entry.day == day and own and wanted.startswith(own):
            return entry
    return None


def beside(
    dated: Sequence[Entry], anchor: Anchor, note: Entry, other: Entry | None
) -> list[Entry]:
    """
    Return the notes that *anchor* tells of, the nearest to it first.

    Args:
        dated: Those with a date, oldest first; of a day, as in their source.
        anchor: Where they lie.
        note: What they are told by.
        other: The second one, for notes between two.
    """
    at = {entry.id: place for place, entry in enumerate(dated)}
    first = at[note.id]
    if anchor.way == "between" and other is not None:
        first, last = sorted((first, at[other.id]))
        return list(dated[first + 1 : last])
    if days := span(anchor, note):
        return [
            e
            for e in dated
            if e.day and days.since <= e.day <= days.until and e.id != note.id
        ]
    if anchor.way in {"next", "after"}:
        return list(dated[first + 1 :])
    return list(reversed(dated[:first]))


def span(anchor: Anchor, note: Entry) -> Period | None:
    """Return the days that are meant, or None where it is all of one side."""
    if note.day is None:
        return None
    step = anchor.step or 0
    if anchor.way == "same":
        return _whole(note.day, anchor.unit, step)
    if not step:
        return None
    day = _moved(note.day, step if anchor.way == "after" else -step, anchor.unit)
    return Period(day, day)


def _moved(day: date, step: int, unit: Unit) -> date:
    if unit in {"day", "week"}:
        return day + timedelta(days=step * (7 if unit == "week" else 1))
    return periods.shift(day, step * (12 if unit == "year" else 1))


def _whole(day: date, unit: Unit, step: int) -> Period:
    """Return the day, week, month or year that is *step* behind that of *day*."""
    if unit == "month":
        return periods.months(day.year, day.month + step)
    if unit == "year":
        return periods.months(day.year + step, 1, 12)
    moved = _moved(day, step, unit)
    return periods.week(moved) if unit == "week" else Period(moved, moved)


def around(dated: Sequence[Entry], days: Period, note: Entry) -> list[Entry]:
    """Return the last note before *days* and the first one after, but for *note*."""
    others = [e for e in dated if e.day and e.id != note.id]
    before = [e for e in others if e.day and e.day < days.since][-1:]
    return before + [e for e in others if e.day and e.day > days.until][:1]


def on_topic(notes: Notes, query: Query) -> set[str]:
    """Return the ids of the notes that speak of the subject of *query*."""
    return {m.entry.id for m in notes.mentions(replace(query, anchor=None))}
