"""What a machine may do with an index that it shares: read always, write its own.

A machine that only answers may have other notes, such as the example ones, or
none. So nothing is published unasked but by the machine that did so last, and
notes that have nothing in common with those published are not taken for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from rag.analyse.terms import Analyser
from rag.corpus.walk import Walk
from rag.errors import (
    ConfigError,
    IndexBroken,
    IndexMissing,
    ServiceError,
    TilbotError,
)
from rag.index.shared.writer import SharedWriter
from rag.index.store.chroma_errors import Address
from rag.index.store.chroma_server import ChromaServer
from rag.index.store.notes_db import NotesDb
from rag.index.update.refresh import brought_level
from rag.index_types import IndexReport, ServerStatus
from rag.settings import RagSettings
from rag.types import Failure
from rag.wording.notices import Notice, Occasion, Tell


if TYPE_CHECKING:
    from rag.index.update.indexer import NotesIndexer


class SharedIndex:
    """The index on a Chroma server, as this machine deals with it."""

    def __init__(self, settings: RagSettings, model: str, analyser: Analyser) -> None:
        """
        Args:
            settings: With a `chroma_url`.
            model: Names what makes the vectors.
            analyser: Gives the terms of the index of words.
        """
        self._server = ChromaServer(
            Address(
                url=settings.chroma_url or "",
                tenant=settings.chroma_tenant,
                database=settings.chroma_database,
                token=settings.chroma_token,
                timeout=settings.timeout,
            )
        )
        self.generations = SharedWriter(
            settings.home, model, self._server, analyser, settings.corpus
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._server.close()

    def ours(self, generation: Path) -> bool:
        """
        Say whether the notes of this machine made it.

        Raises:
            IndexBroken: it is damaged, and can't be had anew.
        """
        try:
            return self._ours(generation)
        except IndexBroken:
            if not self.generations.mended(generation):
                raise
            return self._ours(generation)

    def _ours(self, generation: Path) -> bool:
        with closing(NotesDb(generation / "notes.sqlite3")) as db:
            return self.is_ours(db.meta())

    def is_ours(self, making: Mapping[str, str]) -> bool:
        """Say whether an index made so was made of the notes of this machine."""
        return making.get("origin") == self.generations.origin

    def ensure(
        self,
        say: Tell,
        indexer: NotesIndexer,
        index: Callable[[], IndexReport],
    ) -> IndexReport | None:
        """
        Bring words here, and the server if it is ours to do so, up to date.

        Args:
            say: Told what takes a moment.
            indexer: Knows how the notes differ from a generation.
            index: Publishes them.

        Raises:
            IndexBroken: what is published can't be read, and nothing is here.
            IndexMissing: nothing has been published.
            ServiceError: the server can't be asked, and nothing is here.
        """
        self.generations.say = say
        try:
            current = self.generations.current()
        except IndexBroken:
            if not self.generations.candidates():
                raise
            return None  # the answer itself says which index it is from
        if current is None:
            raise IndexMissing(
                f"Nothing is indexed on {self._server.address.host} yet.",
                hint="Run `tilbot index` on the machine that has the notes.",
            )
        if not self.ours(current) or not indexer.changes(current)[1]:
            return None
        if self.generations.held():
            say(Notice(Occasion.ROLLED_BACK))
            return None
        if indexer.paid and not indexer.carries_on(current):
            say(Notice(Occasion.READS_ANEW))
            return None
        try:
            self._server.clock()
        except ServiceError as e:
            say(Notice(Occasion.INDEX_LATER, error=e))
            return None
        say(Notice(Occasion.NOTES_CHANGED))
        return brought_level(index, say=say, answers=lambda: True)

    def guard(self, say: Tell, walked: Walk, *, rebuild: bool) -> None:
        """
        Raise ConfigError when *walked* would replace quite other notes.

        Args:
            say: Told what takes a moment.
            walked: The notes of this machine.
            rebuild: Whether that is meant.
        """
        self.generations.say = say
        self.generations.anew = rebuild
        self._server.make()
        current = self.generations.current()
        if rebuild or current is None or self.ours(current):
            return
        with closing(NotesDb(current / "notes.sqlite3")) as db:
            there = {path for path, _ in db.digests().values()}
        if there and there.isdisjoint(file.path for file in walked.files):
            raise ConfigError(
                f"The index on {self._server.address.host} was made of other notes.",
                hint="Set TILBOT_CHROMA_DATABASE to another name for these, or replace"
                " the others by `tilbot index --rebuild`.",
            )

    def status(self) -> ServerStatus:
        """Return how the server is; what keeps it from answering is a part of that."""
        host = self._server.address.host
        try:
            version = self._server.version()
            newest = self.generations.newest()
            return ServerStatus(
                host=host,
                version=version,
                collection=newest.name if newest else None,
                ours=newest is not None
                and newest.metadata.get("origin") == self.generations.origin,
            )
        except TilbotError as e:
            return ServerStatus(
                host=host,
                failure=Failure(problem=e.problem, hint=e.hint, exit_code=e.exit_code),
            )
