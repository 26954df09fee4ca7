"""Re-indexing: what changed, and nothing else."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile

from contextlib import closing
from pathlib import Path

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.walk import NoteFile
from rag.errors import CorpusError, IndexBroken, IndexBusy, ServiceError
from rag.index.generations.generations import Generations
from rag.index.store.chroma_local import ChromaStore
from rag.index.store.notes_db import NotesDb
from rag.index.update.freshness import RACY_NS, LastLook, compare
from rag.types import Entry


NOTES = {
    "a.md": "---\ntitle: 서버\ndate: 2022-01-01\n---\n서버를 켠다 🧩\n",
    "b.md": "# 학습\n\n드롭아웃(dropout)으로 손실을 줄인다. $\\mathcal N$\n",
    "c.md": "# 추론\n\n```python\nx[0]\n```\n",
}
POST = """\
배운 것을 모아 둡니다. 새 글은 아래에 있습니다.

🌊 딥러닝

2021.05.11

배치 정규화는 is_training을 본다.

🛠 도구

2021.06.02

tf.map_fn은 행마다 돈다.
"""


class Counting:
    """A service that counts the texts it is sent, and may break off."""

    def __init__(self, name: str = "fake:counting", *, calls: int = 10**6) -> None:
        self.name = name
        self.calls = calls
        self.asked: list[str] = []

    def documents(self, texts):
        """Embed passages, or break off."""
        if self.calls <= 0:
            raise ServiceError("It broke off.", hint="Try again.")
        self.calls -= 1
        self.asked += texts
        return [self.query(text) for text in texts]

    def query(self, text):
        """Return a vector that only this text has."""
        return [1.0 + b for b in hashlib.sha256(text.encode()).digest()[:8]]


def counts(report) -> dict[str, int]:
    """Return what is not 0 of a report."""
    names = ("added", "updated", "removed", "unchanged", "embedded")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def edited(library, path: str, text: str) -> None:
    """Write a note, so that its time of change differs for sure."""
    library.write({path: text})
    touched(library.notes / path)


def damage(path: Path, content: bytes) -> None:
    """Write over a file of a generation, which is read-only."""
    path.chmod(0o644)
    path.write_bytes(content)


def touched(path: Path) -> None:
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1_000_000_000))


def aged(library, seconds: float = 3600) -> None:
    """Give all notes a time of change that lies back."""
    for path in library.notes.rglob("*"):
        stat = path.stat()
        os.utime(path, ns=(0, stat.st_mtime_ns - int(seconds * 1e9)))


def rewritten(path: Path, content: bytes) -> None:
    """Write other content of the same size, and keep the time of change."""
    stat = path.stat()
    assert len(content) == stat.st_size
    path.write_bytes(content)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def holdings(library) -> tuple[list[Entry], dict[str, str], list[object]]:
    """Return all that the published generation holds, in a form to compare."""
    # Chroma writes when it is opened.
    folder = Path(tempfile.mkdtemp(dir=library.home)) / "copy"
    shutil.copytree(
        library.generations.current(), folder, copy_function=shutil.copyfile
    )
    with (
        closing(NotesDb(folder / "notes.sqlite3")) as db,
        closing(ChromaStore(folder / "chroma")) as store,
    ):
        entries = db.entries()
        keys = [f"{e.id}::{n}" for e in entries for n in range(db.chunk_counts()[e.id])]
        rows = db.connection.execute(
            "select key, start, end, heading, c.digest, c.day, c.category, t.words,"
            " t.grams, t.sounds, t.meanings, group_concat(concept) from chunks c"
            " join terms t on t.rowid = c.id left join mentions m on m.chunk = c.id"
            " group by key order by key"
        ).fetchall()
        rows += db.connection.execute("select * from concepts order by id").fetchall()
        assert store.count() == len(keys)
        return entries, dict(store.texts(keys)), rows


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda lib: edited(lib, "a.md", NOTES["a.md"] + "로그도 본다.\n"),
            {"updated": 1, "unchanged": 2, "embedded": 1},
        ),
        (lambda lib: (lib.notes / "b.md").unlink(), {"removed": 1, "unchanged": 2}),
        (
            lambda lib: lib.write({"d.md": "# 새 글\n\n새 글이다.\n"}),
            {"added": 1, "unchanged": 3, "embedded": 1},
        ),
        (
            lambda lib: (lib.notes / "b.md").rename(lib.notes / "z.md"),
            {"added": 1, "removed": 1, "unchanged": 2, "embedded": 1},
        ),
        (lambda lib: touched(lib.notes / "c.md"), {"unchanged": 3}),
        (
            lambda lib: edited(lib, "a.md", NOTES["a.md"].replace("\n", "\r\n")),
            {"unchanged": 3},
        ),
        (
            lambda lib: edited(lib, "a.md", "\ufeff" + NOTES["a.md"]),
            {"unchanged": 3},
        ),
        (
            lambda lib: edited(lib, "a.md", NOTES["a.md"].replace("01-01", "01-02")),
            {"updated": 1, "unchanged": 2, "embedded": 1},
        ),
        (
            lambda lib: (lib.notes / "b.md").write_bytes(b"\xff\xfe\x00"),
            {"removed": 1, "unchanged": 2},
        ),
    ],
    ids="edit delete add rename touch crlf bom date unreadable".split(),
)
def test_only_what_changed_is_embedded(library, change, expected) -> None:
    """
    A run tells what was added, updated, removed and left, and embeds no more
    than it must; the index is the one that a new home would hold.
    """
    made = library(NOTES)
    first = made.index()
    change(made)

    second = made.index()

    assert {"added": 3, "embedded": 3} == counts(first)
    assert expected == counts(second)
    assert first.generation != second.generation == made.generations.current().name

    kept = holdings(made)
    made.indexer.run(rebuild=True)

    assert kept == holdings(made)


def test_a_run_without_changes_reads_and_publishes_nothing(library) -> None:
    """
    Notes of the same size and time are not read again, nothing is embedded,
    and the generation stays.
    """
    embedder = Counting()
    made = library(NOTES, embedder=embedder)
    aged(made)
    first = made.index()
    path = made.notes / "a.md"
    rewritten(path, b"\xff" * path.stat().st_size)  # a problem if it were read
    folders = made.generations.folders()

    second = made.index()

    assert {"unchanged": 3} == counts(second)
    assert () == second.problems
    assert first.generation == second.generation
    assert folders == made.generations.folders()
    assert 3 == len(embedder.asked)


def test_an_edit_within_a_tick_of_the_clock_is_seen(library) -> None:
    """A note changed about when it was read is told by content, not by time."""
    made = library(NOTES)
    made.index()
    path = made.notes / "a.md"
    rewritten(path, path.read_bytes().replace("켠다".encode(), "끈다".encode()))

    second = made.index()

    assert {"updated": 1, "unchanged": 2, "embedded": 1} == counts(second)
    assert ["a.md"] == made.found("서버를 끈다", limit=1)


@pytest.mark.parametrize("age", [0, 3600])
def test_a_new_note_is_looked_at_until_time_tells(library, age) -> None:
    """
    What was found unchanged after its clock has ticked is not read again, and
    neither is a note that was old when it was first read.
    """
    made = library(NOTES)
    aged(made, age)
    first = made.index()
    path = made.notes / "a.md"
    made.index()
    last = LastLook(made.generations.root / "LAST_LOOK")

    assert (age == 0) == (last.at(first.generation) > path.stat().st_mtime_ns)
    assert 0 == last.at("20260101T000000-000000")

    last.remember(first.generation, path.stat().st_mtime_ns + RACY_NS)
    rewritten(path, b"\xff" * path.stat().st_size)  # a problem if it were read

    assert {"unchanged": 3} == counts(made.index())


def test_a_day_written_to_a_file_of_days_is_all_that_is_embedded(library) -> None:
    """The days above it stay as they are, and the file's line is cited."""
    days = "# TIL\n\n## 2024-11-02\n힙은 나무다.\n\n## 2024-11-03\n큐는 줄이다.\n"
    made = library({"TIL.md": days, "a.md": NOTES["a.md"]})
    first = made.index()
    edited(made, "TIL.md", days + "\n## 2024-11-04\n스택은 접시다.\n")

    second = made.index()

    assert {"added": 3, "embedded": 3} == counts(first)
    assert {"added": 1, "unchanged": 3, "embedded": 1} == counts(second)
    entries = made.published.run(lambda g: g.db.entries())
    assert ("TIL.md#2024-11-04", 9) in {(e.id, e.line_start) for e in entries}


