"""Chroma in two processes: what another one indexed, and no model of Chroma's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

from contextlib import closing
from pathlib import Path

import pytest

from rag.analyse.hangul import ParticleMorphology
from rag.analyse.terms import Analyser
from rag.index.generations.generations import Generations
from rag.index.generations.published import Published
from rag.index.update.indexer import NotesIndexer
from rag.models.local_embeddings import DIMENSION, LocalEmbedder
from rag.query_types import Query
from rag.retrieval.hybrid import HybridSearcher


ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import test_chroma_wire as here
parts = here.Parts(Path(sys.argv[1]))
report = parts.indexer.run()
print(json.dumps({
    "added": report.added,
    "found": parts.found("서버"),
    "modules": sorted(sys.modules),
}))
"""


class Parts:
    """An index without Kiwi, which takes longest to load."""

    def __init__(self, root: Path) -> None:
        analyser = Analyser(ParticleMorphology())
        embedder = LocalEmbedder(analyser)
        self.generations = Generations(root / "home", embedder.name)
        self.indexer = NotesIndexer(
            root / "notes", self.generations, analyser, lambda: embedder, paid=False
        )
        self.published = Published(self.generations)
        self.searcher = HybridSearcher(self.published, analyser, lambda: embedder)

    def found(self, text: str) -> list[str]:
        """Return the paths of the notes that hold a word of *text*."""
        hits = self.searcher.search(Query(text=text), limit=3)
        return [hit.entry.path for hit in hits if hit.strength]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """An index that was searched, indexed by another process, and searched again."""
    root = tmp_path_factory.mktemp("two")
    (root / "notes").mkdir()
    (root / "notes" / "a.md").write_text("# 서버\n\n서버를 켠다.\n", "utf-8")
    parts = Parts(root)
    with closing(parts.published):
        parts.indexer.run()
        before = parts.found("서버")
        (root / "notes" / "b.md").write_text("# 서버 둘\n\n서버가 둘.\n", "utf-8")
        nobody = root / "nobody"
        nobody.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", ELSEWHERE, str(root), str(Path(__file__).parent)],
            check=True,
            capture_output=True,
            encoding="utf-8",
            env={
                **os.environ,
                "HOME": str(nobody),
                "XDG_CACHE_HOME": str(nobody / "cache"),
                "PYTHONPATH": str(ROOT),
                "PYTHONUTF8": "1",
            },
        )
        yield {
            "before": before,
            "after": parts.found("서버"),
            "elsewhere": json.loads(done.stdout),
            "left": sorted(p.name for p in nobody.rglob("*")),
            "parts": parts,
        }


def test_what_another_process_indexed_is_found(told) -> None:
    """A running searcher sees a new generation at its next search."""
    assert ["a.md"] == told["before"]
    assert 1 == told["elsewhere"]["added"]
    assert {"a.md", "b.md"} == set(told["elsewhere"]["found"]) == set(told["after"])


def test_the_default_model_is_never_loaded(told) -> None:
    """
    Indexing and searching load no runtime for Chroma's own model, and leave
    nothing in the home of the account.
    """
    modules = set(told["elsewhere"]["modules"])

    assert {"chromadb", "rag.index.store.chroma_local"} <= modules
    assert not modules & {
        "onnxruntime",
        "sentence_transformers",
        "torch",
        "transformers",
    }
    assert not {
        m
        for m in modules
        if m.startswith(("rag.index.shared.", "rag.index.store.chroma_server"))
    }
    assert [] == told["left"]


def test_the_collection_is_an_ordinary_one(told, tmp_path) -> None:
    """Any program may open a copy: documents, metadata, vectors, cosine."""
    import chromadb

    path = tmp_path / "chroma"
    original = told["parts"].generations.current() / "chroma"
    shutil.copytree(original, path, copy_function=shutil.copyfile)
    client = chromadb.PersistentClient(
        str(path), settings=chromadb.Settings(anonymized_telemetry=False)
    )
    with closing(client):
        (collection,) = client.list_collections()
        held = collection.get(include=["documents", "metadatas", "embeddings"])

        assert "cosine" == collection.configuration_json["hnsw"]["space"]
        assert {"a.md::0", "b.md::0"} == set(held["ids"])
        assert any("서버를 켠다." in text for text in held["documents"])
        assert {"a.md", "b.md"} == {m["entry_id"] for m in held["metadatas"]}
        assert (2, DIMENSION) == held["embeddings"].shape
        assert ["b.md::0"] == collection.get(where={"entry_id": "b.md"})["ids"]
