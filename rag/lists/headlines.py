"""The first line of a list or a count: how many, of what, in which order."""

from __future__ import annotations

import shlex

from collections.abc import Sequence
from dataclasses import dataclass

from rag.lists.counting import Groups
from rag.query_types import Query
from rag.types import Entry
from rag.wording.lists import OF_KIND, Told, nth, unit


_DATED = frozenset({"average", "interval", "gap", "streak", "elapsed", "span", "ends"})
"""Measures that an entry without a date takes no part in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What there is to say above the entries that were chosen."""

    query: Query
    what: str
    """The filters in a few words."""
    fitting: Sequence[Entry]
    """What the filters let through."""
    chosen: Sequence[Entry]
    """Those of them that were asked for."""

    def of_list(self) -> str:
        """Return the first line of a list of the chosen."""
        lang, n = self.query.lang, len(self.chosen)
        newest = self.query.newest_first is not False
        asked = self.query.count
        if self.query.skip:
            scope = self.scope(of=len(self.fitting))
            return Told.NEXT.text(lang, n=n, what=scope)
        if asked is None or (n < asked and not self.query.nth):
            return Told.LISTED.text(lang, n=n, what=self.scope())
        within = self.scope(of=len(self.fitting))
        place = self.query.nth or 1
        if asked > 1:
            told = Told.LATEST if newest else Told.EARLIEST
        elif place == 1:
            told = Told.THE_LATEST if newest else Told.THE_EARLIEST
        else:
            told = Told.NTH_LATEST if newest else Told.NTH_EARLIEST
        return told.text(lang, n=n, nth=nth(place, lang), what=within)

    def of_count(self) -> str:
        """Return the number of the chosen."""
        lang, n, what = self.query.lang, len(self.chosen), self.scope()
        told = Told.COUNTED_ALL if what == Told.ALL.text(lang) else Told.COUNTED
        return told.text(lang, n=n, what=what)

    def of_groups(self, groups: Groups) -> str:
        """Return how many there are, and of categories how many of these."""
        if groups.by not in OF_KIND:
            return self.of_count()
        lang = self.query.lang
        notes = Told.NOTES.text(lang, n=len(self.chosen))
        everything = self.what == Told.ALL.text(lang)
        what = notes if everything else f"{self.scope()}, {notes}"
        several = unit(groups.by, lang).capitalize()
        return Told.KINDS.text(lang, unit=several, k=len(groups.named), what=what)

    def of_nothing(self) -> str:
        """Return why an order that was asked for leaves nothing."""
        if self.query.skip:
            return Told.NO_MORE.text(self.query.lang, what=self.scope())
        dated = sum(e.day is not None for e in self.fitting)
        return Told.TOO_FEW.text(self.query.lang, n=dated, what=self.what)

    def rest(self, left: int, *, counted: bool) -> str:
        """Return that *left* of the chosen are not named, and what names them."""
        lang = self.query.lang
        told = Told.COUNTED_MORE if counted else Told.LISTED_MORE
        said = told.text(lang, n=left)
        if command := _command(self.query):
            said = f"{said} {Told.SHOWN_BY.text(lang, command=command)}"
        return said

    def scope(self, of: int | None = None) -> str:
        """Return what the chosen are taken from, and what takes no part."""
        lang, query = self.query.lang, self.query
        some = query.count is not None and not query.measure
        ordered = query.newest_first is not None or some
        having = query.having and query.group_by not in OF_KIND
        parts = [self.what]
        if of is not None:
            everything = self.what == Told.ALL.text(lang)
            told = Told.OF_ALL if everything else Told.OF
            parts = [told.text(lang, what=self.what, n=of)]
        by_day = query.newest_first is not None and query.measure != "elapsed"
        if query.turned or (of is None and by_day):
            newest = (query.newest_first is not False) != query.turned
            order = Told.NEWEST_FIRST if newest else Told.OLDEST_FIRST
            parts.append(order.text(lang))
        undated = sum(e.day is None for e in self.fitting)
        if undated and (ordered or query.measure in _DATED or having):
            parts.append(Told.UNDATED_ASIDE.text(lang, n=undated))
        return ", ".join(parts)


def _command(query: Query) -> str | None:
    """Return the command that lists what *query* asks for; None if there is none."""
    some = query.count is not None or query.newest_first is False or query.having
    if some or query.undated or query.without or query.without_categories:
        return None
    if query.filters.recur or query.holding or query.lacking or query.without_texts:
        return None
    options = {
        "--category": query.category,
        "--since": query.since and query.since.isoformat(),
        "--until": query.until and query.until.isoformat(),
    }
    words = [w for name, value in options.items() if value for w in (name, value)]
    command = shlex.join(["tilbot", "list", *words])
    # Within a span of code a backtick would end it.
    return None if "`" in command else command
