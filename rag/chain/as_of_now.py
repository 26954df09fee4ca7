"""Answers as another does, and says how the answer stands to the notes of now."""

from __future__ import annotations

import asyncio

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from rag.protocols import Answering
from rag.query_types import Lang
from rag.types import Answer, Ask, Delta, Entry, Stale


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOfNow:
    """An `rag.protocols.Answering` around another one."""

    answering: Answering
    remark: Callable[[Lang], str | None]
    """Says why it is not the latest index that answers."""
    stale: Callable[[Sequence[Entry]], Mapping[str, Stale]]
    """Tells, by id, which entries have changed since they were indexed."""

    async def answer(self, ask: Ask) -> Answer:
        """Answer *ask*; citations of notes that changed since are marked."""
        return await self._compared(await self.answering.answer(ask))

    async def stream(self, ask: Ask) -> AsyncGenerator[Delta | Answer, None]:
        """Yield what the other yields."""
        async with aclosing(self.answering.stream(ask)) as events:
            async for event in events:
                if isinstance(event, Answer):
                    yield await self._compared(event)
                else:
                    yield event

    async def _compared(self, answer: Answer) -> Answer:
        cited = [c.entry for c in answer.citations]
        stale = await asyncio.to_thread(self.stale, cited) if cited else {}
        said = [n for n in (self.remark(answer.query.lang), answer.notice) if n]
        return replace(
            answer,
            citations=tuple(
                replace(c, stale=stale.get(c.entry.id)) for c in answer.citations
            ),
            notice=" ".join(said) or None,
        )
