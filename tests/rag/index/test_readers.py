"""Readers while another process indexes: no error, no half index, no delay."""

from __future__ import annotations

import gc
import re
import threading

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from fakes.parts import Parts, elsewhere, indexed

from rag.index.generations import published
from rag.index.generations.generations import Generations
from rag.types import Entry


def round_of(entries: list[Entry], path: str) -> int:
    """Return the number of the round that a note was written in."""
    (body,) = (e.body for e in entries if e.path == path)
    return int(re.findall(r"\d+", body)[0])


@pytest.mark.parametrize(
    "rounds", [pytest.param(4, id="4"), pytest.param(100, marks=pytest.mark.slow)]
)
def test_a_reader_beside_an_indexer(tmp_path, rounds) -> None:
    """
    Threads that search without pause see no error, and always two notes of the
    same round, while another process adds, edits and deletes. The first search
    after a publication sees what is new and not what is gone.
    """
    parts = Parts(tmp_path)
    parts.write("stays.md", "# 서버 🧩\n\n서버를 켠다.\n")
    failures: list[BaseException] = []
    searches = 0
    done = threading.Event()

    def write(n: int) -> None:
        parts.write("one.md", f"# 짝 하나\n\n{n} 회차 쌍둥이.\n")
        parts.write("two.md", f"# 짝 둘\n\n{n} 회차 쌍둥이.\n")
        parts.write(f"new{n}.md", f"# 새 글\n\n낱말{n} 이 있다 $x_{n}$.\n")
        (parts.notes / f"new{n - 2}.md").unlink(missing_ok=True)

    def read() -> None:
        nonlocal searches
        try:
            while not done.is_set():
                entries = parts.published.run(lambda g: g.db.entries())
                assert round_of(entries, "one.md") == round_of(entries, "two.md")
                found = parts.found("쌍둥이")
                assert {"one.md", "two.md"} <= set(found)
                assert "stays.md" in parts.found("서버를 켠다")
                assert parts.published.remark is None
                searches += 1
        except BaseException as e:  # noqa: BLE001  # told below
            failures.append(e)

    with elsewhere(tmp_path) as process, closing(parts.published):
        write(0)
        indexed(process)
        threads = [threading.Thread(target=read) for _ in range(2)]
        for thread in threads:
            thread.start()
        try:
            for n in range(1, rounds + 1):
                write(n)
                name = indexed(process)

                current = parts.generations.current()
                assert current is not None
                assert name == current.name
                assert f"new{n}.md" in parts.found(f"낱말{n}")
                assert f"new{n - 2}.md" not in parts.found(f"낱말{n - 2}")
        finally:
            done.set()
            for thread in threads:
                thread.join()

    assert [] == failures
    assert searches > 0
    assert 2 == len(parts.generations.folders())


def handles() -> int:
    """Return how many files this process has open."""
    gc.collect()
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="there is no /proc")
@pytest.mark.parametrize(
    "rounds", [pytest.param(5, id="5"), pytest.param(50, marks=pytest.mark.slow)]
)
def test_publications_leave_no_handles(tmp_path, rounds) -> None:
    """A reader that lives on holds the files of one generation only."""
    parts = Parts(tmp_path)
    parts.write("a.md", "# 서버\n\n서버를 켠다.\n")
    with elsewhere(tmp_path) as process, closing(parts.published):
        seen = []
        for n in range(rounds):
            parts.write("a.md", f"# 서버\n\n서버를 {'켠다 ' * (n + 1)}.\n")
            indexed(process)
            assert ["a.md"] == parts.found("서버")
            seen.append(handles())

    # Chroma's pool has one or two more at times; a generation has seven.
    assert max(seen[-3:]) < seen[1] + 4
    assert 1 == len(list((parts.generations.root / "readers").iterdir()))


def test_a_generation_is_not_swept_while_it_is_read(tmp_path) -> None:
    """Work on an old generation ends on it, however many came since."""
    parts = Parts(tmp_path)
    parts.write("a.md", "# 서버\n\n첫째.\n")
    with elsewhere(tmp_path) as process, closing(parts.published):
        indexed(process)

        def slow(generation) -> list[str]:
            for n in range(4):
                parts.write("a.md", f"# 서버\n\n{n}{'째' * (n + 2)}.\n")
                indexed(process)
            assert generation.folder.is_dir()
            near = generation.store.nearest([1.0] * 1024, limit=5, within=None)
            assert near
            return [e.body for e in generation.db.entries()]

        bodies = parts.published.run(slow)
        assert "첫째" in bodies[0]
        assert 3 == len(parts.generations.folders())
        parts.published.run(lambda _: None)
        parts.write("a.md", "# 서버\n\n끝.\n")
        indexed(process)

    assert 2 == len(parts.generations.folders())


