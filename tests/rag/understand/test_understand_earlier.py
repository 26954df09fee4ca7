"""Which of two things was written of first."""

from __future__ import annotations

import unicodedata

from datetime import date

import pytest

from rag.query_types import Kind
from rag.types import Ask, Turn
from rag.understand.query import understand


TODAY = date(2024, 5, 20)


@pytest.mark.parametrize(
    ("question", "both", "last"),
    [
        ("모나드랑 액터 모델 중에 뭘 먼저 썼어?", ("모나드", "액터"), False),
        ("모나드하고 액터 글 중에 뭐가 더 최근이야?", ("모나드", "액터"), True),
        ("모나드 글이 먼저야, 액터 글이 먼저야?", ("모나드", "액터"), False),
        ("모나드를 액터보다 나중에 정리했나", ("모나드", "액터"), True),
        ("which did I write first, monads or actors?", ("monads", "actors"), False),
        (
            "which is newer, the monad note or the actor note?",
            ("monad", "actor"),
            True,
        ),
        ("did I learn monads before actors?", ("monads", "actors"), False),
    ],
)
def test_both_are_looked_for_by_their_dates(question, both, last) -> None:
    """The one that is asked for comes first; NFD says the same."""
    for said in (question, unicodedata.normalize("NFD", question)):
        got = understand(Ask(question=said, today=TODAY))

        assert (Kind.WHEN, both, last) == (got.kind, got.sides, got.newest_first)


@pytest.mark.parametrize(
    "question",
    [
        "인코더랑 디코더 중에 뭐가 먼저 실행돼?",
        "forward랑 backward 중에 뭐가 먼저야? 🤔",
        "최근에 쓴 글 중에 뭐가 먼저야?",
        "did I write anything before 2020?",
        "did I write about monads before March?",
        "which runs first, the encoder or the decoder?",
    ],
)
def test_what_comes_first_in_a_subject_is_searched_for(question) -> None:
    """Nor is a time the other one."""
    got = understand(Ask(question=question, today=TODAY))

    assert Kind.WHEN is not got.kind


@pytest.mark.parametrize(
    ("before", "question", "last"),
    [
        ("모나드랑 액터 차이가 뭐야", "둘 중 뭐가 먼저야?", False),
        ("모나드랑 액터 차이가 뭐야", "그 중에 뭐가 더 최근이야?", True),
        ("모나드랑 액터 비교해줘", "which one did I write first?", False),
    ],
)
def test_both_may_have_been_named_before(before, question, last) -> None:
    """By the question right before; what else was said doesn't matter."""
    history = (
        Turn(role="user", content=before),
        Turn(role="assistant", content="모나드는 값을 감싼다 [1]."),
    )

    got = understand(Ask(question=question, today=TODAY, history=history))

    assert (Kind.WHEN, ("모나드", "액터"), last) == (
        got.kind,
        got.sides,
        got.newest_first,
    )
    assert (before,) == got.carried
