"""The main road: question -> understood -> passages -> cited answer."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import time

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from rag import prompt
from rag.asking import Model, reworded
from rag.check.checker import Checker
from rag.check.draft import Draft
from rag.check.orders import disarm
from rag.citations import Resolved
from rag.errors import ServiceError
from rag.evidence import asks_when, outcome, several
from rag.extract import quotations
from rag.find import Found, find
from rag.listing import listed
from rag.phrases import Say
from rag.protocols import Catalogue, Generator
from rag.replies import silence, small_talk
from rag.retrieve import HybridSearcher
from rag.types import (
    Answer,
    Ask,
    Delta,
    Failure,
    Kind,
    Mode,
    Outcome,
    Query,
    Timings,
    Workings,
)


log = logging.getLogger(__name__)


@dataclass
class _Clock:
    """Measures the steps of one answer, in milliseconds."""

    began: float
    timings: Timings = dataclasses.field(default_factory=Timings)

    def lap(self, step: str, since: float, **more: float) -> None:
        spent = (time.perf_counter() - since) * 1000
        self.timings = replace(self.timings, **{step: round(spent, 2)}, **more)

    def total(self) -> Timings:
        spent = (time.perf_counter() - self.began) * 1000
        return replace(self.timings, total=round(spent, 2))


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
    checker: Checker = dataclasses.field(default_factory=Checker)
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
        clock = _Clock(time.perf_counter())
        query = await asyncio.to_thread(self.understand, ask)
        clock.lap("understand", clock.began)
        if query.kind in {Kind.SMALLTALK, Kind.HELP}:
            yield replace(small_talk(ask.question, query), timings=clock.total())
            return
        if query.kind in {Kind.LIST, Kind.COUNT} and not query.text:
            entries = await asyncio.to_thread(self.catalogue.entries)
            yield replace(listed(entries, query, ask.question), timings=clock.total())
            return
        since = time.perf_counter()
        understood, model = query, None
        if self.generator is not None:
            model = Model(generator=self.generator)
            query = await reworded(model, ask, query, rewrite=self.rewrite)
        found = await asyncio.to_thread(find, self.searcher, query, limit=ask.limit)
        clock.lap("retrieve", since)
        log.info("found %d hits", len(found.hits))
        since = time.perf_counter()
        async with aclosing(self._answered(ask, found, model)) as events:
            async for event in events:
                if isinstance(event, Delta):
                    yield event
                    continue
                clock.lap("generate", since, check=event.timings.check)
                log.info(
                    "answered: %s, %d citations", event.outcome, len(event.citations)
                )
                yield replace(
                    event,
                    timings=clock.total(),
                    usage=model.usage if model else event.usage,
                    notice=found.notice,
                    workings=Workings(
                        understood=understood,
                        hits=tuple(found.hits),
                        beyond=tuple(found.beyond),
                        prompt_chars=model.prompt_chars if model else 0,
                        checks=tuple(
                            (c.sentence, c.verdict.value) for c in event.checks
                        ),
                    ),
                )

    async def _answered(
        self, ask: Ask, found: Found, model: Model | None
    ) -> AsyncGenerator[Delta | Answer, None]:
        if not found.hits:
            yield silence(ask.question, found.query, found.hits)
            return
        if model is None:
            yield await asyncio.to_thread(self._quoted, ask, found)
            return
        draft = Draft(
            checker=self.checker,
            asked=await asyncio.to_thread(disarm, ask, found.query, found.hits),
            lang=found.query.lang,
            kind=found.query.kind,
            strict=self.strict,
        )
        try:
            async with model.asked(**_told(found, draft)) as pieces:
                async for piece in pieces:
                    if draft.hear(piece) and (
                        shown := await asyncio.to_thread(draft.release)
                    ):
                        yield Delta(text=shown)
        except ServiceError as e:
            # No warning: the front end tells it to whoever asked.
            log.info("the model failed: %s", e.problem)
            quoted = await asyncio.to_thread(self._quoted, ask, found)
            yield replace(
                quoted,
                model=model.name,
                failure=Failure(problem=e.problem, hint=e.hint, exit_code=e.exit_code),
            )
            return
        resolved = await asyncio.to_thread(draft.close)
        if resolved.citations and draft.mendable:
            told = _told(found, draft, mend=draft.mendable)
            await asyncio.to_thread(draft.mend, await model.reply(**told))
        answer = await asyncio.to_thread(self._judged, ask, found, draft, resolved)
        if draft.rest:
            yield Delta(text=draft.rest)
        yield replace(answer, model=model.name)

    def _judged(
        self, ask: Ask, found: Found, draft: Draft, resolved: Resolved
    ) -> Answer:
        """Make an answer of what the model wrote, if it is one."""
        if resolved.invented:
            log.warning("model invented sources: %s", ", ".join(resolved.invented))
        timings = Timings(check=round(draft.spent, 2))
        if not resolved.not_in_notes and not resolved.citations:
            # Nothing of it can be checked, so the notes speak instead.
            log.warning("model cited nothing")
            quoted = self._quoted(ask, found, lead=Say.NEAREST)
            return replace(quoted, outcome=Outcome.NEAREST, timings=timings)
        if resolved.not_in_notes or not draft.answers:
            return replace(
                silence(ask.question, found.query, found.hits),
                mode=Mode.MODEL,
                checks=draft.checks(""),
                timings=timings,
            )
        shown = draft.finish()
        return Answer(
            question=ask.question,
            text=shown.text,
            citations=shown.citations,
            outcome=Outcome.ANSWERED,
            mode=Mode.MODEL,
            query=found.query,
            checks=draft.checks(shown.text),
            timings=timings,
        )

    def _quoted(self, ask: Ask, found: Found, *, lead: Say | None = None) -> Answer:
        verdict = outcome(found.hits)
        if verdict is Outcome.NO_EVIDENCE and lead is None:
            return silence(ask.question, found.query, found.hits)
        if lead is None:
            lead = Say.QUOTED if verdict is Outcome.ANSWERED else Say.NEAREST
        weights, analyse = self.searcher.reading(found.query)
        text, citations = quotations(
            found.hits,
            weights,
            analyse,
            lang=found.query.lang,
            lead=lead,
            dated=asks_when(ask.question),
            formula=found.query.kind is Kind.FORMULA,
            several=several(ask.question) or found.query.kind is Kind.LIST,
        )
        return Answer(
            question=ask.question,
            text=text,
            citations=citations,
            outcome=verdict,
            mode=Mode.EXTRACTIVE,
            query=found.query,
        )


def _told(found: Found, draft: Draft, *, mend: Sequence[str] = ()) -> dict[str, str]:
    """Return what the model is told, or with *mend* told to word anew."""
    asked = draft.asked
    user = prompt.user_message(
        found.query, asked.ask.question, asked.hits, asked.ask.history, mend=mend
    )
    return {"system": prompt.SYSTEM, "user": user}
