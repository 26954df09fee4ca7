"""What a question asks for, and whether a passage gives it."""

import functools
import time

import pytest

from rag.analyse.terms import Analyser
from rag.query_types import Kind
from rag.relevance.answer_type import Wanted, gives, holds, wanted


@functools.cache
def analyser() -> Analyser:
    """The analyser as it is shipped, made within a test: there its Kiwi is shared."""
    return Analyser()


def found(question: str, body: str) -> bool:
    """Say whether one of the sentences of *body*, a line each, gives what is asked."""
    want = wanted(question, Kind.QUESTION)
    assert want is not None
    lines = body.splitlines()
    units = sorted(analyser().units(question), key=lambda u: not u.latin)
    terms = lambda texts: list(analyser().documents(texts))  # noqa: E731
    return gives(want, question, lines, units, "", terms)


@pytest.mark.parametrize(
    ("expected", "question"),
    [
        (Wanted.DEFAULT, "lock_timeout 기본값이 뭐야?"),
        (Wanted.DEFAULT, "epochs 디폴트 몇이야"),
        (Wanted.DEFAULT, "what's the default value of max_retries?"),
        (None, "변수가 비어 있을 때 기본값 쓰는 문법"),
        (None, "bash default value if a variable is empty"),
        (Wanted.VERSION, "이 문법은 어느 버전부터 돼?"),
        (Wanted.VERSION, "Which Python version added this?"),
        (Wanted.ORIGIN, "CORS 표준은 언제 처음 나왔어요?"),
        (Wanted.ORIGIN, "When was the transformer introduced?"),
        (None, "그 글은 언제 적었지?"),
        (None, "드롭아웃은 언제 쓰는 게 좋아?"),
        (Wanted.PERSON, "그래프 글 발표자 이름이 뭐였지?"),
        (None, "글쓴이 이름이 서로 바뀐 원인"),
        (Wanted.PERSON, "은행원 알고리즘을 만든 사람은 누구인가요?"),
        (Wanted.PERSON, "who invented WordPiece?"),
        (None, "What does the author think of it?"),
        (None, "rebase에서 ours theirs 누가 누구야"),
        (Wanted.MEASURE, "대기 시간이 몇 초죠?"),
        (Wanted.NUMBER, "몇 개나 돼?"),
        (Wanted.NUMBER, "How many heads?"),
        (None, "종류 몇 가지 알려줘"),
        (None, "When did I write about CLIP?"),
        (None, "CLIP이 내 노트에 언제 처음 나왔지?"),
        (None, "누구나 이해할 수 있게 설명해줘"),
        (None, "몇 분 만에 설명해줘"),
        (Wanted.NUMBER, "what learning rate did the run use?"),
        (Wanted.NUMBER, "필터 계수 값은?"),
        (Wanted.NUMBER, "창의 크기가 뭐야?"),
        (None, "개수를 세는 함수는 뭐야?"),
        (None, "점수가 떨어진 까닭"),
        (None, "얼마나 확실한지 재는 방법"),
        (None, "그 글은 몇 년 몇 월에 썼지?"),
        (None, "RLHF 몇 줄로 요약"),
    ],
)
def test_what_is_asked_for(expected, question) -> None:
    """Only what a question says outright; a condition is no date."""
    assert expected is wanted(question, Kind.QUESTION)


@pytest.mark.parametrize(
    ("expected", "question", "body"),
    [
        (True, "lock_timeout 기본값이 뭐야?", "`lock_timeout`은 기본이 0이다."),
        (
            False,
            "lock_timeout 기본값이 뭐야?",
            "`lock_timeout`을 5초로 두었다.\n그래서 빨라졌다.\n`work_mem`은 기본이 4MB이다.",
        ),
        (True, "parallel_iterations 기본값은?", "map_fn(fn, parallel_iterations=None)"),
        (False, "pool_size 기본값은?", "`pool_size=20`으로 띄웠다."),
        (False, "idle_timeout 기본값은?", "`lock_timeout`은 기본이 0이다."),
        (False, "큐에 몇 개까지 쌓여?", "1. 큐를 만든다.\n2. 큐를 비운다."),
        (False, "큐에 몇 개까지 쌓여?", "5월 9일에 큐를 고쳤다 🧪."),
        (False, "큐에 몇 개까지 쌓여?", "큐를 비웠다.\n빌드는 14초 걸렸다."),
        (True, "큐에 몇 개까지 쌓여?", "큐에는 512개까지 쌓인다."),
        (True, "use_cache 값은 얼마야?", "fit(x, use_cache=True)"),
        (True, "sync_dist 기본값이 뭐야?", "`sync_dist`를 켠다.\n기본은 평균이다."),
        (True, "ImageBind 언제 나왔어?", "ImageBind는 5월 9일에 발표되었다."),
        (True, "DeepSDF 저자 누구야?", '[^2]: Park, Jeong Joon, et al., "DeepSDF"'),
        (True, "대기 시간이 몇 초죠?", "대기 시간은 30초이다."),
        (False, "대기 시간이 몇 초죠?", "대기 시간을 3번 늘렸다."),
        (True, "드롭아웃은 누가 제안했어?", "드롭아웃은 Hinton 등이 제안했다."),
        (False, "드롭아웃은 누가 제안했어?", "드롭아웃은 과적합을 막는다."),
        (True, "Which version added match?", "match came with Python 3.10."),
        (False, "Which version added match?", "match compares a value with patterns."),
    ],
)
def test_a_sentence_must_give_it_of_the_same(expected, question, body) -> None:
    """Not just mention it, nor give it of something else."""
    assert expected is found(question, body)


