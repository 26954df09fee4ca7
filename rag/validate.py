"""Tries a generation before anybody gets it: integrity, counts, searches."""

from __future__ import annotations

import hashlib
import sqlite3

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from rag.errors import IndexBroken
from rag.manifest import Facts
from rag.notes_db import NotesDb, translated
from rag.store import ChromaStore


_SAMPLE = 8
"""Passages that are searched for, spread over all."""
_SAME = 0.999
"""The similarity, 0 to 1, from which a vector has found itself."""


def validated(folder: Path) -> Facts:
    """
    Return the facts of a generation that nobody reads yet.

    Raises:
        IndexBroken: SQLite finds fault with a file, the stores don't hold the
            same passages, or one of a sample isn't found by its own word or
            its own vector.
    """
    path = folder / "notes.sqlite3"
    with closing(NotesDb(path)) as db, translated(path):
        _sound(db.connection, path)
        entries = {e.id: e for e in db.entries()}
        rows = db.connection.execute(
            "select c.id, key, entry_id, t.words from chunks c"
            " left join terms t on t.rowid = c.id order by c.id"
        ).fetchall()
        (terms,) = db.connection.execute("select count(*) from terms").fetchone()
        if terms != len(rows) or any(words is None for *_, words in rows):
            raise _unequal(len(rows), terms, "the words")
        if astray := {entry for _, _, entry, _ in rows} - entries.keys():
            raise IndexBroken(f"Passages of {min(astray)} have no note.", hint=_AGAIN)
        sample = rows[:: max(1, len(rows) // _SAMPLE)][:_SAMPLE]
        for rowid, key, _, words in sample:
            if word := words.partition(" ")[0]:
                found = db.connection.execute(
                    "select 1 from terms where terms match ? and rowid = ?",
                    (f'words:"{word}"', rowid),
                ).fetchone()
                if found is None:
                    raise IndexBroken(
                        f"{key} isn't found by a word of its own.", hint=_AGAIN
                    )
        texts = {key: db.chunk(key, entries[entry]).text for _, key, entry, _ in sample}
        facts = Facts(
            making=db.meta(),
            notes=_digest(db.digests()),
            entries=len(entries),
            chunks=len(rows),
        )
    _vectors(folder / "chroma", facts.chunks, texts)
    return facts


def _vectors(path: Path, chunks: int, texts: Mapping[str, str]) -> None:
    with closing(ChromaStore(path)) as store:
        if store.count() != chunks:
            raise _unequal(chunks, store.count(), "the vectors")
        vectors = store.vectors(list(texts))
        if dict(store.texts(list(texts))) != dict(texts):
            raise IndexBroken(
                "The vector store holds other texts than the notes.", hint=_AGAIN
            )
        for key in texts:
            if not _finds_itself(store, vectors.get(key, ())):
                raise IndexBroken(f"{key} isn't found by its own vector.", hint=_AGAIN)
    file = path / "chroma.sqlite3"
    with translated(file), closing(sqlite3.connect(file)) as connection:
        _sound(connection, file)


def _finds_itself(store: ChromaStore, vector: Sequence[float]) -> bool:
    if not vector:
        return False
    if not any(vector):
        return True  # the zero vector is near to nothing
    near = store.nearest(vector, limit=1, within=None)
    return max(near.values(), default=0.0) >= _SAME


def _sound(connection: sqlite3.Connection, path: Path) -> None:
    # quick_check finds fault with sound tables in SQLite 3.40.
    (said,) = connection.execute("pragma integrity_check(1)").fetchone()
    if said != "ok":
        raise IndexBroken(f"{path.name} is damaged: {said}.", hint=_AGAIN)


def _unequal(chunks: int, others: int, what: str) -> IndexBroken:
    return IndexBroken(
        f"The index holds {chunks} passages and {what} of {others}.", hint=_AGAIN
    )


def _digest(digests: Mapping[str, tuple[str, str]]) -> str:
    said: Iterable[str] = (f"{k} {own}\n" for k, (_, own) in sorted(digests.items()))
    return hashlib.sha256("".join(said).encode("utf-8", "replace")).hexdigest()


_AGAIN = "Run `tilbot index --rebuild`; your notes are not touched."
