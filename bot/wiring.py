"""The composition root: settings in, working parts out, each opened on demand."""

from __future__ import annotations

import functools

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rag.analyse.kiwi_process import beside
from rag.analyse.terms import Analyser
from rag.embeddings import estimate_cost, open_embedder
from rag.errors import UsageError
from rag.find import Found, find
from rag.generations import Generations
from rag.notes_db import NotesDb
from rag.protocols import Embedder, Library, Progress
from rag.retrieve import (
    LOCAL_SHARE,
    SERVICE_SHARE,
    HybridSearcher,
    Published,
)
from rag.settings import LOCAL_EMBEDDINGS, RagSettings
from rag.types import Ask, Entry, IndexReport, IndexStatus, Problem, Query, ServerStatus
from rag.understand.categories import meant
from rag.vectors import LocalEmbedder


if TYPE_CHECKING:
    from rag.index import NotesIndexer
    from rag.retriever import NotesRetriever
    from rag.runnable import AnswerChain
    from rag.shared_index import SharedIndex


Say = Callable[[str], None]


class Catalogue:
    """Every entry of the published index; an `rag.protocols.Catalogue`."""

    def __init__(self, published: Published) -> None:
        self._published = published

    def entries(self) -> Sequence[Entry]:
        """
        Return all entries in the order of the notes.

        Raises:
            IndexMissing: nothing has been indexed yet.
        """
        return self._published().db.entries()

    def chunk_counts(self) -> Mapping[str, int]:
        """Return the number of chunks of each entry, by id."""
        return self._published().db.chunk_counts()

    def dated(self) -> bool:
        """Say whether any entry has a date."""
        return self._published().db.dated()

    def categories(self) -> Sequence[str]:
        """Return the names of the categories, the largest first."""
        return [name for name, _ in self._published().db.categories()]


