import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.understand.language.keyboard import compose, fix, swapped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dkssud", "안녕"),
        ("xmfostmvhaj", "트랜스포머"),
        ("qocl wjdrbghk", "배치 정규화"),
        ("batch norm anjdi", "batch norm 뭐야"),
        ("ㅠㅁㅅ초", "batch"),
        ("ㅔㅛ색초", "pytorch"),
        ("ㅁㅅㅅ두샤ㅐㅜ이 뭐야", "attention이 뭐야"),
    ],
)
def test_the_wrong_layout(typed, meant):
    """Words typed in the other layout are set right; those beside them stay."""
    got = fix(typed)

    assert meant == got


@pytest.mark.parametrize(
    "text",
    [
        "the quick brown fox and the dog",
        "django flask numpy kwargs sklearn lstm smtp goto also work width",
        "tf.map_fn(fn, elems) softmax_cross_entropy_with_logits",
        "GAN RLHF DINO ViT",
        "ㅋㅋㅋ ㅎㅎ ㅠㅠ ㅇㅇ ㄱㅅ",
        "배치 정규화가 뭐야?",
        "$\\mathcal{N}(0, 1)$ `x = dkssud[0]`_dkssud",
        "🧩",
        "",
    ],
)
def test_words_and_identifiers_stay(text):
    """What reads well as it stands is left alone."""
    got = fix(text)

    assert got is None


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("gkdl", "하이"),
        ("gkdl ㅋㅋ", "하이 ㅋㅋ"),
        ("ㅗㅑ", "hi"),
        ("dmd", None),
        ("배치", None),
        ("ㅋㅋ", None),
    ],
)
def test_the_other_layout(typed, other):
    """Whatever spells two syllables can be swapped, however well it reads."""
    got = swapped(typed)

    assert other == got


@given(st.text(max_size=30))
def test_never_raises(text):
    """Any text will do, and a correction differs from it."""
    assert fix(text) != text
    assert swapped(text) != text


def test_a_stray_letter_is_no_syllable():
    """Letters compose as a whole or not at all."""
    assert "없다" == compose(list("ㅇㅓㅂㅅㄷㅏ"))
    assert "과일" == compose(list("ㄱㅗㅏㅇㅣㄹ"))
    assert compose(list("ㄱㄱ")) is None
    assert compose(list("ㅏ")) is None
