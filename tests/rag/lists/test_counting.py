import re

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fakes.rag import entry
from hypothesis import given
from hypothesis import strategies as st

from rag.lists.counting import extreme, grouped
from rag.lists.listing import listed
from rag.query_types import Kind, Query


MOST, LEAST = "무슨 달에 제일 많이 썼지", "가장 적게 쓴 달은?"
DAYS = {
    date(2021, 5, 3): 2,  # a Monday
    date(2021, 9, 4): 1,
    date(2023, 5, 1): 1,  # a Monday
    date(2023, 5, 5): 1,
}
NOTES = [
    entry(f"n{day}-{i}", day=day, category="가" if day.year == 2021 else "나")
    for day, count in DAYS.items()
    for i in range(count)
] + [entry("o", day=None, category=None)]


def asked(by=None, question: str = "q", entries=NOTES, **changes) -> str:
    """Return the answer to a count."""
    query = Query(text="", kind=Kind.COUNT, group_by=by, **changes)
    return listed(entries, query, question).text


def rows(text: str) -> list[str]:
    """Return what the rows say, without marks."""
    return [r.split(" [til-")[0] for r in re.findall(r"^- (.+)$", text, re.MULTILINE)]


@pytest.mark.parametrize(
    ("by", "korean", "english"),
    [
        (
            "month",
            ["2021년 5월: 2개", "2021년 9월: 1개", "2023년 5월: 2개", "날짜 없음: 1개"],
            ["May 2021: 2", "September 2021: 1", "May 2023: 2", "no date: 1"],
        ),
        (
            "year",
            ["2021년: 3개", "2023년: 2개", "날짜 없음: 1개"],
            ["2021: 3", "2023: 2", "no date: 1"],
        ),
        (
            "weekday",
            ["월요일: 3개", "금요일: 1개", "토요일: 1개", "날짜 없음: 1개"],
            ["Monday: 3", "Friday: 1", "Saturday: 1", "no date: 1"],
        ),
        (
            "day",
            [
                *("2021년 5월 3일: 2개", "2021년 9월 4일: 1개", "2023년 5월 1일: 1개"),
                *("2023년 5월 5일: 1개", "날짜 없음: 1개"),
            ],
            [
                *("3 May 2021: 2", "4 September 2021: 1", "1 May 2023: 1"),
                *("5 May 2023: 1", "no date: 1"),
            ],
        ),
        (
            "category",
            ["가: 3개", "나: 2개", "분류 없음: 1개"],
            ["가: 3", "나: 2", "no category: 1"],
        ),
    ],
)
def test_groups_are_counted(by, korean, english) -> None:
    """Each with its own number, dates in order, none left out, strays at the end."""
    assert korean == rows(asked(by))
    assert english == rows(asked(by, lang="en"))


@pytest.mark.parametrize(
    ("by", "question", "korean", "english"),
    [
        (
            "month",
            MOST,
            "2021년 5월과 2023년 5월에 각각 2개로 가장 많이 썼습니다.",
            "May 2021 and May 2023 have the most notes (2 each).",
        ),
        (
            "month",
            LEAST,
            "노트를 쓴 달 중에서는 2021년 9월에 가장 적게 썼습니다 (1개).",
            "Of the months with notes, September 2021 has the fewest (1).",
        ),
        (
            "year",
            MOST,
            "2021년에 가장 많이 썼습니다 (3개).",
            "2021 has the most notes (3).",
        ),
        (
            "weekday",
            MOST,
            "월요일에 가장 많이 썼습니다 (3개).",
            "Monday has the most notes (3).",
        ),
        (
            "day",
            MOST,
            "2021년 5월 3일에 가장 많이 썼습니다 (2개).",
            "3 May 2021 has the most notes (2).",
        ),
        (
            "category",
            MOST,
            "노트가 가장 많은 분류는 가입니다 (3개).",
            "가 has the most notes of all categories (3).",
        ),
        (
            "category",
            LEAST,
            "노트가 가장 적은 분류는 나입니다 (2개).",
            "나 has the fewest notes of all categories (2).",
        ),
    ],
)
def test_what_has_most_or_least_comes_first(by, question, korean, english) -> None:
    """A question for it is answered outright, ties named; strays take no part."""
    assert asked(by, question).startswith(f"{korean} ")
    assert asked(by, question, lang="en").startswith(f"{english} ")


@pytest.mark.parametrize("question", [MOST, LEAST])
def test_rows_lead_to_what_was_asked(question) -> None:
    """The number that was asked for is at the top, what has no date at the bottom."""
    counts = [int(re.findall(r"\d+", r)[-1]) for r in rows(asked("month", question))]

    *named, _ = counts
    assert sorted(named, reverse=question == MOST) == named


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("무슨 달에 제일 많이 썼지", "most"),
        ("노트를 가장 많이 적은 달은?", "most"),
        ("제일 열심히 공부한 달은?", "most"),
        ("which month has the most notes?", "most"),
        ("my busiest month", "most"),
        ("Which category has more notes?", "most"),
        ("가장 적게 쓴 달은?", "least"),
        ("노트가 제일 적은 요일은?", "least"),
        ("Which year has the fewest notes?", "least"),
        ("월별 노트 수", None),
        ("가장 최근 달의 노트 수는?", None),
        ("how many notes per month?", None),
    ],
)
def test_a_question_for_an_end_is_told(question, expected) -> None:
    """Most and least; 적은 is also "wrote"."""
    assert expected == extreme(question)


