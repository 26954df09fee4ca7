"""Keeps to the notes of a list that was shown: ``거기서 ML & DL만``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.lists.topic_list import Notes, shown_of
from rag.query_types import Query
from rag.quotes.term_weights import TermWeights
from rag.retrieval.mentions import Mention
from rag.retrieval.selection import select
from rag.types import Entry


@dataclass(frozen=True, slots=True)
class Shown:
    """A search that finds nothing but these notes."""

    notes: Notes
    ids: frozenset[str]

    def mentions(self, query: Query) -> Sequence[Mention]:
        """Return those of the notes that speak of the subject."""
        return [m for m in self.notes.mentions(query) if m.entry.id in self.ids]

    def reading(self, query: Query) -> TermWeights:
        """Return what the terms of *query* say, in all notes."""
        return self.notes.reading(query)


def kept(
    notes: Notes, entries: Sequence[Entry], query: Query
) -> tuple[Notes, Sequence[Entry]]:
    """Return what *query* is answered from: all, or what the list before named."""
    if query.among is None:
        return notes, entries
    notes, entries = kept(notes, entries, query.among)
    if query.among.text:
        ids = shown_of(notes, query.among)
    else:
        ids = {e.id for e in select(entries, query.among)}
    return Shown(notes, frozenset(ids)), [e for e in entries if e.id in ids]
