import pytest

from rag.types import Turn
from rag.understand.language.lang import language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("배치 정규화가 뭐야?", "ko"),
        ("skewness랑 kurtosis는 각각 몇 차 모멘트?", "ko"),
        ("softmax_cross_entropy_with_logits 차이", "ko"),
        ("어텐션 for 분류", "ko"),
        ("how to make a GET call 정리한 글 목록", "ko"),
        ("what is the best way to 어떻게 썼어", "ko"),
        ("how to make a GET call with curl 보내는 법", "ko"),
        ("what is the use of a mutex 알려줘", "ko"),
        ("what did I write about 이미지", "en"),
        ("what did I write about 확산 모델", "en"),
        ("What is batch normalization?", "en"),
        ("What does 어텐션 mean?", "en"),
        ("difference between 배치 정규화 and layer norm", "en"),
        ("tf.map_fn", "en"),
        ("???", "en"),
    ],
)
def test_language(text, expected):
    """Hangul grammar makes a question Korean, whatever terms it holds."""
    got = language(text)

    assert expected == got


def test_without_letters_the_conversation_decides():
    """Signs alone are answered in the language spoken so far."""
    got = language("?", (Turn(role="user", content="배치 정규화가 뭐야?"),))

    assert "ko" == got
