from datetime import date

import pytest

from rag.query_types import Kind
from rag.types import Ask, Turn
from rag.understand.conversation.asides import (
    asks_more,
    asks_related,
    asks_source,
    asks_whole,
)
from rag.understand.query import understand


TALK = (
    Turn(role="user", content="엘릭서의 supervisor가 뭐야?"),
    Turn(role="assistant", content="프로세스를 다시 살린다. [1]"),
)


def read(question, history=TALK):
    return understand(Ask(question=question, history=history, today=date(2024, 1, 1)))


@pytest.mark.parametrize(
    "question",
    [
        "출처는?",
        "출처 알려줘",
        "그거 출처가 어디야?",
        "근거가 뭐야",
        "링크 좀 줘",
        "파일 경로 알려줘",
        "어디에 적혀 있어?",
        "그건 어디에 적혀있는 거야?",
        "어느 노트에서 나온 거야?",
        "무슨 노트야?",
        "몇 번째 줄이야",
        "source?",
        "what's the source",
        "show me the sources please",
        "where is that from?",
        "which note is this from?",
        "where did you find that?",
    ],
)
def test_sources_of_the_answer_before(question):
    """They are asked for, and not searched; with nothing before, they are words."""
    got = read(question)

    assert (Kind.SOURCES, "") == (got.kind, got.text)
    assert Kind.SOURCES is not read(question, ()).kind


@pytest.mark.parametrize(
    "question",
    [
        "출처 표기 규칙이 뭐야?",
        "앞에 거는 어디서 가져온 건데?",
        "근거 법령 정리한 거",
        "데이터 출처가 달라지면 어떻게 돼?",
        "링크드 리스트가 뭐야?",
        "어디에 쓰는 거야?",
        "where is it used?",
        "where does the model come from the hub?",
        "what is an open source license",
    ],
)
def test_what_is_about_the_notes_themselves(question):
    """A word for a source may be what is asked about."""
    assert not asks_source(question)


@pytest.mark.parametrize(
    "question",
    [
        "자세히",
        "더 자세히 설명해줘",
        "좀 더 알려줘",
        "그거 전문 보여줘",
        "노트 전체 보여줘",
        "노트 보여줘",
        "나머지도 보여줘",
        "계속",
        "그게 다야?",
        "more",
        "tell me more",
        "in more detail",
        "show me the whole note",
        "show me the note",
        "go on",
        "is that all?",
    ],
)
def test_more_of_the_note(question):
    """It goes on from what is spoken of, and lists no other notes."""
    assert asks_more(question)
    got = read(question)

    assert Kind.QUESTION is got.kind
    assert got.text.startswith("엘릭서의 supervisor가 뭐야?")
    assert ("엘릭서의 supervisor가 뭐야?",) == got.carried


@pytest.mark.parametrize(
    "question",
    [
        "더 빠른 방법은?",
        "노트 몇 개야?",
        "파이썬 노트 보여줘",
        "모든 노트 보여줘",
        "전체 학습 과정은?",
        "show me all notes",
        "more than one gpu?",
        "자세히 보면 뭐가 달라?",
    ],
)
def test_more_of_something_else(question):
    """More of a thing, and all notes, are no more of the note."""
    assert not asks_more(question)


def test_the_whole_note():
    """`전체` begins anew, `더` goes on."""
    assert asks_whole("노트 전체 보여줘")
    assert asks_whole("show me the whole note")
    assert not asks_whole("더 자세히")
    assert not asks_whole("tell me more")


@pytest.mark.parametrize(
    "question",
    [
        "관련된 노트 더 있어?",
        "관련 글 또 있어?",
        "any related notes?",
        "are there other notes on this?",
    ],
)
def test_notes_on_what_is_spoken_of(question):
    """They are those on the subject, and not all there are."""
    assert asks_related(question)
    got = read(question)

    assert Kind.LIST is got.kind
    assert "엘릭서" in got.text
    assert "supervisor" in got.text
