"""The search as LangChain knows it: a retriever from a question to Documents."""

from __future__ import annotations

import asyncio

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from rag.query_types import iso
from rag.types import Ask, Citation, Hit


class NotesRetriever(BaseRetriever):
    """Finds passages as the chain does: understood, fused and filtered.

    Composes with other Runnables, and is traced. A question is asked on its
    own, without what was said before it.
    """

    search: Callable[[Ask], Sequence[Hit]] = Field(exclude=True, repr=False)
    """Gives the hits for a question, best first."""
    clock: Callable[[], date] = Field(exclude=True, repr=False)
    """Gives the day that ``지난주`` is counted from."""
    k: int = Field(default=6, ge=1)
    """How many notes at most, each by its best passage."""
    category: str | None = None
    """Hides the notes of other categories; None leaves it to the question."""
    since: date | None = None
    """First day, inclusive."""
    until: date | None = None
    """Last day, inclusive."""

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  # LangChain's signature
    ) -> list[Document]:
        """
        Return the passages, best first.

        Raises:
            IndexMissing: nothing has been indexed yet.
            IndexBroken: the index can't be read.
            UsageError: no note is in the category.
        """
        ask = Ask(
            question=query,
            today=self.clock(),
            category=self.category,
            since=self.since,
            until=self.until,
            limit=self.k,
        )
        # A question for a list finds every note that fits.
        return [document(hit) for hit in self.search(ask)[: self.k]]

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun
    ) -> list[Document]:
        """Return the passages as the other does, without holding up the loop."""
        return await asyncio.to_thread(
            self._get_relevant_documents, query, run_manager=run_manager.get_sync()
        )


def document(hit: Hit) -> Document:
    """
    Return *hit* as LangChain's Document, of values that JSON knows.

    Its lines are those of the file, counted from 1, the last one inclusive;
    the blank lines around the passage are cut.
    """
    chunk, entry = hit.chunk, hit.entry
    text = chunk.text.strip("\n")
    start = chunk.start + len(chunk.text) - len(chunk.text.lstrip("\n"))
    place = Citation(number=1, entry=entry, start=start, end=start + len(text))
    metadata: dict[str, Any] = {
        "entry_id": entry.id,
        "title": entry.title,
        "date": iso(entry.day),
        "category": entry.category,
        "path": entry.path,
        "line_start": place.line_start,
        "line_end": place.line_end,
        "score": hit.score,
    }
    return Document(id=chunk.key, page_content=text, metadata=metadata)
