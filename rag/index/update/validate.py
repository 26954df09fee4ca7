"""Tries a generation before anybody gets it: integrity, counts, searches."""

from __future__ import annotations

import hashlib
import sqlite3

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from rag.errors import IndexBroken
from rag.index.generations.manifest import Facts
from rag.index.store.notes_db import NotesDb, translated
from rag.protocols import CompleteVectors


_SAMPLE = 8
"""Passages that are searched for, spread over all."""
_SAME = 0.999
"""The similarity, 0 to 1, from which a vector has found itself."""


def validated(folder: Path, complete: Callable[[Path], CompleteVectors]) -> Facts:
    """
    Return the facts of a generation that nobody reads yet.

    Args:
        folder: The generation.
        complete: Opens the vectors of its passages, as `Library.complete`.

    Raises:
        IndexBroken: SQLite finds fault with a file, the stores don't hold the
            same passages, or one of a sample isn't found by its own word or
            its own vector.
        ServiceError: the vectors are elsewhere, and can't be reached.
    """
    notes = folder / "notes.sqlite3"
    with ThreadPoolExecutor(1) as beside:  # SQLite reads while we do
        sound = beside.submit(_sound, notes)
        facts, texts = _words(notes)
        with closing(complete(folder)) as store:
            _vectors(store, facts.chunks, texts)
        for file in sorted((folder / "chroma").glob("*.sqlite3")):
            _sound(file)
        sound.result()
    return facts


def validated_words(folder: Path) -> Facts:
    """Return the facts of a generation whose vectors are not ours to try."""
    notes = folder / "notes.sqlite3"
    _sound(notes)
    return _words(notes)[0]


def _words(path: Path) -> tuple[Facts, dict[str, str]]:
    """Return the facts, and the texts of a sample by their keys."""
    with closing(NotesDb(path)) as db, translated(path):
        digests = db.digests()
        rows = db.connection.execute(
            "select c.id, key, entry_id, t.words from chunks c"
            " left join terms t on t.rowid = c.id order by c.id"
        ).fetchall()
        (terms,) = db.connection.execute("select count(*) from terms").fetchone()
        if terms != len(rows) or any(words is None for *_, words in rows):
            raise _unequal(len(rows), terms, "the words")
        if astray := {entry for _, _, entry, _ in rows} - digests.keys():
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
        entries = {e.id: e for e in db.entries([entry for _, _, entry, _ in sample])}
        texts = {key: db.chunk(key, entries[entry]).text for _, key, entry, _ in sample}
        facts = Facts(
            making=db.meta(),
            notes=_digest(digests),
            entries=len(digests),
            chunks=len(rows),
        )
    return facts, texts


def _vectors(store: CompleteVectors, chunks: int, texts: Mapping[str, str]) -> None:
    if (held := store.count()) != chunks:
        raise _unequal(chunks, held, "the vectors")
    vectors = store.vectors(list(texts))
    if dict(store.texts(list(texts))) != dict(texts):
        raise IndexBroken(
            "The vector store holds other texts than the notes.", hint=_AGAIN
        )
    for key in texts:
        if not _finds_itself(store, vectors.get(key, ())):
            raise IndexBroken(f"{key} isn't found by its own vector.", hint=_AGAIN)


def _finds_itself(store: CompleteVectors, vector: Sequence[float]) -> bool:
    if not vector:
        return False
    if not any(vector):
        return True  # the zero vector is near to nothing
    near = store.nearest(vector, limit=1, within=None)
    return max(near.values(), default=0.0) >= _SAME


def _sound(path: Path) -> None:
    # quick_check finds fault with sound tables in SQLite 3.40.
    uri = f"{path.resolve().as_uri()}?mode=ro"
    with translated(path), closing(sqlite3.connect(uri, uri=True)) as connection:
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
