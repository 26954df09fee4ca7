"""Keys that join an English word and its Korean spelling."""

from __future__ import annotations

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.analyse.phonetic import MIN_LENGTH, keys


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("attention", "어텐션"),
        ("transformer", "트랜스포머"),
        ("dropout", "드롭아웃"),
        ("gradient", "그래디언트"),
        ("softmax", "소프트맥스"),
        ("kernel", "커널"),
        ("checkpoint", "체크포인트"),
        ("rolling", "롤링"),
        ("update", "업데이트"),
        ("session", "세션"),
        ("memory", "메모리"),
    ],
)
def test_a_word_meets_its_hangul_spelling(english, korean) -> None:
    """An English word and its transliteration share a key."""
    assert keys(english) & keys(korean)


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("attention", "트랜스포머"),
        ("gradient", "커널"),
        ("dropout", "어텐션"),
        ("update", "아파트"),
        ("cache", "가지"),
    ],
)
def test_other_words_do_not_meet(english, korean) -> None:
    """Words that sound different share none."""
    assert not keys(english) & keys(korean)


@pytest.mark.parametrize("word", ["", "가", "io", "batch2", "배치batch", "é", "ㅋㅋㅋ"])
def test_no_key_for_what_is_short_or_mixed(word) -> None:
    """Short keys would meet by chance; other scripts have no sound here."""
    assert frozenset() == keys(word)


@given(st.text(alphabet=st.characters(max_codepoint=0xD7A3), max_size=12))
def test_keys_are_consonants(word) -> None:
    """Any text has keys of consonant classes only, long enough, the same each time."""
    found = keys(word)

    assert all(len(k) >= MIN_LENGTH and k.isalpha() and k.isascii() for k in found)
    assert found == keys.__wrapped__(word)
