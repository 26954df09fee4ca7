"""A question that is asked once more, by its place in the conversation."""

from __future__ import annotations

import unicodedata

from datetime import date

import pytest

from rag.types import Ask, Turn
from rag.understand.query import understand


HISTORY = tuple(
    Turn(role=role, content=said)
    for role, said in (
        ("user", "모나드가 뭐야? 🧶"),
        ("assistant", "값을 감싼다 [1]."),
        ("user", "2022년 5월에 뭐 썼지"),
        ("assistant", "- 2022-05-01 · **액터** [1]"),
        ("user", "고마워"),
        ("assistant", "별말씀을요!"),
    )
)


@pytest.mark.parametrize(
    ("question", "once"),
    [
        ("아까 첫 번째 질문 다시 답해줘", 0),
        ("맨 처음 질문으로 돌아가서", 0),
        ("아까 내가 한 질문 다시", 2),
        ("마지막 질문 다시 알려줘", 2),
        ("can you go back to my first question?", 0),
        ("answer my last question again, please", 2),
    ],
)
def test_it_is_read_as_it_was(question, once) -> None:
    """Without what was said since; thanks are no question."""
    first = understand(
        Ask(
            question=HISTORY[once].content,
            today=date(2024, 5, 20),
            history=HISTORY[:once],
        ),
        lang="ko",
    )
    for said in (question, unicodedata.normalize("NFD", question)):
        got = understand(Ask(question=said, today=date(2024, 5, 20), history=HISTORY))

        assert (first.text, first.kind, first.since) == (got.text, got.kind, got.since)
        assert (HISTORY[once].content,) == got.carried


@pytest.mark.parametrize(
    "question",
    [
        "면접 질문 다시 보는 법",
        "질문을 다시 쓰는 query rewriting이 뭐야?",
        "what is the first question of an interview?",
    ],
)
def test_what_tells_of_questions_is_searched_for(question) -> None:
    """Nor is anything asked again where nothing was asked."""
    got = understand(Ask(question=question, today=date(2024, 5, 20), history=HISTORY))
    alone = understand(Ask(question="아까 질문 다시", today=date(2024, 5, 20)))

    assert "question" in got.text or "질문" in got.text
    assert "질문" in alone.text


@pytest.mark.parametrize("question", ["영어로 알려줘", "한 줄로", "in Korean please"])
def test_how_it_should_be_put_goes_on_with_what_was_asked(question) -> None:
    """It names nothing that could be looked for."""
    got = understand(
        Ask(question=question, today=date(2024, 5, 20), history=HISTORY[:2])
    )

    assert "모나드가" in got.text
