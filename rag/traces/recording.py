"""Answers as another does, and keeps a trace of how each answer came about."""

from __future__ import annotations

import asyncio

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from rag.protocols import Answering
from rag.traces import trace
from rag.traces.ring import Traces
from rag.types import Answer, Ask, Delta, Price


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """An `rag.protocols.Answering` around another one."""

    answering: Answering
    traces: Traces
    prices: Mapping[str, Price]
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def answer(self, ask: Ask) -> Answer:
        """Answer *ask*; `Answer.trace` is its id, None when none could be kept."""
        return await self._kept(ask, await self.answering.answer(ask))

    async def stream(self, ask: Ask) -> AsyncGenerator[Delta | Answer, None]:
        """Yield what the other yields."""
        async with aclosing(self.answering.stream(ask)) as events:
            async for event in events:
                if isinstance(event, Answer):
                    yield await self._kept(ask, event)
                else:
                    yield event

    async def _kept(self, ask: Ask, answer: Answer) -> Answer:
        found = trace.of_answer(ask, answer, at=self.clock(), prices=self.prices)
        # In a thread: a slow disk must not stop the loop that others share.
        name = await asyncio.to_thread(self.traces.keep, found)
        return replace(answer, trace=name)
