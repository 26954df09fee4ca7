"""The road with a model: passages -> draft -> checked, mended -> answer."""

from __future__ import annotations

import asyncio
import logging

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from rag.chain.by_quotes import quoted
from rag.chain.model_calls import Model
from rag.chain.replies import silence, withheld
from rag.chain.search import Found
from rag.check.attribution.attributed_draft import SourcedDraft
from rag.check.reply.draft import Draft
from rag.check.verdict.checker import Checker
from rag.citations.resolution import Resolved
from rag.errors import PromptTooLong, ServiceError
from rag.injection.disarming import disarm
from rag.models.failure_words import Trouble
from rag.prompt import messages
from rag.prompt.context import widened
from rag.retrieval.hybrid import HybridSearcher
from rag.types import Answer, Ask, Delta, Failure, Mode, Outcome, Timings, Workings


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Lets a model write one answer from what was found."""

    model: Model
    ask: Ask
    found: Found
    checker: Checker
    strict: bool
    searcher: HybridSearcher
    """Reads passages when the answer must quote after all."""

    async def stream(self) -> AsyncGenerator[Delta | Answer, None]:
        """
        Yield each sentence once it is checked, then the `Answer`.

        What the passages don't bear out is worded anew once. A model that
        fails is not an error: the answer then quotes, and says why.
        """
        for shorter in (False, True):
            draft = await asyncio.to_thread(self._draft, shorter=shorter)
            try:
                async with aclosing(self._released(draft)) as texts:
                    async for text in texts:
                        yield Delta(text=text)
            except ServiceError as e:
                if isinstance(e, PromptTooLong) and not shorter:
                    log.info("asking again with fewer passages: %s", e.problem)
                    continue
                # No warning: the front end tells it to whoever asked.
                log.info("the model failed: %s", e.problem)
                answer = await asyncio.to_thread(self._failed, draft, _failure(e))
                if draft.rest:
                    yield Delta(text=draft.rest)
                yield answer
                return
            break
        resolved = await asyncio.to_thread(draft.close)
        if resolved.citations and draft.mendable and not draft.reply.silent:
            told = _told(self.found, draft, mend=draft.mendable)
            await asyncio.to_thread(draft.mend, await self.model.reply(**told))
        answer = await asyncio.to_thread(self._judged, draft, resolved)
        if draft.rest:
            yield Delta(text=draft.rest)
        yield answer

    async def _released(self, draft: Draft) -> AsyncGenerator[str, None]:
        """Yield what may be shown of a reply while it is written."""
        # A model takes longer to its first word than it takes to read these.
        ahead = asyncio.create_task(asyncio.to_thread(draft.read_ahead))
        try:
            async with self.model.asked(**_told(self.found, draft)) as pieces:
                async for piece in pieces:
                    if not draft.hear(piece):
                        continue
                    await ahead
                    if shown := await asyncio.to_thread(draft.release):
                        yield shown
        except ServiceError:
            await ahead
            raise
        await ahead

    def _draft(self, *, shorter: bool = False) -> Draft:
        """Return an empty draft; a *shorter* prompt has the passages that fit best."""
        query, hits, ask = self.found.query, self.found.hits, self.ask
        if shorter:
            hits, ask = hits[: max(1, len(hits) // 2)], replace(ask, history=())
        return SourcedDraft(
            checker=self.checker,
            asked=disarm(ask, query, hits if shorter else widened(hits)),
            lang=query.lang,
            kind=query.kind,
            strict=self.strict,
        )

    def _failed(self, draft: Draft, failure: Failure) -> Answer:
        """Keep what was checked of a reply that broke off, or quote."""
        draft.cut()
        if draft.reply.answers:
            return replace(self._written(draft), failure=failure)
        return replace(self._quoted(), failure=failure)

    def _quoted(self) -> Answer:
        return quoted(self.searcher, self.ask, self.found, lambda: self.checker.reader)

    def _judged(self, draft: Draft, resolved: Resolved) -> Answer:
        """Make an answer of what the model wrote, if it is one."""
        question, query = self.ask.question, self.found.query
        if resolved.invented:
            log.warning("model invented sources: %s", ", ".join(resolved.invented))
        silent = resolved.not_in_notes or draft.reply.silent
        if silent and (remark := self._remark(draft, resolved)):
            return remark
        if silent:
            nothing = silence(question, query, self.found.hits)
            return self._unshown(draft, replace(nothing, mode=Mode.MODEL))
        if not resolved.citations or draft.reply.blank:
            # Nothing of it can be checked, so the notes speak instead.
            log.warning("model cited nothing")
            near = self._quoted()
            failure = _no_answer(self.model.name) if draft.reply.blank else None
            return self._unshown(draft, replace(near, failure=failure))
        if not draft.reply.answers and draft.reply.foreign:
            log.warning("model answered in another language")
            near = self._quoted()
            return self._unshown(draft, near)
        if not draft.reply.answers:
            hits = draft.asked.hits
            first = [hits[n - 1] for n in draft.reply.cited]
            hits = (*first, *(hit for hit in hits if hit not in first))
            return self._unshown(
                draft, withheld(question, query, hits, draft.reply.withheld)
            )
        return self._written(draft)

    def _remark(self, draft: Draft, resolved: Resolved) -> Answer | None:
        """Return what a model says the notes hold instead, if it cites them for it."""
        said = draft
        if resolved.not_in_notes:
            said = self._draft()
            said.hear(draft.reply.behind_silence)
            said.close()
        if not said.reply.remarks:
            return None
        answer = self._written(said)
        draft.rest = said.rest
        return replace(answer, outcome=Outcome.NEAREST)

    def _unshown(self, draft: Draft, instead: Answer) -> Answer:
        """Return the answer *instead* of what the model wrote, with its checks."""
        return replace(
            instead,
            checks=draft.checks(""),
            timings=Timings(check=round(draft.spent, 2)),
            workings=self._workings(draft, shown=False),
        )

    def _written(self, draft: Draft) -> Answer:
        shown = draft.finish()
        return Answer(
            question=self.ask.question,
            text=shown.text,
            citations=shown.citations,
            outcome=Outcome.NEAREST if draft.reply.beside else Outcome.ANSWERED,
            mode=Mode.MODEL,
            query=self.found.query,
            checks=draft.checks(shown.text),
            timings=Timings(check=round(draft.spent, 2)),
            workings=self._workings(draft, shown=True),
        )

    def _workings(self, draft: Draft, *, shown: bool) -> Workings:
        return Workings(
            understood=self.found.query, checks=draft.sentences(shown=shown)
        )


def _failure(e: ServiceError) -> Failure:
    return Failure(
        problem=e.problem, hint=e.hint, exit_code=e.exit_code, korean=e.korean
    )


def _no_answer(name: str) -> Failure:
    """Return why a reply without a statement is no answer."""
    problem, hint = Trouble.NO_ANSWER.pair("en", name=name)
    return Failure(
        problem=problem,
        hint=hint,
        exit_code=ServiceError.exit_code,
        korean=Trouble.NO_ANSWER.pair("ko", name=name),
    )


def _told(found: Found, draft: Draft, *, mend: Sequence[str] = ()) -> dict[str, str]:
    """Return what the model is told, or with *mend* told to word anew."""
    asked = draft.asked
    user = messages.user_message(
        found.query, asked.ask.question, asked.hits, asked.ask.history, mend=mend
    )
    return {"system": messages.SYSTEM, "user": user}