def test_entries_that_move_in_a_post_are_not_embedded_again(library) -> None:
    """Lines that move change where an entry stands, not what it says."""
    made = library({"post.txt": POST})
    first = made.index()
    before = {e.id: e for e in made.published.run(lambda g: g.db.entries())}
    edited(
        made,
        "post.txt",
        POST.replace("🛠", "🧮 수학\n\n2021.05.20\n\n미분은 기울기다.\n\n🛠"),
    )

    second = made.index()
    after = {e.id: e for e in made.published.run(lambda g: g.db.entries())}

    assert {"added": 2, "embedded": 2} == counts(first)
    assert {"added": 1, "unchanged": 2, "embedded": 1} == counts(second)
    assert before.keys() < after.keys()
    moved = [k for k in before if after[k].line_start != before[k].line_start]
    assert 1 == len(moved)
    assert after[moved[0]].lines != before[moved[0]].lines


def test_one_note_among_many_embeds_its_own_passages(library) -> None:
    """
    What a change costs does not grow with the number of notes, and passages
    of a changed note that stay as they were are not embedded again.
    """
    parts = [f"## 절 {n}\n\n" + f"{n}번째로 길게 쓴 글이다. " * 40 for n in range(5)]
    embedder = Counting()
    made = library(
        {f"{n}.md": f"# 글 {n}\n\n{n}번째.\n" for n in range(40)}
        | {"long.md": "\n\n".join(parts)},
        embedder=embedder,
    )
    made.index()
    embedder.asked.clear()
    edited(made, "7.md", "# 글 7\n\n고쳤다.\n")
    parts.insert(2, parts[0].replace("절 0", "새 절"))
    edited(made, "long.md", "\n\n".join(parts))

    report = made.index()

    assert {"updated": 2, "unchanged": 39, "embedded": 2} == counts(report)
    assert 2 == len(embedder.asked)


