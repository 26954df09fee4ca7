"""What a machine may do with an index that it shares, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fakes.chroma import ChromaProcess, Front
from fakes.places import NOTES

from rag.analyse.hangul import ParticleMorphology
from rag.analyse.terms import Analyser
from rag.errors import ConfigError, IndexMissing, ServiceError
from rag.index.shared.access import SharedIndex
from rag.index.update.indexer import NotesIndexer
from rag.index_types import IndexReport
from rag.models.local_embeddings import LocalEmbedder
from rag.settings import RagSettings
from rag.wording.notices import Notice


pytestmark = pytest.mark.slow


class Machine:
    """A machine as the wiring puts it together, without Kiwi."""

    def __init__(self, root: Path, url: str, database: str) -> None:
        self.notes = root / "notes"
        self.notes.mkdir(parents=True)
        analyser = Analyser(ParticleMorphology())
        embedder = LocalEmbedder(analyser)
        settings = RagSettings(
            corpus=self.notes,
            home=root / "home",
            chroma_url=url,
            chroma_database=database,
        )
        self.shared = SharedIndex(settings, embedder.name, analyser)
        self.said: list[str] = []
        self.indexer = NotesIndexer(
            self.notes,
            self.shared.generations,
            analyser,
            lambda: embedder,
            paid=False,
            shared=True,
        )

    def write(self, name: str, text: str) -> None:
        """Write a note."""
        (self.notes / name).write_text(text, "utf-8")

    def index(self, *, rebuild: bool = False) -> IndexReport:
        """Do as ``tilbot index``."""
        self.shared.guard(self._say, self.indexer.changes(None)[0], rebuild=rebuild)
        return self.indexer.run(rebuild=rebuild)

    def _say(self, notice: Notice) -> None:
        self.said.append(notice.text("en"))

    def ensure(self) -> IndexReport | None:
        """Do as each command that asks does first."""
        return self.shared.ensure(self._say, self.indexer, self.index)


@pytest.fixture
def front(chroma: ChromaProcess) -> Iterator[Front]:
    """A proxy before the server."""
    with Front(chroma.port).running() as it:
        yield it


@pytest.fixture
def machine(
    tmp_path: Path, front: Front, database: str
) -> Iterator[Callable[[str], Machine]]:
    """Makes machines that share one database."""
    made: list[Machine] = []

    def make(name: str) -> Machine:
        made.append(Machine(tmp_path / name, front.url, database))
        return made[-1]

    yield make
    for one in made:
        one.shared.close()


def test_asking_publishes_nothing_from_elsewhere(machine) -> None:
    """Not before the first index, and not where the notes are others."""
    one, other = machine("one"), machine("other")
    one.write("a.md", "# 서버\n\n서버를 켠다.\n")
    other.write("b.md", "# 딴 노트\n\n딴 이야기.\n")
    one.shared._server.make()

    with pytest.raises(IndexMissing, match="Nothing is indexed on 127") as info:
        other.ensure()
    assert "the machine that has the notes" in info.value.hint
    one.index()
    assert other.ensure() is None
    assert not other.shared.status().ours
    assert one.shared.status().ours
    assert (one.shared.status().collection or "").endswith(".g000000001")


def test_who_published_last_keeps_it_up_to_date(machine) -> None:
    """As without a server: asking takes the changed notes in first."""
    one, two = machine("one"), machine("two")
    for name, text in NOTES.items():
        for each in (one, two):
            each.write(name.replace("/", "-"), text)
    one.index()
    one.write("new.md", "# 새것\n\n새로 적었다.\n")
    report = one.ensure()
    took_over = two.index()
    one.write("newer.md", "# 더 새것\n\n또 적었다.\n")

    assert 1 == (report.added if report else 0)
    assert 1 == took_over.removed
    assert one.ensure() is None, "the other machine writes now"
    assert two.ensure() is None, "nothing changed there"


def test_quite_other_notes_are_refused(machine) -> None:
    """Unless it is said that they are meant; no notes at all are other ones, too."""
    one, other, empty = machine("one"), machine("other"), machine("empty")
    one.write("a.md", "# 서버\n\n서버를 켠다.\n")
    other.write("b.md", "# 딴 노트\n\n딴 이야기.\n")
    empty.write("c.md", "")
    one.index()

    for machine_ in (other, empty):
        with pytest.raises(ConfigError, match="made of other notes") as info:
            machine_.index()
        assert "--rebuild" in info.value.hint
    assert 1 == other.index(rebuild=True).added


def test_notes_that_changed_while_the_server_is_down(machine, front) -> None:
    """The index as it is answers; what keeps it old is said, and nothing fails."""
    one, nobody = machine("one"), machine("nobody")
    one.write("a.md", "# 서버\n\n서버를 켠다.\n")
    one.index()
    one.write("a.md", "# 서버\n\n서버를 끈다.\n")
    front.misbehave = lambda *_: 503

    assert one.ensure() is None
    assert ["index known here answers", "indexed another time"] == [
        line.rstrip(".").split(" last ")[-1].split("they are ")[-1] for line in one.said
    ]
    status = one.shared.status()
    assert (None, None) == (status.version, status.collection)
    assert 69 == (status.failure.exit_code if status.failure else 0)
    with pytest.raises(ServiceError):
        nobody.ensure()


def test_notes_that_changed_while_another_machine_writes(machine) -> None:
    """The index as it is answers."""
    one, two = machine("one"), machine("two")
    one.write("a.md", "# 서버\n\n서버를 켠다.\n")
    one.index()
    one.write("a.md", "# 서버\n\n서버를 끈다.\n")

    with two.shared.generations.writing():
        assert one.ensure() is None
    assert "The last index answers meanwhile." in one.said[-1]
    assert 1 == (report.updated if (report := one.ensure()) else 0)
