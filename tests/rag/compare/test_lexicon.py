"""Words that say the same in the other script."""

from __future__ import annotations

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.compare.lexicon import Lexicon, abroad


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("경계", "boundari"),
        ("직렬화", "serializ"),
        ("boundaries", "경계"),
        ("serialised", "직렬화"),
        ("빠르", "fast"),
    ],
)
def test_what_a_word_is_in_the_other_script(word, other) -> None:
    """Whatever the ending; English words come as stems."""
    assert other in abroad(word)


@pytest.mark.parametrize("word", ["예제", "느리", "zzzz", "", "a|b", "경계선을"])
def test_what_it_is_not(word) -> None:
    """What says little, an opposite and what is no word have no such words."""
    assert "fast" not in abroad(word)
    assert "example" not in abroad(word)


@given(st.sampled_from(sorted(w for w in Lexicon.load().senses if not w.isascii())))
def test_each_is_of_the_other_script(word) -> None:
    """And says what the word says in some sense of it."""
    senses = Lexicon.load().senses

    assert all(other.isascii() for other in abroad(word))
    assert all(set(senses[word]) & set(senses[other]) for other in abroad(word))


@given(st.text(max_size=30))
def test_anything_may_be_asked(word) -> None:
    """Also what is no word, or has signs that patterns are made of."""
    assert isinstance(abroad(word), frozenset)
