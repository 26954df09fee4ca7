"""Generations of an index on a Chroma server, for any number of machines.

On the server, in one database, a collection each:

    tilbot-<embeddings>.g000000042       a published generation; the highest answers
    tilbot-<embeddings>.building-<…>     one that nobody sees yet
    tilbot-<embeddings>.lease            who writes, see `rag.index.shared.lease`

and on each machine, under its home folder:

    shared/<server and models>/000000042-<id of the collection>/
                                         notes.sqlite3, manifest.json

The file of words is made of the collection, on first use, by a machine that
did not write it: the collection holds all texts and what is said of them. Its
folder names the collection, so words and vectors are of one generation.

`rag.index.shared.writer` publishes them; this is what a reader needs.
"""

from __future__ import annotations

import logging
import re
import secrets

from pathlib import Path
from uuid import UUID

from rag.analyse.terms import Analyser
from rag.errors import IndexBroken, ServiceError, TilbotError
from rag.index.generations import manifest
from rag.index.generations.durable_files import translated
from rag.index.generations.folders import digest, slug
from rag.index.generations.write_lock import locked
from rag.index.shared.folders import SharedFolders, made
from rag.index.shared.word_index import fetched, taken_over
from rag.index.store.chroma_errors import Gone
from rag.index.store.chroma_server import ChromaServer, Shelf
from rag.index.store.notes_db import SCHEMA_VERSION
from rag.index.store.passage_records import HELD
from rag.index.store.server_vectors import ServerStore
from rag.wording.notices import Notice, Occasion, Tell


log = logging.getLogger(__name__)

_NUMBER = re.compile(r"\.g([0-9]{9})$")


def number_of(shelf: Shelf) -> int:
    """Return the number of a published generation, 0 for any other collection."""
    found = _NUMBER.search(shelf.name)
    return int(found[1]) if found else 0


class SharedGenerations(SharedFolders):
    """The generations that one embedding model has in a database, to read them."""

    def __init__(
        self,
        home: Path,
        embeddings: str,
        server: ChromaServer,
        analyser: Analyser,
        corpus: Path,
    ) -> None:
        at, name = server.address, slug(embeddings)
        # Words that another analyser made are of no use to this one.
        made = f"{SCHEMA_VERSION} {analyser.name}"
        place = "\n".join(
            (at.url, at.tenant or "", at.database or "", embeddings, made)
        )
        super().__init__(home, home / "shared" / f"{name}-{digest(place)}")
        self.prefix = f"tilbot-{name}-{digest(embeddings)}"
        self.server = server
        self.say: Tell = _logged
        """Told when something takes a moment."""
        self._analyser = analyser
        self._corpus = corpus
        self.anew = False
        """Whether what can't be read counts as not there, to be made anew."""
        self._warned = ""

    def current(self) -> Path | None:
        """
        Return the folder of the published generation, None before the first.

        While the server can't be asked, this is the last one that was here.

        Raises:
            IndexBroken: what is on the server can't be read.
            ServiceError: the server can't be asked, and nothing is here.
            ConfigError: it does not know the tenant or the database.
        """
        for left in (2, 1, 0):
            try:
                shelf = self.newest()
                folder = None if shelf is None else self.here(shelf)
            except Gone:  # swept while it was fetched, so there is a newer one
                if not left:
                    raise
            except ServiceError as e:
                folder = self.last()
                if folder is None:
                    raise
                if self._warned != e.problem:  # once an outage
                    self.say(Notice(Occasion.LAST_HERE_ANSWERS, error=e))
                self._warned = e.problem
                return folder
            except IndexBroken:
                if not self.anew:
                    raise
                return None
            else:
                self._warned = ""
                return folder
        return None

    def candidates(self) -> list[Path]:
        """Return those here that may answer: the current one, then older ones."""
        latest = sorted(self.folders(), reverse=True)
        try:
            current = self.current()
        except IndexBroken:  # what is published; those from before may be whole
            return latest
        if current is None:
            return []
        return [current, *(f for f in latest if f.name[:9] < current.name[:9])]

    def newest(self) -> Shelf | None:
        """Return the published collection of the highest number, if there is any."""
        published = self.published()
        return published[-1] if published else None

    def published(self) -> list[Shelf]:
        """Return the published collections, the one that answers last."""
        shelves = self.server.shelves(f"{self.prefix}.g")
        return sorted(filter(number_of, shelves), key=number_of)

    def held(self) -> bool:
        """Say whether the current generation was rolled back to."""
        try:
            newest = self.newest()
        except ServiceError:  # then nobody indexes anyway
            return False
        return newest is not None and HELD in newest.metadata

    def vectors(self, folder: Path) -> ServerStore:
        """Return the vectors of the generation in *folder*."""
        return ServerStore(self.server, UUID(hex=folder.name.partition("-")[2]))

    def neighbours(self) -> list[SharedGenerations]:
        """Return none: what other servers hold is not told here."""
        return []

    def folder(self, shelf: Shelf, number: int) -> Path:
        """Return where the words of *shelf* stand, once it has that number."""
        return self.root / f"{number:09d}-{shelf.id.hex}"

    def here(self, shelf: Shelf) -> Path:
        """
        Return the folder of a published *shelf*, made first if it is not there.

        Raises:
            IndexBroken: the collection can't be read, or the folder not written.
            Gone: it was swept meanwhile.
        """
        folder = self.folder(shelf, number_of(shelf))
        if not folder.is_dir():
            with locked(self.root / "fetch.lock"):
                if not folder.is_dir():
                    self._make(shelf, folder)
        return folder

    def mended(self, folder: Path) -> bool:
        """Say whether *folder* was damaged and has been fetched anew."""
        try:
            with locked(self.root / "fetch.lock"):
                known = _manifest(folder)
                if known and not manifest.damaged(folder, known, thorough=True):
                    return False
                shelf = self.newest()
                if shelf is None or self.folder(shelf, number_of(shelf)) != folder:
                    return False
                self._make(shelf, folder)
        except TilbotError as e:
            log.info("what is damaged here can't be fetched: %s", e.problem)
            return False
        return True

    def _make(self, shelf: Shelf, folder: Path) -> None:
        """Make the words of *shelf* here, instead of what is in *folder*."""
        others = sorted((f for f in self.folders() if f != folder), key=made)
        twin = next((f for f in others if f.name.endswith(shelf.id.hex)), None)
        fresh = self.fresh("fetching")
        with translated(self.home):
            fresh.mkdir()
            number = number_of(shelf)
            # A collection that was rolled back to is the same, by another number.
            if twin is None or not taken_over(twin, fresh, number=number):
                fetched(
                    shelf,
                    self.server,
                    fresh,
                    self._analyser,
                    number=number,
                    before=others[-1] if others else None,
                    say=self.say,
                )
            if folder.exists():  # and damaged
                folder.rename(self.root / f".gone-{secrets.token_hex(4)}")
            fresh.rename(folder)
        self.sweep_here()

    @property
    def origin(self) -> str:
        """Tells the notes of this machine from those of any other."""
        return digest(f"{self.holder} {self._corpus.resolve()}")


def _logged(notice: Notice) -> None:
    log.info("%s", notice.text("en"))


def _manifest(folder: Path) -> manifest.Manifest | None:
    try:
        return manifest.read(folder)
    except IndexBroken:
        return None
