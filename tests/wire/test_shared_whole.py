"""An index on a server stays as whole as one on a disk: damage, rollback, races."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fakes.chroma import ChromaProcess, Front
from fakes.machines import Machine

from rag.errors import IndexBroken, IndexBusy, IndexMissing
from rag.index.generations import manifest
from rag.index.generations.inventory import kept


pytestmark = pytest.mark.slow


FIRST = {"a.md": "# 서버 🖥\n\n서버를 켠다. $x$\n", "b.md": "# 둘\n\n서버가 둘이다.\n"}
SECOND = FIRST | {"c.md": "# 셋\n\n서버가 셋이다.\n"}


@pytest.fixture
def front(chroma: ChromaProcess) -> Iterator[Front]:
    """A proxy before the server."""
    with Front(chroma.port).running() as it:
        yield it


@pytest.fixture
def machine(
    tmp_path: Path, front: Front, database: str
) -> Iterator[Callable[..., Machine]]:
    """Makes machines that reach the server through the proxy."""
    made: list[Machine] = []

    def make(name: str, **how: Any) -> Machine:
        how = {"timeout": 5.0} | how
        made.append(Machine(tmp_path / name, front.url, database=database, **how))
        return made[-1]

    yield make
    for one in made:
        one.close()


def words(machine: Machine) -> Path:
    """Return the file of words of what answers, to be damaged."""
    current = machine.generations.current()
    assert current is not None
    path = current / "notes.sqlite3"
    path.chmod(0o644)
    return path


def cut_short(path: Path) -> None:
    """Lose the end of a file."""
    path.write_bytes(path.read_bytes()[:5000])


def overwrite(path: Path) -> None:
    """Lose the middle of a file, but not its size."""
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + bytes(len(raw) - 4096))


@pytest.mark.parametrize(
    ("damage", "who"),
    [(cut_short, "next"), (overwrite, "next"), (cut_short, "reader")],
)
def test_damaged_words_are_fetched_again(machine, damage, who: str) -> None:
    """Nobody notices but by the line that says so: the server has all of them."""
    writer, reader, later = machine("writer"), machine("reader"), machine("reader")
    writer.write(FIRST)
    writer.index()
    assert {"a.md", "b.md"} == set(reader.found("서버"))
    asking = {"reader": reader, "next": later}[who]
    path = words(reader)
    damage(path)

    assert {"a.md", "b.md"} == set(asking.found("서버"))
    assert asking.published.remark is None
    known = manifest.read(path.parent)
    assert known
    assert [] == manifest.damaged(path.parent, known, thorough=True)
    assert 1 == len(list(path.parent.parent.glob("0*")))


def test_words_that_can_not_be_fetched_again_give_way(machine, front) -> None:
    """With the server down too, the generation before answers, and says so."""
    writer, reader = machine("writer"), machine("reader")
    for notes in (FIRST, SECOND):
        writer.write(notes)
        writer.index()
        assert set(notes) == set(reader.found("서버"))
    path = words(reader)
    reader.published.close()
    cut_short(path)
    front.misbehave = lambda *_: 503

    assert {"a.md", "b.md"} == set(reader.found("서버"))
    assert reader.published.remark
    assert reader.published.remark.damaged
    assert reader.published.remark.built_at


def test_a_collection_that_can_not_be_read_gives_way(machine) -> None:
    """Who has the words of the one before answers from it, and says so."""
    writer, reader = machine("writer"), machine("reader")
    writer.write(FIRST)
    writer.index()
    reader.found("서버")
    writer.write(SECOND)
    writer.index()
    writer.lose("c.md::0")

    assert {"a.md", "b.md"} == set(reader.found("서버"))
    assert reader.published.remark
    assert reader.published.remark.damaged


def test_nothing_untried_is_published(machine, monkeypatch) -> None:
    """A collection that lost a passage on its way is never named, and goes."""
    writer, reader = machine("writer"), machine("reader")
    writer.write(FIRST)
    writer.index()
    complete = writer.generations.complete

    def losing(folder: Path) -> Any:
        store = complete(folder)
        with writer.server._asking() as on:
            on.api._delete(store._shelf, ids=["a.md::0"], **on.place)
        return store

    monkeypatch.setattr(writer.generations, "complete", losing)
    writer.write(SECOND)
    with pytest.raises(IndexBroken, match="vectors of 2"):
        writer.index()

    assert [".g000000001"] == writer.collections()
    assert {"a.md", "b.md"} == set(reader.found("서버"))
    assert not list(writer.generations.root.glob("building-*"))


def test_a_rollback_is_seen_everywhere(machine) -> None:
    """By number it is the latest; nothing is embedded, nor sent, for it."""
    writer, reader = machine("writer"), machine("reader", share=0.6)
    for notes in (FIRST, SECOND):
        writer.write(notes)
        writer.index()
        assert set(notes) == set(reader.found("서버"))
    writer.embedder.texts.clear()

    before, now = writer.generations.rollback()

    assert before is not None
    assert (3, 2) == (before.facts.entries, now.facts.entries)
    assert now.built_at < before.built_at
    assert [".g000000002", ".g000000003"] == writer.collections()
    assert [] == writer.embedder.texts
    for one in (writer, reader, machine("fresh")):
        assert {"a.md", "b.md"} == set(one.found("서버"))
        assert one.published.remark is None
        assert one.generations.held()
        assert "vectors" in {arm for h in one.hits("서버") for arm, _ in h.arms}
    with pytest.raises(IndexMissing, match="no generation before"):
        writer.generations.rollback()


def test_indexing_ends_a_rollback(machine) -> None:
    """What was rolled back is taken in again, by whatever machine."""
    writer, other = machine("writer"), machine("other")
    for notes in (FIRST, SECOND):
        writer.write(notes)
        writer.index()
    writer.generations.rollback()
    other.write(SECOND)

    assert 1 == other.index().added

    assert not writer.generations.held()
    assert [".g000000003", ".g000000004"] == writer.collections()
    assert set(SECOND) == set(writer.found("서버"))
    writer.generations.rollback()
    assert {"a.md", "b.md"} == set(other.found("서버"))


def test_indexing_what_was_rolled_back_to_releases_it(machine) -> None:
    """There is nothing to publish then, but questions may index again."""
    writer = machine("writer")
    writer.write(FIRST)
    writer.index()
    writer.write({"c.md": SECOND["c.md"]})
    writer.index()
    writer.generations.rollback()
    (writer.notes / "c.md").unlink()

    assert 0 == writer.index().added
    assert not writer.generations.held()
    assert [".g000000002", ".g000000003"] == writer.collections()


def test_nothing_to_go_back_to(machine) -> None:
    """One generation is not enough."""
    writer = machine("writer")
    writer.write(FIRST)
    writer.index()

    with pytest.raises(IndexMissing, match="no generation before"):
        writer.generations.rollback()
    assert [".g000000001"] == writer.collections()


def test_words_that_are_read_are_not_swept(machine) -> None:
    """However many are published meanwhile, and fetched by another process."""
    writer, reader, beside = machine("writer"), machine("reader"), machine("reader")
    writer.write(FIRST)
    writer.index()

    def slow(generation: Any) -> tuple[Path, bool]:
        for n in range(3):
            writer.write({"c.md": f"# 셋\n\n서버가 셋 {n}.\n"})
            writer.index()
            beside.found("서버")
        return generation.folder, generation.folder.exists()

    folder, kept_meanwhile = reader.published.run(slow)
    assert kept_meanwhile
    reader.found("서버")
    writer.write({"c.md": "# 셋\n\n서버가 셋이다.\n"})
    writer.index()
    beside.found("서버")

    assert not folder.exists()


def test_who_compared_with_another_generation_starts_over(machine, monkeypatch) -> None:
    """The changes of notes hold for the generation that they were compared with."""
    slow, fast, reader = machine("slow"), machine("fast"), machine("reader")
    for one in (slow, fast):
        one.write(FIRST)
    slow.index()
    begin = slow.generations.begin

    def late(*, copy: bool) -> Path:
        (lease,) = slow.server.shelves(slow.generations.prefix + ".lease")
        slow.server.note(lease, {**lease.metadata, "until": 1.0})
        fast.write({"b.md": "# 둘\n\n빠른 서버가 둘이다.\n"})
        fast.index()
        return begin(copy=copy)

    monkeypatch.setattr(slow.generations, "begin", late)
    slow.write({"a.md": "# 서버\n\n느린 서버.\n"})
    with pytest.raises(IndexBusy, match="published an index meanwhile"):
        slow.index()

    assert {"켠다", "빠른"} == {
        word
        for hit in reader.hits("서버")
        for word in ("켠다", "느린", "빠른")
        if word in hit.entry.body
    }


def test_what_is_here_is_told(machine) -> None:
    """Each generation with what it holds; a damaged file is named."""
    writer = machine("writer")
    for notes in (FIRST, SECOND):
        writer.write(notes)
        writer.index()
    overwrite(words(writer))

    told = kept(writer.generations, thorough=True)

    assert [("current", 3, ("notes.sqlite3",)), ("previous", 2, ())] == [
        (g.role, g.entries, g.damaged) for g in told
    ]
