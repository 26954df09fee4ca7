"""Which note another is told by, and which lie beside it by their dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from rag.analyse.glossary import squashed
from rag.evidence import STRONG
from rag.mentions import Mention
from rag.query_types import Anchor, Query, Unit
from rag.types import Entry, Hit
from rag.understand import periods
from rag.understand.periods import Period


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
    fitting: int = 1
    """How many it could have been: by their titles, else by what they say."""
    nearest: Sequence[Entry] = ()
    """What is offered instead of it, best first."""


def taken(
    notes: Notes, entries: Sequence[Entry], about: str, anchor: Anchor, query: Query
) -> Taken:
    """
    Return the note that *about* names: by its title first, then by what it says.

    Of several, that which a search finds first. One that only mentions the
    subject among others will do if the search is sure of it.
    """
    if anchor.day and (named := _titled(entries, about, anchor.day)):
        return Taken(entry=named, titled=True)
    plain = Query(text=about, lang=query.lang)
    mentioned = notes.mentions(plain)
    titled = {m.entry.id: m.entry for m in mentioned if m.titled}
    hits = notes.search(plain, limit=_READ)
    if titled:
        ranked = [h.entry for h in hits if h.entry.id in titled]
        best = next(iter([*ranked, *titled.values()]))
        return Taken(entry=best, titled=True, fitting=len(titled))
    spoken = {m.entry.id for m in mentioned}
    sure = [h.entry for h in hits if h.strength >= STRONG]
    for entry in sure:
        if not spoken or entry.id in spoken:
            return Taken(entry=entry, fitting=len(spoken))
    near = {e.id: e for e in [*(m.entry for m in mentioned), *(h.entry for h in hits)]}
    return Taken(entry=None, nearest=list(near.values())[:_OFFERED])


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
