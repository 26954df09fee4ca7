"""The composition root: settings in, working parts out, each opened on demand."""

from __future__ import annotations

import functools

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rag.analyse.hangul import Morphology
from rag.analyse.kiwi_process import beside
from rag.analyse.terms import Analyser
from rag.check.checker import Checker
from rag.embeddings import estimate_cost, open_embedder
from rag.errors import IndexBroken, IndexBusy, ServiceError, UsageError
from rag.find import Found, find
from rag.generations import Generations
from rag.kept import kept, substitutes
from rag.notes_db import NotesDb
from rag.phrases import Say
from rag.phrases import say as worded
from rag.protocols import Answering, Embedder, Progress
from rag.published import Published
from rag.retrieve import LOCAL_SHARE, SERVICE_SHARE, HybridSearcher
from rag.settings import LOCAL_EMBEDDINGS, RagSettings
from rag.traces import Traces
from rag.types import (
    Ask,
    Entry,
    GenerationStatus,
    IndexReport,
    IndexStatus,
    Lang,
    Query,
    Stale,
)
from rag.understand.categories import meant
from rag.vectors import LocalEmbedder


if TYPE_CHECKING:
    from rag.index import NotesIndexer
    from rag.manifest import Manifest
    from rag.retriever import NotesRetriever
    from rag.runnable import AnswerChain


Tell = Callable[[str], None]


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
        return self._published.run(lambda g: g.db.entries())

    def chunk_counts(self) -> Mapping[str, int]:
        """Return the number of chunks of each entry, by id."""
        return self._published.run(lambda g: g.db.chunk_counts())

    def dated(self) -> bool:
        """Say whether any entry has a date."""
        return self._published.run(lambda g: g.db.dated())

    def categories(self) -> Sequence[str]:
        """Return the names of the categories, the largest first."""
        return self._published.run(lambda g: [name for name, _ in g.db.categories()])


