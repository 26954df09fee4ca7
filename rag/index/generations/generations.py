"""Generations of the index: built beside, published by one rename, rolled on.

    index/<what it is made of>/CURRENT          names the generation that answers
    index/<what it is made of>/<generation>/    notes.sqlite3, chroma/, manifest.json
    index/<what it is made of>/readers/         copies that Chroma is let loose on
    index/<what it is made of>/write.lock       one writer at a time

A published generation is never changed: readers look at CURRENT before they
search, and hold a lease on the generation that they read. An embedded Chroma
writes whenever it is opened, and two processes can't share one
(chroma-core/chroma #3792, #3769); so each reader opens a copy of its own.
"""

from __future__ import annotations

import contextlib
import secrets
import shutil

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rag.errors import IndexBroken, IndexMissing
from rag.index.generations import manifest
from rag.index.generations.cleanup import remove, sweep_readers
from rag.index.generations.durable_files import copy_folder, settle, translated
from rag.index.generations.folders import GenerationFolders
from rag.index.generations.manifest import Facts, Manifest
from rag.index.generations.write_lock import write_lock
from rag.index.store.chroma_local import ChromaStore
from rag.index.store.notes_db import NotesDb


class Generations(GenerationFolders):
    """Builds and publishes them as well; a `rag.index.generations.library.Library`."""

    _whole: Path | None = None
    """The generation that was last read through, and found whole."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """
        Hold the writer's lock; it falls with the process that holds it.

        What a crashed writer left is swept first.

        Raises:
            IndexBusy: another process holds it.
            IndexBroken: the folder can't be written.
        """
        with write_lock(self.root):
            self._sweep()
            yield

    def begin(self, *, copy: bool) -> Path:
        """
        Return a new folder, with a *copy* of the current generation or empty.

        Raises:
            IndexBroken: it can't be written, or what is to be copied is damaged.
        """
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        folder = self.root / f"{stamp}-{secrets.token_hex(3)}"
        before = self.current() if copy else None
        if before:
            manifest.require_whole(before, manifest.read(before), thorough=True)
            self._whole = before
        try:
            with translated(self.home):
                if before is None:
                    folder.mkdir()
                else:
                    copy_folder(before, folder)
                    (folder / manifest.NAME).unlink(missing_ok=True)
        except IndexBroken:
            self.discard(folder)
            raise
        return folder

    def store(self, folder: Path, _db: NotesDb, *, writes: int) -> ChromaStore:
        """Open the vectors of what is built in *folder*, for so many *writes*."""
        return ChromaStore.to_write(folder / "chroma", writes=writes)

    def complete(self, folder: Path) -> ChromaStore:
        """Return the vectors of what was built in *folder*, to be tried."""
        return ChromaStore(folder / "chroma")

    def publish(self, folder: Path, facts: Facts | None = None) -> Path:
        """
        Seal *folder*, make it the generation that answers, sweep older ones.

        Returns:
            Where it stands: there.
        """
        with translated(self.home):
            number = max((m.number for m, _ in self.kept()), default=0) + 1
            manifest.seal(folder, facts or Facts(), number=number)
            settle(folder)
            self._pointer.write(folder.name, held=False)
        self._sweep()
        return folder

    def release(self) -> None:
        """Let questions bring the index up to date again, after a rollback."""
        if self.held() and (current := self.current()):
            with translated(self.home):
                self._pointer.write(current.name, held=False)

    def rollback(self) -> tuple[Manifest | None, Manifest]:
        """
        Make the generation before the current one answer again.

        Until the next indexing it is held: questions don't index by themselves.

        Returns:
            The manifests of the one that answered, None when that is damaged,
            and of the one that answers now.

        Raises:
            IndexMissing: there is nothing to go back to.
            IndexBusy: another process is indexing.
            IndexBroken: the one before is damaged, or nothing can be written.
        """
        if self._pointer.read() is None:
            raise IndexMissing(
                "These notes are not indexed yet.", hint="Run `tilbot index`."
            )
        with write_lock(self.root):
            current = self.current()
            kept = self._before(current) if current else self.kept()
            if not kept:
                raise IndexMissing(
                    "There is no generation before the one that answers.",
                    hint="Run `tilbot index` to bring the index level with the notes.",
                )
            target, folder = kept[0]
            if bad := manifest.damaged(folder, target, thorough=True):
                raise IndexBroken(
                    f"The generation before is damaged: {', '.join(bad)} in {folder}.",
                    hint="The current one answers as before; there is no other to go"
                    " back to.",
                )
            found = None
            with contextlib.suppress(IndexBroken):
                found = manifest.read(current) if current else None
            with translated(self.home):
                self._pointer.write(folder.name, held=True)
            return found, target

    def discard(self, folder: Path) -> None:
        """Remove a generation, unless it was published in the meantime."""
        if folder != self.current():
            shutil.rmtree(folder, ignore_errors=True)

    def _sweep(self) -> None:
        """Remove what is neither current nor the one before, nor read.

        Names don't tell which was published, and clocks may be set back.
        """
        current = self.current()
        keep = {folder for folder in (current, self._whole_before(current)) if folder}
        for folder in self.folders():
            if folder not in keep:
                remove(folder)
        sweep_readers(self.root, current)

    def _whole_before(self, current: Path | None) -> Path | None:
        """Return the one to go back to; where there are several, a whole one."""
        if self._pointer.read() is None:
            return None
        before = self._before(current) if current else self.kept()
        for known, folder in before:
            # Reading costs time: only where there is a choice, and once.
            thorough = len(before) > 1 and folder != self._whole
            if not manifest.damaged(folder, known, thorough=thorough):
                return folder
        return None
