"""Another model, or another version of tilbot: an index beside the old one."""

from __future__ import annotations

import asyncio

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fakes.openai_server import Failure, FakeOpenAI, fake_openai
from test_wiring import NOTES, PADDING, ask, quiet

from bot.wiring import App, open_app
from rag.analyse.hangul import ParticleMorphology
from rag.analyse.terms import Analyser
from rag.errors import ServiceError
from rag.settings import RagSettings
from rag.types import Answer
from rag.wording.notices import Notice


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    """An embedding service that counts."""
    with fake_openai(dimension=8) as running:
        yield running


@pytest.fixture
def opened(tmp_path: Path, server: FakeOpenAI) -> Iterator[Callable[..., App]]:
    """Opens apps on one home, as a new process would."""
    (tmp_path / "notes").mkdir()
    for name, text in NOTES.items():
        (tmp_path / "notes" / name).write_text(text, "utf-8")
    made: list[App] = []

    def make(*, paid: bool) -> App:
        app = open_app(
            RagSettings(
                corpus=tmp_path / "notes",
                home=tmp_path / "home",
                embeddings="openai:fake" if paid else "local",
                api_key="sk-1",
                base_url=server.base_url,
            )
        )
        app.analyser = Analyser(ParticleMorphology())
        made.append(app)
        return app

    yield make
    for app in made:
        app.published.close()


def asked(app: App) -> Answer:
    """Ask as the command line does after `ensure_index`."""
    return asyncio.run(app.chain().ainvoke(ask(PADDING)))


def roots(app: App) -> int:
    """Return how many indexes the home holds."""
    return 1 + len(app.generations.neighbours())


@pytest.mark.parametrize(
    "where", ["rag.index.update.indexer.CHUNKER_VERSION", "rag.analyse.terms.VERSION"]
)
def test_a_new_version_indexes_anew_where_it_is_free(
    opened, monkeypatch, where
) -> None:
    """
    Built-in vectors cost nothing: the next question builds an index beside the
    old one; the old version finds its own as it was.
    """
    opened(paid=False).index(quiet, quiet)
    with monkeypatch.context() as newer:
        newer.setattr(where, 1000)
        app = opened(paid=False)
        told: list[Notice] = []
        report = app.ensure_index(told.append, quiet)

        assert report is not None
        assert 3 == report.embedded
        assert 1 == len(told)
        assert "크기가 유지된다" in asked(app).text
        assert 2 == roots(app)
    old = opened(paid=False)

    assert old.ensure_index(quiet, quiet) is None
    assert asked(old).notice is None


def test_a_new_version_is_not_paid_for_unasked(opened, monkeypatch, server) -> None:
    """
    Where embedding costs, the old index answers, which is said, until
    `tilbot index`; what is still the same is not embedded again.
    """
    opened(paid=True).index(quiet, quiet)
    monkeypatch.setattr("rag.index.update.indexer.CHUNKER_VERSION", 1000)
    app = opened(paid=True)
    told: list[Notice] = []
    server.requests.clear()

    assert app.ensure_index(told.append, quiet) is None
    answer = asked(app)

    assert "tilbot index" in told[0].text("en")
    assert "크기가 유지된다" in answer.text
    assert "지금 설정으로 만든 색인이 없어" in answer.notice
    assert [PADDING] == server.texts, "its vectors are of the same model"

    server.requests.clear()
    assert 0 == app.index(quiet, quiet).embedded
    assert asked(app).notice is None
    assert [PADDING] == server.texts


def test_terms_of_two_analysers_are_never_mixed(opened, monkeypatch, server) -> None:
    """A new analyser can't read the old index: a new one is made at once, for nothing."""
    opened(paid=True).index(quiet, quiet)
    monkeypatch.setattr("rag.analyse.terms.VERSION", 1000)
    app = opened(paid=True)
    server.requests.clear()

    report = app.ensure_index(quiet, quiet)

    assert report is not None
    assert 0 == report.embedded
    assert [] == server.texts
    assert asked(app).notice is None


def test_another_model_that_can_not_be_reached(opened, server) -> None:
    """
    The index of the old model answers by its words, which is said; vectors of
    two models are never compared.
    """
    opened(paid=False).index(quiet, quiet)
    server.failure = Failure(status=401)
    app = opened(paid=True)
    told: list[Notice] = []

    assert app.ensure_index(told.append, quiet) is None
    answer = asked(app)

    assert any("answers meanwhile" in t.text("en") for t in told)
    assert "크기가 유지된다" in answer.text
    assert answer.notice.startswith("지금 설정으로 만든 색인이 없어")
    assert PADDING not in server.texts

    server.failure = None
    assert 3 == app.ensure_index(quiet, quiet).embedded
    assert asked(app).notice is None
    assert opened(paid=False).ensure_index(quiet, quiet) is None


def test_without_any_index_the_failure_is_told(opened, server) -> None:
    """Nothing can answer instead."""
    server.failure = Failure(status=401)

    with pytest.raises(ServiceError):
        opened(paid=True).ensure_index(quiet, quiet)


def test_what_the_home_holds_is_told(opened, monkeypatch) -> None:
    """The status names the index of the settings first, then the others."""
    opened(paid=False).index(quiet, quiet)
    monkeypatch.setattr("rag.index.update.indexer.CHUNKER_VERSION", 1000)
    app = opened(paid=False)
    app.index(quiet, quiet)

    status = app.status()

    assert ["current", "other"] == [g.role for g in status.generations]
    assert status.generation == status.generations[0].name
    assert {3} == {g.entries for g in status.generations}
    assert not status.held
