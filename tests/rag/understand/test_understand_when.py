from datetime import date
from pathlib import Path

import pytest

from hypothesis import example, given
from hypothesis import strategies as st

from rag.understand.dates.when import parse


TODAY = date(2023, 8, 15)


def table():
    lines = Path(__file__).with_name("time_phrases.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("today", "phrase", "since", "until", "about"), table())
def test_time_phrases(today, phrase, since, until, about):
    """Each phrase means these days, counted from that today."""
    found = parse(phrase, date.fromisoformat(today))
    got = ("", "", "-")
    if found:
        days = (str(day or "") for day in (found.since, found.until))
        got = (*days, str(int(found.about_writing)))

    assert (since, until, about) == got


def test_the_table_is_large():
    """The table has at least 200 phrases, and several todays."""
    rows = table()

    assert len(rows) >= 200
    assert len({row[0] for row in rows}) >= 6


@pytest.mark.parametrize(
    ("phrase", "newest_first", "count"),
    [
        ("최근 3개", True, 3),
        ("최근 노트 세 개", True, 3),
        ("최근에 쓴 글 다섯 개", True, 5),
        ("최신순으로 5개만", True, 5),
        ("가장 최근에 정리한 건 뭐야?", True, 1),
        ("마지막으로 쓴 글", True, 1),
        ("요즘 뭐 공부했어", True, None),
        ("최근에 배운 것들", True, None),
        ("가장 처음 쓴 글", False, 1),
        ("맨 처음 정리한 노트 두 개", False, 2),
        ("제일 오래된 노트", False, 1),
        ("첫 번째 노트", False, 1),
        ("노트 3개 보여줘", None, 3),
        ("last 3 notes", True, 3),
        ("the two most recent entries", True, 2),
        ("latest note", True, 1),
        ("my latest notes", True, None),
        ("what did I write last?", True, 1),
        ("recently learned things", True, None),
        ("first note", False, 1),
        ("the first two notes", False, 2),
        ("oldest entry", False, 1),
        ("the first thing I learned", False, 1),
    ],
)
def test_which_end_and_how_many(phrase, newest_first, count):
    """A superlative is one entry unless a number or a plural is named."""
    found = parse(phrase, TODAY)

    assert found is not None
    assert found.about_writing
    assert (newest_first, count) == (found.newest_first, found.count)


@pytest.mark.parametrize(
    "text",
    [
        "최근 연구 동향",
        "가장 최근에 나온 모델",
        "마지막 layer를 freeze",
        "the first layer of the network",
        "last hidden state",
        "recent papers on GAN",
        "처음부터 다시 학습하는 법",
    ],
)
def test_an_end_of_something_else(text):
    """The latest model and the last layer are no entries."""
    found = parse(text, TODAY)

    assert found is None or not found.about_writing


def test_days_and_an_end_together():
    """A range and an order stand in one question, apart from each other."""
    found = parse("2022년에 쓴 글 중 가장 처음", TODAY)

    assert found is not None
    assert (date(2022, 1, 1), date(2022, 12, 31)) == (found.since, found.until)
    assert found.newest_first is False
    assert 2 == len(found.spans)


WORDS = (
    "2022년 10월 6일 22.10 2022-10-06 2월 30일 29일 작년 여름 최근 3개월 세 개 이전 이후 부터 까지"
    " 전 후 에 쓴 글 발표한 ~ - , . / before after since between and to of in last next the"
    " May march 31st 2022 0 99 13 q3 summer week month ago two days 가장 처음 latest notes"
    " TensorFlow 1.15 \\frac{a}{b} `x[0]` 🧩 한"
).split()
phrases = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=9
).flatmap(lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words)))


@given(phrases, st.dates())
@example("999년 전", date.min)
@example("내년 1월 31일 전 999개월 전", date.max)
@example("최근 999개월", date(1, 1, 1))
@example("before 2022-01-01", date.min)
@example("2월 29일", date(3, 3, 1))
@example("그저께", date.min)
@example("2022 March  ~ 2022 May ", date(2023, 1, 1))
def test_never_raises_and_makes_sense(text, today):
    """Whatever is typed: no exception, no range backwards, spans within the text."""
    found = parse(text, today)

    if found:
        assert not (found.since and found.until) or found.since <= found.until
        assert all(0 <= start <= end <= len(text) for start, end in found.spans)
        assert found.count is None or found.count > 0
        assert any((found.since, found.until, found.count)) or found.newest_first in {
            True,
            False,
        }


TIMELESS = "어텐션 배치 정규화 이란 무엇 뭐야 차이 손실 함수 gradient norm model 을 의 비교 sum".split()


@given(st.lists(st.sampled_from(TIMELESS), max_size=9).map(" ".join), st.dates())
def test_no_time_without_words_of_time(text, today):
    """Text without digits and words of time says nothing about time."""
    found = parse(text, today)

    assert found is None


@pytest.mark.parametrize(
    ("phrase", "newest_first", "nth"),
    [
        ("두 번째로 오래된 글은 뭐야?", False, 2),
        ("세 번째로 최근에 쓴 노트", True, 3),
        ("뒤에서 두 번째 노트", True, 2),
        ("마지막에서 세 번째 글", True, 3),
        ("the second oldest note", False, 2),
        ("my 3rd newest entry", True, 3),
        ("the second-to-last note", True, 2),
        ("the last but one entry", True, 2),
    ],
)
def test_one_from_an_end(phrase, newest_first, nth):
    """Which one, counted from the end that is named."""
    found = parse(phrase, TODAY)

    assert found is not None
    assert (newest_first, 1, nth) == (found.newest_first, found.count, found.nth)
