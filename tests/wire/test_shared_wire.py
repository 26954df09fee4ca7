"""An index on a real Chroma server, and the machines that share it."""

from __future__ import annotations

import json
import os
import sqlite3
import time
import unicodedata
import urllib.request

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fakes.chroma import ChromaProcess
from fakes.machines import Machine
from fakes.places import NOTES

from rag.errors import ConfigError, IndexBroken, IndexBusy, IndexMissing, ServiceError
from rag.index.generations.generations import Generations
from rag.index.generations.published import Published
from rag.index.shared import lease as shared_lease
from rag.index.shared.generations import number_of
from rag.index.update.indexer import NotesIndexer
from rag.query_types import Query
from rag.retrieval.hybrid import HybridSearcher
from rag.types import Hit


pytestmark = pytest.mark.slow


LONG = "아주/" * 30 + "긴 이름.md"
SHELF = {
    **NOTES,
    unicodedata.normalize(
        "NFD", "한글 파일.md"
    ): "# 드롭아웃 🌱\n\n드롭아웃은 뉴런을 끈다.\n",
    LONG: "# 긴 이름\n\n이름이 백이십팔 바이트보다 길다.\n",
    "many.md": "# 조각이 많은 노트\n\n"
    + "".join(f"## {n}번 절\n\n{f'절 {n}의 문장이다. ' * 60}\n\n" for n in range(4)),
}
QUESTIONS = (
    "padding 출력 크기",
    "git stash",
    "드롭아웃",
    "이름이 길다",
    "2번 절",
    "patience",
)


@pytest.fixture
def machine(
    tmp_path: Path, chroma: ChromaProcess, database: str
) -> Iterator[Callable[..., Machine]]:
    """Makes machines that share one database."""
    made: list[Machine] = []

    def make(name: str, url: str = chroma.url, **how: object) -> Machine:
        made.append(Machine(tmp_path / name, url, database=database, **how))
        return made[-1]

    yield make
    for one in made:
        one.close()


