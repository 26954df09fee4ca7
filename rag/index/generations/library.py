"""Where the generations of an index are, and who makes them: on disk, on a server."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from rag.index.generations.manifest import Facts, Manifest
from rag.index.store.notes_db import NotesDb
from rag.protocols import CompleteVectors, VectorStore


class ReadingLibrary(Protocol):
    """Says which generation answers."""

    @property
    def home(self) -> Path:
        """The folder of this machine that everything is kept in."""

    @property
    def root(self) -> Path:
        """The folder in it that the generations are in."""

    def current(self) -> Path | None:
        """
        Return the folder of the published generation, None before the first.

        Raises:
            IndexBroken: which one it is, or what it holds, can't be read.
            ServiceError: that is elsewhere, and nothing is here.
        """

    def candidates(self) -> list[Path]:
        """Return those that may answer, the current one first if it can."""

    def folders(self) -> list[Path]:
        """Return all that are here, complete or not."""

    def neighbours(self) -> Sequence[ReadingLibrary]:
        """Return the other indexes of the home."""

    def held(self) -> bool:
        """Say whether the current one was rolled back to."""

    def mended(self, folder: Path) -> bool:
        """Say whether *folder* was damaged and has been had anew from elsewhere."""


class Library(ReadingLibrary, Protocol):
    """Keeps the generations of an index, and takes new ones in."""

    def writing(self) -> AbstractContextManager[None]:
        """
        Keep other writers out.

        Raises:
            IndexBusy: another one is at it.
        """

    def begin(self, *, copy: bool) -> Path:
        """
        Return a new folder, with a *copy* of the current generation or empty.

        Raises:
            IndexBroken: it can't be written, or what is to be copied is damaged.
        """

    def store(self, folder: Path, db: NotesDb, *, writes: int) -> VectorStore:
        """Open the vectors of what is built in *folder*, for so many writes."""

    def complete(self, folder: Path) -> CompleteVectors:
        """Put the vectors where they will be searched; return them to be tried."""

    def publish(self, folder: Path, facts: Facts) -> Path:
        """Make it the generation that answers; return where it stands then."""

    def discard(self, folder: Path) -> None:
        """Remove a generation that was not published."""

    def release(self) -> None:
        """Let questions bring the index up to date again, after a rollback."""

    def rollback(self) -> tuple[Manifest | None, Manifest]:
        """
        Make the generation before the current one answer again.

        Until the next indexing it is held: questions don't index by themselves.

        Returns:
            The manifests of the one that answered, None when that is damaged,
            and of the one that answers now.

        Raises:
            IndexMissing: there is nothing to go back to.
            IndexBusy: somebody else is indexing.
            IndexBroken: the one before is damaged, or nothing can be written.
        """
