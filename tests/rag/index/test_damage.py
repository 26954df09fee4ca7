"""A damaged index: the one before answers, the file is named, a rebuild mends it."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fakes.parts import Parts

from rag.errors import IndexBroken, IndexMissing
from rag.index.generations import inventory, manifest, reader_copy
from rag.index.generations.generations import Generations
from rag.index.generations.manifest import Facts
from rag.index.store.chroma_local import ChromaStore
from rag.index.store.notes_db import NotesDb
from rag.index.update import validate
from rag.index_types import GenerationStatus
from rag.text.chunking import CHUNKER_VERSION


FILES = [
    "notes.sqlite3",
    "manifest.json",
    "chroma/chroma.sqlite3",
    "header.bin",
    "data_level0.bin",
    "length.bin",
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Notes, and a home of two generations; the current one has one note more."""
    root = tmp_path_factory.mktemp("shelf")
    made = Parts(root)
    made.write("가.md", "# 서버 🧩\n\n서버를 켠다.\n")
    made.indexer.run()
    made.write("나.md", "# 서버 둘\n\n서버가 둘이다.\n")
    made.indexer.run()
    return root


@pytest.fixture
def parts(shelf: Path, tmp_path: Path) -> Iterator[Parts]:
    """A copy of that home, and the notes as they were when it was made."""
    made = Parts(shelf)
    made.home.rename(tmp_path / "as it was")
    shutil.copytree(tmp_path / "as it was", made.home)
    notes = {p: (p.read_bytes(), p.stat()) for p in made.notes.iterdir()}
    with closing(made.published):
        yield made
    shutil.rmtree(made.home, ignore_errors=True)
    (tmp_path / "as it was").rename(made.home)
    for path in made.notes.iterdir():
        path.unlink()
    for path, (raw, stat) in notes.items():
        path.write_bytes(raw)
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def current(parts: Parts) -> Path:
    """Return the folder that CURRENT names."""
    found = parts.generations.current()
    assert found is not None
    return found


def file_of(generation: Path, name: str) -> Path:
    """Return a file by its path, or by its name somewhere below."""
    path = generation / name
    return path if path.exists() else next(generation.rglob(name))


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(path.stat().st_size))


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def flipped(path: Path) -> None:
    """Change one byte in the middle."""
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(raw)


def harm(path: Path, how: Callable[[Path], None]) -> None:
    """Damage a sealed file, as a disk would."""
    path.chmod(0o644)
    how(path)


def damaged(parts: Parts) -> list[tuple[str, tuple[str, ...]]]:
    """Return roles and files of what is damaged."""
    found = inventory.kept(parts.generations, thorough=True)
    return [(g.role, g.damaged) for g in found if g.damaged]


@pytest.mark.parametrize(
    "how",
    [pytest.param(garbage, marks=pytest.mark.slow), truncated, flipped, Path.unlink],
)
@pytest.mark.parametrize("name", FILES)
def test_the_generation_before_answers(parts, name, how) -> None:
    """
    Whatever file of the current generation is damaged and in what way: a
    search answers from the one before and says so, the file is named, and a
    rebuild mends it.
    """
    path = file_of(current(parts), name)
    harm(path, how)

    found = parts.found("서버")

    assert [("current", (path.relative_to(current(parts)).as_posix(),))] == damaged(
        parts
    )
    if (name, how) == ("manifest.json", Path.unlink):
        assert {"가.md", "나.md"} == set(found), "what it says of others is not lost"
        return
    assert ["가.md"] == found
    assert parts.published.remark.damaged
    assert datetime.now(UTC) > parts.published.remark.built_at
    if how is not flipped:
        return

    parts.indexer.run(rebuild=True)

    assert {"가.md", "나.md"} == set(parts.found("서버"))
    assert parts.published.remark is None
    assert [] == damaged(parts)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\0", b"20990101T000000-abcdef\n"])
