"""The services that the chain and the front ends rely on."""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Callable,
    Mapping,
    Sequence,
)
from typing import Any, Protocol, runtime_checkable

from rag.query_types import Query
from rag.types import Answer, Ask, Chunk, Delta, Entry, Header, Hit, Usage


Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there
is in all (0 when unknown)."""


class Catalogue(Protocol):
    """Knows every entry of the published index."""

    def entries(self) -> Sequence[Entry]:
        """
        Return all entries, oldest first, undated ones where they stand.

        Raises:
            IndexMissing: nothing has been indexed yet.
        """

    def headers(self) -> Sequence[Header]:
        """Return what all entries are known by, in the same order."""

    def entry(self, id: str) -> Entry | None:  # noqa: A002  # the field's name
        """Return one entry; None if it is gone."""


class Searcher(Protocol):
    """Finds the passages that may answer a question."""

    def search(self, query: Query, *, limit: int) -> Sequence[Hit]:
        """
        Return one hit an entry, best first, at most *limit* (for a list: all
        entries that fit); empty if nothing is close.

        Raises:
            IndexMissing: nothing has been indexed yet.
        """


class Answering(Protocol):
    """Answers questions; what a chain is made of."""

    async def answer(self, ask: Ask) -> Answer:
        """
        Answer *ask*.

        Raises:
            IndexMissing: nothing has been indexed yet.
        """

    def stream(self, ask: Ask) -> AsyncGenerator[Delta | Answer, None]:
        """Yield the pieces of a model's answer as they come, then the `Answer`."""


class Generator(Protocol):
    """Writes text, as a chat model does."""

    @property
    def name(self) -> str:
        """Which model, as ``provider:model``."""

    def stream(self, *, system: str, user: str) -> AsyncIterator[str | Usage]:
        """
        Yield pieces of the reply as they come, and at most one `Usage`.

        Raises:
            ServiceError: the service did not answer; see `retryable`.
        """


class Embedder(Protocol):
    """Turns texts into vectors."""

    @property
    def name(self) -> str:
        """Names the model; vectors of different names are never mixed."""

    def documents(self, texts: Sequence[str]) -> list[list[float]]:
        """
        Embed passages; one vector a text, all of one dimension.

        Raises:
            ServiceError: the service did not answer.
        """

    def query(self, text: str) -> list[float]:
        """
        Embed a question.

        Raises:
            ServiceError: the service did not answer.
        """


@runtime_checkable
class Checkable(Protocol):
    """What can tell beforehand, without a request, that it will not work."""

    def check(self) -> None:
        """
        Load what is needed.

        Raises:
            ConfigError: something is not installed or not set up.
        """


class Neighbours(Protocol):
    """Finds what is near among the vectors of a generation."""

    def nearest(
        self, vector: Sequence[float], *, limit: int, within: dict[str, Any] | None
    ) -> dict[str, float]:
        """
        Return cosine similarity, -1 to 1, of the *limit* nearest passages.

        Raises:
            ServiceError: they are elsewhere, and can't be reached.
        """

    def close(self) -> None:
        """Let go of what is open."""


class CompleteVectors(Neighbours, Protocol):
    """The vectors of a generation that is complete, to be tried."""

    def count(self) -> int:
        """Return the number of passages."""

    def texts(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return the text of passages, by key."""

    def vectors(self, keys: Sequence[str]) -> dict[str, list[float]]:
        """Return the vectors of passages, by key."""


class VectorStore(Protocol):
    """Keeps the vectors of the passages of one generation, while it is built."""

    def put(self, chunks: Sequence[Chunk], vectors: Sequence[Sequence[float]]) -> None:
        """Store passages with their vectors, replacing those of the same key."""

    def drop(self, keys: Sequence[str]) -> None:
        """Remove passages; unknown keys are ignored."""

    def vectors(self, keys: Sequence[str]) -> dict[str, list[float]]:
        """Return the vectors of passages, by key."""

    def count(self) -> int:
        """Return the number of passages."""

    def finish(self) -> None:
        """Close it when all is written."""

    def close(self) -> None:
        """Let go of what is open."""
