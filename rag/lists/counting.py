"""Counts of entries by day, month, year or category, and which has most or least."""

from __future__ import annotations

import re

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.citations.resolution import defuse
from rag.dates.intervals import Key, period
from rag.lists.entry_line import opening
from rag.query_types import GroupBy, Lang
from rag.types import Citation, Entry
from rag.wording.lists import OF_KIND, Told, many, name, row, unit
from rag.wording.phrases import Say, say


Extreme = Literal["most", "least"]

_LEAST = re.compile(
    r"적게|(?:가장|제일|젤|더)\s*(?:적[은었어]|조금|덜|드물|뜸)|하위"
    r"|\b(?:fewest|least|fewer|bottom)\b",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?:가장|제일|젤)(?!\s*(?:먼저|처음|최근|마지막|나중|오래|늦|이른|일찍))|많이|더\s"
    r"|최다|상위|[톱탑]\s*[0-9]|\b(?:most|busiest|more|top)\b",
    re.IGNORECASE,
)
_DAYS = 10
"""Rows of a count by day; of the days behind them only the number is told."""

_TAGS = 30
"""The same of a count by tag."""


def extreme(question: str) -> Extreme | None:
    """Return which end a question asks for, as in ``무슨 달에 제일 많이 썼지``."""
    if _LEAST.search(question):
        return "least"
    return "most" if _MOST.search(question) else None


def breakdown(entries: Iterable[Entry]) -> GroupBy | None:
    """Return what a mere number is broken down by; None where one row would do."""
    days = [e.day for e in entries if e.day]
    if len({day.year for day in days}) > 1:
        return "year"
    return "month" if len({day.month for day in days}) > 1 else None


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that are counted together."""

    key: Key
    name: str
    entries: Sequence[Entry]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.entries)

    def told(self, lang: Lang) -> str:
        """Return the group with its number."""
        return Told.COUNTED_BY.text(lang, name=self.name, n=self.count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Entries by what they are counted by."""

    by: GroupBy
    lang: Lang
    named: Sequence[Group]
    """Dates in order, categories and tags by name."""
    others: Sequence[Entry]
    """Without a date, a category or a tag: they count, but belong nowhere."""

    def first(self, end: Extreme) -> str:
        """Return the sentence that names what has most, or least; "" of nothing."""
        if not self.named:
            return ""
        best = _best(self.named, end)
        names = [g.name for g in self.named if g.count == best]
        if 1 < len(names) == len(self.named):
            told = many(len(names), self.by, self.lang)
            return Told.EVEN.text(self.lang, many=told, n=best)
        about = "KIND_" if self.by in OF_KIND else ""
        each = "_EACH" if len(names) > 1 else ""
        return Told[f"{about}{end.upper()}{each}"].text(
            self.lang,
            names=row(names, self.by, self.lang),
            unit=unit(self.by, self.lang),
            n=best,
        )

    def rows(self, end: Extreme | None) -> list[tuple[str, Sequence[Entry]]]:
        """
        Return each group with its number, and its entries.

        Args:
            end: Which end leads; None leaves dates in their order.
        """
        kept, left = list(self.named), list[Group]()
        many_days = self.by == "day" and len(kept) > _DAYS
        if end or many_days or self.by in OF_KIND:
            sign = 1 if end == "least" else -1
            kept.sort(key=lambda g: sign * g.count)
        if many_days:
            top = [g for g in kept if g.count == kept[0].count]
            kept, left = kept[: min(len(top), _DAYS)], kept[min(len(top), _DAYS) :]
        elif self.by == "tag":
            kept, left = kept[:_TAGS], kept[_TAGS:]
        found = [(g.told(self.lang), g.entries) for g in kept]
        if left:
            further = [*{e.id: e for g in left for e in g.entries}.values()]
            words = Told.FURTHER_DAYS if many_days else Told.FURTHER_TAGS
            told = words.text(self.lang, k=len(left), n=len(further))
            found.append((told, further))
        return [*found, *((g.told(self.lang), g.entries) for g in self.strays())]

    def strays(self) -> list[Group]:
        """Return those without a date, or without a category, if there are any."""
        if not self.others:
            return []
        none = {"category": Say.UNSORTED, "tag": Say.UNTAGGED}.get(self.by, Say.UNDATED)
        return [Group("", say(none, self.lang), self.others)]

    def largest(self) -> list[Group]:
        """Return the groups that have most."""
        return [g for g in self.named if g.count == _best(self.named, "most")]


def grouped(entries: Iterable[Entry], by: GroupBy, lang: Lang) -> Groups:
    """Return *entries* by what they are counted by."""
    found: dict[Key | None, list[Entry]] = {}
    for entry in entries:
        for key in _keys(entry, by):
            found.setdefault(key, []).append(entry)
    others = found.pop(None, [])
    named = [
        Group(key, defuse(_name(key, by, lang, found[key])), found[key])
        for key in sorted((k for k in found if k is not None), key=_order)
    ]
    return Groups(by=by, lang=lang, named=named, others=others)


def _name(key: Key, by: GroupBy, lang: Lang, entries: Sequence[Entry]) -> str:
    """Return what a group is called; a tag as the first note has it."""
    if by != "tag":
        return name(key, by, lang)
    return next(t for e in entries for t in e.tags if t.casefold() == key)


def marked(
    rows: Iterable[tuple[str, Sequence[Entry]]], room: int
) -> tuple[list[str], list[Citation]]:
    """
    Return the rows, *room* of their entries cited, and the citations.

    An entry of several rows is cited once.
    """
    lines, cited = [], dict[str, Citation]()
    for told, entries in rows:
        marks = ""
        for entry in entries:
            if entry.id not in cited and len(cited) < room:
                cited[entry.id] = opening(entry, len(cited) + 1)
            if citation := cited.get(entry.id):
                marks += f"[til-{citation.number}]"
        lines.append(f"{told} {marks}".rstrip())
    return lines, [*cited.values()]


def _keys(entry: Entry, by: GroupBy) -> Sequence[Key | None]:
    """Return what *entry* is counted under; under each of its tags once."""
    if by == "tag":
        return tuple(dict.fromkeys(map(str.casefold, entry.tags))) or (None,)
    if by == "category":
        return (entry.category or None,)
    return (period(entry.day, by) if entry.day else None,)


def _order(key: Key) -> str:
    """Return what keys of one kind are sorted by."""
    return "-".join(f"{n:04}" for n in key) if isinstance(key, tuple) else str(key)


def _best(groups: Sequence[Group], end: Extreme) -> int:
    counts = [g.count for g in groups]
    return max(counts) if end == "most" else min(counts)
