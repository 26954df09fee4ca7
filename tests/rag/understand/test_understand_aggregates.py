from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.query_types import Kind
from rag.types import Ask, Turn
from rag.understand.intent.aggregates import bounds, candidates
from rag.understand.intent.per_group import distributed
from rag.understand.query import understand


TODAY = date(2023, 9, 1)
KNOWN = ("ML library", "ML & DL")
ROWS = [
    line.split("\t")
    for line in Path(__file__)
    .with_name("aggregates.tsv")
    .read_text("utf-8")
    .splitlines()
    if not line.startswith("#")
]


def read(question, *before):
    history = tuple(Turn(role="user", content=text) for text in before)
    ask = Ask(question=question, history=history, today=TODAY)
    return understand(ask, categories=KNOWN)


def told(value) -> str:
    return "-" if value is None else str(value)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_aggregates_are_understood(row) -> None:
    """What is told, of which groups, within which filters; nothing is searched for."""
    question, *expected = row

    got = read(question)

    least, most = got.having or (None, None)
    having = "-" if least is None else f"{least}..{'' if most is None else most}"
    year = got.since.year if got.since else None
    assert "" == got.text
    assert expected == [
        *map(told, (got.measure, got.group_by, got.then_by)),
        having,
        told(year),
        told(got.category),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "며칠 걸려?",
        "학습에 며칠 걸렸어?",
        "가장 긴 gap을 가진 데이터",
        "가장 긴 간격은?",
        "평균 간격은?",
        "가장 긴 빈도는?",
        "연속으로 두 번 호출하면?",
        "연속으로 쓴 conv layer 두 개",
        "연속 확률 분포에서 한 점의 확률은?",
        "평균은 어떻게 구해?",
        "배치 정규화의 평균은 언제 계산해?",
        "streak 알고리즘",
        "월별 매출 쿼리",
        "날짜별로 데이터를 나누려면?",
        "분기마다 조건이 다르면?",
        "if/else 분기 처리",
        "에폭마다 몇 번 업데이트해?",
        "카테고리별 AP는 어떻게 계산해?",
        "category별 loss",
        "클래스별 비율이 다르면 어떻게 해?",
        "전체 파라미터의 몇 퍼센트를 freeze해?",
        "비율은?",
        "두 개 이상의 loss를 쓰는 경우",
        "하루에 두 번 학습하면?",
        "빈 칸이 없는 날짜 데이터",
        "하이퍼파라미터가 없는 달",
        "SQL having count 2 이상",
        "모델은 전부 CNN 맞지?",
        "논문 나온 지 얼마나 됐어?",
        "GPT 출시된 지 얼마나 됐어?",
        "가장 오래 걸리는 단계는?",
        "두 번 해 줘",
        "Transformer는 언제 제일 많이 쓰여?",
        "월별 매출 제일 많은 달 구하는 쿼리",
        "제일 긴 글 찾는 코드",
        "가장 긴 글자를 세려면?",
        "첫 글자랑 마지막 글자",
        "how do I find the longest note in a MIDI file?",
        "the oldest and the newest file in a directory",
        "데이터가 세 개 넘는 클래스는?",
        "상반기와 하반기 데이터로 나눠 학습하면?",
        "가장 성능이 많은 분기",
        "하루에 평균 얼마나 학습해?",
        "하루 최대 몇 번 호출할 수 있어?",
        "평균적으로 며칠마다 배포하지?",
        "카테고리 비율이 불균형하면?",
        "결측치가 있어?",
        "모두 0이야?",
        "are there any side effects?",
        "do I have any gradient in eval mode?",
        "how often do weights update?",
        "first or second half of the network",
        "longest common subsequence",
        "longest sequence without padding",
        "longest gap",
        "generalization gap between train and test",
        "how many days does training take?",
        "what is the average precision per category?",
        "average number of tokens per day",
        "what share of the parameters is frozen?",
        "two consecutive layers",
        "most pixels in a single image",
        "time between two frames",
        "days between two dates in python",
        "group by month in pandas",
        "groupby quarter in SQL",
        "per year and category pivot table",
        "how long since GPT was released?",
        "how long ago was attention introduced?",
        "is every tensor on the GPU?",
        "are all weights frozen?",
    ],
)
def test_what_the_notes_say_is_searched_for(question) -> None:
    """Gaps, averages and streaks of something else are content, in all its words."""
    got = read(question)

    assert (None, None, None) == (got.measure, got.group_by, got.having)
    assert question == got.text


