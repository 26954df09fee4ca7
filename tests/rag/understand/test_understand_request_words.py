import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.understand.language.request_words import bare, content, framing, without


@pytest.mark.parametrize(
    "word",
    "노트 노트들 쓴노트목록 뭐했지 정리한거 배웠지 알려줘 적었어? 글은 내가 TIL 공부했더라 note는 what wrote".split(),
)
def test_words_that_ask_for_notes(word):
    """The frame is known with its endings, also without spaces."""
    assert framing(bare(word))


@pytest.mark.parametrize(
    "word",
    """썼더라고요 적어뒀던데 써놨던거 올렸음 올라왔대 정리했었나 몇개임 몇개씩이야 글이었지
    뭐뭐였더라 적었다던데 쓴게뭐야 노트임 공부한거였나 찾아봐줘 배웠는지 기록해둔 남겼을까""".split(),
)
def test_the_frame_in_any_form(word):
    """However a frame word ends, it is one."""
    assert framing(bare(word))


@pytest.mark.parametrize(
    "word",
    "개인 개별 게임 한도 전달 주소 내장 표현 이름공간 파일명 적용 쓰레드 준지도학습".split(),
)
def test_words_that_begin_like_the_frame(word):
    """A noun that begins with a stem is none of its forms."""
    assert not framing(bare(word))
    assert content(f"{word} 노트")


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("글이 딱 하나씩 남아 있었나 ㅋㅋ", ()),
        ("노트 뭐뭐 있지 않았나", ()),
        ("그렇게 많이 쓴 글이 대체 뭐임", ()),
        ("only the notes please", ()),
        ("노트들 간략히 요약 부탁드림", ()),
        ("git 요약 부탁", ("git",)),
        ("커넥션이 남아 있는 이유", ("커넥션이", "남아", "이유")),
        ("표 나누는 SQL", ("표", "나누는", "SQL")),
        ("git 파일 시작", ("git", "파일", "시작")),
    ],
)
def test_fillers_say_nothing_by_themselves(question, left):
    """Beside a subject they are part of it."""
    assert left == content(question)


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
