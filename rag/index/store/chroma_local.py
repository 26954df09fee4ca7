"""The vectors and texts of the passages, in a Chroma of this machine."""

from __future__ import annotations

import functools
import importlib
import threading
import warnings

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rag.errors import IndexBroken
from rag.index.store.collection import CONFIGURATION, metadata
from rag.types import Chunk


_COLLECTION = "notes"
_ROUND = 5_000
"""Writes after which Chroma saves its graph, at most. It writes all of it; until
then the vectors stand in its log, whose room is not given back."""
_BATCH = 500
"""Passages a call; Chroma refuses more than SQLite's limit of variables."""
_PATIENCE = 10.0
"""Seconds for which a write is tried again."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what Chroma says of the folder *path* into our error."""
    import chromadb.errors

    try:
        yield
    except chromadb.errors.InvalidDimensionException as e:
        raise IndexBroken(
            f"The embedding model gives vectors of another dimension: {e}.",
            hint="Run `tilbot index --rebuild` to embed all notes anew.",
        ) from e
    except (chromadb.errors.ChromaError, ValueError, OSError, RuntimeError) as e:
        raise IndexBroken(
            f"The vector store failed: {e}.",
            hint=f"Check that {path} can be written, then run "
            "`tilbot index --rebuild`; your notes are not touched.",
        ) from e
    except BaseException as e:
        # Chroma's own code may panic over a damaged or a full disk.
        if type(e).__name__ != "PanicException":
            raise
        raise IndexBroken(
            f"The vector store broke down: {e}.",
            hint="Check free space, then run `tilbot index --rebuild`.",
        ) from e


@contextmanager
def _forgotten_if_broken(path: Path) -> Iterator[None]:
    """Have the next opening of *path* not get what this one left half started."""
    from chromadb.api.shared_system_client import SharedSystemClient

    try:
        yield
    except BaseException:
        # Keyed by path, and put there before it is started (chromadb 1.5.9).
        SharedSystemClient._identifier_to_system.pop(str(path), None)  # noqa: SLF001
        raise


def _patiently(write: Callable[[], object]) -> None:
    """
    Do a *write* that may be done twice; again, while Chroma is in its own way.

    Of its connections to one file, one may hold what another has begun to
    change, which SQLite refuses at once (SQLITE_BUSY, chromadb 1.5.9).
    """
    import chromadb.errors
    import tenacity

    def in_its_way(e: BaseException) -> bool:
        return isinstance(e, chromadb.errors.ChromaError) and "is locked" in str(e)

    tenacity.Retrying(
        retry=tenacity.retry_if_exception(in_its_way),
        wait=tenacity.wait_random(0.01, 0.1),
        stop=tenacity.stop_after_delay(_PATIENCE),
        reraise=True,
    )(write)


def preload() -> None:
    """Begin to import Chroma, which takes a second; returns at once."""
    threading.Thread(
        target=importlib.import_module, args=("chromadb",), daemon=True
    ).start()


class ChromaStore:
    """The passages of one generation."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        import chromadb

        from chromadb.config import Settings

        self._path = path
        self._every, self._unsaved = 1000, 0  # Chroma's own threshold
        with translated(path), _forgotten_if_broken(path):
            self._client = chromadb.PersistentClient(
                str(path), settings=Settings(anonymized_telemetry=False)
            )
            # Without embedding_function=None Chroma would fetch a model.
            if create:
                self._notes = self._client.get_or_create_collection(
                    _COLLECTION,
                    embedding_function=None,
                    configuration=CONFIGURATION,  # type: ignore[arg-type]
                )
            else:
                self._notes = self._client.get_collection(
                    _COLLECTION, embedding_function=None
                )

    @classmethod
    def to_write(cls, path: Path, *, writes: int) -> ChromaStore:
        """
        Open for so many *writes*: passages dropped and put.

        What Chroma has not saved into its graph when it is closed, each reader
        adds once more when it opens, 2 ms a passage. So it is told, before it
        reads that for good, to save with the last write.
        """
        store = cls(path, create=True)
        store._every = max(2, min(writes, _ROUND))  # its own
        with translated(path), warnings.catch_warnings():
            # It warns that we name no embedding function, which is meant.
            warnings.simplefilter("ignore", DeprecationWarning)
            every = {"hnsw": {"sync_threshold": store._every}}  # its own
            _patiently(lambda: store._notes.modify(configuration=every))  # type: ignore[arg-type]
        return store

    def finish(self) -> None:
        """Close; first have saved what has not been."""
        self.close()
        if self._unsaved > 1:  # Chroma keeps the last one in its log anyway
            with translated(self._path):
                rest = ChromaStore.to_write(self._path, writes=0)
                rest.vectors(["none"])  # to answer, it reads its log, and saves
                rest.close()

    def _wrote(self, count: int) -> None:
        self._unsaved += count
        if self._unsaved >= self._every:
            self._unsaved = 0

    def put(self, chunks: Sequence[Chunk], vectors: Sequence[Sequence[float]]) -> None:
        """Store passages with their vectors, replacing those of the same key."""
        import numpy as np

        for at in range(0, len(chunks), _BATCH):
            batch = chunks[at : at + _BATCH]
            with translated(self._path):
                _patiently(
                    functools.partial(
                        self._notes.upsert,
                        ids=[c.key for c in batch],
                        embeddings=np.asarray(
                            vectors[at : at + _BATCH], dtype=np.float32
                        ),
                        documents=[c.text for c in batch],
                        metadatas=[metadata(c) for c in batch],
                    )
                )
            self._wrote(len(batch))

    def drop(self, keys: Sequence[str]) -> None:
        """Remove passages; unknown keys are ignored."""
        for at in range(0, len(keys), _BATCH):
            with translated(self._path):
                part = list(keys[at : at + _BATCH])
                _patiently(functools.partial(self._notes.delete, ids=part))
            self._wrote(len(keys[at : at + _BATCH]))

    def nearest(
        self, vector: Sequence[float], *, limit: int, within: dict[str, Any] | None
    ) -> dict[str, float]:
        """
        Return cosine similarity, -1 to 1, of the *limit* nearest passages.

        Args:
            vector: The embedded question.
            limit: How many at most.
            within: A filter, see `where`.
        """
        import numpy as np

        with translated(self._path):
            found = self._notes.query(
                query_embeddings=np.asarray([vector], dtype=np.float32),
                n_results=limit,
                where=within,
                include=["distances"],
            )
        distances = found["distances"]
        if not distances:
            return {}
        return {
            key: 1.0 - distance
            for key, distance in zip(found["ids"][0], distances[0], strict=True)
        }

    def texts(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Return the text of passages, by key."""
        with translated(self._path):
            found = self._notes.get(ids=list(keys), include=["documents"])
        return dict(zip(found["ids"], found["documents"] or [], strict=True))

    def vectors(self, keys: Sequence[str]) -> dict[str, list[float]]:
        """Return the vectors of passages, by key."""
        with translated(self._path):
            found = self._notes.get(ids=list(keys), include=["embeddings"])
        held = found["embeddings"]
        if held is None:
            return {}
        return {
            k: [float(x) for x in v] for k, v in zip(found["ids"], held, strict=True)
        }

    def count(self) -> int:
        """Return the number of passages."""
        with translated(self._path):
            return self._notes.count()

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()  # type: ignore[attr-defined]  # on the class, not the type
