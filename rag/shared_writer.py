"""Writes generations to a Chroma server, for every machine to read.

A generation is published by renaming its collection to the next number. Names
are unique, so of two writers that began from the same generation only one
gets that name; the other one has harmed nothing. There is no pointer beside
the names that could disagree with them.
"""

from __future__ import annotations

import secrets
import shutil

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from rag import disk, shared_records
from rag.chroma_errors import Gone
from rag.chroma_server import Shelf
from rag.errors import IndexBroken, IndexBusy, ServiceError
from rag.notes_db import NotesDb
from rag.server_store import StagedStore
from rag.shared_generations import KEPT, SharedGenerations, number_of
from rag.shared_lease import Lease


class SharedWriter(SharedGenerations):
    """Reads and writes generations; an `rag.protocols.Library`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before: dict[Path, Shelf | None] = {}
        self._copied: dict[Path, UUID] = {}

    @contextmanager
    def writing(self) -> Iterator[None]:
        """
        Keep other writers out, on this machine and, by a lease, on others.

        Raises:
            IndexBusy: another one is at it.
            ServiceError: the server failed.
        """
        with disk.locked(self.root / "write.lock", timeout=0):
            self.server.make()
            label = f"Another machine ({self.holder[:6]})"
            with Lease(self.server, self.prefix, self.holder, label).held():
                self._sweep_there(building=True)
                yield

    def begin(self, *, copy: bool) -> Path:
        """Return a new folder, with a *copy* of the current words or empty."""
        shelf = self.newest()
        before = self.here(shelf) if shelf is not None and copy else None
        folder = self.fresh("building")
        with disk.translated(self.home):
            folder.mkdir(parents=True)
            if before is not None:
                disk.copied(before / "notes.sqlite3", folder / "notes.sqlite3")
        self._before[folder] = shelf
        return folder

    def store(self, folder: Path, db: NotesDb) -> StagedStore:
        """Return the vectors of the generation that is built in *folder*."""
        before = self._before[folder]
        kept = db.chunk_keys()  # none, unless it began as a copy
        if before is not None and kept:
            self._copied[folder] = before.id
        return self._staged(folder, kept)

    def _staged(self, folder: Path, kept: set[str]) -> StagedStore:
        path = folder / "vectors.sqlite3"
        return StagedStore(path, self.server, self._copied.get(folder), kept)

    def publish(self, folder: Path) -> Path:
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
        building = self._building(folder, f"{self.prefix}.g{number:09d}")
        newest = self.newest()
        if newest is None or number_of(newest) > number + 1:
            # The number was free because those who had it are swept already.
            self.server.remove(f"{self.prefix}.g{number:09d}")
            raise self._overtaken()
        target = self.folder(building, number)
        with disk.translated(self.home):
            (folder / "vectors.sqlite3").unlink(missing_ok=True)
            disk.sync(folder / "notes.sqlite3")
            folder.rename(target)
        self._sweep_there()
        self.sweep_here()
        return target

    def _building(self, folder: Path, name: str) -> Shelf:
        """Send what is in *folder*, and have the collection called *name* then."""
        temporary = f"{self.prefix}.building-{secrets.token_hex(8)}"
        building = self.server.create(temporary, {"origin": self.origin})
        if building is None:
            raise self._overtaken()
        published = False
        try:
            said = self._fill(building, folder)
            published = self.server.rename(building, name, said)
        except Gone as e:  # swept by another writer
            raise self._overtaken() from e
        finally:
            if not published:
                with suppress(ServiceError):  # then it is swept later
                    self.server.remove(temporary)
        if not published:
            raise self._overtaken()
        return building

    def _fill(self, building: Shelf, folder: Path) -> dict[str, str | int]:
        """Send all to the new collection; return what is said of it."""

        def still() -> None:
            if not self.server.shelves(building.name):
                raise self._overtaken()

        db = NotesDb(folder / "notes.sqlite3", write=True)
        store = self._staged(folder, set())
        with closing(db), closing(store):
            with db.connection:
                db.set_meta({"origin": self.origin})
            sent = store.send(db, building.id, still)
            meta = db.meta()
        held = self.server.count(building.id)
        if held != sent:
            raise IndexBroken(
                f"The Chroma server holds {held} passages instead of {sent}.",
                hint="Run `tilbot index` again.",
            )
        said = {k: v for k, v in meta.items() if k not in {"schema", "analyser"}}
        return {**said, "format": shared_records.FORMAT, "passages": sent}

    def discard(self, folder: Path) -> None:
        """Remove a generation that was not published."""
        shutil.rmtree(folder, ignore_errors=True)

    def _overtaken(self) -> IndexBusy:
        return IndexBusy(
            "Another machine has published an index meanwhile.",
            hint="Run `tilbot index` again.",
        )

    def _sweep_there(self, *, building: bool = False) -> None:
        """Delete old generations, the oldest first, and what was left half done."""
        shelves = sorted(self.server.shelves(f"{self.prefix}."), key=number_of)
        published = [s for s in shelves if number_of(s)]
        gone = published[:-KEPT]
        if building:  # we hold the lease, so nobody else can finish them
            gone += [
                s
                for s in shelves
                if s.name.startswith(
                    (f"{self.prefix}.building-", f"{self.prefix}.gone-")
                )
            ]
        for shelf in gone:
            self.server.remove(shelf.name)
