"""Writes generations to a Chroma server, for every machine to read.

A generation is published by renaming its collection to the next number. Names
are unique, so of two writers that began from the same generation only one
gets that name; the other one has harmed nothing. There is no pointer beside
the names that could disagree with them.
"""

from __future__ import annotations

import secrets
import shutil

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from rag.errors import IndexBroken, IndexBusy, ServiceError
from rag.index.generations import manifest
from rag.index.generations.durable_files import copy_file, translated
from rag.index.generations.manifest import Facts, Manifest
from rag.index.generations.write_lock import write_lock
from rag.index.shared import rollback as shared_rollback
from rag.index.shared.folders import KEPT
from rag.index.shared.generations import SharedGenerations, number_of
from rag.index.shared.lease import Lease
from rag.index.shared.word_index import seal
from rag.index.store.chroma_errors import Gone
from rag.index.store.chroma_server import Shelf
from rag.index.store.notes_db import NotesDb
from rag.index.store.passage_records import FORMAT, HELD
from rag.index.store.server_vectors import ServerStore, StagedStore


class SharedWriter(SharedGenerations):
    """Reads and writes generations; a `rag.index.generations.library.Library`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seen: Path | None = None
        """What `current` said last; the notes were compared with that."""
        self._before: dict[Path, Shelf | None] = {}
        self._copied: dict[Path, UUID] = {}
        self._building: dict[Path, Shelf] = {}

    def current(self) -> Path | None:
        """Return the folder of the published generation, None before the first."""
        self._seen = super().current()
        return self._seen

    @contextmanager
    def writing(self) -> Iterator[None]:
        """
        Keep other writers out, on this machine and, by a lease, on others.

        Raises:
            IndexBusy: another one is at it.
            ServiceError: the server failed.
        """
        with write_lock(self.root):
            self.server.make()
            label = f"Another machine ({self.holder[:6]})"
            with Lease(self.server, self.prefix, self.holder, label).held():
                self._sweep_there(building=True)
                yield

    def begin(self, *, copy: bool) -> Path:
        """
        Return a new folder, with a *copy* of the current words or empty.

        Raises:
            IndexBroken: it can't be written, or what is to be copied is damaged.
            IndexBusy: another machine has published since `current` was asked.
        """
        shelf = self.newest()
        before = None
        if copy and shelf is not None:
            before = self.folder(shelf, number_of(shelf))
            if before != self._seen:
                raise self._overtaken()
            manifest.require_whole(before, manifest.read(before), thorough=True)
        folder = self.fresh("building")
        with translated(self.home):
            folder.mkdir(parents=True)
            if before is not None:
                copy_file(before / "notes.sqlite3", folder / "notes.sqlite3")
        self._before[folder] = shelf
        if before is not None and shelf is not None:
            self._copied[folder] = shelf.id
        return folder

    def store(self, folder: Path, db: NotesDb, *, writes: int) -> StagedStore:  # noqa: ARG002  # they wait in a file, however many
        """Open the vectors of what is built in *folder*."""
        db.set_meta({"origin": self.origin})
        # The keys that stay are those of a copy, if it began as one.
        return self._staged(folder, db.chunk_keys())

    def _staged(self, folder: Path, kept: set[str]) -> StagedStore:
        path = folder / "vectors.sqlite3"
        return StagedStore(path, self.server, self._copied.get(folder), kept)

    def complete(self, folder: Path) -> ServerStore:
        """
        Send what is in *folder* to a collection that nobody sees yet.

        Raises:
            IndexBroken: a passage has no vector.
            IndexBusy: another machine has swept the collection.
            ServiceError: the server failed.
        """
        name = f"{self.prefix}.building-{secrets.token_hex(8)}"
        building = self.server.create(name, {"origin": self.origin})
        if building is None:
            raise self._overtaken()
        self._building[folder] = building

        def still() -> None:
            if not self.server.shelves(name):
                raise self._overtaken()

        try:
            with (
                closing(NotesDb(folder / "notes.sqlite3")) as db,
                closing(self._staged(folder, set())) as store,
            ):
                store.send(db, building.id, still)
        except Gone as e:
            raise self._overtaken() from e
        return ServerStore(self.server, building.id)

    def publish(self, folder: Path, facts: Facts) -> Path:
        """
        Make it the generation that answers, for every machine.

        Returns:
            Where its words stand from now on.

        Raises:
            IndexBusy: another machine has published meanwhile; nothing was
                changed.
            ServiceError: the server failed; if it did so at the very end, the
                generation may have been published all the same.
        """
        before = self._before[folder]
        number = number_of(before) + 1 if before else 1
        making = {
            k: v for k, v in facts.making.items() if k not in {"schema", "analyser"}
        }
        said = {"format": FORMAT, "passages": facts.chunks}
        building = self._building[folder]
        self._name(building, number, making | said)
        target = self.folder(building, number)
        with translated(self.home):
            (folder / "vectors.sqlite3").unlink(missing_ok=True)
            seal(folder, facts, number=number)
            folder.rename(target)
        self._sweep_there()
        self.sweep_here()
        return target

    def _name(self, shelf: Shelf, number: int, said: Mapping[str, Any]) -> None:
        """
        Have *shelf* answer, as the generation of that number.

        Raises:
            IndexBusy: another machine has published meanwhile.
        """
        name = f"{self.prefix}.g{number:09d}"
        try:
            if not self.server.rename(shelf, name, said):
                raise self._overtaken()
        except Gone as e:  # swept by another writer
            raise self._overtaken() from e
        newest = self.newest()
        if newest is None or number_of(newest) > number + 1:
            # The number was free because those who had it are swept already.
            self.server.remove(name)
            raise self._overtaken()

    def discard(self, folder: Path) -> None:
        """Remove a generation that was not published."""
        if building := self._building.pop(folder, None):
            with suppress(ServiceError):  # then it is swept later
                self.server.remove(building.name)
        shutil.rmtree(folder, ignore_errors=True)

    def release(self) -> None:
        """Let questions bring the index up to date again, after a rollback."""
        newest = self.newest()
        if newest is not None and HELD in newest.metadata:
            self.server.note(newest, shared_rollback.released(newest))

    def rollback(self) -> tuple[Manifest | None, Manifest]:
        """
        Make the generation before the current one answer again, everywhere.

        Raises:
            IndexMissing: there is nothing to go back to.
            IndexBusy: another process or machine is indexing.
            IndexBroken: the one before is not whole.
            ServiceError: the server failed.
        """
        shared_rollback.target(self.published(), self.server)  # or nothing is made
        with self.writing():
            published = self.published()
            target = shared_rollback.target(published, self.server)
            current = published[-1]
            self.here(target)
            found = None
            with suppress(IndexBroken):
                found = manifest.read(self.here(current))
            number = number_of(current) + 1
            said = shared_rollback.held(target)
            self._name(target, number, said)
            name = f"{self.prefix}.g{number:09d}"
            now = manifest.read(self.here(replace(target, name=name, metadata=said)))
            if now is None:
                raise IndexBroken(f"What was made in {self.root} is gone.", hint=_AGAIN)
            return found, now

    def _overtaken(self) -> IndexBusy:
        return IndexBusy(
            "Another machine has published an index meanwhile.", hint=_AGAIN
        )

    def _sweep_there(self, *, building: bool = False) -> None:
        """Delete old generations, the oldest first, and what was left half done."""
        shelves = sorted(self.server.shelves(f"{self.prefix}."), key=number_of)
        published = [s for s in shelves if number_of(s)]
        gone = published[:-KEPT]
        if building:  # we hold the lease, so nobody else can finish them
            half = (f"{self.prefix}.building-", f"{self.prefix}.gone-")
            gone += [s for s in shelves if s.name.startswith(half)]
        for shelf in gone:
            self.server.remove(shelf.name)


_AGAIN = "Run `tilbot index` again."
