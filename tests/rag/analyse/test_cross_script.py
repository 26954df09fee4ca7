"""Words in the other script, in another spelling, or with a slip in them."""

import pytest

from rag.analyse.cross_script import (
    as_formula_in,
    initials_in,
    mistyped_in,
    run_together_in,
    sounds_in,
    spelt_in,
)


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


@pytest.mark.parametrize(
    ("expected", "word", "text"),
    [
        (True, "readreplica", "one read replica 🧪"),
        (True, "readreplica", "두 read-replicas를 둔다"),
        (False, "readreplica", "read the replica"),
        (False, "adreplica", "read replica"),
        (False, "read", "read replica"),
    ],
)
def test_two_words_run_together(expected, word, text) -> None:
    """Whole words, one after the other; a plural is the same."""
    assert expected is run_together_in(word, text)


def test_two_words_run_together_in_the_other_script() -> None:
    """리드레플리카 is said of read replica as one word."""
    assert sounds_in({"리드레플리카"}, "one read replica 🧪")
    assert not sounds_in({"리드레플리카"}, "read the new replica")


@pytest.mark.parametrize(
    ("expected", "word", "text"),
    [
        (True, "wal", "a write-ahead log"),
        (True, "rr", "Read Replica를 둔다"),
        (True, "tf", "TensorFlow 2"),
        (False, "rr", "we read replicas"),
        (False, "wal", "write it, and log"),
        (False, "tab", "로그를 push to a bucket 한다"),
        (False, "ram", "we run a migration 🐘"),
        (False, "w", "Write Ahead"),
        (False, "", "Write Ahead"),
    ],
)
def test_initials(expected, word, text) -> None:
    """Of words side by side; of two, only with capitals."""
    assert expected is initials_in(word, text)


def test_a_formula_in_plain_letters() -> None:
    """How it is marked up doesn't matter; what else it holds does."""
    assert as_formula_in("b+c", r"$B^+ \mathbf{c}$이다")
    assert not as_formula_in("b+c", "$B c$")
    assert not as_formula_in("bc", "$B c$")
