"""The main road: question -> understood -> passages -> cited answer."""

from __future__ import annotations

import asyncio
import functools
import logging

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.chain.by_quotes import quoted
from rag.chain.follow_on import more, sources
from rag.chain.model_calls import Model, reworded
from rag.chain.replies import as_they_are, beside_orders, silence, small_talk
from rag.chain.search import Found, find
from rag.chain.stopwatch import Stopwatch
from rag.lists.anchored_list import listed_beside
from rag.lists.listing import listed
from rag.lists.pieces import shown
from rag.lists.shown_before import kept
from rag.lists.sums import together
from rag.lists.topic_list import listed_on, spoken_of, told_on
from rag.protocols import Catalogue, Generator
from rag.query_types import LISTING, Kind, Query
from rag.retrieval.hybrid import HybridSearcher
from rag.types import Answer, Ask, Delta, Entry, Workings
from rag.understand.conversation.asides import asks_more


if TYPE_CHECKING:
    from rag.check.verdict.checker import Checker
    from rag.compare.reading import Reader


log = logging.getLogger(__name__)


@functools.cache
def _checker() -> Checker:
    from rag.check.verdict.checker import Checker

    return Checker()


def _reader() -> Reader:
    return _checker().reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    """Answers questions from notes. Holds no state; share one freely."""

    understand: Callable[[Ask], Query]
    searcher: HybridSearcher
    catalogue: Catalogue
    generator: Generator | None = None
    """None answers with quotations."""
    rewrite: bool = False
    """Whether the generator words the question anew for the search."""
    checker: Checker | None = None
    """Holds a reply against the notes; None for one that is made when it is needed."""
    reader: Callable[[], Reader] = _reader
    """Gives what compares words; it is slow to load, and quotations seldom need it."""
    strict: bool = False
    """Whether a sentence that the notes don't bear out is left out, not marked."""

    async def answer(self, ask: Ask) -> Answer:
        """
        Answer *ask* from the notes, or say that they are silent.

        A model that fails is not an error: the answer then quotes, and its
        `failure` says why.

        Raises:
            IndexMissing: nothing has been indexed yet.
            IndexBroken: the index can't be read.
        """
        async with aclosing(self.stream(ask)) as events:
            async for event in events:
                if isinstance(event, Answer):
                    return event
        raise AssertionError("a stream ends with its answer")

    async def stream(self, ask: Ask) -> AsyncGenerator[Delta | Answer, None]:
        """
        Yield the pieces of a model's answer as they come, then the `Answer`.

        Closed early, or cancelled, it hangs up on the model at once.
        """
        watch = Stopwatch()
        query = await asyncio.to_thread(self.understand, ask)
        watch.lap("understand")
        if answer := await asyncio.to_thread(self._without_search, ask, query):
            answer = self._remarked(ask, beside_orders(ask.question, answer))
            yield replace(answer, timings=watch.total())
            return
        if query.anchor or query.group_by == "tag":  # there is none
            query = replace(
                query, text=ask.question, kind=Kind.QUESTION, anchor=None, group_by=None
            )
        worded, model = query, None
        if self.generator is not None:
            model = Model(generator=self.generator)
            worded = await reworded(model, ask, query, rewrite=self.rewrite)
        found = await asyncio.to_thread(find, self.searcher, worded, limit=ask.limit)
        log.info("found %d hits", len(found.hits))
        watch.lap("retrieve")
        async with aclosing(self._from_passages(ask, found, model)) as events:
            async for event in events:
                if isinstance(event, Delta):
                    yield event
                    continue
                watch.lap("generate", check=event.timings.check)
                answer = _with_workings(event, query, found, model)
                answer = self._remarked(ask, beside_orders(ask.question, answer))
                yield replace(answer, timings=watch.total())

    def _remarked(self, ask: Ask, answer: Answer) -> Answer:
        """Return *answer*, with what only a model could have done to it."""
        quotes = self.generator is None and answer.citations
        return as_they_are(ask.question, answer) if quotes else answer

    def _without_search(self, ask: Ask, query: Query) -> Answer | None:
        """Answer what no passage is needed for: small talk, lists of notes."""
        if query.kind in {Kind.SMALLTALK, Kind.HELP}:
            return small_talk(ask.question, query)
        if query.anchor and query.kind in LISTING:
            entries = self.catalogue.entries()
            return listed_beside(
                self.searcher, entries, query, query.anchor, ask.question
            )
        if query.kind is Kind.SOURCES:
            return sources(self.catalogue.entries(), ask, query)
        if query.piece:
            entries = self.catalogue.entries()
            return shown(self.searcher, entries, query, query.piece, ask.question)
        if query.parts:
            entries = self.catalogue.entries()
            return together(self.searcher, entries, query, ask.question)
        goes_on = self.generator is None and query.carried and asks_more(ask.question)
        if goes_on and query.kind not in LISTING:
            return more(self.catalogue.entries(), ask, query)
        told = query.among or not query.text
        entries = self.catalogue.entries() if told else []
        notes, entries = kept(self.searcher, entries, query)
        if query.kind in LISTING and not query.text:
            if _tagless(query, entries):
                return None  # "list all tags" may be of git
            if query.without_texts:
                gone = spoken_of(self.searcher, *query.without_texts)
                entries = [e for e in entries if e.id not in gone]
            return listed(entries, query, ask.question)
        if query.kind in LISTING and (query.group_by or query.measure):
            return told_on(notes, query, ask.question)
        if query.kind in {Kind.LIST, Kind.COUNT, Kind.WHEN}:
            return listed_on(notes, query, ask.question)
        return None

    async def _from_passages(
        self, ask: Ask, found: Found, model: Model | None
    ) -> AsyncGenerator[Delta | Answer, None]:
        """Let the model write, or quote without one, or say there is nothing."""
        if not found.hits:
            yield silence(ask.question, found.query, found.hits)
        elif model is None:
            yield await asyncio.to_thread(
                quoted, self.searcher, ask, found, self.reader
            )
        else:
            from rag.chain.by_model import Writing  # slow, for it checks

            writing = Writing(
                model=model,
                ask=ask,
                found=found,
                checker=self.checker or _checker(),
                strict=self.strict,
                searcher=self.searcher,
            )
            async with aclosing(writing.stream()) as events:
                async for event in events:
                    yield event


def _tagless(query: Query, entries: Sequence[Entry]) -> bool:
    """Whether tags are listed where no note has any."""
    listed = query.group_by == "tag" and query.kind is Kind.LIST
    return listed and not any(entry.tags for entry in entries)


def _with_workings(
    answer: Answer, understood: Query, found: Found, model: Model | None
) -> Answer:
    """Return *answer* with all that it took, for who pays or asks why."""
    log.info("answered: %s, %d citations", answer.outcome, len(answer.citations))
    workings = Workings(
        understood=understood,
        hits=tuple(found.hits),
        beyond=tuple(found.beyond),
        prompt_chars=model.prompt_chars if model else 0,
        checks=answer.workings.checks if answer.workings else (),
    )
    return replace(
        answer,
        # One that only worded the search is paid for as well.
        model=model.name if model and model.prompt_chars else None,
        usage=model.usage if model else answer.usage,
        notice=found.notice,
        workings=workings,
    )
