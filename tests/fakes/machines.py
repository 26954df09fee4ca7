"""Machines that share an index: each with a home of its own, some with notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rag.analyse.hangul import ParticleMorphology
from rag.analyse.terms import Analyser
from rag.chain.search import Found, find
from rag.index.generations.published import Published
from rag.index.shared.writer import SharedWriter
from rag.index.store.chroma_errors import Address
from rag.index.store.chroma_server import ChromaServer
from rag.index.update.indexer import NotesIndexer
from rag.index_types import IndexReport
from rag.models.local_embeddings import LocalEmbedder
from rag.protocols import Embedder, Progress
from rag.query_types import Query
from rag.retrieval.hybrid import HybridSearcher
from rag.types import Hit


class Counting:
    """An embedder that remembers what it was given."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.texts: list[str] = []
        self.fails: Exception | None = None

    @property
    def name(self) -> str:
        """As that of the embedder behind it."""
        return self._embedder.name

    def documents(self, texts: Sequence[str]) -> list[list[float]]:
        """Embed, unless it is to fail."""
        if self.fails:
            raise self.fails
        self.texts += texts
        return self._embedder.documents(texts)

    def query(self, text: str) -> list[float]:
        """Embed a question."""
        return self._embedder.query(text)


class Machine:
    """One machine, without Kiwi, which takes longest to load."""

    def __init__(
        self,
        root: Path,
        url: str,
        *,
        database: str,
        timeout: float = 30.0,
        token: str | None = None,
        share: float = 0.1,
    ) -> None:
        self.notes = root / "notes"
        self.notes.mkdir(parents=True, exist_ok=True)
        self.home = root / "home"
        self.said: list[str] = []
        analyser = Analyser(ParticleMorphology())
        self.embedder = Counting(LocalEmbedder(analyser))
        self.server = ChromaServer(
            Address(url=url, database=database, timeout=timeout, token=token)
        )
        self.generations = SharedWriter(
            self.home, self.embedder.name, self.server, analyser, self.notes
        )
        self.generations.say = lambda notice: self.said.append(notice.text("en"))
        self.indexer = NotesIndexer(
            self.notes,
            self.generations,
            analyser,
            lambda: self.embedder,
            paid=False,
            shared=True,
        )
        self.published = Published(self.generations, elsewhere=self.generations.vectors)
        self.searcher = HybridSearcher(
            self.published, analyser, lambda: self.embedder, share=share
        )

    def write(self, notes: Mapping[str, str]) -> None:
        """Write notes by their paths."""
        for path, text in notes.items():
            target = self.notes / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")

    def index(self, progress: Progress = lambda *_: None, **how: Any) -> IndexReport:
        """Bring the index level with the notes."""
        return self.indexer.run(progress, **how)

    def find(self, text: str, **filters: Any) -> Found:
        """Search as the chain does."""
        return find(self.searcher, Query(text=text, **filters), limit=5)

    def hits(self, text: str, **filters: Any) -> list[Hit]:
        """Return what a search finds."""
        return list(self.find(text, **filters).hits)

    def found(self, text: str, **filters: Any) -> list[str]:
        """Return the paths of the notes that hold a word of *text*."""
        return [h.entry.path for h in self.hits(text, **filters) if h.strength]

    def collections(self) -> list[str]:
        """Return the names of what is on the server, without the common part."""
        shelves = self.server.shelves(self.generations.prefix)
        return sorted(s.name.removeprefix(self.generations.prefix) for s in shelves)

    def lose(self, *ids: str) -> None:
        """Have the server lose passages of what is published."""
        newest = self.generations.newest()
        with self.server._asking() as on:
            on.api._delete(newest.id, ids=list(ids), **on.place)

    def close(self) -> None:
        """Let go of files and connections."""
        self.published.close()
        self.server.close()
