"""Brings the index level with the notes: what changed is read, embedded, written.

The work is done on a copy of the generation that answers, which is published
when it is complete.
"""

from __future__ import annotations

import time

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rag.analyse.terms import Analyser
from rag.chunk import CHUNKER_VERSION
from rag.corpus.walk import NoteFile, Walk, walk
from rag.embedding_cache import EmbeddingCache
from rag.errors import IndexBroken
from rag.index_writer import Announce, IndexWriter, Tally
from rag.notes_db import SCHEMA_VERSION, NotesDb, translated
from rag.protocols import Embedder, Library, Progress
from rag.types import IndexReport


READER_VERSION = 1
"""Raised when the same file gives other entries than before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How the files differ from those that were indexed."""

    new: tuple[NoteFile, ...] = ()
    changed: tuple[NoteFile, ...] = ()
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.missing)


def compare(files: Sequence[NoteFile], seen: Mapping[str, tuple[int, int]]) -> Changes:
    """
    Tell which files to read, by size and time of change alone.

    Args:
        files: What is there now.
        seen: Size and mtime in ns of what was indexed, by path.
    """
    return Changes(
        new=tuple(f for f in files if f.path not in seen),
        changed=tuple(
            f for f in files if f.path in seen and seen[f.path] != (f.size, f.mtime_ns)
        ),
        missing=tuple(sorted(seen.keys() - {f.path for f in files})),
    )


class NotesIndexer:
    """Keeps the index of one corpus; an `rag.protocols.Indexer`."""

    def __init__(
        self,
        corpus: Path,
        generations: Library,
        analyser: Analyser,
        embedder: Callable[[], Embedder],
        *,
        paid: bool,
        shared: bool = False,
    ) -> None:
        """
        Args:
            corpus: A folder of notes, or one file.
            generations: Where to publish.
            analyser: Gives the terms that words are ranked by.
            embedder: Opened only when there is something to embed.
            paid: Whether vectors come from a service, and are worth keeping.
            shared: Whether other machines, where the notes have another place,
                may carry the index on.
        """
        self._corpus = corpus
        self._generations = generations
        self._analyser = analyser
        self._embedder = embedder
        self._paid = paid
        self._shared = shared

    @property
    def versions(self) -> dict[str, str]:
        """What must be the same for a generation to be carried on."""
        return {
            "schema": str(SCHEMA_VERSION),
            "reader": str(READER_VERSION),
            "chunker": str(CHUNKER_VERSION),
            "analyser": self._analyser.name,
            "corpus": "shared" if self._shared else str(self._corpus.resolve()),
        }

    def changes(self, current: Path | None) -> tuple[Walk, Changes]:
        """
        Compare the files with the generation in *current*; reads no note.

        Raises:
            CorpusError: the corpus is not there.
        """
        walked = walk(self._corpus)
        if current is None:
            return walked, Changes(new=walked.files)
        with closing(NotesDb(current / "notes.sqlite3")) as db:
            if not self._same_making(db):
                return walked, Changes(changed=walked.files)
            return walked, compare(walked.files, db.files())

    def _carries_on(self, generation: Path) -> bool:
        with closing(NotesDb(generation / "notes.sqlite3")) as db:
            return self._same_making(db)

    def _same_making(self, db: NotesDb) -> bool:
        meta = db.meta()
        return all(meta.get(k) == v for k, v in self.versions.items())

    def run(
        self,
        progress: Progress = lambda *_: None,
        announce: Announce = lambda _: None,
        *,
        rebuild: bool = False,
    ) -> IndexReport:
        """
        Index what changed, and publish; a damaged index is built anew.

        Args:
            progress: Told what is being done and how far it is.
            announce: Called with the texts that a service is about to embed.
            rebuild: Whether to make everything anew, changed or not.

        Raises:
            CorpusError: the corpus is not there.
            IndexBusy: another process is at it.
            IndexBroken: the index can't be written.
            ServiceError: embedding failed; what was embedded is kept.
        """
        began = time.monotonic()
        with self._generations.writing():
            current = self._generations.current()
            if current is not None and not _readable(current):
                current = None
            walked, changes = self.changes(current)
            if current is not None and not changes and not rebuild:
                return _unchanged(current, walked, began)
            keep = current is not None and not rebuild and self._carries_on(current)
            if rebuild and self._paid:
                self._forget_other_dimensions()
            how = (walked, current, progress, announce)
            try:
                folder, tally = self._write(*how, copy=keep)
            except IndexBroken:
                if not keep:
                    raise
                folder, tally = self._write(*how, copy=False)  # the copy was damaged
        return IndexReport(
            added=tally.added,
            updated=tally.updated,
            removed=tally.removed,
            unchanged=tally.unchanged,
            embedded=tally.embedded,
            problems=(*walked.problems, *tally.problems),
            seconds=time.monotonic() - began,
            generation=folder.name,
        )

    def _forget_other_dimensions(self) -> None:
        """Drop what was kept of a model that has changed behind its name."""
        embedder = self._embedder()
        dimension = len(embedder.query("dimension"))
        EmbeddingCache(self._generations.home, embedder.name).keep(dimension)

    def _write(
        self,
        walked: Walk,
        current: Path | None,
        progress: Progress,
        announce: Announce,
        *,
        copy: bool,
    ) -> tuple[Path, Tally]:
        """Build and publish a generation, or leave no trace of it."""
        folder = self._generations.begin(copy=copy)
        try:
            tally = self._build(folder, walked, current, progress, announce)
            published = self._generations.publish(folder)
        except BaseException:
            self._generations.discard(folder)
            raise
        return published, tally

    def _build(
        self,
        folder: Path,
        walked: Walk,
        before: Path | None,
        progress: Progress,
        announce: Announce,
    ) -> Tally:
        path = folder / "notes.sqlite3"
        fresh = not path.exists()
        known: dict[str, tuple[str, str]] = {}
        if fresh and before is not None:
            with closing(NotesDb(before / "notes.sqlite3")) as old:
                known = old.digests()
        db = NotesDb.create(path) if fresh else NotesDb(path, write=True)
        embedder = self._embedder()
        cache = EmbeddingCache(self._generations.home, embedder.name)
        with (
            closing(db),
            closing(self._generations.store(folder, db)) as store,
            translated(path),
        ):
            writer = IndexWriter(
                db=db,
                store=store,
                root=self._corpus,
                analyser=self._analyser,
                embedder=embedder,
                cache=cache if self._paid else None,
                progress=progress,
                announce=announce,
            )
            with db.connection:
                changes = compare(walked.files, db.files())
                known = known or db.digests()
                gone = {path for path, _ in known.values()} | set(db.files())
                tally = writer.apply(
                    [*changes.new, *changes.changed],
                    sorted(gone - {f.path for f in walked.files}),
                    known=known,
                )
                db.set_meta(
                    {
                        **self.versions,
                        "embeddings": embedder.name,
                        "built_at": datetime.now(UTC).isoformat(),
                    }
                )
        return tally


def _unchanged(current: Path, walked: Walk, began: float) -> IndexReport:
    with closing(NotesDb(current / "notes.sqlite3")) as db:
        return IndexReport(
            unchanged=len(db.digests()),
            seconds=time.monotonic() - began,
            problems=(*walked.problems, *db.problems()),
            generation=current.name,
        )


def _readable(generation: Path) -> bool:
    """Tell whether what is known of the notes can be read."""
    try:
        with closing(NotesDb(generation / "notes.sqlite3")) as db:
            db.meta(), db.files(), db.problems(), db.digests()
    except IndexBroken:
        return False
    return True