def steady(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits without the digits that a vector loses on its way."""
    return [
        replace(
            hit,
            score=round(hit.score, 4),
            arms=tuple((name, round(score, 4)) for name, score in hit.arms),
        )
        for hit in hits
    ]


def expire(machine: Machine) -> None:
    """Let the lease that is held on the server run out."""
    (lease,) = machine.server.shelves(machine.generations.prefix + ".lease")
    machine.server.note(lease, {**lease.metadata, "until": 1.0})


def test_a_machine_without_notes_finds_what_one_with_notes_would(machine) -> None:
    """All that a hit says is the same there, and the same as of an index of its own."""
    writer, reader = machine("writer"), machine("reader")
    writer.write(SHELF)
    writer.index()
    own = Generations(writer.home, "own")
    parts = (writer.searcher._analyser, lambda: writer.embedder)
    NotesIndexer(writer.notes, own, *parts, paid=False).run()
    with closing(Published(own)) as published:
        alone = HybridSearcher(published, *parts, share=0.1)
        wanted = [steady(alone.search(Query(text=q), limit=5)) for q in QUESTIONS]

    assert all(wanted)
    assert wanted == [steady(reader.hits(q)) for q in QUESTIONS]
    assert wanted == [steady(writer.hits(q)) for q in QUESTIONS]
    assert ["Fetching 9 passages "] == [s[:20] for s in reader.said]
    assert [] == list(reader.notes.iterdir())


def test_the_vectors_are_searched_there(machine) -> None:
    """What a reader finds by vectors comes from the server, within the filters."""
    writer, reader = machine("writer"), machine("reader", share=0.6)
    writer.write(SHELF)
    writer.index()

    (hit,) = reader.hits("패딩", category="도구", forced=True)

    assert "2022/2022-03-05-git-stash.md" == hit.entry.path
    assert ["words", "vectors"] == [name for name, _ in hit.arms]


def test_new_is_found_and_deleted_is_not_at_the_next_search(machine) -> None:
    """A reader that is running sees each publication at its first search after."""
    writer, reader = machine("writer"), machine("reader")
    writer.write({"a.md": "# 서버\n\n서버를 켠다.\n", "b.md": "# 둘\n\n서버가 둘.\n"})
    writer.index()
    first = reader.found("서버")
    writer.write({"c.md": "# 셋\n\n서버가 셋이다.\n"})
    (writer.notes / "a.md").unlink()
    writer.index()

    assert {"a.md", "b.md"} == set(first)
    assert {"b.md", "c.md"} == set(reader.found("서버")) == set(writer.found("서버"))


def test_reindexing_costs_what_changed(machine) -> None:
    """Vectors of what stays are copied; a reader analyses only what is new."""
    writer = machine("writer")
    writer.write(SHELF)
    writer.index()
    writer.embedder.texts.clear()
    writer.write({"no-date.md": "# Early stopping\n\nStop at once.\n"})

    report = writer.index()

    assert (1, 1) == (report.updated, report.embedded)
    assert ["# Early stopping\n\nStop at once."] == writer.embedder.texts
    assert ["no-date.md"] == machine("reader").found("Stop at once")


def test_a_line_that_moves_is_told_everywhere(machine) -> None:
    """Where a passage stands is right on each machine, though it was not embedded."""
    writer, reader = machine("writer"), machine("reader")
    writer.write({"a.md": "---\ntitle: 서버\n---\n서버를 켠다.\n"})
    writer.index()
    before = reader.hits("서버")[0].entry.lines[0]
    writer.write({"a.md": "---\ntitle: 서버\n\n\n---\n서버를 켠다.\n"})
    embedded = writer.index().embedded

    assert 0 == embedded
    assert (4, 6) == (before, reader.hits("서버")[0].entry.lines[0])


def test_another_machine_carries_on(machine) -> None:
    """With the same notes elsewhere, and other times of change, nothing is embedded."""
    one, two = machine("one"), machine("two")
    one.write(SHELF)
    two.write(SHELF | {"new.md": "# 새것\n\n새로 적었다.\n"})
    (two.notes / "no-date.md").unlink()
    one.index()

    report = two.index()

    assert (1, 0, 1) == (report.added, report.updated, report.removed)
    assert 1 == report.embedded == len(two.embedder.texts)
    assert ["new.md"] == one.found("새로 적었다")


def test_each_machine_publishes_its_own_notes(machine) -> None:
    """What was seen of a file here says nothing of what another machine published."""
    one, two = machine("one"), machine("two")
    for each, words in ((one, "켠다"), (two, "끈다")):
        each.write(
            {"a.md": f"# 서버\n\n서버를 {words}.\n", "b.md": "# 둘\n\n서버가 둘.\n"}
        )
        each.index()
    before = one.hits("서버")[0].entry.body

    report = one.index()

    assert "끈다" in before
    assert (1, 1) == (report.updated, report.unchanged)
    assert "켠다" in two.hits("서버")[0].entry.body


def test_each_record_says_where_it_is_from(machine, chroma, database) -> None:
    """Any program may read the collection: document, entry, date, category, lines."""
    writer = machine("writer")
    writer.write(NOTES)
    writer.index()
    base = (
        f"{chroma.url}/api/v2/tenants/default_tenant/databases/{database}/collections"
    )

    def ask(path: str, body: object = None) -> Any:
        request = urllib.request.Request(  # noqa: S310  # our own server
            base + path,
            body and json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request) as reply:  # noqa: S310
            return json.load(reply)

    (collection,) = ask("")
    include = ["documents", "metadatas"]
    held = ask(
        f"/{collection['id']}/get",
        {"where": {"category": "딥러닝"}, "include": include},
    )

    (text,), (said,) = held["documents"], held["metadatas"]
    assert text.startswith("합성곱(convolution)을 지나면")
    assert "cosine" == collection["configuration_json"]["hnsw"]["space"]
    assert "2022/2022-03-01-padding.md" == said["path"] == said["entry_id"]
    assert (20220301, 8, 15) == (said["day"], said["line_start"], said["line_end"])
    assert "패딩을 왜 넣는가 🧩" == said["title"]
    assert ["cnn", "padding"] == json.loads(said["entry"])["tags"]


def test_two_generations_are_kept(machine) -> None:
    """The one before stays for searches that are running; nothing else does."""
    writer, reader = machine("writer"), machine("reader")
    for n in range(4):
        writer.write({"a.md": f"# 서버\n\n서버 {n}.\n"})
        writer.index()
        reader.found("서버")

    assert [".g000000003", ".g000000004"] == writer.collections()
    for one in (writer, reader):
        kept = [p for p in one.generations.root.iterdir() if p.is_dir()]
        assert {"000000003", "000000004"} == {p.name[:9] for p in kept}


def test_a_failed_run_leaves_no_trace(machine) -> None:
    """Neither here nor on the server, and the next run goes on from the last."""
    writer, reader = machine("writer"), machine("reader")
    writer.write({"a.md": "# 서버\n\n서버를 켠다.\n"})
    writer.index()
    writer.write({"b.md": "# 둘\n\n서버가 둘.\n"})
    writer.embedder.fails = ServiceError("no", hint="-")

    with pytest.raises(ServiceError):
        writer.index()

    assert [".g000000001"] == writer.collections()
    assert ["a.md"] == reader.found("서버")
    writer.embedder.fails = None
    assert 1 == writer.index().added
    assert {"a.md", "b.md"} == set(reader.found("서버"))


def test_what_a_dead_writer_left_is_swept(machine) -> None:
    """Half a collection is never answered from, and is gone after the next run."""
    writer, reader = machine("writer"), machine("reader")
    writer.write({"a.md": "# 서버\n\n서버를 켠다.\n"})
    writer.index()
    writer.server.create(f"{writer.generations.prefix}.building-00", {"x": 1})
    writer.server.create(f"{writer.generations.prefix}.gone-00", {"x": 1})

    assert ["a.md"] == reader.found("서버")
    writer.write({"a.md": "# 서버\n\n서버를 끈다.\n"})
    writer.index()
    assert [".g000000001", ".g000000002"] == writer.collections()


def test_one_writer_at_a_time(machine) -> None:
    """While one machine indexes, another one is told to wait, and readers read on."""
    one, two, reader = machine("one"), machine("two"), machine("reader")
    one.write({"a.md": "# 서버\n\n서버를 켠다.\n"})
    one.index()
    two.write({"a.md": "# 서버\n\n서버를 끈다.\n"})

    with one.generations.writing():
        with pytest.raises(IndexBusy, match="is indexing into 127"):
            two.index()
        seen = reader.found("서버")

    assert ["a.md"] == seen
    assert 1 == two.index().updated


def test_a_lease_that_ran_out_keeps_nobody_out(machine) -> None:
    """After a machine died, another one takes over once its time is up."""
    one, two = machine("one"), machine("two")
    two.write({"a.md": "# 서버\n\n서버를 켠다.\n"})

    with one.generations.writing():
        expire(one)
        report = two.index()

    assert 1 == report.added
    assert [".g000000001"] == two.collections()


def test_the_lease_of_a_dead_process_of_ours_is_taken_at_once(machine) -> None:
    """The lock of this machine says that nobody here holds it any more."""
    writer = machine("writer")
    writer.write({"a.md": "# 서버\n\n서버를 켠다.\n"})
    label = {"holder": writer.generations.holder, "until": 1e12}
    writer.server.make()
    writer.server.create(f"{writer.generations.prefix}.lease", label)

    assert 1 == writer.index().added
    assert [".g000000001"] == writer.collections()


def test_a_lease_is_renewed(machine, monkeypatch) -> None:
    """A run may be longer than a lease holds."""
    monkeypatch.setattr(shared_lease, "SECONDS", 0.4)
    one, two = machine("one"), machine("two")
    one.server.make()

    def until() -> float:
        (lease,) = two.server.shelves(one.generations.prefix + ".lease")
        return float(lease.metadata["until"])

    with one.generations.writing():
        first = until()
        patience = time.monotonic() + 10
        while until() < first + 0.8:
            assert time.monotonic() < patience
        with pytest.raises(IndexBusy):
            two.index()


@pytest.mark.parametrize("meanwhile", [1, 3])
def test_who_was_overtaken_harms_nobody(machine, meanwhile: int) -> None:
    """
    Of two writers from one generation, one publishes and the other is told so.

    The second one may be so late that its number is free again, swept.
    """
    slow, fast, reader = machine("slow"), machine("fast"), machine("reader")
    slow.write({"a.md": "# 서버\n\n서버를 켠다.\n"})
    slow.index()
    slow.write({"a.md": "# 서버\n\n느린 서버.\n"})

    def overtake(what: str, done: int, total: int) -> None:
        if (what, done) == ("embedding", total):
            expire(slow)
            for n in range(meanwhile):
                fast.write({"a.md": f"# 서버\n\n빠른 서버 {n}.\n"})
                fast.index()

    with pytest.raises(IndexBusy, match="published an index meanwhile"):
        slow.index(overtake)

    (hit,) = reader.hits("서버")
    assert f"빠른 서버 {meanwhile - 1}" in hit.entry.body
    newest = slow.generations.newest()
    assert meanwhile + 1 == number_of(newest)
    assert not [c for c in slow.collections() if ".g" not in c]


def test_rebuilding_makes_everything_anew(machine) -> None:
    """Also when what is on the server can't be read."""
    writer, reader = machine("writer"), machine("reader")
    writer.write({"a.md": "# 서버\n\n서버를 켠다.\n"})
    writer.index()
    newest = writer.generations.newest()
    writer.server.note(newest, {**newest.metadata, "format": 99})

    with pytest.raises(IndexBroken, match="another tilbot"):
        reader.found("서버")
    writer.embedder.texts.clear()
    assert 1 == writer.index(rebuild=True).embedded
    assert ["a.md"] == reader.found("서버")


def test_a_collection_that_lost_passages_is_not_answered_from(machine) -> None:
    """A reader notices, instead of citing half a note."""
    writer, reader = machine("writer"), machine("reader")
    writer.write(SHELF)
    writer.index()
    writer.lose("many.md::1")

    with pytest.raises(IndexBroken, match="not whole"):
        reader.found("절")


def test_nothing_published_yet(machine) -> None:
    """A database that is not there names what to do; an empty one has no index."""
    writer, reader = machine("writer"), machine("reader")

    with pytest.raises(ConfigError, match="has no database") as info:
        reader.found("서버")
    assert "tilbot index" in info.value.hint
    writer.server.make()
    with pytest.raises(IndexMissing):
        reader.found("서버")


def test_a_crashed_fetch_is_begun_anew(machine) -> None:
    """Half a file of words is never opened, and does not stay."""
    writer, reader = machine("writer"), machine("reader")
    writer.write({"a.md": "# 서버\n\n서버를 켠다.\n"})
    writer.index()
    left = reader.generations.root / "fetching-00"
    left.mkdir(parents=True)
    sqlite3.connect(left / "notes.sqlite3").close()

    assert ["a.md"] == reader.found("서버")
    assert not left.exists()


@pytest.mark.skipif(os.name == "nt", reason="sends signals")
def test_embeddings_of_another_dimension(machine, monkeypatch) -> None:
    """A model that changed behind its name is told, with the way out."""
    writer = machine("writer")
    writer.write({"a.md": "# 서버\n\n서버를 켠다.\n"})
    writer.index()
    monkeypatch.setattr(type(writer.embedder), "query", lambda *_: [1.0, 0.0])

    with pytest.raises(IndexBroken, match="another dimension") as info:
        writer.found("서버")
    assert "--rebuild" in info.value.hint