class App:
    """Everything that a front end works with."""

    def __init__(self, settings: RagSettings) -> None:
        self.settings = settings

    @functools.cached_property
    def korean(self) -> Morphology:
        """Gives morphemes, from a process beside us."""
        return beside()

    @functools.cached_property
    def checker(self) -> Checker:
        """Holds what a model writes against the notes."""
        return Checker(self.korean)

    @functools.cached_property
    def analyser(self) -> Analyser:
        """Gives the terms that words are ranked by."""
        return Analyser(self.korean)

    @functools.cached_property
    def embedder(self) -> Embedder:
        """The embedding model of the settings."""
        return open_embedder(self.settings, local=lambda: LocalEmbedder(self.analyser))

    @functools.cached_property
    def making(self) -> dict[str, str]:
        """What the index is made of and by."""
        from rag.index import versions

        name = self.settings.embeddings
        if name == LOCAL_EMBEDDINGS:
            name = LocalEmbedder(self.analyser).name
        # One home may serve several collections of notes.
        corpus = str(self.settings.corpus.resolve())
        return {"embeddings": name, "corpus": corpus, **versions(self.analyser)}

    @functools.cached_property
    def generations(self) -> Generations:
        """Where the index of these settings, and of this tilbot, is."""
        made_of = "; ".join(f"{k} {v}" for k, v in self.making.items())
        return Generations(self.settings.home, made_of.removeprefix("embeddings "))

    @functools.cached_property
    def published(self) -> Published:
        """Gives the generation that answers."""
        return Published(
            self.generations, lambda: substitutes(self.generations, self.making)
        )

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
        )

    def chain(self) -> AnswerChain:
        """Return the chain that both front ends share."""
        from rag.as_of_now import AsOfNow
        from rag.chain import Answerer
        from rag.runnable import AnswerChain
        from rag.traced import Traced

        generator = None
        if self.settings.chat_model:
            from rag.llm import ChatModel

            generator = ChatModel(self.settings)
        answerer = Answerer(
            understand=self.understand,
            searcher=self.searcher,
            catalogue=self.catalogue,
            generator=generator,
            rewrite=self.settings.rewrite,
            checker=self.checker,
            strict=self.settings.strict,
        )
        answering: Answering = AsOfNow(
            answering=answerer, remark=self.remark, stale=self.stale
        )
        if self.settings.traces:
            answering = Traced(
                answering=answering, traces=self.traces, prices=self.settings.prices
            )
        return AnswerChain(answerer=answering)

    @functools.cached_property
    def traces(self) -> Traces:
        """How the last answers came about."""
        return Traces(self.settings.home, keep=self.settings.traces)

    def stale(self, entries: Sequence[Entry]) -> Mapping[str, Stale]:
        """Tell, by id, which entries have changed since they were indexed."""
        from rag.freshness import stale_entries

        corpus = self.settings.corpus
        return self.published.run(lambda g: stale_entries(entries, corpus, g.db))

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
        self, say: Tell, progress: Progress, *, rebuild: bool = False
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

        return self.indexer.run(progress, announce, rebuild=rebuild)

    def ensure_index(self, say: Tell, progress: Progress) -> IndexReport | None:
        """
        Index when nothing is indexed yet or the notes changed since.

        Returns:
            What was done; None when there was nothing to do.
        """
        current = self.generations.current()
        if current is None and self._waits_for_index(say):
            return None
        try:
            _, changes = self.indexer.changes(current)
        except IndexBroken:
            if self.published.answers():
                return None  # the answer itself says which index it is from
            raise
        if current is not None and not changes:
            return None
        if self.generations.held():
            say("The index was rolled back; `tilbot index` takes the notes in again.")
            return None
        say(
            "The notes are not indexed yet; indexing them first."
            if current is None
            else "The notes have changed; bringing the index up to date."
        )
        try:
            return self.index(say, progress)
        except (IndexBroken, IndexBusy, ServiceError) as e:
            if not self.published.answers():
                raise
            say(f"{e.problem} {e.hint}\nThe last index answers meanwhile.")
            return None

    def _waits_for_index(self, say: Tell) -> bool:
        """
        Say whether questions are answered from an older index until
        `tilbot index` is called.

        That is so when the pointer to the index is damaged, and when another
        version of tilbot reads or cuts notes differently and embedding all of
        them anew would be paid for.
        """
        if self.generations.candidates():
            return self.published.answers()
        if self._local or not self.published.answers():
            return False
        same = self.published.run(
            lambda g: g.making.get("embeddings") == self.making["embeddings"]
        )
        if same:
            say("This version of tilbot reads notes anew; `tilbot index` does so.")
        return same

    def status(self) -> IndexStatus:
        """
        Return what is indexed and what changed; reads no note.

        Raises:
            CorpusError: the corpus is not there.
        """
        current = self.generations.current()
        walked, changes = self.indexer.changes(current)
        seen = IndexStatus(
            new_files=tuple(f.path for f in changes.new),
            changed_files=tuple(f.path for f in changes.changed),
            missing_files=changes.missing,
            problems=walked.problems,
            generations=tuple(self.kept(thorough=False)),
            held=self.generations.held(),
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
                problems=(*walked.problems, *db.problems()),
            )

    def kept(self, *, thorough: bool) -> list[GenerationStatus]:
        """Return what the home holds; *thorough* reads all of it through."""
        return kept(self.generations, thorough=thorough)

    def rollback(self) -> tuple[Manifest | None, Manifest]:
        """
        Make the generation before the current one answer.

        Raises:
            TilbotError: see `rag.generations.Generations.rollback`.
        """
        return self.generations.rollback()

    def remark(self, lang: Lang) -> str | None:
        """Return why it is not the latest index that answers; None if it is."""
        remark = self.published.remark
        if remark is None:
            return None
        when = (
            remark.built_at.astimezone(ZoneInfo(self.settings.timezone))
            if (remark.built_at)
            else None
        )
        occasion = Say.EARLIER_INDEX if remark.damaged else Say.OTHER_INDEX
        return worded(occasion, lang, when=f"{when:%Y-%m-%d %H:%M}" if when else "?")

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
        if "korean" in self.__dict__:
            self.korean.close()
        if "published" in self.__dict__:
            self.published.close()


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
