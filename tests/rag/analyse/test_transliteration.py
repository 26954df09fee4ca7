"""Transliterations are known by rule; words that only sound a little alike are not."""

import re

import pytest

from hypothesis import example, given
from hypothesis import strategies as st

from rag.analyse import phonetic
from rag.analyse.glossary import Glossary
from rag.analyse.transliteration import alike


@pytest.mark.parametrize(
    ("english", "hangul"),
    [
        ("batch", "배치"),
        ("transformer", "트랜스포머"),
        ("pipeline", "파이프라인"),
        ("attention", "어텐션"),
        ("regularization", "레귤러라이제이션"),
        ("token", "토큰"),
        ("package", "패키지"),
        ("generator", "제너레이터"),
        ("epoch", "에포크"),
        ("france", "프랑스"),
        ("layer", "레이어"),
        ("algorithm", "알고리즘"),
    ],
)
def test_transliterations(english, hangul) -> None:
    """Silent letters, ㅡ and the ㅣ at the end are no difference."""
    assert alike(english, hangul)


@pytest.mark.parametrize(
    ("english", "hangul"),
    [
        ("variance", "프랑스"),
        ("bread", "부랴트"),
        ("flat", "필터"),
        ("python", "보존"),
        ("chunk", "정교"),
        ("batch", "배"),
        ("package", "보고서"),
    ],
)
def test_chance(english, hangul) -> None:
    """The same consonants with other vowels, or elsewhere, are another word."""
    assert not alike(english, hangul)


def test_most_names_of_the_glossary() -> None:
    """Nine of ten pairs of names that share their consonants are taken for one."""
    pairs = {
        (english, korean)
        for concept in Glossary.load().concepts
        for name in concept.english
        for english in re.findall("[a-z]+", name.lower())
        for other in concept.korean
        for korean in re.findall("[가-힣]+", other)
        if phonetic.keys(english) & phonetic.keys(korean)
    }

    assert len(pairs) > 700
    assert sum(alike(*pair) for pair in pairs) >= 0.9 * len(pairs)


@example("answer", "양자")
@given(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=15),
    st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=8),
)
def test_any_two_words_can_be_compared(english, hangul) -> None:
    """No spelling is too strange, and a shared sound is a shared consonant at least."""
    if alike(english, hangul) and phonetic.keys(english) and phonetic.keys(hangul):
        shared = set("".join(phonetic.keys(english))) & set(
            "".join(phonetic.keys(hangul))
        )
        assert shared


def test_a_row_of_vowels_has_no_depth() -> None:
    """A thousand letters are read as ten are."""
    assert not alike("t" + "i" * 3_000 + "ken", "조각")
    assert alike("t" + "i" * 3_000 + "ken", "티큰") in {True, False}
