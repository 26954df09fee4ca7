"""Says what an index holds, of its words alone."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rag.index.store.notes_db import NotesDb
from rag.index_types import IndexStatus


def with_contents(seen: IndexStatus, generation: Path) -> IndexStatus:
    """
    Return *seen* with what the generation in that folder holds.

    Raises:
        IndexBroken: it can't be read.
    """
    with closing(NotesDb(generation / "notes.sqlite3")) as db:
        meta = db.meta()
        entries, chunks, first, last = db.extent()
        built = meta.get("built_at")
        return replace(
            seen,
            generation=generation.name,
            built_at=datetime.fromisoformat(built) if built else None,
            embeddings=meta.get("embeddings", ""),
            entries=entries,
            chunks=chunks,
            first_day=first,
            last_day=last,
            categories=tuple(db.categories()),
            problems=(*seen.problems, *db.problems()),
        )
