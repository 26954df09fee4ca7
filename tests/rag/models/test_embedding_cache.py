"""Vectors that were paid for."""

from __future__ import annotations

import pytest

from rag.errors import IndexBroken
from rag.models.embedding_cache import EmbeddingCache


def test_what_was_put_is_found_again(tmp_path) -> None:
    """Vectors outlive the process, by text; unknown texts are left out."""
    EmbeddingCache(tmp_path, "m").put([("서버 🧩", [0.5, -1.0]), ("\ud800", [1.0])])

    found = EmbeddingCache(tmp_path, "m").get(["서버 🧩", "other", "\ud800"])

    assert {"서버 🧩": [0.5, -1.0], "\ud800": [1.0]} == found


def test_models_are_kept_apart(tmp_path) -> None:
    """A vector of one model is never given out for another."""
    EmbeddingCache(tmp_path, "one").put([("x", [1.0])])

    assert {} == EmbeddingCache(tmp_path, "two").get(["x"])


def test_the_last_vector_counts(tmp_path) -> None:
    """Putting a text again replaces its vector."""
    cache = EmbeddingCache(tmp_path, "m")
    cache.put([("x", [1.0])])
    cache.put([("x", [2.0, 3.0])])

    assert {"x": [2.0, 3.0]} == cache.get(["x"])


def test_asking_an_empty_cache_leaves_no_trace(tmp_path) -> None:
    """Nothing is written before there is something to keep."""
    assert {} == EmbeddingCache(tmp_path, "m").get(["x"])
    assert [] == list(tmp_path.iterdir())


def test_a_damaged_cache_is_our_error(tmp_path) -> None:
    """A file that is no database, or a home that is no folder, is IndexBroken."""
    path = tmp_path / "cache" / "embeddings.sqlite3"
    path.parent.mkdir()
    path.write_bytes(b"no database" * 100)

    with pytest.raises(IndexBroken) as info:
        EmbeddingCache(tmp_path, "m").get(["x"])
    with pytest.raises(IndexBroken):
        EmbeddingCache(path, "m").put([("x", [1.0])])

    assert str(path) in info.value.problem
    assert info.value.hint


def test_what_no_passage_needs_any_more_is_forgotten_once_it_is_much(tmp_path) -> None:
    """Each edit leaves a vector, each model tried all of them; none is asked again."""
    texts = [f"글 {n}" for n in range(200)]
    vector = [0.5] * 500
    EmbeddingCache(tmp_path, "old").put((t, vector) for t in texts)
    cache = EmbeddingCache(tmp_path, "m")
    cache.put((t, vector) for t in texts)
    path = tmp_path / "cache" / "embeddings.sqlite3"
    before = path.stat().st_size

    cache.trim(lambda: texts[:10], count=10)
    kept = cache.known(texts)
    cache.trim(lambda: texts[:10], count=4000, least=0)
    needed = cache.known(texts)
    cache.trim(lambda: texts[:10], count=10, least=0)

    assert set(texts) == kept == needed
    assert set(texts[:10]) == cache.known(texts)
    assert set() == EmbeddingCache(tmp_path, "old").known(texts)
    assert path.stat().st_size < before / 10
