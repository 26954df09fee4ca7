from datetime import date

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.query_types import Talk
from rag.types import Ask
from rag.understand.dates.impossible import asked
from rag.understand.query import understand


@pytest.mark.parametrize(
    ("question", "talk"),
    [
        ("2021년 2월 30일에 뭐 썼어?", Talk.NO_DAY),
        ("4월 31일 노트", Talk.NO_DAY),
        ("2021년 13월에 쓴 글", Talk.NO_DAY),
        ("2021-02-29 글 있어?", Talk.NO_DAY),
        ("what did I write on February 30, 2021?", Talk.NO_DAY),
        ("notes from 31 April", Talk.NO_DAY),
        ("최근 0개 보여줘", Talk.NO_NOTES),
        ("글 0개", Talk.NO_NOTES),
        ("show me the latest 0 notes", Talk.NO_NOTES),
    ],
)
def test_what_cannot_be_is_said(question, talk):
    """No other day and no other number is taken in its place."""
    assert talk is understand(Ask(question=question, today=date(2024, 6, 1))).talk


@pytest.mark.parametrize(
    "question",
    [
        "2월 29일에 쓴 글",
        "2020-02-29 노트",
        "2월 30일이 없는 이유",
        "글 0개인 달은?",
        "최근 10개",
        "loss가 0개로 나오는 이유",
        "13월의 보너스가 뭐야",
        "notes from May 31",
    ],
)
def test_what_can_be_is_looked_for(question):
    """So is a question that has such a date for its subject."""
    assert understand(Ask(question=question, today=date(2024, 6, 1))).talk is None


@given(st.text(alphabet="0123456789년월일 -.mayfeb개글", max_size=40))
def test_never_raises(text):
    """Any text is possible or not."""
    assert asked(text) in {None, Talk.NO_DAY, Talk.NO_NOTES}
