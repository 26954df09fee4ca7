"""Brings the index level with the notes: what changed is read, embedded, written.

The work is done on a copy of the generation that answers, which is published
when it is complete.
"""

from __future__ import annotations

import logging
import time

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from rag.analyse.terms import Analyser
from rag.corpus.walk import Walk, walk
from rag.errors import IndexBroken
from rag.index.generations.library import Library
from rag.index.store.chroma_local import preload
from rag.index.store.notes_db import SCHEMA_VERSION, NotesDb, translated
from rag.index.update.freshness import Changes, LastLook, unread_changes
from rag.index.update.passages import passages
from rag.index.update.validate import validated
from rag.index.update.writer import Announce, IndexWriter, Tally
from rag.index_types import IndexReport
from rag.models.embedding_cache import EmbeddingCache
from rag.protocols import Checkable, Embedder, Progress
from rag.text.chunking import CHUNKER_VERSION


log = logging.getLogger(__name__)

READER_VERSION = 6
"""Raised when the same file gives other entries than before."""


def versions(analyser: Analyser) -> dict[str, str]:
    """Return the versions of all that turns notes into an index."""
    return {
        "schema": str(SCHEMA_VERSION),
        "reader": str(READER_VERSION),
        "chunker": str(CHUNKER_VERSION),
        "analyser": analyser.name,
    }


class NotesIndexer:
    """Keeps the index of one corpus."""

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
        self._shared = shared
        self._corpus = corpus
        self._generations = generations
        self._analyser = analyser
        self._embedder = embedder
        self.paid = paid

    @property
    def versions(self) -> dict[str, str]:
        """What must be the same for a generation to be carried on."""
        corpus = "shared" if self._shared else str(self._corpus.resolve())
        return {**versions(self._analyser), "corpus": corpus}

    def changes(self, current: Path | None) -> tuple[Walk, Changes]:
        """
        Compare the files with the generation in *current*.

        Reads no note but those that time can't tell about, see
        `rag.index.update.freshness`.

        Raises:
            CorpusError: the corpus is not there.
        """
        walked = walk(self._corpus)
        if current is None:
            return walked, Changes(new=walked.files)
        with closing(NotesDb(current / "notes.sqlite3")) as db:
            if not self._made_alike(db):
                return walked, Changes(changed=walked.files)
            last = LastLook(self._generations.root / "LAST_LOOK")
            since = max(db.read_ns(), last.at(current.name))
            changes, looked = unread_changes(walked.files, db, read_ns=since)
        if looked and not changes:
            last.remember(current.name, walked.began_ns)
        return walked, changes

    def carries_on(self, generation: Path) -> bool:
        """Say whether *generation* was made as we make them."""
        with closing(NotesDb(generation / "notes.sqlite3")) as db:
            return self._made_alike(db)

    def _made_alike(self, db: NotesDb) -> bool:
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
                self._generations.release()
                return _unchanged(current, walked, began)
            keep = current is not None and not rebuild and self.carries_on(current)
            if rebuild and self.paid:
                self._forget_other_dimensions()
            how = (walked, current, progress, announce)
            try:
                folder, tally = self._write(*how, changes=changes if keep else None)
            except IndexBroken:
                if not keep:
                    raise
                folder, tally = self._write(*how, changes=None)  # the copy was damaged
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

    def _trim_cache(self, published: Path, count: int) -> None:
        """Forget what was embedded of passages that are no more, if it is much."""
        if not self.paid:
            return
        cache = EmbeddingCache(self._generations.home, self._embedder().name)
        with closing(NotesDb(published / "notes.sqlite3")) as db:
            entries = db.entries
            try:
                cache.trim(
                    lambda: (p.text for e in entries() for p in passages(e)),
                    count=count,
                )
            except IndexBroken as e:  # it is no worse than before
                log.info("the cache of embeddings was not trimmed: %s", e.problem)

    def _write(
        self,
        walked: Walk,
        current: Path | None,
        progress: Progress,
        announce: Announce,
        *,
        changes: Changes | None,
    ) -> tuple[Path, Tally]:
        """
        Build, try and publish a generation, or leave no trace of it.

        Args:
            walked: What is there now.
            current: The generation that answers.
            progress: As in `run`.
            announce: As in `run`.
            changes: What is new to a copy of it; None begins with nothing.
        """
        embedder = self._embedder()
        if isinstance(embedder, Checkable):
            embedder.check()  # before anything is read, said or paid for
        self._analyser.warm()  # both load while the generation is copied
        preload()
        folder = self._generations.begin(copy=changes is not None)
        try:
            tally = self._build(folder, walked, current, progress, announce, changes)
            facts = validated(folder, self._generations.complete)
            published = self._generations.publish(folder, facts)
        except BaseException:
            self._generations.discard(folder)
            raise
        self._trim_cache(published, facts.chunks)
        return published, tally

    def _build(
        self,
        folder: Path,
        walked: Walk,
        before: Path | None,
        progress: Progress,
        announce: Announce,
        changes: Changes | None,
    ) -> Tally:
        path = folder / "notes.sqlite3"
        known: dict[str, tuple[str, str]] = {}
        if changes is None and before is not None:
            with closing(NotesDb(before / "notes.sqlite3")) as old:
                known = old.digests()
        db = NotesDb(path, write=True) if changes else NotesDb.create(path)
        embedder = self._embedder()
        cache = EmbeddingCache(self._generations.home, embedder.name)
        with closing(db), translated(path):
            writer = IndexWriter(
                db=db,
                vectors=lambda n: self._generations.store(folder, db, writes=n),
                root=self._corpus,
                analyser=self._analyser,
                embedder=embedder,
                cache=cache if self.paid else None,
                progress=progress,
                announce=announce,
            )
            with db.connection:
                known = known or db.digests()
                gone = {path for path, _ in known.values()} | set(db.files())
                tally = writer.apply(
                    [*changes.new, *changes.changed] if changes else walked.files,
                    sorted(gone - {f.path for f in walked.files}),
                    known=known,
                )
                db.set_meta(
                    {
                        **self.versions,
                        "embeddings": embedder.name,
                        "built_at": datetime.now(UTC).isoformat(),
                        "read_ns": str(walked.began_ns),
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
