"""What filters alone let through, in a generation."""

from __future__ import annotations

from typing import Any

from rag.index.generations.open_generation import Generation
from rag.index.store.collection import where
from rag.query_types import Filters, Query, below
from rag.retrieval.selection import select
from rag.types import Hit


def listed(generation: Generation, query: Query) -> list[Hit]:
    """Return every entry that fits a query which asks for nothing but that."""
    return [
        Hit(
            chunk=generation.db.chunk(f"{entry.id}::0", entry),
            entry=entry,
            score=1.0,
            strength=1.0,
        )
        for entry in select(generation.db.entries(), query)
    ]


def within(generation: Generation, filters: Filters) -> dict[str, Any] | None:
    """Return *filters* in the language of the store of vectors."""
    kept = [filters.category] if filters.category else []
    gone = filters.without_categories
    known = [c for c, _ in generation.db.categories()] if kept or gone else []
    let_in, left_out = (
        [c for c in known if any(below(c, name) for name in names)]
        for names in (kept, gone)
    )
    days = generation.db.days() if filters.recur else []
    return where(filters, let_in, left_out, [day for day in days if filters.on(day)])
