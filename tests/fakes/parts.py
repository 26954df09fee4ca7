"""An index without Kiwi, which takes longest to load, here and elsewhere."""

from __future__ import annotations

import subprocess
import sys

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fakes.places import ROOT

from rag.analyse.hangul import ParticleMorphology
from rag.analyse.terms import Analyser
from rag.index.generations.generations import Generations
from rag.index.generations.published import Published
from rag.index.update.indexer import NotesIndexer
from rag.models.local_embeddings import LocalEmbedder
from rag.protocols import Embedder
from rag.query_types import Query
from rag.retrieval.hybrid import HybridSearcher


class Parts:
    """Notes below *root*, their index, and a searcher over it."""

    def __init__(self, root: Path, embedder: Embedder | None = None) -> None:
        self.notes, self.home = root / "notes", root / "home"
        analyser = Analyser(ParticleMorphology())
        own = embedder or LocalEmbedder(analyser)
        self.generations = Generations(self.home, own.name)
        self.indexer = NotesIndexer(
            self.notes, self.generations, analyser, lambda: own, paid=False
        )
        self.published = Published(self.generations)
        self.searcher = HybridSearcher(self.published, analyser, lambda: own)

    def write(self, name: str, text: str) -> None:
        """Write a note."""
        self.notes.mkdir(parents=True, exist_ok=True)
        (self.notes / name).write_text(text, "utf-8")

    def found(self, text: str) -> list[str]:
        """Return the paths of the notes that hold a word of *text*."""
        hits = self.searcher.search(Query(text=text), limit=20)
        return [hit.entry.path for hit in hits if hit.strength]


def serve(root: str) -> None:
    """Index once a line of stdin, and say the generation."""
    parts = Parts(Path(root))
    for _ in sys.stdin:
        print(parts.indexer.run().generation, flush=True)


@contextmanager
def elsewhere(root: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that runs `serve`."""
    paths = [str(ROOT), str(ROOT / "tests")]
    code = f"import sys; sys.path[:0] = {paths!r}; from fakes.parts import serve; serve({str(root)!r})"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def indexed(process: subprocess.Popen[str]) -> str:
    """Have it index, and return the generation that it published."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    return process.stdout.readline().strip()
