"""BM25 against a plain implementation."""

from __future__ import annotations

import math
import tempfile

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.analyse.terms import DocumentTerms
from rag.index.store.notes_db import NotesDb, encoded
from rag.retrieval import bm25
from rag.types import Chunk


FIELDS = ("words", "grams", "sounds", "meanings")
TABLE = bm25.Table(terms="terms", counts="term_counts", lengths="chunks", fields=FIELDS)
TERMS = ["서버", "batch", "is_training", "and", "not", "0", "zz", "ㅋㅋ", "é", '"', "*"]


def filled(path: Path, documents: Sequence[dict[str, list[str]]]) -> NotesDb:
    """Return a file whose chunk *n* + 1 has the terms of *documents*[n]."""
    db = NotesDb.create(path)
    for n, fields in enumerate(documents):
        chunk = Chunk(
            entry_id="e",
            ordinal=n,
            start=0,
            end=1,
            text="x",
            heading=(),
            title="",
            day=None,
            category=None,
        )
        every = {name: fields.get(name, []) for name in FIELDS}
        with db.connection:
            db.put_chunk(chunk, "", DocumentTerms(concepts=[], **every))
    return db


def reference(
    documents: Sequence[dict[str, list[str]]], field: str, wanted: dict[str, float]
) -> list[float]:
    """BM25 as the paper has it."""
    texts = [d.get(field, []) for d in documents]
    average = sum(map(len, texts)) / len(texts) or 1.0
    out = []
    for text in texts:
        score = 0.0
        for term, weight in wanted.items():
            df = sum(term in other for other in texts)
            idf = math.log(1 + (len(texts) - df + 0.5) / (df + 0.5))
            norm = bm25.K1 * (1 - bm25.B + bm25.B * len(text) / average)
            tf = text.count(term)
            score += weight * idf * tf * (bm25.K1 + 1) / (tf + norm)
        out.append(score)
    return out


def scored(db: NotesDb, wanted: dict[str, dict[str, float]], ids: set[int]):
    weights = {
        name: {encoded(t): w for t, w in wanted.get(name, {}).items()}
        for name in FIELDS
    }
    known, _ = bm25.idf(db, TABLE, weights)
    return bm25.scores(db, TABLE, weights, known, ids)


documents = st.lists(
    st.fixed_dictionaries(
        {
            name: st.lists(st.sampled_from(TERMS), max_size=6)
            for name in ("words", "grams")
        }
    ),
    min_size=1,
    max_size=6,
)
questions = st.dictionaries(st.sampled_from(TERMS), st.floats(0.1, 3.0), max_size=4)


@settings(max_examples=20, deadline=None)
@given(documents, questions, questions)
def test_scores_are_those_of_the_formula(notes, words, grams) -> None:
    """Each field has the score of plain BM25 over that field alone."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(filled(Path(folder) / "notes.sqlite3", notes)) as db,
    ):
        found = scored(
            db, {"words": words, "grams": grams}, set(range(1, len(notes) + 1))
        )

    for name, wanted in (("words", words), ("grams", grams)):
        assert pytest.approx(reference(notes, name, wanted)) == [
            found[n + 1][name] for n in range(len(notes))
        ]


def test_in_a_small_index_all_within_the_filter_are_candidates(tmp_path) -> None:
    """Up to `SMALL` texts, none is left out but by the condition."""
    notes = [{"words": ["서버"]}, {"grams": ["서버"]}, {"words": ["and"]}]
    with closing(filled(tmp_path / "n.sqlite3", notes)) as db:
        ask = {("words", "서버"): 1.0}
        pool = dict.fromkeys(FIELDS, 1)
        inside = ("and rowid in (select id from chunks where id > ?)", [1])

        assert {1, 2, 3} == bm25.candidates(db, TABLE, ask, pool)
        assert {2, 3} == bm25.candidates(db, TABLE, ask, pool, inside)


def test_each_field_names_candidates_within_the_filter(tmp_path, monkeypatch) -> None:
    """Candidates hold a term in the field asked for, and fulfil the condition."""
    monkeypatch.setattr(bm25, "SMALL", 0)
    notes = [
        {"words": ["서버"]},
        {"grams": ["서버"]},
        {"words": ["서버", "x"]},
        {"words": ["and"]},
    ]
    with closing(filled(tmp_path / "n.sqlite3", notes)) as db:
        ask = {("words", "서버"): 1.0}
        pool = dict.fromkeys(FIELDS, 10)

        assert {1, 3} == bm25.candidates(db, TABLE, ask, pool)
        assert {3} == bm25.candidates(
            db,
            TABLE,
            ask,
            pool,
            ("and rowid in (select id from chunks where id > ?)", [2]),
        )
        assert 1 == len(bm25.candidates(db, TABLE, ask, {**pool, "words": 1}))
        assert set() == bm25.candidates(db, TABLE, {}, pool)


def test_terms_that_are_operators_are_terms(tmp_path, monkeypatch) -> None:
    """AND, OR, NOT and NEAR are words like any other."""
    monkeypatch.setattr(bm25, "SMALL", 0)
    notes = [{"words": [w]} for w in ("and", "or", "not", "near")]
    with closing(filled(tmp_path / "n.sqlite3", notes)) as db:
        for n, word in enumerate(("and", "or", "not", "near"), start=1):
            ask = {("words", word): 1.0}

            assert {n} == bm25.candidates(db, TABLE, ask, dict.fromkeys(FIELDS, 9))


def test_rare_terms_weigh_more_and_none_is_negative(tmp_path) -> None:
    """The idf of a term falls with the passages that hold it, and stays above 0."""
    notes = [{"words": ["everywhere", "rare"]}] + [{"words": ["everywhere"]}] * 5
    with closing(filled(tmp_path / "n.sqlite3", notes)) as db:
        ask = {n: {} for n in FIELDS} | {"words": {"everywhere": 1, "rare": 1, "no": 1}}
        known, unseen = bm25.idf(db, TABLE, ask)

    assert 0 < known["words", "everywhere"] < known["words", "rare"] < unseen
    assert ("words", "no") not in known


def test_thousands_of_terms_are_one_question(tmp_path) -> None:
    """A question of 10,000 characters does not reach a limit of SQLite."""
    ask = {name: {f"t{n}": 1.0 for n in range(9_000)} for name in FIELDS}
    with closing(filled(tmp_path / "n.sqlite3", [{"words": ["t8999"]}])) as db:
        assert {1} == bm25.candidates(db, TABLE, ask, dict.fromkeys(FIELDS, 5))
        assert bm25.idf(db, TABLE, ask)[0].keys() == {("words", "t8999")}
