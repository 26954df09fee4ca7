"""What the whole of tilbot promises of an index, where that is on a Chroma server."""

from __future__ import annotations

import asyncio

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fakes.chroma import ChromaProcess
from fakes.openai_server import Failure, FakeOpenAI, fake_openai
from test_wiring import NOTES, PADDING, ask, quiet

from bot.wiring import App, open_app
from rag.analyse.hangul import ParticleMorphology
from rag.analyse.terms import Analyser
from rag.errors import IndexMissing
from rag.settings import RagSettings
from rag.types import Answer
from rag.wording.notices import Notice


pytestmark = pytest.mark.slow


@pytest.fixture
def service() -> Iterator[FakeOpenAI]:
    """An embedding service that counts."""
    with fake_openai(dimension=8) as running:
        yield running


@pytest.fixture
def opened(
    tmp_path: Path, chroma: ChromaProcess, database: str, service: FakeOpenAI
) -> Iterator[Callable[..., App]]:
    """Opens apps on machines of one server; the one called home has the notes."""
    (tmp_path / "notes").mkdir()
    for name, text in NOTES.items():
        (tmp_path / "notes" / name).write_text(text, "utf-8")
    made: list[App] = []

    def make(where: str = "home", *, paid: bool = False) -> App:
        app = open_app(
            RagSettings(
                corpus=tmp_path / ("notes" if where == "home" else "nothing"),
                home=tmp_path / where,
                chroma_url=chroma.url,
                chroma_database=database,
                embeddings="openai:fake" if paid else "local",
                api_key="sk-1",
                base_url=service.base_url,
            )
        )
        app.analyser = Analyser(ParticleMorphology())
        made.append(app)
        return app

    yield make
    for app in made:
        app.close()


def asked(app: App) -> Answer:
    """Ask as the command line does after `ensure_index`."""
    return asyncio.run(app.chain().ainvoke(ask(PADDING)))


def edit(app: App, name: str = "2022-03-01-padding.md") -> None:
    """Write a line below a note."""
    path = app.settings.corpus / name
    path.write_text(path.read_text("utf-8") + "\n한 줄 더 🧩\n", "utf-8")


def test_only_who_has_the_notes_says_that_they_changed(opened) -> None:
    """Where they are not, nothing is known of them, and nothing said."""
    home, away = opened(), opened("away")
    home.index(quiet, quiet)
    edit(home)

    assert "edited" in {c.stale for c in asked(home).citations}
    told = asked(away).citations
    assert told
    assert {None} == {c.stale for c in told}


def test_the_embedding_service_fails_while_indexing(opened, service) -> None:
    """Questions are answered from the last index, which is said, as on a disk."""
    app = opened(paid=True)
    app.index(quiet, quiet)
    edit(app)
    service.failure = Failure(status=401)
    told: list[Notice] = []

    assert app.ensure_index(told.append, quiet) is None
    answer = asked(app)

    assert "The last index answers meanwhile." in told[-1].text("en")
    assert "크기가 유지된다" in answer.text
    service.failure = None
    report = app.ensure_index(quiet, quiet)
    assert report is not None
    assert 1 == report.updated


def test_a_new_version_is_not_paid_for_unasked(opened, monkeypatch, service) -> None:
    """The published index answers until `tilbot index`."""
    opened(paid=True).index(quiet, quiet)
    monkeypatch.setattr("rag.index.update.indexer.CHUNKER_VERSION", 1000)
    app = opened(paid=True)
    told: list[Notice] = []
    service.requests.clear()

    assert app.ensure_index(told.append, quiet) is None
    assert "tilbot index" in told[0].text("en")
    assert [] == service.texts
    assert 0 == app.index(quiet, quiet).embedded
    assert app.ensure_index(quiet, quiet) is None


def test_a_rollback_holds_questions_off(opened) -> None:
    """They are answered, but take nothing in, until `tilbot index`."""
    home, away = opened(), opened("away")
    home.index(quiet, quiet)
    edit(home)
    home.index(quiet, quiet)
    home.rollback()
    told: list[Notice] = []

    assert home.ensure_index(told.append, quiet) is None
    assert "rolled back" in told[-1].text("en")
    assert home.status().held
    assert away.status().held
    home.index(quiet, quiet)
    assert not away.status().held
    assert home.ensure_index(quiet, quiet) is None


def test_nothing_to_go_back_to(opened) -> None:
    """Neither without any index, nor is a database made for that."""
    app = opened()
    app.shared._server.make()

    with pytest.raises(IndexMissing, match="Nothing is indexed"):
        app.rollback()


def test_the_status_of_both_machines(opened) -> None:
    """Each lists what is here; changes are told where the notes are."""
    home, away = opened(), opened("away")
    home.index(quiet, quiet)
    edit(home)

    told, there = home.status(), away.status()

    assert ("2022-03-01-padding.md",) == told.changed_files
    assert not there.stale
    assert told.server
    assert told.server.ours
    assert there.server
    assert not there.server.ours
    for status in (told, there):
        (one,) = status.generations
        assert ("current", 3, ()) == (one.role, one.entries, one.damaged)
        assert status.built_at is not None
        assert one.built_at == status.built_at


def test_what_can_not_be_read_is_answered_from_before(opened) -> None:
    """The answer says so, and where to mend it: not on this machine."""
    home, away = opened(), opened("away")
    home.index(quiet, quiet)
    asked(away)
    edit(home)
    home.index(quiet, quiet)
    server, newest = home.shared._server, home.generations.newest()
    server.note(newest, {**newest.metadata, "format": 99})

    assert away.ensure_index(quiet, quiet) is None
    answer = asked(away)

    assert "크기가 유지된다" in answer.text
    assert answer.notice
    assert "서버의 색인을 읽을 수 없어" in answer.notice
    assert "노트가 있는 컴퓨터" in answer.notice


def test_an_index_on_disk_and_one_on_a_server_are_apart(opened, tmp_path: Path) -> None:
    """Two kinds of index in one home don't see each other."""
    shared = opened()
    shared.index(quiet, quiet)
    own = open_app(
        RagSettings(
            corpus=tmp_path / "notes", home=tmp_path / "home", embeddings="local"
        )
    )
    own.analyser = Analyser(ParticleMorphology())
    try:
        assert own.generations.current() is None
        own.index(quiet, quiet)
        assert own.shared is None
        assert own.status().server is None
        assert 1 == len(own.status().generations)
    finally:
        own.close()
    assert 1 == len(shared.status().generations)
