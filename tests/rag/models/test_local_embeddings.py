"""The built-in vectors."""

from __future__ import annotations

import os
import subprocess
import sys

from pathlib import Path

import pytest

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.analyse.hangul import ParticleMorphology
from rag.analyse.terms import Analyser
from rag.models.local_embeddings import DIMENSION, LocalEmbedder, hashed


ROOT = Path(__file__).resolve().parents[3]
PARTICLES = LocalEmbedder(Analyser(ParticleMorphology()))


def close(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


@settings(deadline=None, max_examples=60)
@given(st.text())
def test_vectors_have_unit_length(text) -> None:
    """Any text, also none, has a vector of one dimension and of length 1."""
    vector = PARTICLES.query(text)

    assert DIMENSION == len(vector)
    assert pytest.approx(1.0, abs=1e-5) == close(vector, vector)


@given(st.dictionaries(st.text(max_size=4), st.floats(0.1, 9), max_size=9))
def test_hashing_does_not_depend_on_order(features) -> None:
    """The same features give the same vector in any order."""
    other = dict(reversed(features.items()))

    assert pytest.approx(hashed(features).tolist(), abs=1e-6) == hashed(other).tolist()


@pytest.mark.parametrize("text", ["", "?!", "\0", "\ud800", "🧩", "가" * 10_000])
def test_odd_texts_have_vectors(analyser, text) -> None:
    """Text without words, or broken text, is embedded all the same."""
    assert any(LocalEmbedder(analyser).query(text))


def test_vectors_are_the_same_in_every_process() -> None:
    """The order of Python's hashes does not reach the vectors."""
    text = "배치 정규화(batch norm)는 is_training을 본다 🧩"
    code = (
        "from rag.analyse.hangul import ParticleMorphology\n"
        "from rag.analyse.terms import Analyser\n"
        "from rag.models.local_embeddings import LocalEmbedder\n"
        "e = LocalEmbedder(Analyser(ParticleMorphology()))\n"
        f"print(e.name, e.query({text!r}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            "PYTHONHASHSEED": "77",
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(ROOT),
        },
    )

    assert f"{PARTICLES.name} {PARTICLES.query(text)}\n" == done.stdout


def test_what_is_alike_is_near(analyser) -> None:
    """A question is nearer to the passage that speaks of it."""
    embedder = LocalEmbedder(analyser)
    near, far = embedder.documents(["서버를 다시 켠다", "어텐션은 가중합이다"])

    question = embedder.query("서버는 언제 켜?")

    assert close(question, near) > close(question, far)


def test_questions_and_passages_share_a_space(analyser) -> None:
    """The vector of a text is the same on both sides, alone or among others."""
    embedder = LocalEmbedder(analyser)

    assert embedder.query("서버") == embedder.documents(["다른 글", "서버"])[1]
    assert [] == embedder.documents([])


def test_the_name_follows_the_analyser(analyser) -> None:
    """Vectors of other terms have another name, so that they are never mixed."""
    assert LocalEmbedder(analyser).name != PARTICLES.name
    assert LocalEmbedder(analyser).name.startswith("local:")
