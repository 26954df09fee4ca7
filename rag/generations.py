"""Generations of the index: built beside, published by one rename, rolled on.

    index/<embeddings>/CURRENT          names the generation that answers
    index/<embeddings>/<generation>/    notes.sqlite3 and chroma/
    index/<embeddings>/write.lock       one writer at a time

Two processes can't share an embedded Chroma: a reader never sees what another
process wrote (chroma-core/chroma #3792, #3769). So a generation is never
changed once it is published; readers look at CURRENT before they search.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import sqlite3

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import IndexBroken, IndexBusy


if TYPE_CHECKING:
    from rag.notes_db import NotesDb
    from rag.store import ChromaStore


_GENERATION = re.compile(r"[0-9]{8}T[0-9]{6}-[0-9a-f]{6}")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the file system says into our error."""
    try:
        yield
    except (OSError, sqlite3.Error) as e:
        reason = getattr(e, "strerror", None) or e
        raise IndexBroken(
            f"The index in {path} can't be written: {reason}.",
            hint="Check free space and permissions, or set TILBOT_HOME.",
        ) from e


class Generations:
    """The generations that one embedding model has in a home folder."""

    def __init__(self, home: Path, embeddings: str) -> None:
        slug = re.sub(r"[^A-Za-z0-9]+", "-", embeddings).strip("-")[:40]
        digest = hashlib.blake2b(embeddings.encode(), digest_size=4).hexdigest()
        self.home = home
        self.root = home / "index" / f"{slug}-{digest}"

    def current(self) -> Path | None:
        """Return the folder of the published generation, None before the first."""
        try:
            # What a failing disk left of a name is no name.
            name = (self.root / "CURRENT").read_text("ascii", "replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as e:
            raise IndexBroken(
                f"{self.root / 'CURRENT'} can't be read: {e.strerror}.",
                hint="Check its permissions, or delete it and run `tilbot index`.",
            ) from e
        folder = self.root / name
        if not _GENERATION.fullmatch(name) or not folder.is_dir():
            return None
        return folder

    @contextmanager
    def writing(self) -> Iterator[None]:
        """
        Hold the writer's lock; it falls with the process that holds it.

        Raises:
            IndexBusy: another process holds it.
            IndexBroken: the folder can't be written.
        """
        import filelock

        with translated(self.home):
            self.root.mkdir(parents=True, exist_ok=True)
            lock = filelock.FileLock(self.root / "write.lock")
            try:
                lock.acquire(timeout=0)
            except filelock.Timeout as e:
                raise IndexBusy(
                    "Another process is indexing these notes.",
                    hint="Wait until it is done, then try again.",
                ) from e
        try:
            yield
        finally:
            lock.release()

    def begin(self, *, copy: bool) -> Path:
        """Return a new folder, with a *copy* of the current generation or empty."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        folder = self.root / f"{stamp}-{secrets.token_hex(3)}"
        before = self.current() if copy else None
        with translated(self.home):
            if before is None:
                folder.mkdir()
            else:
                shutil.copytree(before, folder, copy_function=_copy)
        return folder

    def store(self, folder: Path, _db: NotesDb) -> ChromaStore:
        """Return the vectors of a generation that is being built."""
        from rag.store import ChromaStore

        return ChromaStore(folder / "chroma", create=True)

    def publish(self, folder: Path) -> Path:
        """
        Make *folder* the generation that answers; drop the oldest ones.

        Returns:
            Where it stands from now on.
        """
        before = self.current()
        with translated(self.home):
            for path in folder.rglob("*"):
                if path.is_file():
                    _sync(path)
            temporary = self.root / "CURRENT.new"
            temporary.write_text(folder.name + "\n", "ascii")
            _sync(temporary)
            temporary.replace(self.root / "CURRENT")
            with contextlib.suppress(OSError):  # no folder can be synced on Windows
                _sync(self.root)
        self._sweep({folder, before})
        return folder

    def _sweep(self, keep: set[Path | None]) -> None:
        """Remove all generations but those, also what a crash left unpublished.

        Names don't tell which was published, and clocks may be set back.
        """
        for path in list(self.root.iterdir()):
            if _GENERATION.fullmatch(path.name) and path not in keep:
                shutil.rmtree(path, ignore_errors=True)

    def discard(self, folder: Path) -> None:
        """Remove a generation that was not published."""
        shutil.rmtree(folder, ignore_errors=True)


def _copy(source: str, target: str) -> str:
    if source.endswith(".sqlite3"):
        # A plain copy may miss what stands in the write-ahead log.
        with (
            contextlib.closing(sqlite3.connect(source)) as old,
            contextlib.closing(sqlite3.connect(target)) as new,
        ):
            old.backup(new)
        return target
    if source.endswith(("-wal", "-shm", "-journal")):
        return target
    return shutil.copyfile(source, target)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
