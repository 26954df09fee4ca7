"""Character grams."""

from __future__ import annotations

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.analyse import grams


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("배치정규화", ["배치", "치정", "정규", "규화"]),
        ("배치 정규", ["배치", "치정", "정규"]),
        ("attn", ["att", "ttn"]),
        ("ai는", ["ai", "i는", "는"]),
        ("배치. 정규", ["배치", "정규"]),
        ("가", ["가"]),
        ("📌 ...", []),
    ],
)
def test_grams(text, expected) -> None:
    """
    Hangul by two, Latin by three; across a space or a change of script, not
    across punctuation.
    """
    assert sorted(expected) == sorted(grams.of_document(text))


@given(st.text(alphabet="가나다라마 ", max_size=20))
def test_spaces_do_not_hide_grams(text) -> None:
    """A passage holds every gram that a question without its spaces asks for."""
    squashed = text.replace(" ", "")

    if len(squashed) > 1:
        assert set(grams.of_document(squashed)) <= set(grams.of_document(text))


def test_grams_across_spaces_count_less_in_a_question() -> None:
    """Two words side by side say less than one word."""
    weights = grams.of_question("배치 정규")

    assert {"배치": 1.0, "정규": 1.0, "치정": grams.ACROSS_WEIGHT} == weights


@given(st.text())
def test_questions_and_documents_have_the_same_grams(text) -> None:
    """Both sides are cut in one way, whatever the text."""
    assert set(grams.of_document(text)) == set(grams.of_question(text))