def test_a_copy_of_a_dead_reader_is_used_again(tmp_path) -> None:
    """
    A reader leaves its copy of the vectors; two at a time have one each, and
    nobody opens that of another.
    """
    parts, other = Parts(tmp_path), Parts(tmp_path)
    parts.write("a.md", "# 서버\n\n서버를 켠다.\n")
    parts.indexer.run()
    copies = parts.generations.root / "readers"
    with closing(parts.published):
        parts.found("서버")
        with closing(other.published):
            other.found("서버")
            assert 2 == len(list(copies.iterdir()))
    third = Parts(tmp_path)
    with closing(third.published):
        third.found("서버")

    assert 2 == len(list(copies.iterdir()))


def test_readers_write_nothing_into_a_generation(tmp_path) -> None:
    """Asking leaves every file of the generation as it was, times included."""
    parts = Parts(tmp_path)
    parts.write("a.md", "# 서버\n\n서버를 켠다.\n")
    parts.indexer.run()
    folder = parts.generations.current()

    def state() -> dict[str, tuple[bytes, int]]:
        return {
            str(p): (p.read_bytes(), p.stat().st_mtime_ns)
            for p in folder.rglob("*")
            if p.is_file()
        }

    before = state()
    for _ in range(2):
        with closing(Parts(tmp_path).published):
            assert ["a.md"] == parts.found("서버")
    parts.published.close()

    assert before == state()


def test_a_reader_that_loses_the_race_looks_again(tmp_path, monkeypatch) -> None:
    """When what CURRENT named is swept before it is opened, the next one is."""
    parts = Parts(tmp_path)
    parts.write("a.md", "# 서버\n\n서버를 켠다.\n")
    parts.indexer.run()
    real, lost = published.opened, []

    def late(folder: Path, *how):
        if not lost:
            lost.append(folder)
            for n in range(2):
                parts.write("a.md", f"# 서버\n\n서버를 {n + 2}번 켠다.\n")
                parts.indexer.run()
            assert not folder.exists()
        return real(folder, *how)

    monkeypatch.setattr(published, "opened", late)
    with closing(parts.published):
        (entry,) = parts.published.run(lambda g: g.db.entries())
        assert "3번" in entry.body
        assert parts.published.remark is None


def test_many_publications_between_two_looks(tmp_path, monkeypatch) -> None:
    """What CURRENT named, swept between reading the name and looking for the folder."""
    parts = Parts(tmp_path)
    parts.write("a.md", "# 서버\n\n서버를 켠다.\n")
    first = parts.indexer.run().generation
    real, names = parts.generations._pointer.read, [(first, False)]
    for n in range(2):
        parts.write("a.md", f"# 서버\n\n서버를 {n + 2}번 켠다.\n")
        latest = parts.indexer.run().generation
    monkeypatch.setattr(
        parts.generations._pointer, "read", lambda: names.pop() if names else real()
    )

    current = parts.generations.current()

    assert current is not None
    assert latest == current.name


class Slow:
    """A library whose server lets nobody go before two have asked it."""

    def __init__(self, library: Generations) -> None:
        self.library = library
        self.both: threading.Barrier | None = None

    def __getattr__(self, name: str):
        return getattr(self.library, name)

    def current(self) -> Path | None:
        """Wait for the other one."""
        if self.both:
            self.both.wait(5)
        return self.library.current()


def test_readers_do_not_wait_for_one_another_s_look(tmp_path) -> None:
    """Which generation answers may be asked of a server: all at once, not in turn."""
    parts = Parts(tmp_path)
    parts.write("a.md", "# 서버\n\n서버를 켠다.\n")
    parts.indexer.run()
    slow = Slow(parts.generations)
    with closing(published.Published(slow)) as read, ThreadPoolExecutor(2) as readers:
        read.run(lambda _: None)
        slow.both = threading.Barrier(2)
        both = [readers.submit(read.run, lambda g: g.db.meta()) for _ in range(2)]
        found = [one.result() for one in both]

    assert 2 == len(found)
    assert found[0] == found[1]
