from datetime import date

import pytest

from rag.query_types import Kind, Piece
from rag.types import Ask
from rag.understand.query import understand


def read(question):
    ask = Ask(question=question, today=date(2024, 6, 12))
    return understand(ask, categories=("DB", "ML & DL"))


@pytest.mark.parametrize(
    ("question", "about", "what"),
    [
        ("레디스 글에 있는 표 보여줘", "레디스", "table"),
        ("Kafka 노트에 나온 코드 좀 보여줄래?", "Kafka", "code"),
        ("triplet loss 글 수식", "triplet loss", "formula"),
        ("세마포어 글의 그림만 보여줘", "세마포어", "picture"),
        ("커넥션 풀 글에 적힌 링크 알려줘", "커넥션 풀", "link"),
        ("show me the code in the Kafka note", "Kafka", "code"),
        ("what are the formulas in my triplet loss note?", "triplet loss", "formula"),
        ("the table from the connection pool entry", "connection pool", "table"),
    ],
)
def test_a_piece_of_a_note_is_asked_for_by_name(question, about, what):
    """What it is, and of which note; else the question is searched for as it is."""
    got = read(question)

    assert Piece(about=about, what=what) == got.piece
    assert question.rstrip("?") == got.text.rstrip("?")
    assert got.kind not in {Kind.LIST, Kind.COUNT}


@pytest.mark.parametrize(
    "question",
    [
        "코드 있는 글 보여줘",
        "2022년 글에 있는 코드 보여줘",
        "Kafka 글들 표 보여줘",
        "Kafka 코드 보여줘",
        "Kafka 글 보여줘",
        "notes with code",
        "how do I show the code in the Kafka console?",
        "글에 있는 표 만드는 법",
    ],
)
def test_no_note_is_named(question):
    """Notes by what they hold, or a question on what they say."""
    assert read(question).piece is None
