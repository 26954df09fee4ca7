"""Builds the index of words of a shared generation from its collection."""

from __future__ import annotations

import sqlite3

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from rag.analyse.terms import Analyser
from rag.disk import copied
from rag.errors import IndexBroken
from rag.index_writer import put_terms, searchable
from rag.notes_db import NotesDb, translated
from rag.shared_records import Shared
from rag.types import Chunk, Entry


_BATCH = 64
"""Passages that are analysed at a time."""


def build(
    target: Path,
    entries: Sequence[Shared],
    analyser: Analyser,
    *,
    meta: Mapping[str, str],
    before: Path | None,
) -> None:
    """
    Write the file *target*; what is the same in *before* is not analysed again.

    Args:
        target: A file that is not there yet.
        entries: All that the generation holds.
        analyser: Gives the terms.
        meta: What the generation was built with.
        before: The file of an older generation, if there is one.

    Raises:
        IndexBroken: *target* can't be written.
    """
    if before is None or not _copied(before, target, meta):
        NotesDb.create(target).close()
    db = NotesDb(target, write=True)
    with closing(db), translated(target), db.connection:
        pending = list(_changed(db, entries))
        for at in range(0, len(pending), _BATCH):
            put_terms(db, analyser, pending[at : at + _BATCH])
        db.drop_unmentioned()
        db.set_meta(meta)


def _changed(
    db: NotesDb, entries: Sequence[Shared]
) -> Iterator[tuple[Chunk, str, str]]:
    """Bring the entries level; yield the passages to analyse, text and digest."""
    held = {e.id: e for e in db.entries()}
    for entry_id in held.keys() - {s.entry.id for s in entries}:
        db.drop_entry(entry_id)
        db.drop_file(held[entry_id].path)
    for shared in entries:
        entry = shared.entry
        digests = {chunk.key: digest for chunk, digest in shared.chunks}
        before = held.get(entry.id)
        same = digests == db.chunk_digests(entry.id)
        db.put_entry(entry, shared.position, shared.digest)
        if before != entry or not same:
            # What was seen of the file here is not what it holds there.
            db.drop_file(entry.path)
        if same and before is not None and _filed(before) == _filed(entry):
            continue
        db.drop_chunks(entry.id)
        for chunk, digest in shared.chunks:
            yield chunk, searchable(chunk, entry.tags), digest


def _filed(entry: Entry) -> tuple[object, ...]:
    """Return what the rows of the passages say, beside what was embedded."""
    return entry.day, entry.category, entry.body


def _copied(before: Path, target: Path, meta: Mapping[str, str]) -> bool:
    """Copy *before* if its terms were made as ours are; say whether."""
    try:
        with closing(NotesDb(before)) as old:
            made = old.meta()
        if any(made.get(k) != meta.get(k) for k in ("schema", "analyser")):
            return False
        copied(before, target)
    except (IndexBroken, sqlite3.Error):
        target.unlink(missing_ok=True)
        return False
    return True