def test_what_a_service_embedded_is_kept(library) -> None:
    """
    When a service breaks off, the run fails, the old generation answers on,
    and the next run asks only for the rest.
    """
    embedder = Counting()
    made = library({"old.md": "# 서버\n\n켠다.\n"}, embedder=embedder, paid=True)
    first = made.index()
    made.write({f"{n}.md": f"# 글 {n}\n\n{n}번째 글.\n" for n in range(70)})
    embedder.asked.clear()
    embedder.calls = 1

    with pytest.raises(ServiceError):
        made.index()

    kept = list(embedder.asked)
    assert 0 < len(kept) < 70
    assert first.generation == made.generations.current().name
    assert ["old.md"] == made.found("서버")
    assert 1 == len(made.generations.folders())

    embedder.calls = 10
    report = made.index()

    assert {"added": 70, "unchanged": 1, "embedded": 70 - len(kept)} == counts(report)
    assert 70 == len(set(embedder.asked)) == len(embedder.asked)


def test_the_cost_is_announced_once_for_what_is_new(library) -> None:
    """Before a service is asked, its caller hears which texts will be sent."""
    embedder = Counting()
    made = library(NOTES, embedder=embedder, paid=True)
    heard: list[list[str]] = []

    made.indexer.run(announce=lambda texts: heard.append(list(texts)))
    made.indexer.run(announce=lambda texts: heard.append(list(texts)), rebuild=True)

    assert [embedder.asked] == heard


def test_progress_reaches_its_end(library) -> None:
    """Progress never goes back within a step, nor beyond what there is."""
    seen: list[tuple[str, int, int]] = []

    library(NOTES).indexer.run(lambda *step: seen.append(step))

    assert {"reading", "embedding"} == {what for what, _, _ in seen}
    assert all(0 <= done <= of for _, done, of in seen)
    assert ("embedding", 3, 3) == seen[-1]


def test_embedding_models_have_an_index_each(library) -> None:
    """Another model starts its own index; switching back finds the first as it was."""
    one = library(NOTES, embedder=Counting("fake:one"))
    other = library(NOTES, embedder=Counting("fake:two"))
    first = one.index()

    assert other.generations.current() is None
    assert {"added": 3, "embedded": 3} == counts(other.index())
    assert {"unchanged": 3} == counts(one.index())
    assert first.generation == one.generations.current().name


