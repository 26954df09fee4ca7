"""Words that say little: framing, roles and endings, and no term of a field."""

import unicodedata

from importlib import resources

import pytest

from rag.analyse.glossary import Glossary
from rag.analyse.stop_words import says_little


@pytest.mark.parametrize("word", "albeit command commands 경우 작성자 hey".split())
def test_says_little(word) -> None:
    """Connectives, and what only names the role of a thing."""
    assert says_little(word)


@pytest.mark.parametrize(
    "word",
    "regularization gradient 과적합 recall moment faster 평균 seed missing scaling".split(),
)
def test_says_much(word) -> None:
    """Terms do, though they share a stem with a plain word."""
    assert not says_little(word)


def test_no_term_of_the_glossary_is_plain() -> None:
    """But for what is a kind of note (tip, 교훈) or a keyword of a language."""
    names = {
        n.lower() for c in Glossary.load().concepts for n in (*c.english, *c.korean)
    }
    plain = {n for n in names if says_little(n)}

    assert plain <= set(
        "having paging tip unclear wonder 교훈 궁금 요령 유의 의문 주의 추후 팁".split()
    )


def test_the_list_is_composed_and_sorted() -> None:
    """NFC, no word twice, so that a change is seen in a diff."""
    raw = resources.files("rag.analyse").joinpath("stop_words.txt").read_text("utf-8")
    words = [w for ln in raw.splitlines() if ln[:1] != "#" for w in ln.split()]

    assert unicodedata.is_normalized("NFC", raw)
    assert len(words) == len(set(words)) > 1_500
    assert words == sorted(words)
