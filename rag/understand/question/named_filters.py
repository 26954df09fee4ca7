"""What a question names for filters: when, where, where not, what notes hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.query_types import LISTING
from rag.types import Ask
from rag.understand.dates import when
from rag.understand.dates.time_phrase import DatePhrase
from rag.understand.filters import all_but, category_roles, holding
from rag.understand.filters.categories import Named
from rag.understand.filters.holding import Held
from rag.understand.intent import grouping, kinds
from rag.understand.language.request_words import without


Place = tuple[int, int]
"""The first character of what says so, and one past the last."""


@dataclass(frozen=True, slots=True)
class NamedFilters:
    """What a question names, and where; whether it filters depends on its kind."""

    time: DatePhrase | None
    where: Named | None
    """The category that is kept to."""
    gone: tuple[Named, ...]
    """Categories that are left out."""
    held: Held | None
    categories: tuple[Place, ...]
    """Where a category is named, also one that turned out to be a subject."""

    @property
    def unsaid(self) -> list[Place]:
        """Where categories that are left out are named."""
        return _places(self.gone)


def find(
    ask: Ask, text: str, categories: Sequence[str], *, dated: bool, lists: bool
) -> NamedFilters:
    """
    Return what *text* names.

    Args:
        ask: What day it is, and which filters are refused.
        text: The question.
        categories: Those that exist.
        dated: Whether any note has a date.
        lists: Whether a word of a category's name will do.
    """
    held = holding.find(text)
    prose = category_roles.blanked(text, held.spans) if held else text
    phrase = None if ask.any_time else when.parse(prose, ask.today)
    if phrase and not dated and grouping.subject(without(text, phrase.spans)):
        phrase = None  # where no note has a date, only the notes say when
    times = phrase.spans if phrase else ()
    where, gone = category_roles.named(text, times, ask, categories, parts=lists)
    places = _places([where, *gone])
    if phrase is None and places and dated and not ask.any_time:
        phrase = when.parse(category_roles.blanked(prose, places), ask.today)
    if phrase and not _filters(phrase, text, places):
        phrase = None
    times = phrase.spans if phrase else ()
    beside = without(text, [*times, *places])
    _, kept = all_but.parted(beside) or ((), beside)
    if any(not g.sure for g in gone) and grouping.subject(kept):
        # "git 말고 다른 도구": what is looked for isn't notes
        gone = [g for g in gone if g.sure]
        places = _places([where, *gone])
    return NamedFilters(phrase, where, tuple(gone), held, tuple(places))


def _only_frame(rest: str) -> bool:
    """Whether *rest* lists or counts, and names nothing to look for."""
    return kinds.kind(rest) in LISTING and not grouping.subject(rest)


def _filters(phrase: DatePhrase, text: str, places: Sequence[Place]) -> bool:
    """Whether the days are those of the notes, not what they tell of."""
    rest = without(text, phrase.spans)
    return (
        phrase.about_writing
        or _only_frame(rest)
        or all_but.asked(rest)
        or bool(
            places and not grouping.subject(without(text, [*phrase.spans, *places]))
        )
    )


def _places(named: Sequence[Named | None]) -> list[Place]:
    return [(n.start, n.end) for n in named if n]