@pytest.mark.parametrize(
    ("question", "subject", "by"),
    [
        ("PyTorch 글 해마다 몇 개", "PyTorch", "year"),
        ("연도별 PyTorch 글 수는?", "PyTorch", "year"),
        ("카테고리별로 GAN 노트 몇 개야?", "GAN", "category"),
        ("배치 정규화 관련 글 월별로 몇 개임", "배치 정규화", "month"),
        ("how many notes about attention per year", "attention", "year"),
        ("Transformer 얘기는 언제 제일 많이 했지", "Transformer", "month"),
        ("PyTorch는 어느 해에 제일 많이 썼어?", "PyTorch", "year"),
        ("GAN 글 제일 많이 쓴 달은?", "GAN", "month"),
        ("which year did I write most about GANs?", "GANs", "year"),
        ("in which month did I study CNN the most?", "CNN", "month"),
        ("which category has the most notes about CLIP?", "CLIP", "category"),
        ("GAN 글을 연도별로 세어줘", "GAN", "year"),
        ("GAN 글 분기별 통계", "GAN", "quarter"),
        ("GAN에 대해 요일별로 몇 번 썼지", "GAN", "weekday"),
        ("CNN 얘기 제일 많이 한 달이 언제야", "CNN", "month"),
        ("number of docker notes per year", "docker", "year"),
        ("docker notes by category", "docker", "category"),
        ("how often did I write about redis per month?", "redis", "month"),
    ],
)
def test_the_notes_on_a_subject_are_counted_by_group(question, subject, by) -> None:
    """The subject is looked up, and what speaks of it is counted by its date."""
    got = read(question)

    assert (Kind.COUNT, subject, by) == (got.kind, got.text, got.group_by)


@pytest.mark.parametrize(
    ("question", "subject", "measure", "count"),
    [
        ("CLIP 글 중 제일 처음 쓴 거랑 마지막에 쓴 거", "CLIP", "ends", None),
        ("my first and latest notes about GAN", "GAN", "ends", None),
        ("GAN 노트 중에 제일 긴 거", "GAN", "longest", None),
        ("longest note about transformers", "transformers", "longest", None),
        ("GAN 글 중에 가장 짧은 글 2개", "GAN", "shortest", 2),
        ("GAN 글 중 내용 제일 긴 글 top 3", "GAN", "longest", 3),
        ("긴 글 순으로 보여줘", "", "longest", 5),
        ("longest notes about GAN", "GAN", "longest", 5),
    ],
)
def test_an_end_of_the_notes_on_a_subject(question, subject, measure, count) -> None:
    """The ends in time, and of length, are told of the notes on a subject as well."""
    got = read(question)

    assert (subject, measure, count) == (got.text, got.measure, got.count)


@pytest.mark.parametrize(
    "question",
    [
        "CLIP 글 쓴 지 얼마나 됐어?",
        "CLIP 공부한 지 며칠 지났지?",
        "how long has it been since I wrote about CLIP?",
        "how long ago did I write about CLIP?",
    ],
)
def test_the_time_since_a_subject_was_written_about(question) -> None:
    """The subject is looked up, as for the day; the clock is that of the question."""
    got = read(question)

    assert (Kind.WHEN, "CLIP", "elapsed") == (got.kind, got.text, got.measure)
    assert TODAY == got.today


