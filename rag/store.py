"""The vectors and texts of the passages, in Chroma; its only importer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rag.errors import IndexBroken
from rag.lexical import Filters
from rag.notes_db import day_number
from rag.types import Chunk


_COLLECTION = "notes"
_BATCH = 500
"""Passages a call; Chroma refuses more than SQLite's limit of variables."""
CONFIGURATION = {
    # The defaults miss neighbours of hashed vectors; measured on 7,000 passages.
    "hnsw": {
        "space": "cosine",
        "ef_search": 400,
        "ef_construction": 200,
        "max_neighbors": 32,
    }
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what Chroma says of the folder *path* into our error."""
    import chromadb.errors

    try:
        yield
    except chromadb.errors.InvalidDimensionException as e:
        raise IndexBroken(
            f"The embedding model gives vectors of another dimension: {e}.",
            hint="Run `tilbot index --rebuild` to embed all notes anew.",
        ) from e
    except (chromadb.errors.ChromaError, ValueError, OSError, RuntimeError) as e:
        raise IndexBroken(
            f"The vector store failed: {e}.",
            hint=f"Check that {path} can be written, then run "
            "`tilbot index --rebuild`; your notes are not touched.",
        ) from e


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


def where(filters: Filters, categories: Sequence[str] = ()) -> dict[str, Any] | None:
    """
    Return *filters* in Chroma's language.

    Args:
        filters: What is asked for.
        categories: The known categories that *filters.category* stands for.
    """
    parts: list[dict[str, Any]] = []
    if filters.since:
        parts.append({"day": {"$gte": day_number(filters.since)}})
    if filters.until:
        parts.append({"day": {"$lte": day_number(filters.until)}})
    if filters.category:
        parts.append({"category": {"$in": list(categories) or [filters.category]}})
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {"$and": parts}


class ChromaStore:
    """The passages of one generation."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        import chromadb

        from chromadb.config import Settings

        self._path = path
        with translated(path):
            self._client = chromadb.PersistentClient(
                str(path), settings=Settings(anonymized_telemetry=False)
            )
            # Without embedding_function=None Chroma would fetch a model.
            if create:
                self._notes = self._client.get_or_create_collection(
                    _COLLECTION,
                    embedding_function=None,
                    configuration=CONFIGURATION,  # type: ignore[arg-type]
                )
            else:
                self._notes = self._client.get_collection(
                    _COLLECTION, embedding_function=None
                )

    def put(self, chunks: Sequence[Chunk], vectors: Sequence[Sequence[float]]) -> None:
        """Store passages with their vectors, replacing those of the same key."""
        import numpy as np

        for at in range(0, len(chunks), _BATCH):
            batch = chunks[at : at + _BATCH]
            with translated(self._path):
                self._notes.upsert(
                    ids=[c.key for c in batch],
                    embeddings=np.asarray(vectors[at : at + _BATCH], dtype=np.float32),
                    documents=[c.text for c in batch],
                    metadatas=[metadata(c) for c in batch],
                )

    def drop(self, keys: Sequence[str]) -> None:
        """Remove passages; unknown keys are ignored."""
        for at in range(0, len(keys), _BATCH):
            with translated(self._path):
                self._notes.delete(ids=list(keys[at : at + _BATCH]))

    def nearest(
        self, vector: Sequence[float], *, limit: int, within: dict[str, Any] | None
    ) -> dict[str, float]:
        """
        Return cosine similarity, -1 to 1, of the *limit* nearest passages.

        Args:
            vector: The embedded question.
            limit: How many at most.
            within: A filter, see `where`.
        """
        import numpy as np

        with translated(self._path):
            found = self._notes.query(
                query_embeddings=np.asarray([vector], dtype=np.float32),
                n_results=limit,
                where=within,
                include=["distances"],
            )
        distances = found["distances"]
        if not distances:
            return {}
        return {
            key: 1.0 - distance
            for key, distance in zip(found["ids"][0], distances[0], strict=True)
        }

    def texts(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return the text of passages, by key."""
        with translated(self._path):
            found = self._notes.get(ids=list(keys), include=["documents"])
        return dict(zip(found["ids"], found["documents"] or [], strict=True))

    def vectors(self, keys: Sequence[str]) -> dict[str, list[float]]:
        """Return the vectors of passages, by key."""
        with translated(self._path):
            found = self._notes.get(ids=list(keys), include=["embeddings"])
        held = found["embeddings"]
        if held is None:
            return {}
        return {
            k: [float(x) for x in v] for k, v in zip(found["ids"], held, strict=True)
        }

    def count(self) -> int:
        """Return the number of passages."""
        with translated(self._path):
            return self._notes.count()

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()  # type: ignore[attr-defined]  # on the class, not the type