def test_a_damaged_pointer(parts, content) -> None:
    """The latest complete generation answers, and the next indexing mends it."""
    (parts.generations.root / "CURRENT").write_bytes(content)

    assert {"가.md", "나.md"} == set(parts.found("서버"))
    assert parts.published.remark.damaged
    assert [("current", ("CURRENT",))] == damaged(parts)

    parts.indexer.run()

    assert {"가.md", "나.md"} == set(parts.found("서버"))
    assert parts.published.remark is None


def test_a_pointer_that_can_not_be_read(parts) -> None:
    """What only a person can mend is told at once, not tried for ever."""
    pointer = parts.generations.root / "CURRENT"
    pointer.unlink()
    pointer.mkdir()

    with pytest.raises(IndexBroken) as info:
        parts.found("서버")

    assert str(pointer) in info.value.problem


def test_when_both_are_damaged(parts) -> None:
    """It is our error, with the way out, and an indexing mends it."""
    for folder in parts.generations.folders():
        harm(folder / "notes.sqlite3", truncated)

    with pytest.raises(IndexBroken) as info:
        parts.found("서버")

    assert current(parts).name in info.value.problem
    assert "--rebuild" in info.value.hint

    parts.indexer.run()

    assert {"가.md", "나.md"} == set(parts.found("서버"))


def test_an_indexing_does_not_carry_damage_on(parts) -> None:
    """A change of one note over a damaged generation gives a whole one."""
    harm(file_of(current(parts), "data_level0.bin"), flipped)
    parts.write("다.md", "# 서버 셋\n\n서버가 셋이다.\n")

    parts.indexer.run()

    assert [] == damaged(parts)
    assert {"가.md", "나.md", "다.md"} == set(parts.found("서버"))


def test_a_damaged_copy_is_made_again(parts) -> None:
    """What Chroma did to a reader's copy harms nobody."""
    assert parts.found("서버")
    parts.published.close()
    (copy,) = (parts.generations.root / "readers").iterdir()
    (copy / "chroma.sqlite3").write_bytes(b"no database" * 1000)

    assert {"가.md", "나.md"} == set(parts.found("서버"))
    assert parts.published.remark is None


