"""The chain as LangChain knows it: a Runnable from `Ask` to `Answer`."""

from __future__ import annotations

import asyncio

from collections.abc import AsyncIterator, Iterator
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from rag.chain import Answerer
from rag.types import Answer, Ask, Delta


class AnswerChain(Runnable[Ask, Answer]):
    """Answers from the notes; composes with other Runnables, and is traced."""

    def __init__(self, answerer: Answerer) -> None:
        self.answerer = answerer

    def invoke(
        self,
        input: Ask,  # noqa: A002  # LangChain's name
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Answer:
        """Answer; for callers without an event loop."""
        return asyncio.run(self.ainvoke(input, config, **kwargs))

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
        config: RunnableConfig | None = None,  # noqa: ARG002  # LangChain's signature
        **kwargs: Any | None,  # noqa: ARG002
    ) -> AsyncIterator[Delta | Answer]:
        """Yield a preview piece by piece, and at last the `Answer` that counts."""
        async for event in self.answerer.stream(input):
            yield event

    def stream(
        self,
        input: Ask,  # noqa: A002  # LangChain's name
        config: RunnableConfig | None = None,
        **kwargs: Any | None,  # noqa: ARG002  # LangChain's signature
    ) -> Iterator[Answer]:
        """Yield the answer; piecewise streaming needs an event loop."""
        yield self.invoke(input, config)
