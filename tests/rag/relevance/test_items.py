"""Whether the items of something are asked for."""

from __future__ import annotations

import pytest

from rag.relevance.items import asked


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("좋은 API의 조건 다섯 가지", 5),
        ("배포 전에 볼 것 3가지가 뭐야?", 3),
        ("체크리스트 항목 전부", 0),
        ("캐시 전략 나열해줘", 0),
        ("정규화 방법 뭐뭐 적었지", 0),
        ("the seven layers", None),
        ("What are the three kinds of joins?", 3),
        ("list the criteria for a good log line", 0),
        ("steps of the handshake in order", 0),
        ("학습률이 뭐야?", None),
        ("3개월 동안 뭐 썼어", None),
        ("what is a linked list?", None),
    ],
)
def test_how_many(question, expected) -> None:
    """None where no items are asked for, 0 where their number isn't said."""
    assert expected == asked(question)
