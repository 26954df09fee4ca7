"""The chain as LangChain knows it: a Runnable from `Ask` to `Answer`."""

from __future__ import annotations

import asyncio

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, cast

from langchain_core.runnables import Runnable, RunnableConfig

from rag.protocols import Answering
from rag.types import Answer, Ask, Delta


class AnswerChain(Runnable[Ask, Answer]):
    """Answers from the notes; composes with other Runnables, and is traced."""

    def __init__(self, answerer: Answering) -> None:
        self.answerer = answerer

    def invoke(
        self,
        input: Ask,  # noqa: A002  # LangChain's name
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        """
        Answer, as `ainvoke` does.

        Within a running event loop, as notebooks have one, it blocks that loop.
        """

        def run() -> Answer:
            return asyncio.run(self.ainvoke(input, config, **kwargs))

        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return run()
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(copy_context().run, run).result()

    async def ainvoke(
        self,
        input: Ask,  # noqa: A002  # LangChain's name
        config: RunnableConfig | None = None,
        **kwargs: Any,  # noqa: ARG002  # LangChain's signature
    ) -> Answer:
        """
        Answer.

        Raises:
            IndexMissing: nothing has been indexed yet.
            IndexBroken: the index can't be read.
        """
        return await self._acall_with_config(self.answerer.answer, input, config)

    async def astream(  # type: ignore[override]
        self,
        input: Ask,  # noqa: A002  # LangChain's name
        config: RunnableConfig | None = None,
        **kwargs: Any | None,
    ) -> AsyncGenerator[Delta | Answer, None]:
        """
        Yield a preview piece by piece, and at last the `Answer` that counts.

        Closed early, or cancelled, it hangs up on the model at once.
        """

        async def alone() -> AsyncIterator[Ask]:
            yield input

        # What a traced run gave is its last event, which is the answer.
        traced = cast(
            "AsyncGenerator[Delta | Answer, None]",
            self._atransform_stream_with_config(
                alone(), self._events, config, **kwargs
            ),
        )
        async with aclosing(traced) as events:
            async for event in events:
                yield event

    async def _events(self, asks: AsyncIterator[Ask]) -> AsyncIterator[Answer]:
        async for ask in asks:
            async with aclosing(self.answerer.stream(ask)) as events:
                async for event in events:
                    yield cast("Answer", event)  # LangChain knows of one type

    def stream(
        self,
        input: Ask,  # noqa: A002  # LangChain's name
        config: RunnableConfig | None = None,
        **kwargs: Any | None,  # noqa: ARG002  # LangChain's signature
    ) -> Iterator[Answer]:
        """Yield the answer; piecewise streaming needs an event loop."""
        yield self.invoke(input, config)


@dataclass(frozen=True, slots=True)
class Chained:
    """An `rag.protocols.Answering` that answers as its chain does, traced."""

    chain: AnswerChain

    async def answer(self, ask: Ask) -> Answer:
        """Answer *ask*."""
        return await self.chain.ainvoke(ask)

    def stream(self, ask: Ask) -> AsyncGenerator[Delta | Answer, None]:
        """Yield a preview piece by piece, and at last the `Answer`."""
        return self.chain.astream(ask)
