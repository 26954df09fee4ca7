"""An entry, told passage by passage, and made again of what was told."""

from __future__ import annotations

import random

from dataclasses import replace
from datetime import date

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.errors import IndexBroken
from rag.index.store.passage_records import Shared, record_id, to_records, to_shared
from rag.text.chunking import chunks
from rag.types import Entry


TEXT = st.text(
    st.sampled_from("가나다각 \n#`$-|abc🧩\u0301\u1100\u1161.")
    | st.characters(codec="utf-8"),
    min_size=1,
    max_size=400,
)


@st.composite
def entries(draw) -> Entry:
    """An entry of any body that is cut at will, with any lines."""
    body = draw(TEXT) * draw(st.integers(1, 12))
    first = draw(st.integers(1, 50))
    return Entry(
        id=draw(st.sampled_from(["a.md", "b/나.md#2024-05-01-x", "c 다.md"])),
        path="폴더/나.md",
        line_start=first,
        line_end=first + 3,
        day=draw(st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))),
        category=draw(st.none() | st.just("ML & DL/층")),
        title=draw(TEXT),
        body=body,
        lines=tuple(draw(st.lists(st.integers(1, 90), max_size=8))),
        tags=tuple(draw(st.lists(TEXT, max_size=2))),
        url=draw(st.none() | st.just("https://example.org/ㄱ")),
    )


def shared(entry: Entry, position: int = 0) -> Shared:
    """Return the entry with its passages."""
    cut = chunks(entry, target=40, ceiling=60)
    return Shared(
        entry=entry,
        position=position,
        digest="d0",
        chunks=tuple((c, f"digest-{c.ordinal}") for c in cut),
    )


@given(entries(), st.integers(0, 9), st.randoms())
def test_nothing_is_lost(entry: Entry, position: int, chance: random.Random) -> None:
    """Entry, place, digests and passages come back whole, in whatever order."""
    told = shared(entry, position)
    other = shared(replace(entry, id="zz.md"), position)
    records = [*to_records(told), *to_records(other)]
    chance.shuffle(records)

    # An entry of nothing but white space has no passage, and is not told of.
    wanted = [s for s in (told, other) if s.chunks]
    assert wanted == sorted(to_shared(records), key=lambda s: s.entry.id)


@given(entries())
def test_values_are_what_chroma_takes(entry: Entry) -> None:
    """Flat metadata of text and whole numbers; an id within the quota."""
    told = shared(entry)
    records = list(to_records(told))

    assert len(told.chunks) == len(records)
    for record in records:
        assert {str, int} >= {type(v) for v in record.metadata.values()}
        assert len(record.id.encode()) <= 128


def test_a_missing_passage_is_noticed() -> None:
    """An entry is never made of a part of its text."""
    entry = Entry(
        id="a.md",
        path="a.md",
        line_start=1,
        line_end=9,
        day=None,
        category=None,
        title="긴 것",
        body="문장이다. " * 60,
        lines=(1,),
    )
    records = to_records(shared(entry))
    assert len(records) > 3

    for gone in (0, 1, len(records) - 1):
        with pytest.raises(IndexBroken, match="not whole"):
            to_shared(records[:gone] + records[gone + 1 :])
    with pytest.raises(IndexBroken, match="not whole"):
        to_shared([replace(records[0], text="다른 말"), *records[1:]])


def test_long_keys_have_short_ids() -> None:
    """Distinct keys stay distinct, and a short one stays itself."""
    long = ["가" * 60 + f"::{n}" for n in range(3)]

    assert "a.md::0" == record_id("a.md::0")
    assert 3 == len({record_id(key) for key in long})
    assert all(len(record_id(key).encode()) <= 128 for key in long)
