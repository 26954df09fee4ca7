"""Asks a model, and hangs up however the listener leaves."""

from __future__ import annotations

import logging

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from rag import prompt
from rag.errors import ServiceError
from rag.protocols import Generator
from rag.types import Ask, Query, Usage
from rag.understand.injection import without_orders


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


async def rewritten(
    generator: Generator, ask: Ask, query: Query
) -> tuple[Query, Usage]:
    """Add search phrasings from the model; without them when it fails."""
    texts: list[str] = []
    usage = Usage()
    try:
        async with asked(
            generator,
            system=prompt.REWRITE_SYSTEM,
            user=prompt.rewrite_message(
                without_orders(ask.question),
                [replace(t, content=without_orders(t.content)) for t in ask.history],
            ),
        ) as pieces:
            async for piece in pieces:
                if isinstance(piece, Usage):
                    usage = piece
                else:
                    texts.append(piece)
    except ServiceError as e:
        log.info("The question was not reworded: %s", e.problem)
        return query, usage
    phrasings = prompt.parse_rewrite("".join(texts))
    return replace(query, phrasings=(*query.phrasings, *phrasings)), usage
