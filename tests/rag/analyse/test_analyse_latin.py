"""Words in Latin script."""

from __future__ import annotations

import time

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.analyse import latin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call tf.map_fn(x)", {"tf.map_fn"}),
        ("see PR-317.", {"pr-317"}),
        ("ResNet18을 쓴다", {"resnet18"}),
        ("is_training=False", {"is_training"}),
        ("a/b+c, x", {"a/b+c"}),
        ("끝. 다음 word", set()),
        ("2022", set()),
    ],
)
def test_identifiers_stay_whole(text, expected) -> None:
    """A name with punctuation or digits inside is one term, without what ends a sentence."""
    assert expected == set(latin.identifiers(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("batchNorm", ["batchnorm", "batch", "norm"]),
        ("HTTPServer", ["httpserver", "http", "server"]),
        ("is_training", ["training"]),
        ("What is the GPU?", ["gpu"]),
        ("배치batch는", ["batch"]),
        ("", []),
    ],
)
def test_words_come_with_their_humps_and_without_function_words(text, expected) -> None:
    """A word in camel case is also found by its parts; function words are no terms."""
    assert expected == list(latin.words(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("normalization", "normalize"),
        ("stopping", "stopped"),
        ("layers", "layer"),
    ],
)
def test_forms_of_a_word_share_a_stem(one, other) -> None:
    """Endings of English words don't matter."""
    assert latin.stem(one) == latin.stem(other)


@given(st.text())
def test_any_text_gives_lower_case_ascii(text) -> None:
    """Any text can be split; what comes out is in lower case, and no stop word."""
    words = list(latin.words(text))

    assert all(w.isascii() and w == w.lower() for w in words)
    assert not latin.STOP_WORDS & set(words)


@pytest.mark.parametrize("text", ["x" * 100_000, "xY" * 50_000, "x-" * 50_000])
def test_long_words_take_no_time(text) -> None:
    """A word without end, as in minified code, takes milliseconds, not minutes."""
    began = time.process_time()
    terms = [latin.stem(w) for w in latin.words(text)] + list(latin.identifiers(text))

    assert terms
    assert time.process_time() - began < 2
