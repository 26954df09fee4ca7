"""Words in the other script, in another spelling, or with a slip in them."""

import pytest

from rag.analyse.cross_script import mistyped_in, sounds_in, spelt_in


@pytest.mark.parametrize(
    ("expected", "word", "text"),
    [
        (True, "sofmax", "the softmax of the logits"),
        (True, "entorpy", "cross entropy"),
        (True, "supremun", "Supremum은 상한이다"),
        (True, "연합학슴", "연합 학습은 기기에서 배운다"),
        (True, "코드븍을", "코드북을 고른다"),
        (False, "client", "half of the clip"),
        (False, "kafka", "rabbitmq queues"),
        (False, "vea", "vae"),
        (False, "그림", "그린다"),
        (False, "정규분포", "정규화는 평균을 쓴다"),
        (False, "배터리", "배치 정규화"),
        (False, "", "무엇이든"),
    ],
)
def test_slips_of_the_pen(expected, word, text) -> None:
    """The first letter is right and most others are; short words are no slips."""
    assert expected is mistyped_in(word, text)


def test_the_other_script() -> None:
    """트랜스포머 is transformer, and a chance key is nothing."""
    assert sounds_in({"트랜스포머"}, "a transformer block")
    assert sounds_in({"업데이트"}, "a rolling update 🧪")
    assert not sounds_in({"france"}, "the variance 🧪")
    assert not sounds_in({"마무리"}, "memory")


def test_pieces_of_a_word() -> None:
    """The more of them stand within one word, the more."""
    assert spelt_in("difusion", "diffusion") > spelt_in("bread", "break read instead")
    assert spelt_in("kafka", "break read instead") == 0.0
