"""Whether what is cited still stands in the notes."""

from __future__ import annotations

import os
import sqlite3
import unicodedata

from contextlib import closing

import pytest

from rag.corpus.locate import locate
from rag.index.update.freshness import LastLook, stale_entries


NOTE = (
    "---\ntitle: 서버 🧪\ndate: 2022-01-01\n---\n서버를 켠다. $x_0$\n\n```\nx[0]\n```\n"
)
POST = """\
배운 것을 모아 둡니다. 새 글은 아래에 있습니다.

🌊 딥러닝

2021.05.11

배치 정규화는 is_training을 본다.

🛠 도구

2021.06.02

tf.map_fn은 행마다 돈다.
"""
NFD = unicodedata.normalize("NFD", "한글/파일 이름.md")


@pytest.fixture
def shelf_of_two(library):
    """A note and a post of two, long unchanged, and indexed."""
    made = library(
        {"a.md": NOTE, "post.txt": POST, NFD: "# 드롭아웃\n\n뉴런을 끈다.\n"}
    )
    for path in made.notes.rglob("*.*"):
        os.utime(path, ns=(0, 1_600_000_000_123_456_789))
    made.index()
    return made


def stale(made) -> dict[str, str]:
    """Return what became of the entries, by title."""

    def look(generation) -> dict[str, str]:
        entries = generation.db.entries()
        found = stale_entries(entries, made.notes, generation.db)
        return {e.title: found[e.id] for e in entries if e.id in found}

    return made.published.run(look)


def test_what_is_as_it_was_is_not_stale(shelf_of_two) -> None:
    """Also under a name that the disk holds decomposed; no file is opened."""
    assert {} == stale(shelf_of_two)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda a: a.write_text(NOTE + "\n끈다.\n", "utf-8"), {"서버 🧪": "edited"}),
        (lambda a: a.write_text("x" * 90, "utf-8"), {"서버 🧪": "edited"}),
        (lambda a: a.write_bytes(b"\xff\xfe\x00"), {"서버 🧪": "edited"}),
        (lambda a: a.unlink(), {"서버 🧪": "deleted"}),
        (lambda a: a.rename(a.with_name("b.md")), {"서버 🧪": "deleted"}),
        (lambda a: a.touch(), {}),
        (lambda a: a.write_text("\ufeff" + NOTE, "utf-8"), {}),
    ],
    ids="append replace unreadable delete rename touch bom".split(),
)
def test_a_note_that_changed_is_stale(shelf_of_two, edit, expected) -> None:
    """Edited or deleted is told apart; what says the same is neither."""
    edit(shelf_of_two.notes / "a.md")

    assert expected == stale(shelf_of_two)


def test_of_a_post_only_the_note_that_changed_is_stale(shelf_of_two) -> None:
    """A note that only moved within its file stands as it was."""
    post = POST.replace("is_training을", "is_training만").replace("배운", "\n배운")
    (shelf_of_two.notes / "post.txt").write_text(post, "utf-8")

    assert ["edited"] == list(stale(shelf_of_two).values())


def test_an_edit_at_the_time_of_reading_is_stale(library) -> None:
    """Where size and time are the same but new, content decides."""
    made = library({"a.md": NOTE})
    made.index()
    path = made.notes / "a.md"
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace("켠".encode(), "끈".encode()))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    assert {"서버 🧪": "edited"} == stale(made)


def test_an_index_of_another_version_is_not_judged(shelf_of_two) -> None:
    """It answers on after an upgrade, and may lack what would be compared."""
    folder = shelf_of_two.generations.current()
    with closing(sqlite3.connect(folder / "notes.sqlite3")) as db, db:
        db.execute("update meta set value = '1' where key = 'schema'")
        db.execute("alter table files drop column digest")
    (shelf_of_two.notes / "a.md").unlink()

    assert {} == stale(shelf_of_two)


def test_a_corpus_of_one_file(library) -> None:
    """The corpus may be a file; then it is the one that is looked at."""
    made = library({"post.txt": POST})

    assert (
        made.notes / "post.txt" == locate(made.notes / "post.txt", "post.txt").absolute
    )
    assert locate(made.notes / "gone.txt", "post.txt") is None
    assert locate(made.notes / "gone", "a/b.md") is None


@pytest.mark.parametrize("content", ["", "g1", "g1 x", "g2 5", "\ufffd"])
def test_a_damaged_look_is_none(tmp_path, content) -> None:
    """What can't be read of a last look is as if there had been none."""
    (tmp_path / "LOOK").write_text(content, "utf-8")

    assert 0 == LastLook(tmp_path / "LOOK").at("g1")
