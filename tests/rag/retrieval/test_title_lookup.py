"""Which notes are titled by what is said, over a real index."""

from __future__ import annotations

from datetime import date

import pytest

from rag.query_types import Kind
from rag.retrieval.title_lookup import TitledNotes
from rag.types import Ask, Turn
from rag.understand.query import understand


NOTES = {
    "2024-03-01-haskell.md": "# Haskell 기본 개념\n\n모나드로 부수 효과를 다룬다. C++보다 느리다.\n",
    "2024-03-02-haskell-gc.md": "# Haskell GC 튜닝\n\n세대를 둘로 나눈다.\n",
    "2024-03-03-terraform.md": "# 테라폼 state 잠금\n\nDynamoDB에 잠금을 둔다.\n",
    "2024-03-04-cpp.md": "# C++ 이동 생성자\n\nrvalue 참조를 받는다.\n",
    "2024-03-05-skip.md": "# 스킵 리스트\n\n평균 O(log n)에 찾는다.\n",
}


@pytest.fixture(scope="module")
def topics(tmp_path_factory, analyser, shelf):
    made = type(shelf)(tmp_path_factory.mktemp("titled"), analyser, None, paid=False)
    made.write(NOTES)
    made.index()
    yield TitledNotes(made.published, analyser)
    made.close()


def titled(topics, text):
    return {
        n.note[11:].removesuffix(".md"): (n.full, n.whole) for n in topics.named(text)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("haskell", {"haskell": (True, True), "haskell-gc": (True, False)}),
        ("하스켈은", {"haskell": (True, True), "haskell-gc": (True, False)}),
        ("Haskell GC", {"haskell": (False, True), "haskell-gc": (True, False)}),
        ("Terraform", {"terraform": (True, False)}),
        ("스킵 리스트 구현", {"skip": (False, True)}),
        ("C++은", {"cpp": (True, False)}),
        ("c", {}),
        ("lock", {}),
        ("이유", {}),
        ("기본", {}),
        ("", {}),
    ],
)
def test_titles_are_met_by_word_and_sound(topics, text, expected):
    """In full by all that is said; as a whole where the title says no more."""
    assert expected == titled(topics, text)


def test_what_a_note_tells(topics):
    """All words must be in one note, one of those asked of."""
    notes = [n.note for n in topics.named("haskell")]

    assert topics.told("모나드", notes)
    assert topics.told("rvalue")
    assert not topics.told("rvalue", notes)
    assert not topics.told("모나드 rvalue")
    assert not topics.told("이유")
    assert not topics.told("모나드", ["gone.md"])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("테라폼은?", "테라폼은?"),
        ("그럼 skip list는 뭐야?", "그럼 skip list는 뭐야?"),
        ("아니 하스켈 말고 테라폼", "테라폼"),
        ("C++의 생성자는?", "C++의 생성자는?"),
        ("모나드는?", "Haskell이 뭐야? 모나드는?"),
        ("GC는?", "Haskell이 뭐야? GC는?"),
        ("장점은?", "Haskell이 뭐야? 장점은?"),
    ],
)
def test_a_turn_goes_on_or_stands_by_the_titles(topics, question, text):
    """A conversation on one note moves to another when that is named."""
    history = (
        Turn(role="user", content="Haskell이 뭐야?"),
        Turn(role="assistant", content="모나드로 부수 효과를 다룬다. [1]"),
    )
    ask = Ask(question=question, history=history, today=date(2024, 4, 1))

    got = understand(ask, topics=topics)

    assert text == got.text


def test_the_time_of_a_list_is_kept(topics):
    """What goes on from a part of a list stays within its days."""
    history = (
        Turn(role="user", content="2024년 3월에 뭐 공부했어?"),
        Turn(role="assistant", content="노트 5개입니다."),
        Turn(role="user", content="그중에 하스켈은?"),
        Turn(role="assistant", content="모나드로 부수 효과를 다룬다. [1]"),
    )

    got = understand(
        Ask(question="자세히", history=history, today=date(2025, 4, 1)), topics=topics
    )

    assert Kind.QUESTION is got.kind
    assert (date(2024, 3, 1), date(2024, 3, 31)) == (got.since, got.until)
    assert "하스켈" in got.text
