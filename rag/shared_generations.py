"""Generations of an index on a Chroma server, for any number of machines.

On the server, in one database, a collection each:

    tilbot-<embeddings>.g000000042       a published generation; the highest answers
    tilbot-<embeddings>.building-<…>     one that nobody sees yet
    tilbot-<embeddings>.lease            who writes, see `rag.shared_lease`

and on each machine, under its home folder:

    shared/<server and models>/000000042-<id of the collection>/notes.sqlite3

The file of words is made of the collection, on first use, by a machine that
did not write it: the collection holds all texts and what is said of them. Its
folder names the collection, so words and vectors are of one generation.

`rag.shared_writer` publishes them; this is what a reader needs.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import re
import secrets
import shutil

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from rag import disk, shared_records, shared_words
from rag.analyse.terms import Analyser
from rag.chroma_errors import Gone
from rag.chroma_server import ChromaServer, Shelf
from rag.errors import IndexBroken, ServiceError
from rag.notes_db import SCHEMA_VERSION
from rag.server_store import ServerStore


log = logging.getLogger(__name__)

_NUMBER = re.compile(r"\.g([0-9]{9})$")
_FOLDER = re.compile(r"[0-9]{9}-[0-9a-f]{32}")
KEPT = 2
"""Published generations that stay on the server, and on each machine."""


def number_of(shelf: Shelf) -> int:
    """Return the number of a published generation, 0 for any other collection."""
    found = _NUMBER.search(shelf.name)
    return int(found[1]) if found else 0


class SharedGenerations:
    """The generations that one embedding model has in a database, to read them."""

    def __init__(
        self,
        home: Path,
        embeddings: str,
        server: ChromaServer,
        analyser: Analyser,
        corpus: Path,
    ) -> None:
        slug = re.sub(r"[^A-Za-z0-9]+", "-", embeddings).strip("-")[:40]
        at = server.address
        # Words that another analyser made are of no use to this one.
        made = f"{SCHEMA_VERSION} {analyser.name}"
        place = "\n".join(
            (at.url, at.tenant or "", at.database or "", embeddings, made)
        )
        self.home = home
        self.prefix = f"tilbot-{slug}-{digest(embeddings)}"
        self.root = home / "shared" / f"{slug}-{digest(place)}"
        self.server = server
        self.say: Callable[[str], None] = log.info
        """Told when something takes a moment."""
        self._analyser = analyser
        self._corpus = corpus
        self.anew = False
        """Whether what can't be read counts as not there, to be made anew."""
        self._warned = ""

    # Reading.

    def current(self) -> Path | None:
        """
        Return the folder of the published generation, None before the first.

        While the server can't be asked, this is the last one that was here.

        Raises:
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
                folder = self._last()
                if folder is None:
                    raise
                if self._warned != e.problem:  # once an outage
                    self.say(f"{e.problem} The last index known here answers.")
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

    def newest(self) -> Shelf | None:
        """Return the published collection of the highest number, if there is any."""
        found = max(
            self.server.shelves(f"{self.prefix}.g"), key=number_of, default=None
        )
        return found if found is not None and number_of(found) else None

    def vectors(self, folder: Path) -> ServerStore:
        """Return the vectors of the generation in *folder*."""
        return ServerStore(self.server, UUID(hex=folder.name.partition("-")[2]))

    def _folders(self) -> list[Path]:
        if not self.root.is_dir():
            return []
        return [p for p in self.root.iterdir() if _FOLDER.fullmatch(p.name)]

    def _last(self) -> Path | None:
        """Return the folder that was made last; numbers may have begun anew."""
        return max(self._folders(), key=_made, default=None)

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
            with disk.locked(self.root / "fetch.lock", timeout=-1):
                if not folder.is_dir():
                    self._fetch(shelf, folder)
        return folder

    def _fetch(self, shelf: Shelf, folder: Path) -> None:
        if not shared_records.readable(shelf.metadata):
            raise IndexBroken(
                f"The index on {self.server.address.host} was made by another tilbot.",
                hint="Install the version that made it, or run `tilbot index"
                " --rebuild` where the notes are.",
            )
        said = {k: str(v) for k, v in shelf.metadata.items()}
        self.say(
            f"Fetching {said.get('passages', '')} passages from"
            f" {self.server.address.host} for the index of words."
        )
        entries = shared_records.to_shared(self.server.records(shelf.id))
        before = self._last()
        fresh = self.fresh("fetching")
        with disk.translated(self.home):
            fresh.mkdir()
            shared_words.build(
                fresh / "notes.sqlite3",
                entries,
                self._analyser,
                meta=said
                | {"schema": str(SCHEMA_VERSION), "analyser": self._analyser.name},
                before=before and before / "notes.sqlite3",
            )
            disk.sync(fresh / "notes.sqlite3")
            fresh.rename(folder)
        self.sweep_here()

    @functools.cached_property
    def holder(self) -> str:
        """A name that this home folder has given itself, to tell it from others."""
        path = self.root.parent / "name"
        with disk.translated(self.home):
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_text(secrets.token_hex(8), "ascii")
            return path.read_text("ascii").strip()

    @property
    def origin(self) -> str:
        """Tells the notes of this machine from those of any other."""
        return digest(f"{self.holder} {self._corpus.resolve()}")

    def sweep_here(self) -> None:
        """Remove all words but the newest."""
        for folder in sorted(self._folders(), key=_made)[:-KEPT]:
            shutil.rmtree(folder, ignore_errors=True)

    def fresh(self, what: str) -> Path:
        """Return a folder to work in; the caller holds the lock for *what*."""
        for left in self.root.glob(f"{what}-*"):
            shutil.rmtree(left, ignore_errors=True)
        return self.root / f"{what}-{secrets.token_hex(4)}"


def _made(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:  # swept by another process
        return 0


def digest(text: str) -> str:
    """Return a short name for *text*."""
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
