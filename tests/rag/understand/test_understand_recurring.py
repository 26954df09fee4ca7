from datetime import date, timedelta

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.query_types import Filters
from rag.types import Ask, Entry
from rag.understand.dates import recurring
from rag.understand.query import understand


TODAY = date(2023, 8, 15)  # a Tuesday
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
Y2022 = ("2022-01-01", "2022-12-31")


def read(question, today=TODAY):
    return understand(Ask(question=question, today=today), categories=("git", "DB"))


def span(query):
    return tuple(str(day or "") for day in (query.since, query.until))


@pytest.mark.parametrize(
    ("question", "days", "within"),
    [
        ("토요일에 쓴 글 싹 다", [SAT], None),
        ("월요일에 쓴 글 개수?", [MON], None),
        ("토욜에 쓴 글 몇개", [SAT], None),
        ("월요일마다 쓴 노트", [MON], None),
        ("화요일이랑 목요일에 쓴 노트 목록", [TUE, THU], None),
        ("주말에 올린 글 있어?", [SAT, SUN], None),
        ("평일에 쓴 노트 몇 개", [MON, TUE, WED, THU, FRI], None),
        ("2022년 금요일 글 뭐뭐 있지", [FRI], Y2022),
        ("2022년에 주말에 쓴 것만", [SAT, SUN], Y2022),
        ("did I ever write anything on a Thursday?", [THU], None),
        ("what did I write on Sundays", [SUN], None),
        ("notes written on weekends in 2022", [SAT, SUN], Y2022),
        ("월요일 빼고 쓴 글 몇 개?", [TUE, WED, THU, FRI, SAT, SUN], None),
        ("주말 말고 쓴 글", [MON, TUE, WED, THU, FRI], None),
        ("notes not written on weekends", [MON, TUE, WED, THU, FRI], None),
        ("how many notes on weekdays", [MON, TUE, WED, THU, FRI], None),
    ],
)
def test_any_such_day_of_the_week(question, days, within):
    """Notes of a day of the week are those of every week."""
    got = read(question)

    assert (tuple(days), within or ("", "")) == (got.weekdays, span(got))
    assert "" == got.text


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("월요일에 뭐 했지", "2023-08-14"),
        ("what did I write on Monday", "2023-08-14"),
        ("지난주 월요일에 쓴 글", "2023-08-07"),
        ("8월 14일 월요일에 쓴 글", "2023-08-14"),
        ("이번 주 월요일 노트", "2023-08-14"),
        ("notes from last Monday", "2023-08-14"),
    ],
)
def test_one_day_stays_one(question, day):
    """What is asked of a day that just was, or of a certain week, is one day."""
    assert (day, day) == span(read(question))


@pytest.mark.parametrize(
    "question",
    [
        "월요일에 배포하면 왜 안 돼?",
        "주말 근무 수당은 어떻게 계산해?",
        "요일별로 노트 몇 개?",
        "5월 화요일 함수의 인자는?",
        "does the cron job run on Sundays?",
        "매년 갱신되는 인증서는 5월에 어떻게 바꿔?",
    ],
)
def test_days_of_a_subject_are_no_filter(question):
    """A question on what happens on a day looks at all notes."""
    got = read(question)

    assert ((), ()) == (got.weekdays, got.months)


@pytest.mark.parametrize(
    ("question", "months"),
    [
        ("1월에 쓴 글, 연도 상관없이", [1]),
        ("5월 글만 모아줘 근데 2023년 건 제외", [5]),
        ("매년 2월에 쓴 노트", [2]),
        ("which notes are from February, any year", [2]),
        ("notes from March to May regardless of the year", [3, 4, 5]),
        ("해마다 겨울에 쓴 글", [1, 2, 12]),
        ("매년 5월에 쓴 글 몇 개?", [5]),
        ("5월이나 10월에 쓴 글, 연도 상관없이", [5, 10]),
    ],
)
def test_months_of_any_year(question, months):
    """Where the year is said not to matter, it doesn't."""
    got = read(question)

    assert (tuple(months), ("", "")) == (got.months, span(got))
    assert "" == got.text


def entry(day):
    return Entry(id="a.md", path="a.md", title="a", body="a", day=day)


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.sets(st.integers(0, 6)))
def test_a_day_is_let_in_by_its_weekday(day, days):
    """No weekday means any; what has no date is on none."""
    filters = Filters(weekdays=tuple(sorted(days)))

    assert (not days or day.weekday() in days) == filters.admit(day, None)
    assert filters.admit(None, None) == (not days)


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(0, 14))
def test_whole_months(day, further):
    """Only a stretch of fewer than twelve whole months has months."""
    first = day.replace(day=1)
    end = first
    for _ in range(further + 1):
        end = (end + timedelta(days=32)).replace(day=1)
    got = recurring.months(first, end - timedelta(days=1))

    assert (len(got) == further + 1) if further < 11 else got == ()
    assert recurring.months(first, end) == ()