@pytest.mark.parametrize(
    ("expected", "want", "text"),
    [
        (True, Wanted.NUMBER, "3번"),
        (False, Wanted.NUMBER, "자주"),
        (False, Wanted.NUMBER, "ResNet18과 GPT-4를 비교한 글[^4]"),
        (True, Wanted.NUMBER, "정확도 93.1%, K=5"),
        (True, Wanted.MEASURE, "30초"),
        (False, Wanted.MEASURE, "30개"),
        (True, Wanted.VERSION, "Python 3.10"),
        (False, Wanted.VERSION, "최신"),
    ],
)
def test_whether_a_text_holds_it(expected, want, text) -> None:
    """Of whatever it speaks; a measure in the unit that is asked for."""
    assert expected is holds(want, "몇 초야?", text)


@pytest.mark.parametrize(
    ("expected", "question", "body", "lacking"),
    [
        (True, "버퍼에 몇 개까지 쌓여?", "버퍼에는 512개까지 쌓인다.", "쌓이"),
        (False, "버퍼의 소비자는 몇 명이야?", "버퍼에는 512개까지 쌓인다.", "소비자"),
        (False, "버퍼의 소비자는 보통 몇 명?", "버퍼에는 512개까지 쌓인다.", "소비자"),
        (
            False,
            "how many consumers has the queue?",
            "The queue holds 512.",
            "consumers",
        ),
        (False, "what batch size has the queue?", "The queue holds 512.", "batch"),
        (True, "how much faster is the queue?", "The queue takes 5 ms.", "faster"),
        (True, "버퍼를 켜면 얼마나 빨라져?", "버퍼로 5배 빨라진다.", "켜"),
        (True, "버퍼의 개수는 몇 개야?", "버퍼를 3개 둔다.", "개수"),
    ],
)
def test_what_is_counted_must_be_there(expected, question, body, lacking) -> None:
    """What else a note counts is no answer; a verb, or a word for counts, is none."""
    units = analyser().units(question)
    (missing,) = [u for u in units if u.form == lacking]
    has = [u for u in units if u.form in {"버퍼", "queue"}]
    terms = lambda texts: list(analyser().documents(texts))  # noqa: E731

    given = gives(Wanted.NUMBER, question, [body], has, "", terms, [missing])

    assert expected is given


@pytest.mark.parametrize("text", ["when was ", "언제 ", "누가 ", "몇  ", "기본값 "])
def test_long_questions_take_no_time(text) -> None:
    """No pattern goes back and forth over a question that repeats itself."""
    began = time.perf_counter()

    wanted(text * 2000, Kind.QUESTION)

    assert time.perf_counter() - began < 5  # minutes, where it does


def test_nothing_else_can_be_an_answer() -> None:
    """A formula may be put in words, a default not in other numbers."""
    assert Wanted.DEFAULT.plain
    assert not Wanted.FORMULA.plain


@pytest.mark.parametrize("name", ["GPT", "BERT", "PyTorch"])
def test_a_model_is_no_person(name) -> None:
    """However well it is known, who made something is not told by its name."""
    assert not holds(Wanted.PERSON, "누가 만들었나", f"{name}로 문장을 요약했다.")


@pytest.mark.parametrize(
    ("heads", "body", "expected"),
    [
        ("위상 정렬", "차수가 0인 것부터 꺼낸다.\n```python\nq = deque()\n```", True),
        ("큐 정리", "차수가 0인 것부터 꺼낸다.\n```python\nq = deque()\n```", False),
        ("위상 정렬", "차수가 0인 것부터 꺼낸다.", False),
    ],
)
def test_the_code_of_a_note_need_not_say_its_name(heads, body, expected) -> None:
    """The title says what the fence is the code of."""
    units = analyser().units("위상 정렬 코드 보여줘")
    sentences = body.split("\n", 1)
    terms = lambda texts: list(analyser().documents(texts))  # noqa: E731

    assert gives(Wanted.CODE, "", sentences, units, heads, terms) is expected
