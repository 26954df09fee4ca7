import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.understand.words import bare, content, framing, without


@pytest.mark.parametrize(
    "word",
    "노트 노트들 쓴노트목록 뭐했지 정리한거 배웠지 알려줘 적었어? 글은 내가 TIL 공부했더라 note는 what wrote".split(),
)
def test_words_that_ask_for_notes(word):
    """The frame is known with its endings, also without spaces."""
    assert framing(bare(word))


@pytest.mark.parametrize(
    "word",
    "한글 다중 제한 수도 해제 나라 지도 전이 주의 가지치기 구글 어텐션 GAN 노트북 learning 🧩x \\frac{a}{b}".split(),
)
def test_words_with_content(word):
    """Everyday nouns that look like stems and endings are no frame."""
    assert not framing(bare(word))


def test_content_keeps_the_order():
    """The subject's words come as they stand."""
    got = content("2022년에 배운 federated learning 노트 뭐였지?")

    assert ("2022년에", "federated", "learning") == got


@given(
    st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)))
)
def test_cutting_never_adds(text, spans):
    """Without some stretches, what is left is in the text."""
    got = without(text, [(a, b) for a, b in spans if a <= b])

    assert set(got) <= set(text) | {" "}
