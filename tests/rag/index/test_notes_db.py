"""The SQLite file of a generation."""

from __future__ import annotations

import sqlite3
import threading

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hypothesis import example, given
from hypothesis import strategies as st

from rag.analyse.terms import DocumentTerms
from rag.corpus.walk import NoteFile
from rag.errors import IndexBroken
from rag.index.store.notes_db import NotesDb, day_number, encoded
from rag.types import Chunk, Entry, Problem


ENTRY = Entry(
    id="a/b.md#20210511-ab",
    path="a/b.md",
    line_start=3,
    line_end=9,
    day=date(2021, 5, 11),
    category="딥러닝/정규화",
    title='제목 🧩 "따옴표"',
    body="글이다.\n\n$\\mathcal N$\n\n```\nx[0]\n```",
    lines=(3, 4, 6, 7, 8, 9, 9),
    tags=("가", "b"),
    url="https://example.org/?a=1&b=2",
)
CHUNK = Chunk(
    entry_id=ENTRY.id,
    ordinal=0,
    start=0,
    end=4,
    text="글이다.",
    heading=("위", "아래"),
    title=ENTRY.title,
    day=ENTRY.day,
    category=ENTRY.category,
)
TERMS = DocumentTerms(
    words=["글", "is_training"], grams=["글이"], sounds=[], concepts=[3], meanings=["a"]
)


@pytest.fixture
def db(tmp_path):
    with closing(NotesDb.create(tmp_path / "notes.sqlite3")) as made:
        yield made


def test_an_entry_comes_back_as_it_was(db) -> None:
    """Nothing of an entry is lost, with or without its optional parts."""
    bare = replace(ENTRY, id="c", day=None, category=None, tags=(), url=None, lines=())
    db.put_entry(ENTRY, 0, "d1")
    db.put_entry(bare, 1, "d2")

    assert [ENTRY, bare] == db.entries()
    assert [bare] == db.entries(["c", "unknown"])
    assert [] == db.entries([])
    assert {ENTRY.id: ("a/b.md", "d1"), "c": ("a/b.md", "d2")} == db.digests()


def test_entries_come_oldest_first_whatever_their_files_are_called(db) -> None:
    """Days order across files; an undated one stays behind its neighbour."""
    made = [
        replace(ENTRY, id=key, path=path, day=day)
        for key, path, day in (
            ("last", "a.md", date(2023, 1, 2)),
            ("no day", "b.md", None),
            ("first", "post.txt", date(2021, 3, 4)),
            ("behind", "post.txt", None),
            ("next", "post.txt", date(2022, 5, 6)),
        )
    ]
    for position, entry in enumerate(made):
        db.put_entry(entry, position, "")

    assert ["no day", "first", "behind", "next", "last"] == [
        entry.id for entry in db.entries()
    ]


def test_a_chunk_comes_back_as_it_was(db) -> None:
    """A chunk is cut from its entry again, with its headings."""
    db.put_entry(ENTRY, 0, "")
    db.put_chunk(CHUNK, "digest", TERMS)

    assert CHUNK == db.chunk(CHUNK.key, ENTRY)
    assert {CHUNK.key: "digest"} == db.chunk_digests(ENTRY.id)
    assert {ENTRY.id: 1} == db.chunk_counts()


def test_what_is_dropped_leaves_nothing_behind(db) -> None:
    """Terms, mentions and unmentioned concepts go with the entry."""
    db.put_entry(ENTRY, 0, "")
    db.put_concept(3, ["w"], ["g"])
    db.put_chunk(CHUNK, "", TERMS)

    keys = db.drop_entry(ENTRY.id)
    db.drop_unmentioned()

    assert [CHUNK.key] == keys
    for table in (
        *("entries", "chunks", "terms", "term_counts", "mentions"),
        *("concepts", "concept_terms", "concept_term_counts"),
    ):
        assert [] == db.connection.execute(f"select * from {table}").fetchall(), table  # noqa: S608


def test_mentioned_concepts_stay(db) -> None:
    """A concept is stored once, for as long as a chunk mentions it."""
    db.put_concept(3, ["w"], ["g"])
    db.put_concept(3, ["other"], [])
    db.put_chunk(CHUNK, "", TERMS)
    db.drop_unmentioned()

    assert [("w", "g")] == db.connection.execute(
        "select * from concept_terms"
    ).fetchall()


def file_of(path: str, size: int, mtime_ns: int) -> NoteFile:
    """Return a file as a walk finds it."""
    return NoteFile(path=path, absolute=Path(path), size=size, mtime_ns=mtime_ns)


def test_files_settings_and_problems_are_kept(db) -> None:
    """What was seen of a file, and what was wrong with it, is remembered."""
    problem = Problem(path="ㄱ.md", line=None, problem="p", hint="h", fatal=False)
    db.set_file(file_of("ㄱ.md", 5, 1_700_000_000_123_456_789), "d1", [problem])
    db.set_file(file_of("b.md", 1, 2), "d2", [])
    db.drop_file("b.md")
    db.set_meta({"schema": "1"})
    db.set_meta({"schema": "2"})

    assert {"ㄱ.md": (5, 1_700_000_000_123_456_789)} == db.files()
    assert {} == db.files(["b.md"])
    assert {"ㄱ.md": "d1"} == db.file_digests(["ㄱ.md", "b.md"])
    assert [problem] == db.problems()
    assert {"schema": "2"} == db.meta()


