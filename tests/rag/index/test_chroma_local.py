"""Passages in Chroma."""

from __future__ import annotations

import sqlite3

from contextlib import closing
from datetime import date

import pytest

from rag.errors import IndexBroken
from rag.index.store import chroma_local as store_module
from rag.index.store.chroma_local import ChromaStore
from rag.index.store.collection import metadata, where
from rag.query_types import Filters
from rag.types import Chunk


def chunk(name: str, day: date | None = None, category: str | None = None) -> Chunk:
    return Chunk(
        entry_id=name,
        ordinal=0,
        start=0,
        end=1,
        text=f"글 {name} 🧩 $x$",
        heading=("위", "아래"),
        title="제목",
        day=day,
        category=category,
    )


CHUNKS = [
    chunk("a", date(2021, 5, 11), "딥러닝"),
    chunk("b", date(2022, 1, 1), "딥러닝/정규화"),
    chunk("c", date(2022, 12, 31), "도구"),
    chunk("d"),
]
VECTORS = [[1.0, 0.0, 0.0], [0.8, 0.6, 0.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 0.0]]
KEYS = [c.key for c in CHUNKS]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Four passages; tests only read."""
    with closing(ChromaStore(tmp_path_factory.mktemp("c"), create=True)) as made:
        made.put(CHUNKS, VECTORS)
        yield made


def nearest(store, *, limit: int = 9, **filters) -> dict[str, float]:
    categories = filters.pop("categories", ())
    within = where(Filters(**filters), categories)
    return store.nearest([1.0, 0.0, 0.0], limit=limit, within=within)


def test_similarity_is_the_cosine(store) -> None:
    """1 is the same direction, 0 unrelated, -1 opposite."""
    expected = dict(zip(KEYS, [1.0, 0.8, 0.0, -1.0], strict=True))

    assert pytest.approx(expected, abs=1e-5) == nearest(store)
    assert [KEYS[0]] == list(nearest(store, limit=1))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"since": date(2022, 1, 1)}, "bc"),
        ({"until": date(2022, 1, 1)}, "ab"),
        ({"without_categories": ("딥러닝", "도구")}, "bd"),
        ({"since": date(2022, 1, 1), "until": date(2022, 1, 1)}, "b"),
        ({"since": date(2023, 1, 1)}, ""),
        ({"category": "도구"}, "c"),
        ({"category": "딥러닝", "categories": ["딥러닝", "딥러닝/정규화"]}, "ab"),
        (
            {
                "category": "딥러닝",
                "categories": ["딥러닝", "딥러닝/정규화"],
                "since": date(2022, 1, 1),
            },
            "b",
        ),
        ({"category": "없다"}, ""),
        ({}, "abcd"),
    ],
)
def test_filters_are_those_of_the_notes(store, filters, expected) -> None:
    """
    Ranges of days include both ends, and never what has no day; a category
    stands for the ones that are named for it.
    """
    assert {f"{name}::0" for name in expected} == nearest(store, **filters).keys()


def test_texts_and_vectors_come_back(store) -> None:
    """What was stored is given out by key; unknown keys are left out."""
    assert {KEYS[1]: CHUNKS[1].text} == store.texts([KEYS[1], "none"])
    assert {KEYS[1]: pytest.approx(VECTORS[1])} == store.vectors([KEYS[1], "none"])
    assert 4 == store.count()


def test_metadata_leaves_out_what_is_absent() -> None:
    """Chroma knows no None: a passage without day or category has no such field."""
    assert {"entry_id", "ordinal", "title", "heading"} == metadata(CHUNKS[3]).keys()
    assert 20210511 == metadata(CHUNKS[0])["day"]


def test_passages_are_replaced_and_removed(tmp_path) -> None:
    """
    A key has one passage; what is dropped is gone, unknown keys are no matter;
    more than fit one call are taken.
    """
    many = [chunk(f"n{n}") for n in range(1_100)]
    with closing(ChromaStore(tmp_path, create=True)) as store:
        store.put(many, [[1.0, n] for n in range(1_100)])
        store.put(many[:1], [[0.0, 1.0]])
        store.drop([c.key for c in many[1:1_050]] + ["unknown"])
        store.drop([])

        assert 51 == store.count()
        assert {many[0].key: [0.0, 1.0]} == store.vectors([many[0].key])


def test_vectors_of_another_dimension_are_refused(tmp_path) -> None:
    """Dimensions never mix; Chroma's refusal is our error."""
    with closing(ChromaStore(tmp_path, create=True)) as store:
        store.put(CHUNKS[:1], [[1.0, 0.0]])

        with pytest.raises(IndexBroken):
            store.put(CHUNKS[1:2], [[1.0, 0.0, 0.0]])
        with pytest.raises(IndexBroken):
            store.nearest([1.0], limit=1, within=None)


def test_an_empty_store_finds_nothing(tmp_path) -> None:
    """No passages, no neighbours."""
    with closing(ChromaStore(tmp_path, create=True)) as store:
        assert {} == store.nearest([1.0, 0.0], limit=3, within=None)


@pytest.mark.parametrize("content", [None, b"", b"no database" * 500])
def test_a_damaged_store_is_our_error(tmp_path, content) -> None:
    """
    A folder without our collection, or with a damaged file, is IndexBroken,
    and the hint names a folder to delete.
    """
    folder = tmp_path / "generation" / "chroma"
    folder.mkdir(parents=True)
    if content is not None:
        (folder / "chroma.sqlite3").write_bytes(content)

    with pytest.raises(IndexBroken) as info:
        ChromaStore(folder)

    assert "tilbot index --rebuild" in info.value.hint


@pytest.mark.parametrize("count", [1, 2, 64, 150, 333])
@pytest.mark.parametrize("dropped", [0, 1, 7])
def test_readers_have_nothing_left_to_add(
    tmp_path, monkeypatch, count, dropped
) -> None:
    """
    What was written is in Chroma's graph when the writer is done, and not in the
    log alone, from which each reader would add it once more.
    """
    monkeypatch.setattr(store_module, "_ROUND", 100)
    made = ChromaStore.to_write(tmp_path, writes=count + dropped)
    for at in range(0, count, 64):
        part = [chunk(str(n)) for n in range(at, min(count, at + 64))]
        made.put(part, [[1.0, n / count, 0.0] for n in range(len(part))])
    made.drop([f"{n}::0" for n in range(min(dropped, count - 1))])
    made.finish()

    with closing(sqlite3.connect(tmp_path / "chroma.sqlite3")) as connection:
        (left,) = connection.execute("select count(*) from embeddings_queue").fetchone()
    with closing(ChromaStore(tmp_path)) as reader:
        kept = reader.count()
        near = nearest(reader, limit=3)

    assert left <= 1
    assert count - min(dropped, count - 1) == kept
    assert min(3, kept) == len(near)
