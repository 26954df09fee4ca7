"""The collections of one database on a Chroma server, and what is in them."""

from __future__ import annotations

import threading
import time

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from rag.errors import ServiceError, ServiceTimeout
from rag.index.store.chroma_errors import Address, Gone, translated
from rag.index.store.chroma_http import Connection, connect
from rag.index.store.collection import CONFIGURATION
from rag.index.store.passage_records import Record


PAGE = 300
"""Records a call; Chroma Cloud neither takes nor gives more
(docs.trychroma.com/cloud/quotas-limits)."""
_REST = 10.0
"""Seconds for which a server that did not answer in time is not asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A collection on the server."""

    id: UUID
    name: str
    metadata: Mapping[str, Any]


class ChromaServer:
    """One database of one server; connects at first use, for any thread.

    Every method raises ServiceError when the server fails, and ConfigError
    when it is no Chroma, or does not know the tenant or the database.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._silent: ServiceTimeout | None = None
        self._rests = 0.0

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def make(self) -> None:
        """Make the database, if the server does not have it."""
        with self._lock:
            if self._connection is None:
                self._connection = connect(self.address, make=True)

    @contextmanager
    def _asking(self) -> Iterator[Connection]:
        if self._silent is not None and time.monotonic() < self._rests:
            raise self._silent
        try:
            with self._lock:
                if self._connection is None:
                    self._connection = connect(self.address)
                connection = self._connection
            with translated(self.address):
                yield connection
        except ServiceTimeout as e:
            # One question asks several times; it shall not wait each time.
            self._silent, self._rests = e, time.monotonic() + _REST
            raise

    def version(self) -> str:
        """Return what the server says that its version is."""
        with self._asking() as on:
            return on.api.get_version()

    def clock(self) -> float:
        """Return the seconds since 1970 by the server's clock."""
        with self._asking() as on:
            return on.api.heartbeat() / 1e9

    # Collections.

    def shelves(self, prefix: str) -> list[Shelf]:
        """Return the collections whose name starts so."""
        found: list[Any] = []
        while True:
            with self._asking() as on:
                page = on.api.list_collections(PAGE, len(found), **on.place)
            found += page
            if len(page) < PAGE:
                break
        return [
            Shelf(id=c.id, name=c.name, metadata=c.metadata or {})
            for c in found
            if c.name.startswith(prefix)
        ]

    def create(self, name: str, metadata: Mapping[str, Any]) -> Shelf | None:
        """Make a collection; None when there is one of that name."""
        try:
            with self._asking() as on:
                made = on.api.create_collection(
                    name,
                    configuration=CONFIGURATION,  # type: ignore[arg-type]
                    metadata=dict(metadata),
                    **on.place,
                )
        except ServiceError:
            # It may be ours, made before the reply was lost: no matter.
            if any(s.name == name for s in self.shelves(name)):
                return None
            raise
        return Shelf(id=made.id, name=name, metadata=metadata)

    def rename(self, shelf: Shelf, name: str, metadata: Mapping[str, Any]) -> bool:
        """
        Give a collection another name, and metadata; False when it is taken.

        Names are unique within a database, so of two that want one name, one
        gets it: this is the compare-and-set that publication rests on.

        Raises:
            Gone: the collection is not there.
        """
        try:
            self.note(shelf, metadata, name=name)
        except Gone:
            raise
        except ServiceError:
            holders = [s.id for s in self.shelves(name) if s.name == name]
            if not holders:
                raise
            return holders == [shelf.id]  # ours when only the reply was lost
        return True

    def note(
        self, shelf: Shelf, metadata: Mapping[str, Any], *, name: str | None = None
    ) -> None:
        """Replace the metadata of a collection, and its name if one is given."""
        with self._asking() as on:
            on.api._modify(  # noqa: SLF001  # as `Collection.modify` does
                shelf.id, new_name=name, new_metadata=dict(metadata), **on.place
            )

    def remove(self, name: str) -> None:
        """Delete a collection, if it is there."""
        try:
            with self._asking() as on:
                on.api.delete_collection(name, **on.place)
        except Gone:
            pass

    # Records; the calls are those that `chromadb.Collection` makes.

    def put(
        self, shelf: UUID, records: Sequence[Record], vectors: Sequence[Sequence[float]]
    ) -> None:
        """Store records with their vectors, replacing those of the same id."""
        import numpy as np

        with self._asking() as on:
            size = min(PAGE, on.api.get_max_batch_size())
            for at in range(0, len(records), size):
                batch = records[at : at + size]
                on.api._upsert(  # noqa: SLF001
                    shelf,
                    ids=[r.id for r in batch],
                    embeddings=list(
                        np.asarray(vectors[at : at + size], dtype=np.float32)
                    ),
                    documents=[r.text for r in batch],
                    metadatas=[dict(r.metadata) for r in batch],
                    **on.place,
                )

    def count(self, shelf: UUID) -> int:
        """Return the number of records."""
        with self._asking() as on:
            return on.api._count(shelf, **on.place)  # noqa: SLF001

    def records(self, shelf: UUID) -> Iterator[Record]:
        """Yield every record, in no particular order."""
        at = 0
        while True:
            with self._asking() as on:
                page: Any = on.api._get(  # noqa: SLF001
                    shelf,
                    limit=PAGE,
                    offset=at,
                    include=["documents", "metadatas"],
                    **on.place,
                )
            rows = zip(page["ids"], page["documents"], page["metadatas"], strict=True)
            yield from (Record(id=i, text=t, metadata=m) for i, t, m in rows)
            at += len(page["ids"])
            if len(page["ids"]) < PAGE:
                return

    def vectors(self, shelf: UUID, ids: Sequence[str]) -> dict[str, list[float]]:
        """Return the vectors of records, by id."""
        found = self._by_id(shelf, ids, "embeddings")
        return {i: [float(x) for x in vector] for i, vector in found.items()}

    def texts(self, shelf: UUID, ids: Sequence[str]) -> dict[str, str]:
        """Return the texts of records, by id."""
        return self._by_id(shelf, ids, "documents")

    def _by_id(
        self, shelf: UUID, ids: Sequence[str], what: Literal["embeddings", "documents"]
    ) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for at in range(0, len(ids), PAGE):
            asked = list(ids[at : at + PAGE])
            with self._asking() as on:
                page: Any = on.api._get(shelf, ids=asked, include=[what], **on.place)  # noqa: SLF001
            out |= dict(zip(page["ids"], page[what], strict=True))
        return out

    def nearest(
        self,
        shelf: UUID,
        vector: Sequence[float],
        *,
        limit: int,
        within: dict[str, Any] | None,
    ) -> list[tuple[Mapping[str, Any], float]]:
        """Return metadata and cosine similarity of the nearest passages."""
        import numpy as np

        with self._asking() as on:
            found: Any = on.api._query(  # noqa: SLF001
                shelf,
                query_embeddings=[np.asarray(vector, dtype=np.float32)],
                n_results=limit,
                where=within,
                include=["distances", "metadatas"],
                **on.place,
            )
        pairs = zip(found["metadatas"][0], found["distances"][0], strict=True)
        return [(metadata, 1.0 - distance) for metadata, distance in pairs]