def test_categories_are_counted_most_first(db) -> None:
    """The largest category leads; entries without one don't count."""
    for n, category in enumerate(["b", None, "a", "c", "c"]):
        db.put_entry(replace(ENTRY, id=str(n), category=category), n, "")

    assert [("c", 2), ("a", 1), ("b", 1)] == db.categories()


def test_each_thread_reads(db) -> None:
    """Many threads may read one file."""
    with db.connection:
        db.put_entry(ENTRY, 0, "")
    found = []

    threads = [
        threading.Thread(target=lambda: found.append(db.entries())) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [[ENTRY]] * 4 == found


def test_readers_can_not_write(db) -> None:
    """A generation that is opened for reading stays as it is."""
    with closing(NotesDb(db.path)) as reader, pytest.raises(sqlite3.OperationalError):
        reader.set_meta({"a": "b"})


@pytest.mark.parametrize("content", [None, b"", b"not a database" * 100])
def test_a_file_that_is_none_is_our_error(tmp_path, content) -> None:
    """A missing, empty or damaged file is IndexBroken with a way out."""
    path = tmp_path / "notes.sqlite3"
    if content is not None:
        path.write_bytes(content)

    with closing(NotesDb(path)) as db:
        for read in (db.meta, db.files, db.entries, db.digests, db.problems):
            with pytest.raises(IndexBroken) as info:
                read()

            assert "tilbot index" in info.value.hint


def test_a_damaged_value_is_our_error(db) -> None:
    """What a failing disk left in a field is told as damage, with a way out."""
    db.put_entry(ENTRY, 0, "")
    db.connection.execute("update entries set lines = '[1,'")

    with pytest.raises(IndexBroken) as raised:
        db.entries()

    assert "--rebuild" in raised.value.hint


@given(st.dates())
def test_days_compare_as_numbers(day) -> None:
    """A day is yyyymmdd."""
    assert day.strftime("%Y%m%d").lstrip("0") == str(day_number(day)).lstrip("0")
    assert day_number(None) is None


@given(st.text(min_size=1, max_size=8))
@example("㈜")
def test_a_term_is_one_token(term) -> None:
    """The tokenizer leaves an encoded term whole, whatever it is made of."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            'create virtual table t using fts5(x, tokenize="unicode61 remove_diacritics 0");'
            "create virtual table v using fts5vocab(t, 'row');"
        )
        connection.execute("insert into t values (?)", [encoded(term)])

        assert [(encoded(term),)] == connection.execute("select term from v").fetchall()


@pytest.mark.parametrize(
    ("one", "other"),
    [("tf.map_fn", "tf_map.fn"), ("c+", "c"), ("é", "e"), ("a-b", "ab")],
)
def test_terms_that_differ_stay_different(one, other) -> None:
    """Punctuation and accents are kept apart."""
    assert encoded(one) != encoded(other)


def test_names_are_those_of_the_entry_as_it_is(tmp_path) -> None:
    """They are put anew with their entry, and go with it; any of them finds all."""
    group = {"모방 학습": "모방학습", "Imitation Learning": "imitationlearning"}
    with closing(NotesDb.create(tmp_path / "n.sqlite3")) as db:
        db.put_names("a.md", [group, {"IL": "il", "Imitation": "imitation"}])
        db.put_names("b.md", [group])
        before = db.names(["모방학습"]), db.names(["il", "nothing"])
        db.put_names("a.md", [group])
        after = db.names(["imitationlearning"]), db.names(["il"])
        db.drop_entry("a.md")
        db.drop_entry("b.md")
        gone = db.names(["모방학습"])

    assert ([tuple(group)], [("IL", "Imitation")]) == before
    assert ([tuple(group)], []) == after
    assert [] == gone


def test_headers_are_entries_without_what_they_say(db) -> None:
    """In the same order; read once from a file that does not change any more."""
    days = [date(2021, 5, 11), None, date(2020, 1, 1)]
    for n, day in enumerate(days):
        db.put_entry(replace(ENTRY, id=f"n{n}", path=f"{n % 2}.md", day=day), n, "d")
    db.connection.commit()
    fields = ("id", "path", "title", "day", "category", "url")

    with closing(NotesDb(db.path)) as read:
        headers, again = read.headers(), read.headers()
        whole = read.entries()
        extent = read.extent()

    def of(notes):
        return [tuple(getattr(n, f) for f in fields) for n in notes]

    assert 3 == len(headers)
    assert of(whole) == of(headers)
    assert again is headers
    assert (3, 0, date(2020, 1, 1), date(2021, 5, 11)) == extent
