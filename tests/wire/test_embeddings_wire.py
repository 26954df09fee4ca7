import math
import time

import pytest

from fakes.openai_server import Failure, FakeOpenAI, fake_openai
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import ConfigError, RateLimited, ServiceError, ServiceTimeout
from rag.models.embedding_batches import BATCH_CHARS, BATCH_TEXTS, batched, clip
from rag.models.embeddings import ServiceEmbedder, estimate_cost, open_embedder
from rag.models.service import Patience
from rag.settings import RagSettings


KEY = "sk-SECRET-0123456789"
TEXTS = ["배치 정규화 🧪", "x[0] = `tf.map_fn`", "$\\mathcal N$"]


def embedder(server: FakeOpenAI, *, timeout: float = 5.0, **changes) -> ServiceEmbedder:
    fields = {
        "embeddings": "openai:text-embedding-3-large",
        "api_key": KEY,
        "base_url": server.base_url,
        "timeout": timeout,
    }
    return ServiceEmbedder(
        RagSettings(**{**fields, **changes}),
        patience=Patience(tries=5, total=5.0, longest=60.0, first=0.01),
        impatience=Patience(total=timeout, first=0.01),
    )


def test_sends_text() -> None:
    """Text travels, not token ids, for other servers take nothing else."""
    with fake_openai(dimension=6) as server:
        vectors = embedder(server).documents(TEXTS)
    (sent,) = server.requests

    assert TEXTS == sent["input"]
    assert "text-embedding-3-large" == sent["model"]
    assert [6, 6, 6] == [len(v) for v in vectors]
    assert all(isinstance(x, float) for v in vectors for x in v)


def test_question_and_passage_are_alike() -> None:
    """The same text has the same vector, asked for either way."""
    with fake_openai() as server:
        model = embedder(server)
        (passage,) = model.documents([TEXTS[0]])
        question = model.query(TEXTS[0])

    assert passage == pytest.approx(question)
    assert "openai:text-embedding-3-large" == model.name


def test_nothing_asks_nothing() -> None:
    """No texts, no request, no cost."""
    with fake_openai() as server:
        vectors = embedder(server).documents([])

    assert [] == vectors
    assert [] == server.requests


def test_a_blank_question_is_still_a_text() -> None:
    """Services refuse the empty string, so it is never sent."""
    with fake_openai() as server:
        embedder(server).query("")

    assert [" "] == server.texts


@pytest.mark.parametrize(
    ("status", "code", "expected", "requests", "hint"),
    [
        (401, "invalid_api_key", ServiceError, 1, "OPENAI_API_KEY"),
        (403, None, ServiceError, 1, "quota"),
        (404, "model_not_found", ServiceError, 1, "TILBOT_EMBEDDINGS"),
        (429, "rate_limit_exceeded", RateLimited, 5, "Wait"),
        (429, "insufficient_quota", ServiceError, 1, "billing"),
        (500, None, ServiceError, 5, "again"),
        (503, None, ServiceError, 5, "again"),
    ],
)
def test_maps_failures(status, code, expected, requests, hint) -> None:
    """
    A failing service becomes one of our errors after exactly as many requests
    as make sense; the key is in none of its words.
    """
    bad = Failure(status=status, code=code, message=f"bad key {KEY}")
    with fake_openai(failure=bad) as server, pytest.raises(expected) as info:
        embedder(server).documents(TEXTS)

    assert requests == len(server.requests)
    assert hint in info.value.hint
    assert KEY not in f"{info.value.problem} {info.value.hint} {info.value!r}"


def test_a_person_waits_less_long() -> None:
    """For a question fewer requests are made than for an index."""
    with (
        fake_openai(failure=Failure(status=500)) as server,
        pytest.raises(ServiceError),
    ):
        embedder(server).query("뭐야?")

    assert 3 == len(server.requests)


def test_waits_as_long_as_it_is_told() -> None:
    """Retry-After is respected."""
    bad = Failure(status=429, times=2, headers={"Retry-After": "0.2"})
    with fake_openai(failure=bad) as server:
        model = embedder(server)
        model.check()
        begun = time.monotonic()
        vectors = model.documents(TEXTS)

    assert 3 == len(vectors)
    assert 3 == len(server.requests)
    assert 0.4 <= time.monotonic() - begun < 4


