"""The composition root: what a front end may ask of tilbot, put together of parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.parts import Parts
from rag.errors import IndexBroken, UsageError
from rag.index.generations.inventory import kept
from rag.index.generations.open_generation import Generation
from rag.index.generations.status import with_contents
from rag.index.update.refresh import brought_level
from rag.index_types import GenerationStatus, IndexReport, IndexStatus, ServerStatus
from rag.models.embeddings import estimate_cost
from rag.protocols import Answering, Progress
from rag.query_types import Lang, Query
from rag.settings import RagSettings
from rag.types import Ask, Entry, Stale
from rag.wording.notices import Notice, Occasion, Tell
from rag.wording.phrases import Say
from rag.wording.phrases import say as worded


if TYPE_CHECKING:
    from rag.chain.runnable import AnswerChain
    from rag.chain.search import Found
    from rag.index.generations.manifest import Manifest
    from rag.retrieval.langchain_retriever import NotesRetriever


class App(Parts):
    """Everything that a front end works with."""

    def chain(self) -> AnswerChain:
        """Return what answers, as LangChain's Runnable."""
        from rag.chain.runnable import AnswerChain

        return AnswerChain(answerer=self._answering())

    def answering(self) -> Answering:
        """Return what answers; LangChain is loaded only where a model is asked."""
        if not self.settings.chat_model:
            return self._answering()
        from rag.chain.runnable import Chained

        return Chained(self.chain())

    def _answering(self) -> Answering:
        from rag.chain.answerer import Answerer
        from rag.chain.as_of_now import AsOfNow
        from rag.traces.recording import Traced

        generator = self.generator()
        answerer = Answerer(
            understand=self.understand,
            searcher=self.searcher,
            catalogue=self.catalogue,
            generator=generator,
            rewrite=self.settings.rewrite,
            checker=self.checker if generator else None,
            reader=lambda: self.reader,
            strict=self.settings.strict,
        )
        told = AsOfNow(answering=answerer, remark=self.remark, stale=self.stale)
        if not self.settings.traces:
            return told
        prices = self.settings.prices
        return Traced(answering=told, traces=self.traces, prices=prices)

    def stale(self, entries: Sequence[Entry]) -> Mapping[str, Stale]:
        """Tell, by id, which entries have changed since they were indexed."""
        from rag.index.update.freshness import stale_entries

        corpus = self.settings.corpus
        shared = self.shared

        def compared(generation: Generation) -> Mapping[str, Stale]:
            if shared and not shared.is_ours(generation.making):
                return {}  # the notes that it was made of are elsewhere
            return stale_entries(entries, corpus, generation.db)

        return self.published.run(compared)

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

        def understood(generation: Generation) -> Query:
            db = generation.db
            categories = [name for name, _ in db.categories()]
            meant = ask
            if ask.category:
                meant = replace(ask, category=_category(ask.category, categories))
            query = understand(
                meant,
                categories=categories,
                dated=db.dated(),
                lang=self.settings.lang,
                home="ko" if db.korean() else "en",
                topics=self.topics,
            )
            query = replace(query, at_most=ask.at_most)
            if not any(one.open_year for one in (query, *query.parts)):
                return query
            from rag.retrieval.selection import dated_within

            headers = db.headers()
            parts = tuple(dated_within(headers, part) for part in query.parts)
            return dated_within(headers, replace(query, parts=parts))

        # All from one generation, which is looked for once.
        return self.published.run(understood)

    def index(
        self, say: Tell, progress: Progress, *, rebuild: bool = False
    ) -> IndexReport:
        """
        Index what changed, or everything anew with *rebuild*.

        *say* is told beforehand what a service will cost.

        Raises:
            TilbotError: see `rag.index.update.indexer.NotesIndexer.run`.
        """

        def announce(texts: Sequence[str]) -> None:
            cost = estimate_cost(texts, self.settings.embeddings)
            occasion = Occasion.EMBEDDING if cost is None else Occasion.EMBEDDING_COSTS
            values = {"n": len(texts), "model": self.settings.embeddings, "cost": cost}
            say(Notice(occasion, values))

        if self.shared:
            self.shared.guard(say, self.indexer.changes(None)[0], rebuild=rebuild)
        return self.indexer.run(progress, announce, rebuild=rebuild)

    def ensure_index(self, say: Tell, progress: Progress) -> IndexReport | None:
        """
        Index when nothing is indexed yet or the notes changed since.

        Returns:
            What was done; None when there was nothing to do.
        """
        if self.shared:
            return self.shared.ensure(
                say, self.indexer, lambda: self.index(say, progress)
            )
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
            say(Notice(Occasion.ROLLED_BACK))
            return None
        say(Notice(Occasion.NOT_INDEXED if current is None else Occasion.NOTES_CHANGED))
        return brought_level(
            lambda: self.index(say, progress), say=say, answers=self.published.answers
        )

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
        if self.local or not self.published.answers():
            return False
        same = self.published.run(
            lambda g: g.making.get("embeddings") == self.making["embeddings"]
        )
        if same:
            say(Notice(Occasion.READS_ANEW))
        return same

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
        server = self.server_status()
        seen = IndexStatus(server=server)
        if server is None or server.ours:  # else its notes are elsewhere
            walked, changes = self.indexer.changes(current)
            seen = IndexStatus(
                server=server,
                new_files=tuple(f.path for f in changes.new),
                changed_files=tuple(f.path for f in changes.changed),
                missing_files=changes.missing,
                problems=walked.problems,
            )
        seen = replace(
            seen,
            generations=tuple(self.kept(thorough=False)),
            held=self.generations.held(),
        )
        return seen if current is None else with_contents(seen, current)

    def kept(self, *, thorough: bool) -> list[GenerationStatus]:
        """Return what the home holds; *thorough* reads all of it through."""
        return kept(self.generations, thorough=thorough)

    def rollback(self) -> tuple[Manifest | None, Manifest]:
        """
        Make the generation before the current one answer.

        Raises:
            TilbotError: see `rag.index.generations.library.Library.rollback`.
        """
        return self.generations.rollback()

    def remark(self, lang: Lang) -> str | None:
        """Return why it is not the latest index that answers; None if it is."""
        remark = self.published.remark
        if remark is None:
            return None
        when = (
            remark.built_at.astimezone(ZoneInfo(self.settings.timezone))
            if remark.built_at
            else None
        )
        occasion = Say.EARLIER_INDEX if remark.damaged else Say.OTHER_INDEX
        if self.shared:
            occasion = Say.EARLIER_SHARED
        return worded(occasion, lang, when=f"{when:%Y-%m-%d %H:%M}" if when else "?")

    def find(self, query: Query, *, limit: int) -> Found:
        """
        Search for *query*, as the chain does.

        Raises:
            IndexMissing: nothing has been indexed yet.
        """
        from rag.chain.search import find

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
        from rag.retrieval.langchain_retriever import NotesRetriever

        return NotesRetriever(
            search=lambda ask: self.find(self.understand(ask), limit=ask.limit).hits,
            clock=self.today,
            k=k,
            category=category,
            since=since,
            until=until,
        )


def _category(name: str, known: Sequence[str]) -> str:
    """Return the one category that *name* stands for."""
    from rag.understand.filters.categories import meant

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
