"""So many of what notes are counted by."""

from __future__ import annotations

from datetime import date

import pytest

from rag.query_types import Kind
from rag.types import Ask
from rag.understand.query import understand


def read(question):
    ask = Ask(question=question, today=date(2023, 9, 1))
    return understand(ask, categories=("DB", "수학"))


@pytest.mark.parametrize(
    ("question", "by", "top"),
    [
        ("제일 많이 쓴 태그 3개", "tag", 3),
        ("상위 세 개 카테고리", "category", 3),
        ("카테고리 상위 2개 알려줘", "category", 2),
        ("글이 가장 많은 달 두 개", "month", 2),
        ("제일 적게 쓴 요일 2개는?", "weekday", 2),
        ("가장 많이 달린 태그 top 5", "tag", 5),
        ("top 3 tags", "tag", 3),
        ("what are the top five categories?", "category", 5),
        ("the 3 busiest months", "month", 3),
        ("my most used 4 tags", "tag", 4),
        ("the 2 years with the most notes", "year", 2),
    ],
)
def test_so_many_groups_are_told_of(question, by, top):
    """The number is of the groups, and no note is left out by it."""
    got = read(question)

    assert (by, top, None) == (got.group_by, got.top, got.count)
    assert (Kind.COUNT, "") == (got.kind, got.text)


def test_they_are_of_the_notes_that_are_named():
    """A time and a subject keep to their notes."""
    assert 2022 == read("2022년에 제일 많이 쓴 태그 3개").since.year
    assert ("Redis", 2) == (
        read("Redis 글 제일 많이 쓴 달 2개").text,
        read("Redis 글 제일 많이 쓴 달 2개").top,
    )


@pytest.mark.parametrize(
    "question",
    ["top 5 accuracy가 뭐야?", "상위 3개 결과만 쓰는 이유는?", "what is top-3 error?"],
)
def test_what_notes_are_not_counted_by_is_searched_for(question):
    """The best results of a model are no tags."""
    got = read(question)

    assert (None, None) == (got.group_by, got.top)
    assert got.text