def test_another_corpus_is_indexed_from_the_start(library, tmp_path) -> None:
    """A home that held the index of other notes gives none of them out."""
    made = library({"a.md": "# 서버\n"})
    made.index()
    old = (made.notes / "a.md").stat()
    made.indexer._corpus = tmp_path / "other"
    made.indexer._corpus.mkdir()
    other = made.indexer._corpus / "a.md"
    other.write_text("# 학습\n", "utf-8")
    os.utime(other, ns=(old.st_atime_ns, old.st_mtime_ns))

    made.index()

    assert old.st_size == other.stat().st_size
    assert ["학습"] == [e.title for e in made.published.run(lambda g: g.db.entries())]


def test_two_writers_do_not_meet(library) -> None:
    """Whoever comes second is told so, and nothing is harmed."""
    made = library(NOTES)
    rival = Generations(made.home, made.embedder.name)

    with rival.writing(), pytest.raises(IndexBusy):
        made.index()

    assert {"added": 3, "embedded": 3} == counts(made.index())


def test_a_crash_before_publishing_harms_nothing(library) -> None:
    """What a crashed run left neither answers nor stays for long."""
    made = library(NOTES)
    made.index()
    left = made.generations.begin(copy=True)
    (left / "notes.sqlite3").write_bytes(b"half")

    assert "a.md" == made.found("서버")[0]

    edited(made, "b.md", "# 서버 둘\n\n서버가 둘이다.\n")
    made.index()

    assert not left.exists()
    assert {"a.md", "b.md"} == set(made.found("서버", limit=2))


def test_searches_follow_a_new_generation(library) -> None:
    """The search after an indexing sees it, without being opened anew."""
    made = library(NOTES)
    made.index()
    assert "c.md" == made.found("추론")[0]

    edited(made, "a.md", "# 추론 서버\n\n추론 추론 서버.\n")
    made.index()

    assert "a.md" == made.found("추론 서버")[0]


@pytest.mark.parametrize("what", ["notes.sqlite3", "chroma/chroma.sqlite3"])
@pytest.mark.parametrize("content", [b"", b"no database" * 500])
def test_a_damaged_index_is_built_anew(library, what, content) -> None:
    """A run over a damaged generation publishes a whole one."""
    made = library(NOTES)
    made.index()
    whole = holdings(made)
    damage(made.generations.current() / what, content)
    touched(made.notes / "a.md")

    made.index()

    assert whole == holdings(made)
    assert "a.md" == made.found("서버")[0]


def test_a_rebuild_makes_everything_anew(library) -> None:
    """A rebuild of unchanged notes is a new generation of the same content."""
    made = library(NOTES)
    first = made.index()
    whole = holdings(made)

    second = made.indexer.run(rebuild=True)

    assert {"unchanged": 3, "embedded": 3} == counts(second)
    assert first.generation != second.generation
    assert whole == holdings(made)


def test_a_home_that_can_not_be_written_is_our_error(library) -> None:
    """IndexBroken names the home and the way out."""
    made = library(NOTES)
    made.home.write_text("a file")

    with pytest.raises(IndexBroken) as info:
        made.index()

    assert "TILBOT_HOME" in info.value.hint


def test_no_corpus_is_said(library) -> None:
    """Notes that are gone are CorpusError, and the index stays."""
    made = library({"a.md": "# 서버\n\n켠다.\n"})
    made.index()
    (made.notes / "a.md").unlink()
    made.notes.rmdir()

    with pytest.raises(CorpusError):
        made.index()

    assert ["a.md"] == made.found("서버")


files = st.dictionaries(
    st.sampled_from("abcdef"), st.tuples(st.integers(0, 2), st.integers(0, 2))
)


@given(files, files)
def test_differences_are_complete(now, seen) -> None:
    """Each file is new, changed, missing or the same, and only one of these."""
    there = [
        NoteFile(path=path, absolute=Path(path), size=size, mtime_ns=mtime)
        for path, (size, mtime) in now.items()
    ]

    changes = compare(there, seen)

    assert now.keys() - seen.keys() == {f.path for f in changes.new}
    assert seen.keys() - now.keys() == set(changes.missing)
    assert {p for p in now.keys() & seen.keys() if now[p] != seen[p]} == {
        f.path for f in changes.changed
    }
    assert bool(changes) is (now != seen)