def test_evenness_is_told() -> None:
    """Where all have the same number, none of them is named as the one."""
    entries = [entry(f"n{m}", day=date(2022, m, 1)) for m in range(1, 4)]

    assert asked("month", MOST, entries).startswith("3개 달 모두 노트가 1개씩입니다. ")
    assert asked("month", MOST, entries, lang="en").startswith(
        "All 3 months have 1 note each. "
    )


def test_a_long_tie_names_some() -> None:
    """The sentence stays one; the rows have all of them."""
    entries = [entry(f"n{m}", day=date(2022, m, 1)) for m in range(1, 8)]
    entries += [entry(f"o{i}", day=date(2023, 1, 1)) for i in range(2)]

    korean = asked("month", LEAST, entries)

    assert ", 2022년 5월 등 7개 달에 각각 1개로" in korean.split("\n")[0]
    assert 8 == len(rows(korean))
    assert " and 2 more months have " in asked("month", LEAST, entries, lang="en")


@pytest.mark.parametrize(
    ("busy", "shown"),
    [(1, ["2022년 1월 1일: 2개", "그 밖의 29일: 29개"]), (12, None), (0, None)],
)
def test_of_many_days_the_first_rank_is_shown(busy, shown) -> None:
    """Ten rows at most; how many days come behind them is told, and all are cited."""
    days = [date(2022, 1, 1) + timedelta(i) for i in range(30)]
    every = [*days, *days[:busy]]
    entries = [entry(f"n{at}", day=d) for at, d in enumerate(every)]

    text = asked("day", "어느 날 제일 많이 썼어?", entries)

    got = rows(text)
    assert got == (shown or got)
    assert 2 <= len(got) <= 11
    assert got[-1].startswith("그 밖의 ")
    assert len(entries) == len(re.findall(r"\[til-\d+\]", text))


@pytest.mark.parametrize("kind", [Kind.LIST, Kind.COUNT])
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "분류는 2개입니다 (노트 6개)."),
        ({"lang": "en"}, "Categories: 2 (6 notes)."),
        ({"until": date(2021, 12, 31)}, "분류는 1개입니다 (~ 2021-12-31, 노트 3개)."),
    ],
)
def test_categories_are_counted_as_such(kind, changes, expected) -> None:
    """What there are two of are the categories, not the notes; no category is none."""
    query = Query(text="", kind=kind, group_by="category", **changes)

    assert expected == listed(NOTES, query, "q").text.split("\n")[0]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (
            [date(2021, 5, 1)] * 6 + [date(2022, 5, 1)] * 6,
            ["2021년: 6개", "2022년: 6개"],
        ),
        (
            [date(2022, 5, 1)] * 6 + [date(2022, 6, 1)] * 6,
            ["2022년 5월: 6개", "2022년 6월: 6개"],
        ),
        ([date(2022, 5, n) for n in range(1, 13)], []),
        ([None] * 12, []),
    ],
)
def test_a_number_is_broken_down_where_that_says_more(dates, expected) -> None:
    """By year, within a year by month; a single row would repeat the number."""
    entries = [entry(f"n{i}", day=day) for i, day in enumerate(dates)]

    text = asked(entries=entries)

    assert expected == rows(text)
    assert 12 == len(re.findall(r"\[til-\d+\]", text))


@given(
    st.lists(st.none() | st.dates(date(2021, 1, 1), date(2023, 12, 31)), max_size=30),
    st.sampled_from(["day", "weekday", "month", "year"]),
    st.sampled_from([None, "most", "least"]),
)
def test_rows_hold_every_entry_once(dates, by, end) -> None:
    """Whatever comes first, the numbers add up."""
    entries = [entry(f"n{i}", day=day) for i, day in enumerate(dates)]
    groups = grouped(entries, by, "ko")

    found = groups.rows(end)

    assert sorted(e.id for e in entries) == sorted(e.id for _, es in found for e in es)
    assert all(f": {len(es)}개" in told for told, es in found)
    best = {"most": max, "least": min}.get(end)
    if best and groups.named:
        assert str(best(g.count for g in groups.named)) in groups.first(end)


TAGGED = [
    replace(entry("a", day=date(2021, 1, 1)), tags=("Redis", "캐시")),
    replace(entry("b", day=date(2022, 1, 1)), tags=("redis", "TTL", "redis")),
    entry("c", day=None),
]


def test_notes_are_counted_by_each_of_their_tags() -> None:
    """A note of two is in both rows and cited once; case makes no other tag."""
    answer = listed(
        TAGGED, Query(text="", kind=Kind.COUNT, group_by="tag"), "태그별 개수"
    )

    assert "태그는 3개입니다 (노트 3개)." == answer.text.split("\n")[0]
    assert ["Redis: 2개", "TTL: 1개", "캐시: 1개", "태그 없음: 1개"] == rows(
        answer.text
    )
    assert ["a.md", "b.md", "c.md"] == [c.entry.id for c in answer.citations]


def test_of_many_tags_the_first_are_named() -> None:
    """The rest is told in one row, each note of it once."""
    many = [replace(entry("a"), tags=tuple(f"t{n}" for n in range(40))), *TAGGED]

    text = asked("tag", entries=many, lang="en")

    assert "Redis: 2" == rows(text)[0]
    assert "13 other tags: 2" == rows(text)[-2]
