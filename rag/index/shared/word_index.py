"""Builds the index of words of a shared generation: of its collection, of a copy."""

from __future__ import annotations

import sqlite3

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from rag.analyse.terms import Analyser
from rag.errors import IndexBroken
from rag.index.generations import manifest
from rag.index.generations.durable_files import copy_file, settle
from rag.index.generations.manifest import Facts
from rag.index.store import passage_records
from rag.index.store.chroma_server import ChromaServer, Shelf
from rag.index.store.notes_db import SCHEMA_VERSION, NotesDb, translated
from rag.index.store.passage_records import Shared
from rag.index.update.passages import Passage, searchable
from rag.index.update.validate import validated_words
from rag.index.update.writer import put_names, put_terms
from rag.types import Entry
from rag.wording.notices import Notice, Occasion, Tell


_NAME = "notes.sqlite3"
_BATCH = 64
"""Passages that are analysed at a time."""


def fetched(
    shelf: Shelf,
    server: ChromaServer,
    folder: Path,
    analyser: Analyser,
    *,
    number: int,
    before: Path | None,
    say: Tell,
) -> None:
    """
    Make the words of a published *shelf*, tried and sealed, in an empty *folder*.

    Args:
        shelf: The collection.
        server: Where it is.
        folder: What to fill.
        analyser: Gives the terms.
        number: What to seal it by.
        before: An older generation that is here, if there is one.
        say: Told that it takes a moment.

    Raises:
        IndexBroken: the collection is not whole or another version's, or
            *folder* can't be written.
        ServiceError: the server failed.
    """
    host = server.address.host
    if not passage_records.readable(shelf.metadata):
        raise IndexBroken(
            f"The index on {host} was made by another tilbot.",
            hint="Install the version that made it, or run `tilbot index"
            " --rebuild` where the notes are.",
        )
    said = {k: str(v) for k, v in shelf.metadata.items() if k != passage_records.HELD}
    say(Notice(Occasion.FETCHING, {"n": said.get("passages", "?"), "host": host}))
    build(
        folder / _NAME,
        passage_records.to_shared(server.records(shelf.id)),
        analyser,
        meta=said | {"schema": str(SCHEMA_VERSION), "analyser": analyser.name},
        before=before and before / _NAME,
    )
    facts = validated_words(folder)
    if str(facts.chunks) != said.get("passages"):
        raise IndexBroken(
            f"The collection on the Chroma server is not whole: it has {facts.chunks}"
            f" passages of {said.get('passages')}.",
            hint="Run `tilbot index --rebuild` where the notes are.",
        )
    seal(folder, facts, number=number)


def taken_over(source: Path, folder: Path, *, number: int) -> bool:
    """Copy *source*, of the same collection, into *folder*; False if it is damaged."""
    try:
        known = manifest.read(source)
    except IndexBroken:
        return False
    if known is None or manifest.damaged(source, known, thorough=True):
        return False
    copy_file(source / _NAME, folder / _NAME)
    seal(folder, known.facts, number=number)
    return True


def seal(folder: Path, facts: Facts, *, number: int) -> None:
    """Have the words in *folder* stay as they are."""
    built = facts.making.get("built_at")
    manifest.seal(
        folder,
        facts,
        number=number,
        built_at=datetime.fromisoformat(built) if built else None,
    )
    settle(folder)


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


def _changed(db: NotesDb, entries: Sequence[Shared]) -> Iterator[Passage]:
    """Bring the entries level; yield the passages to analyse."""
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
        if before is None or before.body != entry.body:
            put_names(db, entry)
        if before != entry or not same:
            # What was seen of the file here is not what it holds there.
            db.drop_file(entry.path)
        if same and before is not None and _filed(before) == _filed(entry):
            continue
        db.drop_chunks(entry.id)
        for chunk, digest in shared.chunks:
            yield Passage(chunk, searchable(chunk, entry.tags), digest)


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
        copy_file(before, target)
    except (IndexBroken, sqlite3.Error):
        target.unlink(missing_ok=True)
        return False
    return True