def test_without_room_for_a_copy_words_are_searched(parts, monkeypatch) -> None:
    """A disk that is full, home and temporary files alike, keeps nobody from asking."""

    def full(*_args: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(reader_copy.manifest, "copy", full)
    before = sorted(p.name for p in Path(reader_copy.tempfile.gettempdir()).iterdir())

    assert {"가.md", "나.md"} == set(parts.found("서버"))
    assert parts.published.remark is None
    after = sorted(p.name for p in Path(reader_copy.tempfile.gettempdir()).iterdir())
    assert [n for n in after if n.startswith("tilbot-")] == [
        n for n in before if n.startswith("tilbot-")
    ]


@pytest.mark.parametrize(
    ("module", "name", "error"),
    [
        (os, "fsync", OSError(errno.ENOSPC, "No space left on device")),
        (os, "replace", OSError(errno.ENOSPC, "No space left on device")),
        (manifest, "seal", OSError(errno.ENOSPC, "No space left on device")),
        (NotesDb, "put_chunk", sqlite3.OperationalError("No space left")),
    ],
)
def test_a_disk_that_fills_up_while_indexing(
    parts, monkeypatch, module, name, error
) -> None:
    """Wherever it happens it is our error; the current index answers on, and the
    next indexing completes.
    """

    def full(*_args: object, **_more: object) -> None:
        raise error

    latest = current(parts)
    parts.write("다.md", "# 서버 셋\n\n서버가 셋이다.\n")
    with monkeypatch.context() as patched:
        patched.setattr(module, name, full)
        with pytest.raises(IndexBroken) as info:
            parts.indexer.run()

    assert "No space left" in info.value.problem
    assert info.value.hint
    assert latest == current(parts)
    assert {"가.md", "나.md"} == set(parts.found("서버"))

    parts.indexer.run()

    assert {"가.md", "나.md", "다.md"} == set(parts.found("서버"))
    assert 2 == len(parts.generations.folders())


# What is tried before publishing.


def lose_vector(folder: Path) -> None:
    with closing(ChromaStore(folder / "chroma")) as store:
        store.drop(["가.md::0"])


def move_vector(folder: Path) -> None:
    """Another text under the same key."""
    with closing(NotesDb(folder / "notes.sqlite3")) as db:
        (entry,) = (e for e in db.entries() if e.path == "가.md")
        chunk = db.chunk("가.md::0", entry)
    with closing(ChromaStore(folder / "chroma")) as store:
        store.drop(["가.md::0"])
        other = chunk.__class__(
            **{s: getattr(chunk, s) for s in chunk.__slots__} | {"text": "딴 글"}
        )
        store.put([other], [[1.0] * 1024])


def lose_words(folder: Path) -> None:
    with closing(NotesDb(folder / "notes.sqlite3", write=True)) as db:
        db.connection.execute("delete from terms where rowid = 1")
        db.connection.commit()


def lose_entry(folder: Path) -> None:
    with closing(NotesDb(folder / "notes.sqlite3", write=True)) as db:
        db.connection.execute("delete from entries where id = '가.md'")
        db.connection.commit()


def break_page(folder: Path) -> None:
    """The root of an index in the middle of the file."""
    path = folder / "notes.sqlite3"
    with closing(NotesDb(path)) as db:
        page = db.connection.execute(
            "select rootpage from sqlite_master where name = 'entries_by_path'"
        ).fetchone()[0]
        size = db.connection.execute("pragma page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\0" * size)


@pytest.mark.parametrize(
    "fault", [lose_vector, move_vector, lose_words, lose_entry, break_page]
)
def test_a_faulty_generation_is_not_published(parts, fault) -> None:
    """What lacks a passage, a word, a note or a page is found before it answers."""
    folder = parts.generations.begin(copy=True)
    assert 2 == validate.validated(folder, parts.generations.complete).entries
    fault(folder)

    with pytest.raises(IndexBroken) as info:
        validate.validated(folder, parts.generations.complete)

    assert "--rebuild" in info.value.hint


def test_a_fault_of_the_copy_is_mended_at_once(parts, monkeypatch) -> None:
    """When a carried on generation fails, all notes are read anew."""
    begun = Generations.begin

    def faulty(self: Generations, *, copy: bool) -> Path:
        folder = begun(self, copy=copy)
        if copy:
            lose_words(folder)
        return folder

    monkeypatch.setattr(Generations, "begin", faulty)
    parts.write("다.md", "# 서버 셋\n\n서버가 셋이다.\n")
    report = parts.indexer.run()

    assert (1, 2) == (report.added, report.unchanged)
    assert {"가.md", "나.md", "다.md"} == set(parts.found("서버"))


def test_the_manifest_tells_what_it_was_made_of(parts) -> None:
    """Model, corpus, versions, counts, a digest of the notes, and each file."""
    known = manifest.read(current(parts))

    assert known is not None
    assert 2 == known.number
    assert (2, 2) == (known.facts.entries, known.facts.chunks)
    assert str(CHUNKER_VERSION) == known.facts.making["chunker"]
    assert str(parts.notes.resolve()) == known.facts.making["corpus"]
    assert known.facts.making["embeddings"].startswith("local:")
    on_disk = {
        p.relative_to(current(parts)).as_posix(): p.stat().st_size
        for p in current(parts).rglob("*")
        if p.is_file() and p.name != manifest.NAME
    }
    assert on_disk == {name: size for name, (size, _) in known.files.items()}

    parts.indexer.run(rebuild=True)
    again = manifest.read(current(parts))

    assert again is not None
    assert known.facts.notes == again.facts.notes

    parts.write("가.md", "# 서버 🧩\n\n서버를 껐다.\n")
    parts.indexer.run()
    changed = manifest.read(current(parts))

    assert changed is not None
    assert changed.facts.notes != known.facts.notes


# Going back.


def test_rollback(parts) -> None:
    """The one before answers, until the next indexing; there is one step back."""
    latest = current(parts)
    assert {"가.md", "나.md"} == set(parts.found("서버"))

    before, now = parts.generations.rollback()

    assert (2, 1) == (before.facts.entries, now.facts.entries)
    assert before.built_at > now.built_at
    assert parts.generations.held()
    assert ["가.md"] == parts.found("서버")
    assert parts.published.remark is None

    with pytest.raises(IndexMissing) as info:
        parts.generations.rollback()
    assert "no generation before" in info.value.problem
    assert ["가.md"] == parts.found("서버")

    report = parts.indexer.run()

    assert (1, 1) == (report.added, report.unchanged)
    assert not parts.generations.held()
    assert latest != current(parts)
    assert {"가.md", "나.md"} == set(parts.found("서버"))


def test_an_indexing_ends_a_rollback_even_without_changes(parts) -> None:
    """When the notes were brought back too, nothing is left to be held."""
    parts.generations.rollback()
    (parts.notes / "나.md").unlink()

    parts.indexer.run()

    assert not parts.generations.held()


def test_nothing_to_go_back_to(tmp_path) -> None:
    """Before the first indexing, and after it, a sentence says so."""
    parts = Parts(tmp_path)
    with pytest.raises(IndexMissing, match="not indexed"):
        parts.generations.rollback()
    parts.write("가.md", "# 서버\n")
    parts.indexer.run()
    with pytest.raises(IndexMissing, match="no generation before"):
        parts.generations.rollback()


def test_no_rollback_to_what_is_damaged(parts) -> None:
    """The current one goes on answering."""
    (old,) = (f for f in parts.generations.folders() if f != current(parts))
    harm(file_of(old, "data_level0.bin"), flipped)
    latest = current(parts)

    with pytest.raises(IndexBroken, match=r"data_level0\.bin") as info:
        parts.generations.rollback()

    assert "current one answers" in info.value.hint
    assert latest == current(parts)


def test_trying_a_generation_makes_nothing(tmp_path) -> None:
    """What is gone is told, and no empty file takes its place."""
    with pytest.raises(IndexBroken):
        validate.validated(tmp_path, ChromaStore)

    assert [] == list(tmp_path.iterdir())


def test_a_rollback_from_what_is_damaged(parts) -> None:
    """What it held can't be told any more; the one before answers."""
    harm(current(parts) / manifest.NAME, garbage)

    before, now = parts.generations.rollback()

    assert before is None
    assert 1 == now.facts.entries
    assert ["가.md"] == parts.found("서버")
    assert parts.published.remark is None


# What is in a home.


def test_what_is_kept_is_told(parts, tmp_path) -> None:
    """Current and previous of one's own, and those of other settings."""
    other = Generations(parts.home, "another model")
    with other.writing():
        folder = other.begin(copy=False)
        other.publish(folder, Facts(making={"embeddings": "x:y"}, entries=7))
    left = parts.generations.begin(copy=True)

    found = inventory.kept(parts.generations, thorough=True)

    assert [
        ("current", 2),
        ("previous", 1),
        ("unpublished", 0),
        ("other", 7),
    ] == [(g.role, g.entries) for g in found]
    assert isinstance(found[0], GenerationStatus)
    assert found[0].bytes > 10_000
    assert left.name == found[2].name
    assert "x:y" == found[3].embeddings


def test_an_empty_home_holds_nothing(tmp_path) -> None:
    """Looking makes nothing."""
    assert [] == inventory.kept(Generations(tmp_path / "home", "x"), thorough=True)
    assert [] == list(tmp_path.iterdir())


def test_a_publication_that_is_interrupted_late_is_kept(parts, monkeypatch) -> None:
    """Once CURRENT names it, an interruption must not remove it."""
    swept = Generations._sweep

    def interrupted(self: Generations) -> None:
        if (self.current() or Path()).name != before:
            raise KeyboardInterrupt
        swept(self)

    before = current(parts).name
    monkeypatch.setattr(Generations, "_sweep", interrupted)
    parts.write("다.md", "# 서버 셋\n\n서버가 셋이다.\n")
    with pytest.raises(KeyboardInterrupt):
        parts.indexer.run()

    assert {"가.md", "나.md", "다.md"} == set(parts.found("서버"))
