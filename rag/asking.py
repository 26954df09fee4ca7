"""Asks a model, and hangs up however the listener leaves."""

from __future__ import annotations

import logging

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from rag import complete, prompt
from rag.errors import ServiceError
from rag.protocols import Generator
from rag.types import Ask, Query, Usage
from rag.understand.ordinals import pointed


log = logging.getLogger(__name__)


@asynccontextmanager
async def asked(
    generator: Generator, *, system: str, user: str
) -> AsyncGenerator[AsyncIterator[str | Usage], None]:
    """
    Give the pieces of a reply; it is not left running behind the context.

    Raises:
        ServiceError: within the context, as `Generator.stream`.
    """
    pieces = generator.stream(system=system, user=user)
    try:
        yield pieces
    finally:
        # Left to the collector, the connection would stay open, and be paid for.
        if isinstance(pieces, AsyncGenerator):
            await pieces.aclose()


async def reworded(
    generator: Generator, ask: Ask, query: Query, *, rewrite: bool
) -> tuple[Query, Usage]:
    """
    Let the model word the search, in one small call, if one is needed.

    With *rewrite* it phrases the question in both languages. Without, it is
    asked only for a question that leans on the conversation, and whose meaning
    the list before it does not settle.
    """
    if rewrite:
        return await rewritten(generator, ask, query)
    item = pointed(ask.question, ask.history)
    if not query.carried or (item and item.entry):
        return query, Usage()
    reply, usage = await _reply(
        generator,
        system=complete.SYSTEM,
        user=complete.message(ask.question, ask.history),
    )
    whole = complete.parse(reply, ask.question, ask.history)
    if whole is None:
        return query, usage
    return replace(query, text=whole, phrasings=()), usage


async def rewritten(
    generator: Generator, ask: Ask, query: Query
) -> tuple[Query, Usage]:
    """Add search phrasings from the model; without them when it fails."""
    reply, usage = await _reply(
        generator,
        system=prompt.REWRITE_SYSTEM,
        user=prompt.rewrite_message(ask.question, ask.history),
    )
    phrasings = prompt.parse_rewrite(reply)
    return replace(query, phrasings=(*query.phrasings, *phrasings)), usage


async def _reply(generator: Generator, *, system: str, user: str) -> tuple[str, Usage]:
    """Return a whole reply; nothing when the model fails."""
    texts: list[str] = []
    usage = Usage()
    try:
        async with asked(generator, system=system, user=user) as pieces:
            async for piece in pieces:
                if isinstance(piece, Usage):
                    usage = piece
                else:
                    texts.append(piece)
    except ServiceError as e:
        log.info("The question was not reworded: %s", e.problem)
        return "", usage
    return "".join(texts), usage
