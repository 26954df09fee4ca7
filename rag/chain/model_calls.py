"""Asks a model, counts what that takes, and hangs up however the listener leaves."""

from __future__ import annotations

import logging

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field, replace

from rag.errors import ServiceError
from rag.injection.detection import unordered
from rag.prompt import messages, standalone_question
from rag.protocols import Generator
from rag.query_types import Query
from rag.types import Ask, Usage
from rag.understand.conversation.ordinals import pointed


log = logging.getLogger(__name__)


@dataclass(kw_only=True, slots=True)
class Model:
    """A model at work on one answer, be it in one call or in several."""

    generator: Generator
    usage: Usage = field(default_factory=Usage)
    """Tokens that all calls took so far, those that failed included."""
    prompt_chars: int = 0
    """Characters that it was told in all calls."""

    @property
    def name(self) -> str:
        """Which model, as ``provider:model``."""
        return self.generator.name

    @asynccontextmanager
    async def asked(
        self, *, system: str, user: str
    ) -> AsyncGenerator[AsyncIterator[str], None]:
        """
        Give the pieces of a reply; it is not left running behind the context.

        Raises:
            ServiceError: within the context, as `Generator.stream`.
        """
        self.prompt_chars += len(system) + len(user)
        pieces = self.generator.stream(system=system, user=user)
        try:
            async with aclosing(self._texts(pieces)) as texts:
                yield texts
        finally:
            # Left to the collector, the connection would stay open, and be paid for.
            if isinstance(pieces, AsyncGenerator):
                await pieces.aclose()

    async def reply(self, *, system: str, user: str) -> str:
        """Return a whole reply; nothing when the model fails."""
        try:
            async with self.asked(system=system, user=user) as pieces:
                return "".join([piece async for piece in pieces])
        except ServiceError as e:
            log.info("the model did not reply: %s", e.problem)
            return ""

    async def _texts(
        self, pieces: AsyncIterator[str | Usage]
    ) -> AsyncGenerator[str, None]:
        async for piece in pieces:
            if isinstance(piece, Usage):
                self.usage += piece
            else:
                yield piece


async def reworded(model: Model, ask: Ask, query: Query, *, rewrite: bool) -> Query:
    """
    Let the model word the search, in one small call, if one is needed.

    With *rewrite* it phrases the question in both languages. Without, it is
    asked only for a question that leans on the conversation, and whose meaning
    the list before it does not settle. Neither is it told an order to the
    program, nor is one taken from it.
    """
    ask = unordered(ask)
    if rewrite:
        return await _rephrased(model, ask, query)
    item = pointed(ask.question, ask.history)
    if not query.carried or (item and item.entry):
        return query
    reply = await model.reply(
        system=standalone_question.SYSTEM,
        user=standalone_question.message(ask.question, ask.history),
    )
    whole = standalone_question.parse(reply, ask.question, ask.history)
    return query if whole is None else replace(query, text=whole, phrasings=())


async def _rephrased(model: Model, ask: Ask, query: Query) -> Query:
    """Add search phrasings from the model; without them when it fails."""
    reply = await model.reply(
        system=messages.REWRITE_SYSTEM,
        user=messages.rewrite_message(ask.question, ask.history),
    )
    phrasings = messages.parse_rewrite(reply)
    return replace(query, phrasings=(*query.phrasings, *phrasings))
