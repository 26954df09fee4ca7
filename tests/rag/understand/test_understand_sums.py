from datetime import date

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.query_types import Kind
from rag.types import Ask, Turn
from rag.understand.conversation.sums import asked
from rag.understand.query import understand


KNOWN = ("ML library", "ML & DL", "도구")


def read(turns):
    *before, question = turns.split(" / ")
    history = tuple(
        Turn(role=role, content=content)
        for turn in before
        for role, content in (("user", turn), ("assistant", "노트는 모두 3개입니다."))
    )
    ask = Ask(question=question, history=history, today=date(2026, 11, 22))
    return understand(ask, categories=KNOWN)


def told(part):
    days = f"{part.since:%Y-%m}" if part.since else ""
    return " ".join(filter(None, (part.text, days, part.category)))


@pytest.mark.parametrize(
    ("turns", "parts"),
    [
        (
            "2022년 3월에 몇 개 썼어? / 4월은? / 5월은? / 세 달 다 합쳐서 몇 개야?",
            ["2022-03", "2022-04", "2022-05"],
        ),
        (
            "2021년 몇 개? / 2022년은? / 2023년은? / 그럼 합치면?",
            ["2021-01", "2022-01", "2023-01"],
        ),
        ("2021년 몇 개? / 2022년은? / 2023년은? / 뒤에 둘 합치면?", None),
        (
            "2021년 몇 개? / 2022년은? / 2023년은? / 두 해 더하면 몇 개지",
            ["2022-01", "2023-01"],
        ),
        (
            "2021년에 몇 개 썼어? / 2022년에는? / 둘 중 뭐가 더 많아?",
            ["2021-01", "2022-01"],
        ),
        ("2021년에 몇 개 썼어? / 2022년에는? / 더 많은 해는?", ["2021-01", "2022-01"]),
        (
            "ML library 몇 개야? / ML & DL은? / 어느 쪽이 더 많아?",
            ["ML library", "ML & DL"],
        ),
        ("CLIP 글 몇 개야? / ViT 글은 몇 개? / 총합 얼마야", ["CLIP", "ViT"]),
        (
            "2022년 5월 글 보여줘 / 6월은? / 두 달 합해서 몇 개임",
            ["2022-05", "2022-06"],
        ),
        (
            "how many notes in 2021? / and in 2022? / which has more?",
            ["2021-01", "2022-01"],
        ),
        (
            "how many notes in 2021? / and in 2022? / and together?",
            ["2021-01", "2022-01"],
        ),
        (
            "how many notes in May 2022? / and May 2023? / how many in total?",
            ["2022-05", "2023-05"],
        ),
        ("2021년 몇 개? / 고마워 / 2022년은? / 둘 다 합하면?", ["2021-01", "2022-01"]),
        (
            "2022년 5월 몇 개? / 6월은? / 합치면? / 그중 도구는?",
            ["2022-05 도구", "2022-06 도구"],
        ),
        ("2022년 5월 몇 개? / 6월은? / 합치면? / 목록 보여줘", ["2022-05", "2022-06"]),
    ],
)
def test_what_was_counted_is_added_up(turns, parts):
    """The counts before are the parts, as many of the last as are named."""
    got = read(turns)

    if parts is None:
        assert not got.parts
        return
    assert parts == [told(part) for part in got.parts]
    assert (got.kind in {Kind.COUNT, Kind.LIST}, "") == (True, got.text)


@pytest.mark.parametrize(
    "turns",
    [
        "2022년 글 몇 개? / 다 합쳐서 몇 개야?",
        "CLIP이 뭐야? / ViT는? / 둘 중 뭐가 더 좋아?",
        "CLIP이 뭐야? / ViT는? / 둘이 합치면 어떻게 돼?",
        "2021년 몇 개? / 2022년은? / 두 리스트 합치는 법",
        "2021년 몇 개? / 2022년은? / sum of squares",
        "2021년 몇 개? / 2022년은? / 파라미터가 더 많은 모델은?",
        "2021년 몇 개? / 카테고리별로는? / 제일 많은 건?",
        "그럼 합치면?",
    ],
)
def test_nothing_is_added_up(turns):
    """One count, no counts, or what the notes say of sums."""
    assert () == read(turns).parts


def test_another_time_is_no_part():
    """What is asked after a sum, with a time of its own, is of that time alone."""
    got = read("2022년 5월 몇 개? / 6월은? / 합치면? / 7월은?")

    assert ((), None) == (got.parts, got.measure)
    assert date(2022, 7, 1) == got.since


@given(st.text(max_size=100))
def test_never_raises(text):
    """Any text asks for a sum or doesn't."""
    assert asked(text) is None or len(text) <= 80
