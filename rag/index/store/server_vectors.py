"""The vectors of a shared generation: to search in one, and to build the next."""

from __future__ import annotations

import array
import sqlite3

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from rag.errors import IndexBroken
from rag.index.store.chroma_server import PAGE, ChromaServer
from rag.index.store.notes_db import NotesDb, translated
from rag.index.store.passage_records import Record, Shared, record_id, to_records
from rag.types import Chunk


class ServerStore:
    """The vectors of a generation that is on the server; never written."""

    def __init__(self, server: ChromaServer, shelf: UUID) -> None:
        self._server = server
        self._shelf = shelf

    def nearest(
        self, vector: Sequence[float], *, limit: int, within: dict[str, Any] | None
    ) -> dict[str, float]:
        """
        Return cosine similarity, -1 to 1, of the *limit* nearest passages.

        Raises:
            ServiceError: the server did not answer.
        """
        found = self._server.nearest(self._shelf, vector, limit=limit, within=within)
        return {f"{m['entry_id']}::{m['ordinal']}": score for m, score in found}

    def count(self) -> int:
        """Return the number of passages."""
        return self._server.count(self._shelf)

    def texts(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the text of passages, by key."""
        ids = {record_id(key): key for key in keys}
        found = self._server.texts(self._shelf, list(ids))
        return {ids[i]: text for i, text in found.items()}

    def vectors(self, keys: Sequence[str]) -> dict[str, list[float]]:
        """Return the vectors of passages, by key."""
        ids = {record_id(key): key for key in keys}
        found = self._server.vectors(self._shelf, list(ids))
        return {ids[i]: vector for i, vector in found.items()}

    def close(self) -> None:
        """Do nothing: the connection serves the generations that follow."""


class StagedStore:
    """The vectors of a generation that is being built, and not sent yet.

    New ones wait in a file; those that stay the same stay where they are, on
    the server. So an interrupted run has sent nothing, and what is said of a
    passage is sent once, when all of it is known.
    """

    def __init__(
        self, path: Path, server: ChromaServer, before: UUID | None, kept: set[str]
    ) -> None:
        """
        Args:
            path: The file for new vectors; made if it is not there.
            server: Where the collection *before* is.
            before: The collection that the generation is a copy of, if it is one.
            kept: Keys of the passages that were copied.
        """
        self._path = path
        self._server = server
        self._before = before
        self._kept = kept
        with translated(path):
            self._new = sqlite3.connect(path)
            self._new.execute(
                "create table if not exists vectors (key text primary key, vector blob)"
            )

    def put(self, chunks: Sequence[Chunk], vectors: Sequence[Sequence[float]]) -> None:
        """Keep passages' vectors, replacing those of the same key."""
        with translated(self._path), self._new:
            self._new.executemany(
                "insert or replace into vectors values (?, ?)",
                (
                    (chunk.key, array.array("f", vector).tobytes())
                    for chunk, vector in zip(chunks, vectors, strict=True)
                ),
            )

    def drop(self, keys: Sequence[str]) -> None:
        """Forget passages; unknown keys are ignored."""
        self._kept.difference_update(keys)
        with translated(self._path), self._new:
            self._new.executemany(
                "delete from vectors where key = ?", ((key,) for key in keys)
            )

    def vectors(self, keys: Sequence[str]) -> dict[str, list[float]]:
        """Return the vectors of passages, by key, wherever they are."""
        out: dict[str, list[float]] = {}
        with translated(self._path):
            for key in keys:
                row = self._new.execute(
                    "select vector from vectors where key = ?", (key,)
                ).fetchone()
                if row:
                    out[key] = array.array("f", row[0]).tolist()
        ids = {record_id(key): key for key in keys if key not in out}
        if self._before is not None and ids:
            found = self._server.vectors(self._before, list(ids))
            out |= {ids[i]: vector for i, vector in found.items()}
        return out

    def count(self) -> int:
        """Return the number of passages."""
        with translated(self._path):
            new = {key for (key,) in self._new.execute("select key from vectors")}
        return len(new | self._kept)

    def finish(self) -> None:
        """Let go of the file: it is written already."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._new.close()

    def send(self, db: NotesDb, shelf: UUID, still: Callable[[], None]) -> int:
        """
        Fill the collection *shelf* with what *db* holds; return how many.

        Args:
            db: Entries and passages of the generation.
            shelf: An empty collection.
            still: Called now and then; raises when there is no use going on.

        Raises:
            IndexBroken: a passage has no vector.
            ServiceError: the server failed.
        """
        sent = 0
        batch: list[tuple[str, Record]] = []
        for pair in _records(db):
            batch.append(pair)
            if len(batch) == PAGE:
                still()
                sent += self._send(shelf, batch)
                batch = []
        return sent + self._send(shelf, batch)

    def _send(self, shelf: UUID, batch: Sequence[tuple[str, Record]]) -> int:
        if not batch:
            return 0
        vectors = self.vectors([key for key, _ in batch])
        if missing := [key for key, _ in batch if key not in vectors]:
            raise IndexBroken(
                f"The collection on the Chroma server lacks {missing[0]}.",
                hint="Run `tilbot index --rebuild` where the notes are.",
            )
        self._server.put(
            shelf, [record for _, record in batch], [vectors[key] for key, _ in batch]
        )
        return len(batch)


def _records(db: NotesDb) -> Iterator[tuple[str, Record]]:
    """Yield the record of each passage, with its key."""
    filed: Mapping[str, tuple[int, str]] = db.filed()
    for entry in db.entries():
        digests = db.chunk_digests(entry.id)
        chunks = sorted(
            (db.chunk(key, entry) for key in digests), key=lambda c: c.ordinal
        )
        position, digest = filed[entry.id]
        shared = Shared(
            entry=entry,
            position=position,
            digest=digest,
            chunks=tuple((chunk, digests[chunk.key]) for chunk in chunks),
        )
        for chunk, record in zip(chunks, to_records(shared), strict=True):
            yield chunk.key, record