@pytest.mark.parametrize(
    ("question", "newest"),
    [
        ("마지막 글 올린 지 얼마나 지났어?", True),
        ("글 안 쓴 지 며칠 됐어?", True),
        ("처음 쓴 지 얼마나 됐어?", False),
        ("TIL 쓰기 시작한 지 얼마나 됐지?", False),
        ("how long ago was my first note?", False),
        ("how long have I been writing notes?", False),
    ],
)
def test_time_passes_since_one_end(question, newest) -> None:
    """Since the last note, unless the first is named."""
    got = read(question)

    assert ("elapsed", newest, 1) == (got.measure, got.newest_first, got.count)


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("2021년에 글 쓴 날이 며칠?", "2022년은?", ("groups", "day", None, 2022)),
        ("하루에 두 개 이상 쓴 날은?", "2022년은?", (None, "day", (2, None), 2022)),
        ("longest gap between notes", "and in 2022?", ("gap", None, None, 2022)),
        ("2022년 노트 목록", "그중 가장 긴 공백은?", ("gap", None, None, 2022)),
        ("2022년에 가장 긴 공백은?", "목록 보여줘", (None, None, None, 2022)),
        ("2022년 노트 몇 개야?", "분기별로는?", (None, "quarter", None, 2022)),
        ("how many notes in 2022?", "and per quarter?", (None, "quarter", None, 2022)),
        ("2022년 노트 목록", "가장 오래 쉰 기간은?", ("gap", None, None, None)),
        ("2월에 쓴 글 있어?", "3월은?", ("any", None, None, 2023)),
    ],
)
def test_a_conversation_goes_on_from_an_aggregate(before, question, expected) -> None:
    """Another time is told the same of; a list is a list again."""
    got = read(question, before)

    since = got.since.year if got.since else None
    assert expected == (got.measure, got.group_by, got.having, since)
    assert "" == got.text


@pytest.mark.parametrize(
    ("number", "bound", "korean", "expected"),
    [
        ("두", "이상", True, (2, None)),
        ("두", "넘게", True, (3, None)),
        ("두", "넘는", True, (3, None)),
        ("3", "미만", True, (1, 2)),
        ("3", "이하", True, (1, 3)),
        ("하나", "씩만", True, (1, 1)),
        ("여러", "", True, (2, None)),
        ("two", "at least", False, (2, None)),
        ("one", "more than", False, (2, None)),
        ("three", "fewer than", False, (1, 2)),
        ("three", "or fewer", False, (1, 3)),
        ("a single", "only", False, (1, 1)),
        ("2", "+", False, (2, None)),
        ("multiple", "", False, (2, None)),
    ],
)
def test_bounds(number, bound, korean, expected) -> None:
    """Inclusive ends; a group without notes is asked for in other words."""
    assert expected == bounds(number, bound, korean=korean)


@pytest.mark.parametrize(
    "question",
    ["노트가 제일 적은 요일은?", "가장 적은 달은?", "무슨 달에 제일 많이 썼지"],
)
def test_most_and_least_are_no_bounds(question) -> None:
    """A numeral has a counter behind it: 제일 is none, and 적은 not always "wrote"."""
    got = read(question)

    assert (None, None) == (got.measure, got.having)
    assert got.group_by in {"weekday", "month"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("연도별 카테고리별", ["year", "category"]),
        ("연도·분기별로", ["year", "quarter"]),
        ("카테고리마다 월별로", ["category", "month"]),
        ("by category and year", ["category", "year"]),
        ("per quarter, per category", ["quarter", "category"]),
        ("yearly", ["year"]),
        ("상반기랑 하반기 중", ["half"]),
        ("first or second half of 2022", ["half"]),
        ("기별", []),
        ("구분별", []),
        ("성별", []),
        ("by the way", []),
    ],
)
def test_units_are_read_in_their_order(text, expected) -> None:
    """Two at most; a word that merely ends like one is none."""
    assert expected == distributed(text)[0]


@given(st.text(max_size=80))
def test_never_raises(text) -> None:
    """Any text has some candidates or none."""
    assert all(found.rest.endswith("?") for found in candidates(text))


def test_filters_by_hand_hold() -> None:
    """An aggregate is within what is given by hand."""
    ask = Ask(question="2021년에 가장 긴 공백은?", today=TODAY)

    got = understand(replace(ask, since=date(2022, 1, 1)), categories=KNOWN)

    assert ("gap", date(2022, 1, 1), None) == (got.measure, got.since, got.until)
