"""Answers questions, whoever brings them: waits its turn, streams, keeps, delivers."""

from __future__ import annotations

import asyncio
import logging
import time

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from discord.ui import View

from bot.discord_app.delivery import Spot, headed
from bot.discord_app.flight import Flight
from bot.discord_app.gate import Gate
from bot.discord_app.question import Question
from bot.discord_app.store import Store
from bot.discord_app.streaming import SETTLE, Pacer, Preview
from bot.discord_app.trouble import Sorry
from bot.discord_app.words import Say
from bot.feedback import FeedbackBroken
from bot.kept import Kept, new_id
from bot.render import discord as render
from bot.render.discord_posts import Draw, Post
from rag.errors import UsageError
from rag.lists.listing import describe
from rag.query_types import Lang
from rag.types import Answer, Ask, Delta, Hit
from rag.understand.language.lang import language


if TYPE_CHECKING:
    from bot.wiring import App
    from rag.chain.runnable import AnswerChain


log = logging.getLogger(__name__)
T = TypeVar("T")


class Desk:
    """Where questions are answered; one for all of Discord."""

    def __init__(
        self,
        *,
        app: App,
        chain: AnswerChain,
        store: Store,
        gate: Gate,
        pacer: Pacer,
        under: Callable[[Kept], View],
        draw: Draw | None = None,
    ) -> None:
        """
        Args:
            app: The parts of tilbot, the index up to date.
            chain: What answers; it is shared by all questions.
            store: Where answers are kept for their buttons.
            gate: Who may ask.
            pacer: Shared by all previews.
            under: Gives what stands under an answer that was kept.
            draw: Draws formulae; without it they are Unicode.
        """
        self.app = app
        self.store = store
        self.gate = gate
        self.pacer = pacer
        self.draw = draw
        self.flight = Flight()
        self._chain = chain
        self._under = under
        self._tidied: date | None = None
        self._line = asyncio.Semaphore(gate.rules.at_once)
        # Not asyncio's threads: these must answer while those all search.
        self._quick = ThreadPoolExecutor(2, thread_name_prefix="quick")

    async def quickly(self, work: Callable[[], T]) -> T:
        """Return what *work* gives, which reads the index but does not search."""
        return await asyncio.get_running_loop().run_in_executor(self._quick, work)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Hold what the gate has admitted, until it is done or has failed."""
        began = time.monotonic()
        try:
            with self.flight.aboard():
                yield
        finally:
            self.gate.leave(time.monotonic() - began)

    @asynccontextmanager
    async def unless_stopped(self, spot: Spot, lang: Lang) -> AsyncIterator[None]:
        """Say at *spot* what became of the work, if a stop can't wait for it."""
        try:
            yield
        except asyncio.CancelledError:
            if self.gate.leaving:
                await spot.finish([Post(content=Say.STOPPED.text(lang))])
            raise

    async def answer(self, question: Question, spot: Spot) -> None:
        """
        Answer a question at its *spot*; within `at_work`.

        Raises:
            Sorry: it names a category that there is not.
            TilbotError: as the chain.
            DiscordException: Discord takes the answer nowhere.
        """
        try:
            async with self.unless_stopped(spot, language(question.ask.question)):
                async with self._line:
                    question, answer = await self._produced(question, spot)
                await self._deliver(question, answer, spot)
        except UsageError as e:
            name = question.ask.category or ""
            raise Sorry(Say.NO_CATEGORY, name=name[:100]) from e

    async def found(self, ask: Ask, limit: int) -> Sequence[Hit]:
        """
        Return what a search finds; within `at_work`.

        Raises:
            TilbotError: as `App.find`.
        """

        def search() -> Sequence[Hit]:
            return self.app.find(self.app.understand(ask), limit=limit).hits[:limit]

        async with self._line:
            return await asyncio.to_thread(search)

    async def _produced(
        self, question: Question, spot: Spot
    ) -> tuple[Question, Answer]:
        """Return the answer, shown while it grows, and what it answers."""
        while True:
            answer = await self._streamed(question, spot)
            ask = question.renewed()
            if ask is None:
                return question, answer
            question = replace(question, ask=ask)

    async def _streamed(self, question: Question, spot: Spot) -> Answer:
        lang, text = language(question.ask.question), ""

        def drawn() -> str:
            shown = [Post(content=render.partial(text, lang=lang))]
            return headed(question.heading, shown)[-1].content

        async def show(_: str) -> bool:
            # Drawn only when it is shown, and not on the loop: it takes a while.
            return await spot.preview(await asyncio.to_thread(drawn))

        preview = Preview(show, pacer=self.pacer, key=spot.key, settle=SETTLE)
        try:
            async for event in self._chain.astream(question.ask):
                if isinstance(event, Answer):
                    return event
                assert isinstance(event, Delta)  # noqa: S101  # there are only two
                text += event.text
                preview.update(text)
        finally:
            await preview.close()
        raise AssertionError("a stream ends with its answer")

    async def _deliver(self, question: Question, answer: Answer, spot: Spot) -> None:
        kept = Kept(
            id=new_id(),
            asker=question.asker.user,
            guild=question.asker.guild,
            ask=question.ask,
            answer=answer,
            prefix=question.heading,
        )
        if answer.failure:
            log.warning(
                "the model failed: %s %s", answer.failure.problem, answer.failure.hint
            )
        posts = await asyncio.to_thread(
            render.answer, answer, draw=self.draw, remarks=_remarks(answer)
        )
        view = self._under(kept) if await self._keep(kept) else None
        await spot.finish(headed(question.heading, posts), view)
        log.info(
            "answered %s: %s, %d citations, %.0f ms",
            kept.id,
            answer.outcome,
            len(answer.citations),
            answer.timings.total,
        )

    async def _keep(self, kept: Kept) -> bool:
        """Keep an answer for its buttons; say whether that was possible."""
        now = self.gate.clock()
        try:
            await self.store.run(lambda f: f.keep(kept, now))
            if now.date() != self._tidied:
                await self.store.run(lambda f: f.forget(now))
                self._tidied = now.date()
        except FeedbackBroken as e:
            log.error("no buttons: %s %s", e.problem, e.hint)  # noqa: TRY400  # no bug
            return False
        return True

    def close(self) -> None:
        """Let go of the threads."""
        self._quick.shutdown(wait=False, cancel_futures=True)


def _remarks(answer: Answer) -> list[str]:
    """Return which filters were applied."""
    query, lang = answer.query, answer.query.lang
    if query.filters:
        return [Say.FILTERED.text(lang, what=describe(query))]
    return []