def test_silence_is_a_timeout() -> None:
    """A server that hangs is not waited for longer than the time-out."""
    with fake_openai(hang=30) as server, pytest.raises(ServiceTimeout):
        embedder(server, timeout=0.5).query("뭐야?")

    assert 1 == len(server.requests)


def test_nobody_listens() -> None:
    """A server that is not there is told at once."""
    with fake_openai() as server:
        pass
    with pytest.raises(ServiceError) as info:
        embedder(server).query("뭐야?")

    assert "OPENAI_BASE_URL" in info.value.hint


def test_garbage_is_an_error() -> None:
    """A proxy's page instead of vectors is a failure of the service."""
    with fake_openai(garbage=True) as server, pytest.raises(ServiceError) as info:
        embedder(server).documents(TEXTS)

    assert "html" not in info.value.problem


def test_dimensions_never_mix() -> None:
    """A model that changes its mind is stopped, with both dimensions named."""
    with fake_openai(dimension=8) as server:
        model = embedder(server)
        model.documents(TEXTS)
        server.dimension = 4
        with pytest.raises(ServiceError) as info:
            model.query("뭐야?")

    assert "4 dimensions after one of 8" in info.value.problem


@pytest.mark.parametrize(
    "vectors",
    [
        [[]],
        [[0.0, 0.0]],
        [[math.nan, 1.0]],
        [[math.inf, 1.0]],
        [[1.0, 2.0], [1.0, 2.0]],
        [],
    ],
)
def test_useless_vectors_are_refused(vectors: list[list[float]]) -> None:
    """Vectors without values, or more or fewer than texts, don't reach the index."""
    with (
        fake_openai(vectors=lambda _: vectors) as server,
        pytest.raises(ServiceError),
    ):
        embedder(server).documents(["하나"])


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ollama:bge-m3", "pip install langchain-ollama"),
        ("huggingface:BAAI/bge-m3", "pip install langchain-huggingface"),
        ("nobody:model", "openai, ollama"),
    ],
)
def test_providers_that_are_not_there(name: str, hint: str) -> None:
    """A provider that is unknown or not installed is a matter of settings."""
    with pytest.raises(ConfigError) as info:
        ServiceEmbedder(RagSettings(embeddings=name)).query("뭐야?")

    assert name in info.value.problem
    assert hint in info.value.hint


def test_the_built_in_vectors_need_no_service() -> None:
    """``local`` is made by whoever knows how, and nothing else is."""

    class Local:
        name = "local"

    local = Local()

    assert local is open_embedder(RagSettings(), local=lambda: local)
    assert (
        "ollama:bge-m3"
        == open_embedder(
            RagSettings(embeddings="ollama:bge-m3"), local=lambda: local
        ).name
    )


@given(st.lists(st.integers(0, BATCH_CHARS * 2), max_size=400))
def test_batches_cover_everything_once(sizes: list[int]) -> None:
    """Batches follow one another without gaps, within the limits of a request."""
    got = list(batched(sizes))

    assert list(range(len(sizes))) == [i for a, b in got for i in range(a, b)]
    assert all(1 <= b - a <= BATCH_TEXTS for a, b in got)
    assert all(sum(sizes[a:b]) <= BATCH_CHARS or b - a == 1 for a, b in got)


@pytest.mark.parametrize(
    ("char", "kept"), [("a", 16_000), ("가", 5_333), ("🧪", 2_666)]
)
def test_long_texts_are_cut(char: str, kept: int) -> None:
    """What one request can't hold is cut, by the script it is written in."""
    assert char * kept == clip(char * 50_000)
    assert char * kept == clip(char * kept)


@given(st.text(max_size=50))
def test_short_texts_are_sent_as_they_are(text: str) -> None:
    """Nothing is done to a text that fits."""
    assert (text if text.strip() else " ") == clip(text)


def test_costs() -> None:
    """Known models have a price by text, the others none."""
    korean = ["가" * 1_000_000]

    assert 0.13 == pytest.approx(
        estimate_cost(korean, "openai:text-embedding-3-large") or 0
    )
    assert 0.006 == pytest.approx(
        estimate_cost(["a" * 1_000_000], "openai:text-embedding-3-small") or 0
    )
    assert 0.0 == estimate_cost([], "openai:text-embedding-3-large")
    assert estimate_cost(korean, "ollama:bge-m3") is None
