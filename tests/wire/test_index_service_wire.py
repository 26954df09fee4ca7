"""An index whose embedding service fails in the middle of a thousand texts."""

from __future__ import annotations

import email.utils
import time

from collections import Counter
from pathlib import Path

import pytest

from fakes.openai_server import Failure, FakeOpenAI, fake_openai

from rag.analyse.hangul import ParticleMorphology
from rag.analyse.terms import Analyser
from rag.errors import (
    ConfigError,
    IndexBroken,
    RateLimited,
    ServiceError,
    ServiceTimeout,
)
from rag.index.generations.generations import Generations
from rag.index.update.indexer import NotesIndexer
from rag.index_types import IndexReport
from rag.models.embeddings import ServiceEmbedder
from rag.models.service import Patience
from rag.settings import RagSettings


pytestmark = pytest.mark.slow


COUNT = 1_000
"""Notes, a text each; a request takes 64 of them."""


class Library:
    """Notes, and an indexer whose vectors come from a server."""

    def __init__(self, root: Path, model: str = "openai:m", count: int = COUNT) -> None:
        self.notes, self.home, self.model = root / "notes", root / "home", model
        self.notes.mkdir(exist_ok=True)
        for n in range(count):
            (self.notes / f"{n}.md").write_text(f"# 글 {n} 🧪\n\n$x_{n}$\n", "utf-8")
        self.heard: list[int] = []

    def index(self, server: FakeOpenAI, *, tries: int = 3) -> IndexReport:
        """Index with a client of its own, as each process does."""
        embedder = ServiceEmbedder(
            RagSettings(
                embeddings=self.model,
                api_key="k",
                base_url=server.base_url,
                timeout=1.0,
            ),
            patience=Patience(tries=tries, total=10.0, longest=5.0, first=0.01),
        )
        return NotesIndexer(
            self.notes,
            Generations(self.home, self.model),
            Analyser(ParticleMorphology()),
            lambda: embedder,
            paid=True,
        ).run(announce=lambda texts: self.heard.append(len(texts)))


def answered(server: FakeOpenAI, failure: Failure) -> Counter[str]:
    """Return how often each text was sent in a request that was answered."""
    asked = [r["input"] for r in server.requests]
    good = asked[: failure.after] + asked[failure.after + failure.times :]
    return Counter(text for texts in good for text in texts)


@pytest.mark.parametrize(
    ("failure", "error", "code"),
    [
        (Failure(status=500, after=8, times=3), ServiceError, 69),
        (Failure(status=429, after=8, times=3), RateLimited, 69),
        (Failure(status=401, after=8, times=1), ServiceError, 69),
        (Failure(after=8, times=3, cut=True), ServiceError, 69),
        (Failure(after=8, times=3, hang=3.0), ServiceTimeout, 69),
    ],
    ids="500 429 401 cut hang".split(),
)
def test_what_was_paid_for_is_kept(tmp_path, failure, error, code) -> None:
    """
    A failure that lasts ends the run after as many requests as make sense, with
    one sentence and what to do; the next run asks for the rest alone.
    """
    library = Library(tmp_path)
    with fake_openai(failure=failure) as server:
        with pytest.raises(error) as info:
            library.index(server)
        tried = len(server.requests)
        report = library.index(server)

    assert failure.after + failure.times == tried
    assert code == info.value.exit_code
    assert "\n" not in f"{info.value.problem}{info.value.hint}"
    assert "is kept" in info.value.hint
    assert COUNT == report.added
    assert [COUNT, COUNT - failure.after * 64] == library.heard
    assert {1} == set(answered(server, failure).values())
    assert COUNT == len(answered(server, failure))


@pytest.mark.parametrize("kind", ["none", "seconds", "date"])
def test_a_failure_that_passes_is_not_noticed(tmp_path, kind) -> None:
    """A limit is waited out, as long as the service asks for in either form."""
    headers = {
        "none": {},
        "seconds": {"Retry-After": "1"},
        "date": {"Retry-After": email.utils.formatdate(time.time() + 2, usegmt=True)},
    }[kind]
    failure = Failure(status=429, after=1, times=1, headers=headers)
    library = Library(tmp_path)
    with fake_openai(failure=failure) as server:
        began = time.time()
        report = library.index(server)
        spent = time.time() - began

    assert COUNT == report.embedded
    assert {1} == set(answered(server, failure).values())
    # A date has whole seconds, so that it may be one nearer than two.
    assert spent >= {"none": 0.0, "seconds": 1.0, "date": 0.9}[kind]


def test_a_wait_that_is_too_long_is_not_begun(tmp_path) -> None:
    """Nobody sits through an hour; what to do is said at once."""
    failure = Failure(status=429, headers={"Retry-After": "3600"})
    with fake_openai(failure=failure) as server, pytest.raises(RateLimited) as info:
        Library(tmp_path).index(server)

    assert 1 == len(server.requests)
    assert 3600 == info.value.retry_after


def test_vectors_of_another_dimension_in_the_middle(tmp_path) -> None:
    """The run ends, nothing is published, and the good ones are kept."""
    library = Library(tmp_path)
    with fake_openai() as server:
        server.dimension = lambda _: 8 if len(server.requests) < 3 else 4
        with pytest.raises((ServiceError, IndexBroken)) as info:
            library.index(server)
        assert Generations(library.home, library.model).current() is None
        server.dimension = 8
        report = library.index(server)

    assert "dimension" in info.value.problem
    assert COUNT - 128 == report.embedded


def test_long_texts_are_kept_request_by_request(tmp_path) -> None:
    """Also when a batch of passages takes more than one request."""
    library = Library(tmp_path, count=0)
    for n in range(64):
        text = f"# 글 {n}\n\n" + f"{n}번째 문장이다. " * 100
        (library.notes / f"{n}.md").write_text(text, "utf-8")
    failure = Failure(status=401, after=1, times=1)
    with fake_openai(failure=failure) as server:
        with pytest.raises(ServiceError):
            library.index(server)
        library.index(server)

    assert {1} == set(answered(server, failure).values())


def test_a_provider_that_is_not_installed_is_told_first(tmp_path) -> None:
    """Before it is said what will be sent, and before any note is read."""
    library = Library(tmp_path, "ollama:bge-m3")
    with fake_openai() as server, pytest.raises(ConfigError) as info:
        library.index(server)

    assert [] == library.heard
    assert "pip install langchain-ollama" in info.value.hint
