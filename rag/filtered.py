"""What filters alone let through, in a generation."""

from __future__ import annotations

from datetime import date

from rag.generation import Generation
from rag.listing import select
from rag.types import Filters, Hit, Query, below


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


def categories(generation: Generation, filters: Filters) -> tuple[list[str], list[str]]:
    """Return the categories in the index that *filters* let in, and leave out."""
    names = (filters.category, filters.without_category)
    known = [c for c, _ in generation.db.categories()] if any(names) else []
    let_in, left_out = ([c for c in known if n and below(c, n)] for n in names)
    return let_in, left_out


def days(generation: Generation, filters: Filters) -> list[date]:
    """Return the days in the index that lie on the weekdays and months asked for."""
    if not filters.recur:
        return []
    return [day for day in generation.db.days() if filters.on(day)]
