"""What Chroma is told of a collection, its passages and filters, wherever it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rag.index.store.notes_db import day_number
from rag.query_types import Filters
from rag.types import Chunk


CONFIGURATION = {
    # The defaults miss neighbours of hashed vectors; measured on 7,000 passages.
    "hnsw": {
        "space": "cosine",
        "ef_search": 400,
        "ef_construction": 200,
        "max_neighbors": 32,
    }
}


def metadata(chunk: Chunk) -> dict[str, str | int]:
    """Return what Chroma filters by; absent values are left out."""
    out: dict[str, str | int] = {
        "entry_id": chunk.entry_id,
        "ordinal": chunk.ordinal,
        "title": chunk.title,
        "heading": " > ".join(chunk.heading),
    }
    day = day_number(chunk.day)
    if day is not None:
        out["day"] = day
    if chunk.category is not None:
        out["category"] = chunk.category
    return out


def where(
    filters: Filters,
    categories: Sequence[str] = (),
    without: Sequence[str] = (),
    days: Sequence[date] = (),
) -> dict[str, Any] | None:
    """
    Return *filters* in Chroma's language.

    Args:
        filters: What is asked for.
        categories: The known categories that *filters.category* stands for.
        without: Those that *filters.without_categories* stand for.
        days: Those in the index that lie on its weekdays and months.
    """
    parts: list[dict[str, Any]] = []
    if filters.recur:
        parts.append({"day": {"$in": [day_number(day) for day in days] or [0]}})
    if filters.since:
        parts.append({"day": {"$gte": day_number(filters.since)}})
    if filters.until:
        parts.append({"day": {"$lte": day_number(filters.until)}})
    for first, last in filters.without:
        # Chroma compares no number that is absent: what is undated is left
        # to the arm that goes by words.
        sides: list[dict[str, Any]] = []
        if first:
            sides.append({"day": {"$lt": day_number(first)}})
        if last:
            sides.append({"day": {"$gt": day_number(last)}})
        parts.append(sides[0] if len(sides) == 1 else {"$or": sides})
    if filters.category:
        parts.append({"category": {"$in": list(categories) or [filters.category]}})
    if filters.without_categories:
        left_out = list(without) or list(filters.without_categories)
        parts.append({"category": {"$nin": left_out}})
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {"$and": parts}
