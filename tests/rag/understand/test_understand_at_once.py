from datetime import date

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.query_types import Kind
from rag.types import Ask, Turn
from rag.understand.query import understand


KNOWN = ("DB", "네트워크", "ML & DL", "ML library")


def read(*turns):
    history = tuple(
        Turn(role=role, content=said)
        for turn in turns[:-1]
        for role, said in (("user", turn), ("assistant", "노트는 모두 3개입니다."))
    )
    ask = Ask(question=turns[-1], history=history, today=date(2024, 6, 12))
    return understand(ask, categories=KNOWN)


def told(part):
    days = f"{part.since:%Y-%m}" if part.since else ""
    return " ".join(filter(None, (part.text, days, part.category)))


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("2020년 노트 몇 개야? 2024년은?", ["2020-01", "2024-01"]),
        ("2020년 DB 글 몇 개야? 그럼 2021년은?", ["2020-01 DB", "2021-01 DB"]),
        ("작년에 몇 개 썼고 올해는 몇 개 썼어?", ["2023-01", "2024-01"]),
        ("3월 노트는 몇 개고 2023년 4월은 몇 개야", ["2024-03", "2023-04"]),
        ("2020년 노트 몇 개야? 그 다음 해는?", ["2020-01", "2021-01"]),
        ("2022년 3월에 몇 개 썼고 그 전 달엔 몇 개야?", ["2022-03", "2022-02"]),
        ("2020년 DB 글 몇 개야? 그 전 해는?", ["2020-01 DB", "2019-01 DB"]),
        (
            "2021년 글 몇 개? 다음 해는? 그 다음 해는?",
            ["2021-01", "2022-01", "2023-01"],
        ),
        ("2020년 노트 몇 개야? 그 해 5월은?", ["2020-01", "2020-05"]),
        ("how many notes in 2020? And the year after?", ["2020-01", "2021-01"]),
        (
            "how many notes in May 2022 and how many the month before?",
            ["2022-05", "2022-04"],
        ),
        ("DB 글 몇 개? 네트워크는 몇 개?", ["DB", "네트워크"]),
        ("ML & DL이랑 ML library 각각 몇 개야?", ["ML & DL", "ML library"]),
        ("DB랑 네트워크 중에 뭐가 더 많아?", ["DB", "네트워크"]),
        ("Kafka 글이랑 Redis 글 각각 몇 개 있어?", ["Kafka", "Redis"]),
        ("Kafka 글 몇 개야? Redis 글은?", ["Kafka", "Redis"]),
        ("Kafka 글 몇 개야? Redis는?", ["Kafka", "Redis"]),
        ("2020년 글 몇 개고 그중 DB는 몇 개야?", ["2020-01", "2020-01 DB"]),
        ("how many notes in 2020 and how many in 2023?", ["2020-01", "2023-01"]),
        ("how many notes in 2020? And in 2023?", ["2020-01", "2023-01"]),
        ("compare the number of notes in 2020 and 2023", ["2020-01", "2023-01"]),
        ("how many notes on Kafka and Redis each?", ["Kafka", "Redis"]),
        ("which has more notes, ML library or ML & DL?", ["ML library", "ML & DL"]),
        ("2021년 2월이랑 4월 각각 몇 개?", ["2021-02", "2021-04"]),
        (
            "2021년 2월, 9월, 2022년 3월, 1월 각각 몇 개?",
            ["2021-02", "2021-09", "2022-03", "2022-01"],
        ),
        ("8월이랑 4월 각각 몇 개?", ["2023-08", "2024-04"]),
        ("how many notes in May and June 2021 each?", ["2021-05", "2021-06"]),
    ],
)
def test_each_of_several_counts_is_one(question, parts):
    """What is counted in one question is counted as it would be turn by turn."""
    got = read(question)

    assert (Kind.COUNT, "sum", "") == (got.kind, got.measure, got.text)
    assert parts == [told(part) for part in got.parts]


@pytest.mark.parametrize(
    "question",
    [
        "2022년 노트 몇 개야?",
        "2022년이랑 2023년 중 언제 더 많이 썼어?",
        "상반기랑 하반기 각각 몇 개?",
        "DB랑 네트워크 빼면 몇 개야?",
        "train이랑 test 이미지 각각 몇 개야?",
        "MAML에서 task 몇 개 써? 2-shot은?",
        "CLIP이 뭐야? 모달리티는 몇 개야?",
        "노트 몇 개야? 고마워",
        "CLIP 노트 몇 개? 이유는?",
        "CLIP 노트 몇 개? 그 다음은?",
        "how many heads and layers does BERT have each?",
        "레이어 개수랑 헤드 개수 중 뭐가 더 많아?",
    ],
)
def test_what_notes_say_is_not_counted_at_once(question):
    """One count, a count by group, or numbers of things that are no notes."""
    assert () == read(question).parts


def test_a_conversation_goes_on_from_them():
    """They are added up, and narrowed, like counts of several turns."""
    first = "2020년 노트 몇 개야? 2024년은?"

    assert ["2020-01", "2024-01"] == [told(p) for p in read(first, "합치면?").parts]
    narrowed = read(first, "그중 DB는?").parts
    assert ["2020-01 DB", "2024-01 DB"] == [told(p) for p in narrowed]


@given(st.text(alphabet="몇개야 20년글?각랑,and", max_size=60))
def test_never_raises(text):
    """Any text asks for several counts or doesn't."""
    assert all(part.kind is Kind.COUNT for part in read(f"노트 {text}").parts)
