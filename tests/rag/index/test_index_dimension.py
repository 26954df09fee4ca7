"""A model that changes behind its name: noticed, explained, mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from rag.errors import IndexBroken
from rag.index.generations.generations import Generations
from rag.index.update.indexer import NotesIndexer


@dataclass
class Changing:
    """An `Embedder` of a service whose dimension is not what it was."""

    dimension: int
    name: str = "openai:changing"
    asked: int = 0

    def documents(self, texts: Sequence[str]) -> list[list[float]]:
        """Count the texts."""
        self.asked += len(texts)
        return [[1.0] * self.dimension for _ in texts]

    def query(self, text: str) -> list[float]:
        """Give a vector of the dimension of now."""
        return [1.0] * self.dimension


def test_a_rebuild_mends_a_changed_dimension(tmp_path, analyser) -> None:
    """The next note says what is wrong; --rebuild embeds all anew, once."""
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "가.md").write_text("# 패딩\n\n가장자리를 채운다.\n", "utf-8")
    embedder = Changing(3)
    generations = Generations(tmp_path / "home", embedder.name)
    indexer = NotesIndexer(notes, generations, analyser, lambda: embedder, paid=True)
    indexer.run()
    embedder.dimension, embedder.asked = 4, 0
    (notes / "나.md").write_text("# 스트라이드\n\n건너뛴다.\n", "utf-8")

    with pytest.raises(IndexBroken) as info:
        indexer.run()
    report = indexer.run(rebuild=True)

    assert "--rebuild" in info.value.hint
    assert 2 == report.unchanged + report.added
    assert 0 == indexer.run().embedded