class App:
    """Everything that a front end works with."""

    def __init__(self, settings: RagSettings) -> None:
        self.settings = settings

    @functools.cached_property
    def analyser(self) -> Analyser:
        """Gives the terms that words are ranked by."""
        return Analyser(beside())

    @functools.cached_property
    def embedder(self) -> Embedder:
        """The embedding model of the settings."""
        return open_embedder(self.settings, local=lambda: LocalEmbedder(self.analyser))

    @functools.cached_property
    def _model(self) -> str:
        """The name of what makes the vectors."""
        name = self.settings.embeddings
        return LocalEmbedder(self.analyser).name if name == LOCAL_EMBEDDINGS else name

    @functools.cached_property
    def shared(self) -> SharedIndex | None:
        """The index on a Chroma server; None for one on this machine."""
        if not self.settings.chroma_url:
            return None
        from rag.shared_index import SharedIndex

        return SharedIndex(self.settings, self._model, self.analyser)

    @functools.cached_property
    def generations(self) -> Library:
        """Where the index of this embedding model is."""
        if self.shared:
            return self.shared.generations
        # One home may serve several collections of notes.
        corpus = self.settings.corpus.resolve()
        return Generations(self.settings.home, f"{self._model} of {corpus}")

    @functools.cached_property
    def published(self) -> Published:
        """Gives the generation that answers."""
        vectors = self.shared.generations.vectors if self.shared else None
        return Published(self.generations, vectors)

    @functools.cached_property
    def catalogue(self) -> Catalogue:
        """Every entry of the index."""
        return Catalogue(self.published)

    @property
    def _local(self) -> bool:
        return self.settings.embeddings == LOCAL_EMBEDDINGS

    @functools.cached_property
    def searcher(self) -> HybridSearcher:
        """Finds passages."""
        return HybridSearcher(
            self.published,
            self.analyser,
            lambda: self.embedder,
            share=LOCAL_SHARE if self._local else SERVICE_SHARE,
        )

    @functools.cached_property
    def indexer(self) -> NotesIndexer:
        """Brings the index level with the notes."""
        from rag.index import NotesIndexer

        return NotesIndexer(
            self.settings.corpus,
            self.generations,
            self.analyser,
            lambda: self.embedder,
            paid=not self._local,
            shared=self.shared is not None,
        )

    def chain(self) -> AnswerChain:
        """Return the chain that both front ends share."""
        from rag.chain import Answerer
        from rag.runnable import AnswerChain

        generator = None
        if self.settings.chat_model:
            from rag.llm import ChatModel

            generator = ChatModel(self.settings)
        return AnswerChain(
            answerer=Answerer(
                understand=self.understand,
                searcher=self.searcher,
                catalogue=self.catalogue,
                generator=generator,
                rewrite=self.settings.rewrite,
            )
        )

    def today(self) -> date:
        """Return the day it is in the time zone of the settings."""
        return datetime.now(ZoneInfo(self.settings.timezone)).date()

    def understand(self, ask: Ask) -> Query:
        """
        Return what *ask* looks for; no model, no I/O but the category list.

        Raises:
            UsageError: it names a category that no note has.
        """
        from rag.understand.query import understand  # compiles many patterns

        categories = self.catalogue.categories()
        if ask.category:
            ask = replace(ask, category=_category(ask.category, categories))
        return understand(
            ask,
            categories=categories,
            dated=self.catalogue.dated(),
            lang=self.settings.lang,
        )

    def index(
        self, say: Say, progress: Progress, *, rebuild: bool = False
    ) -> IndexReport:
        """
        Index what changed, or everything anew with *rebuild*.

        *say* is told beforehand what a service will cost.

        Raises:
            TilbotError: see `rag.index.NotesIndexer.run`.
        """

        def announce(texts: Sequence[str]) -> None:
            cost = estimate_cost(texts, self.settings.embeddings)
            price = "" if cost is None else f", about ${cost:.4f}"
            say(f"Embedding {len(texts)} texts with {self.settings.embeddings}{price}.")

        if self.shared:
            self.shared.guard(say, self.indexer.changes(None)[0], rebuild=rebuild)
        return self.indexer.run(progress, announce, rebuild=rebuild)

    def ensure_index(self, say: Say, progress: Progress) -> IndexReport | None:
        """
        Index when nothing is indexed yet or the notes changed since.

        Returns:
            What was done; None when there was nothing to do.
        """
        if self.shared:
            return self.shared.ensure(
                say, self.indexer.changes, lambda: self.index(say, progress)
            )
        current = self.generations.current()
        _, changes = self.indexer.changes(current)
        if current is not None and not changes:
            return None
        say(
            "The notes are not indexed yet; indexing them first."
            if current is None
            else "The notes have changed; bringing the index up to date."
        )
        return self.index(say, progress)

    def server_status(self) -> ServerStatus | None:
        """Return how the Chroma server is; None when there is none to ask."""
        return self.shared.status() if self.shared else None

    def status(self) -> IndexStatus:
        """
        Return what is indexed and what changed; reads no note.

        Raises:
            CorpusError: the corpus is not there.
        """
        current = self.generations.current()
        seen = IndexStatus(server=self.server_status())
        walked_problems: tuple[Problem, ...] = ()
        if seen.server is None or seen.server.ours:
            walked, changes = self.indexer.changes(current)
            walked_problems = walked.problems
            seen = replace(
                seen,
                new_files=tuple(f.path for f in changes.new),
                changed_files=tuple(f.path for f in changes.changed),
                missing_files=changes.missing,
                problems=walked.problems,
            )
        if current is None:
            return seen
        with closing(NotesDb(current / "notes.sqlite3")) as db:
            meta = db.meta()
            entries = db.entries()
            days = sorted(e.day for e in entries if e.day)
            built = meta.get("built_at")
            return replace(
                seen,
                generation=current.name,
                built_at=datetime.fromisoformat(built) if built else None,
                embeddings=meta.get("embeddings", ""),
                entries=len(entries),
                chunks=sum(db.chunk_counts().values()),
                first_day=days[0] if days else None,
                last_day=days[-1] if days else None,
                categories=tuple(db.categories()),
                problems=(*walked_problems, *db.problems()),
            )

    def find(self, query: Query, *, limit: int) -> Found:
        """
        Search for *query*, as the chain does.

        Raises:
            IndexMissing: nothing has been indexed yet.
        """
        return find(self.searcher, query, limit=limit)

    def retriever(
        self,
        *,
        k: int = 6,
        category: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> NotesRetriever:
        """Return the search as LangChain's retriever, for at most *k* notes."""
        from rag.retriever import NotesRetriever

        return NotesRetriever(
            search=lambda ask: self.find(self.understand(ask), limit=ask.limit).hits,
            clock=self.today,
            k=k,
            category=category,
            since=since,
            until=until,
        )

    def warm(self) -> None:
        """Begin to load what a question needs; returns at once."""
        self.analyser.warm()

    def close(self) -> None:
        """Let go of the files and of the process beside us."""
        if "analyser" in self.__dict__:
            self.analyser.close()
        if "published" in self.__dict__:
            self.published.close()
        if self.__dict__.get("shared"):
            self.__dict__["shared"].close()


def _category(name: str, known: Sequence[str]) -> str:
    """Return the one category that *name* stands for."""
    found = meant(name, known)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"No note is in the category {name!r}.",
            hint=f"Name one of these: {', '.join(known[:20]) or '(there is none)'}.",
        )
    raise UsageError(
        f"The category {name!r} may be {' or '.join(found[:20])}.",
        hint="Name one of them in full.",
    )


def open_app(settings: RagSettings) -> App:
    """Return the parts for *settings*; nothing is opened or loaded yet."""
    return App(settings)
