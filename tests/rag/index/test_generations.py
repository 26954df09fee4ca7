"""Generations: published at once, one writer, nothing lost in a crash."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from rag.errors import IndexBroken, IndexBusy
from rag.index.generations.generations import Generations


ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def generations(tmp_path) -> Generations:
    made = Generations(tmp_path / "home", "local:test")
    made.root.mkdir(parents=True)
    return made


@contextmanager
def writer_elsewhere(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the writer's lock, in the middle of its work."""
    code = (
        "import sys; from pathlib import Path; from rag.index.generations.generations import Generations\n"
        f"g = Generations(Path({str(home)!r}), 'local:test')\n"
        "with g.writing():\n    g.begin(copy=True); print('at it', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert "at it\n" == process.stdout.readline()
        yield process
        process.kill()


def publish(generations: Generations, *, copy: bool = True) -> Path:
    folder = generations.begin(copy=copy)
    (folder / "x").write_text(folder.name)
    generations.publish(folder)
    return folder


def built(generations: Generations) -> set[str]:
    return {p.name for p in generations.folders()}


def test_nothing_is_current_before_the_first(tmp_path) -> None:
    """An empty home has no generation, and looking at it creates nothing."""
    assert Generations(tmp_path / "home", "x").current() is None
    assert [] == list(tmp_path.iterdir())


def test_what_is_begun_is_not_current(generations) -> None:
    """A generation answers from the moment that it is published, not before."""
    first = publish(generations)
    second = generations.begin(copy=True)

    assert first == generations.current()

    generations.publish(second)

    assert second == generations.current()


def test_a_copy_is_apart_from_its_source(generations) -> None:
    """A copy holds what the published generation holds, write-ahead log included."""
    first = publish(generations)
    with closing(sqlite3.connect(first / "n.sqlite3")) as connection:
        connection.executescript("pragma journal_mode=wal; create table t (x);")
        connection.execute("insert into t values (1)")
        connection.commit()
        copy = generations.begin(copy=True)
    with closing(sqlite3.connect(copy / "n.sqlite3")) as connection:
        rows = connection.execute("select x from t").fetchall()

    assert [(1,)] == rows
    assert first.name == (copy / "x").read_text()
    assert [] == list(generations.begin(copy=False).iterdir())


def test_two_generations_stay(generations) -> None:
    """
    The one that answers and the one published before it stay, however the
    names sort; all others go.
    """
    published = [publish(generations) for _ in range(5)]

    assert {p.name for p in published[-2:]} == built(generations)


def test_what_a_crash_left_is_swept(generations) -> None:
    """
    An unpublished generation goes with the next publication, and doesn't
    displace the one before.
    """
    first = publish(generations)
    left = generations.begin(copy=True)
    older = generations.root / "20000101T000000-abcdef"
    older.mkdir()

    assert first == generations.current()

    second = publish(generations)

    assert {first.name, second.name} == built(generations)
    assert not left.exists()
    assert not older.exists()


@pytest.mark.parametrize("content", ["", "../x", "20000101T000000-abcdef", "\n\n"])
def test_a_pointer_to_nothing_is_no_generation(generations, content) -> None:
    """CURRENT counts only when it names a generation that is there."""
    (generations.root / "CURRENT").write_text(content)

    assert generations.current() is None


def test_a_pointer_that_is_no_text_is_no_generation(generations) -> None:
    """A damaged CURRENT does not keep the index from being built anew."""
    (generations.root / "CURRENT").write_bytes(b"\xff\xfe")

    assert generations.current() is None
    assert publish(generations) == generations.current()


def test_a_pointer_that_can_not_be_read_is_our_error(generations) -> None:
    """What only a person can mend is IndexBroken with a way out."""
    (generations.root / "CURRENT").mkdir()

    with pytest.raises(IndexBroken) as info:
        generations.current()

    assert "tilbot index" in info.value.hint


def test_a_damaged_database_is_not_copied(generations) -> None:
    """A copy that fails is our error, whichever library says so."""
    folder = generations.begin(copy=True)
    (folder / "n.sqlite3").write_bytes(b"no database" * 100)
    generations.publish(folder)

    with pytest.raises(IndexBroken):
        generations.begin(copy=True)


def test_one_writer_in_a_process(generations) -> None:
    """The second of two writers is told that the first is at it, at once."""
    with generations.writing():
        other = Generations(generations.home, "local:test")
        with pytest.raises(IndexBusy) as info, other.writing():
            pass

    assert info.value.retryable
    with other.writing():
        pass


def test_one_writer_among_processes(generations) -> None:
    """
    A lock is held across processes, and falls with the one that died; what
    was published goes on answering.
    """
    first = publish(generations)

    with writer_elsewhere(generations.home) as process:
        with pytest.raises(IndexBusy), generations.writing():
            pass
        process.kill()
        process.wait()

        with generations.writing():
            assert first == generations.current()
            assert {first.name} == built(generations)
            second = publish(generations)

    assert {first.name, second.name} == built(generations)


def test_each_embedding_model_has_its_own_folder(tmp_path) -> None:
    """Names that look alike as file names are still kept apart."""
    names = [
        "openai:a/b",
        "openai:a-b",
        "openai-a:b",
        "한글:모델",
        "한국:모델",
        "x" * 300,
    ]
    roots = {Generations(tmp_path, name).root for name in names}

    assert len(names) == len(roots)
    assert all(root.name.isascii() and len(root.name) < 60 for root in roots)


def test_a_home_that_is_no_folder_is_our_error(tmp_path) -> None:
    """Where nothing can be written, IndexBroken names the place and a way out."""
    home = tmp_path / "file"
    home.write_text("x")

    with pytest.raises(IndexBroken) as info, Generations(home, "x").writing():
        pass

    assert str(home) in info.value.problem
    assert "TILBOT_HOME" in info.value.hint


def test_a_read_only_home_is_our_error(tmp_path) -> None:
    """Without permission to write, IndexBroken says so."""
    tmp_path.chmod(0o500)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("this account may write everywhere")
        with pytest.raises(IndexBroken) as info, Generations(tmp_path, "x").writing():
            pass
    finally:
        tmp_path.chmod(0o700)

    assert "permissions" in info.value.hint
