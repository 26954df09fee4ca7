from datetime import date

import pytest

from rag.query_types import Kind
from rag.types import Ask
from rag.understand.query import understand
from rag.understand.talk.rewording import ordered, plainly, unformed


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("엘릭서 한 줄 요약", "엘릭서"),
        ("엘릭서 짧게 정리해줘", "엘릭서"),
        ("모나드 요약 좀 해줘", "모나드"),
        ("모나드 노트 영어로 번역해줘", "모나드 노트"),
        ("모나드 알기 쉽게 설명해줘", "모나드 설명해줘"),
        ("초등학생도 이해할 수 있게 모나드 알려줘", "모나드 알려줘"),
        ("explain monads in simple terms", "explain monads"),
        ("monads in one sentence", "monads"),
        ("what is a monad? eli5", "what is a monad?"),
    ],
)
def test_how_to_put_it_is_no_word_to_look_for(question, text):
    """It says what a model would do, and nothing of the subject."""
    assert ordered(question)
    assert text == plainly(question)
    got = understand(Ask(question=question, today=date(2024, 5, 1)))
    assert text == got.text


@pytest.mark.parametrize(
    "question",
    [
        "추출 요약",
        "요약 모델이 뭐야?",
        "기계 번역 모델",
        "supremum 영어로 뭐라고 해?",
        "파이썬 한 줄 코드",
        "문자열 짧게 자르는 법",
        "표로 된 데이터 읽기",
        "쉽게 말하면 뭐야?",
        "회고 노트",
        "모나드 정리해줘",
        "what is text summarization?",
        "how to write a table in SQL",
    ],
)
def test_what_is_about_such_things(question):
    """Translation and tables may be what notes tell of."""
    assert not ordered(question)
    assert question == plainly(question) == unformed(question)


@pytest.mark.parametrize(
    "question",
    [
        "이번 달 회고 써줘",
        "이번 달 공부 내용 블로그 글로 써줘",
        "5월에 뭐했는지 표로 정리해줘",
        "what did I write this month as a table",
    ],
)
def test_a_time_in_another_form_is_that_time(question):
    """What was written then is listed, in the form that there is."""
    got = understand(Ask(question=question, today=date(2024, 5, 20)))

    assert ordered(question)
    assert (Kind.LIST, "") == (got.kind, got.text)
    assert (date(2024, 5, 1), date(2024, 5, 31)) == (got.since, got.until)


@pytest.mark.parametrize(
    "question", ["영어로", "요약해줘", "in one sentence", "표로 정리해줘"]
)
def test_nothing_else_said_stays(question):
    """What would leave nothing is left as it is."""
    assert ordered(question)
    assert question == plainly(question)
    assert question == unformed(question)
