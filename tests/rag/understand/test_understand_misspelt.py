import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.understand.language.misspelt import mended


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("이번주 뭐 공부햇어", "이번주 뭐 공부했어"),
        ("노트 몆 개 썻지", "노트 몇 개 썼지"),
        ("그게 머엿지", "그게 뭐였지"),
        ("정리됬던 글 잇나", "정리됐던 글 있나"),
        ("햇빛과 엇갈린 잇몸", "햇빛과 엇갈린 잇몸"),
        ("머신러닝", "머신러닝"),
        (
            "무엇을 유지하고 무엇은 버리나, 무엇이지",
            "무엇을 유지하고 무엇은 버리나, 무엇이지",
        ),
        ("무엇네, 무엇다, 무엇니", "무엇네, 무엇다, 무엇니"),
    ],
)
def test_common_slips(wrong, right):
    """A syllable that can only be a slip is read as it was meant."""
    assert right == mended(wrong)


@given(st.text())
def test_positions_stay(text):
    """What is found in the mended text stands there in the other."""
    assert len(text) == len(mended(text))
