"""One generation as a reader has it open."""

from __future__ import annotations

import logging
import threading

from collections.abc import Callable, Iterable
from pathlib import Path

from rag.analyse.aliases import Aliases, Names, keys
from rag.errors import IndexBroken
from rag.index.generations import manifest
from rag.index.generations.leases import Lease, lease
from rag.index.generations.reader_copy import ReaderCopy, reader_copy
from rag.index.store.chroma_local import ChromaStore
from rag.index.store.notes_db import NotesDb
from rag.protocols import Neighbours


log = logging.getLogger(__name__)

OpenNeighbours = Callable[[Path], Neighbours]
"""Opens the vectors of the generation in a folder, where they are elsewhere."""


class Generation:
    """An opened generation; readers never write to it."""

    def __init__(
        self, folder: Path, held: Lease, elsewhere: OpenNeighbours | None = None
    ) -> None:
        """
        Args:
            folder: Where it stands.
            held: Keeps it there.
            elsewhere: Opens its vectors; None when they are in the folder.

        Raises:
            IndexBroken: a file is missing or has another size, or what is
                known of the notes can't be read.
        """
        self.folder = folder
        self._held = held
        self._elsewhere = elsewhere
        self.manifest = manifest.read(folder)
        if self.manifest:
            manifest.require_whole(folder, self.manifest, thorough=False)
        self.db = NotesDb(folder / "notes.sqlite3")
        self.making = self.db.meta()
        """What it was made of and by."""
        self._lock = threading.Lock()
        self._copy: ReaderCopy | None = None
        self._store: Neighbours | None = None
        self._no_room = False

    @property
    def store(self) -> Neighbours | None:
        """
        The vectors, opened when they are first needed; None without room for
        a copy of them.

        Raises:
            IndexBroken: a file of the generation is damaged.
        """
        with self._lock:
            if self._store is None and not self._no_room:
                self._open_store()
            return self._store

    def _open_store(self) -> None:
        if self._elsewhere is not None:
            self._store = self._elsewhere(self.folder)
            return
        for last in (False, True):
            self._copy = reader_copy(self.folder, self.manifest)
            if self._copy is None:
                self._no_room = True
                log.info("no room for a copy of the vectors; searching by words only")
                return
            try:
                self._store = ChromaStore(self._copy.folder)
            except IndexBroken:
                # A copy may be damaged where the generation is not.
                self._copy.close(discard=True)
                self._copy = None
                if last:
                    raise
            else:
                return

    def aliases(self, text: str) -> Iterable[tuple[str, Names]]:
        """Return the names that a question uses, each with its other names."""
        return Aliases(self.db.names(keys(text))).others(text)

    def close(self, *, discard: bool) -> None:
        """Let go of the files; *discard* the copy of the vectors, or leave it."""
        self.db.close()
        with self._lock:
            if self._store is not None:
                self._store.close()
            if self._copy is not None:
                self._copy.close(discard=discard)
            self._store = self._copy = None
        self._held.close()


def opened(folder: Path, elsewhere: OpenNeighbours | None = None) -> Generation | None:
    """Return the generation in *folder*; None when it is gone."""
    held = lease(folder, alone=False)
    if held is None:
        return None
    try:
        return Generation(folder, held, elsewhere)
    except BaseException:
        held.close()
        raise
