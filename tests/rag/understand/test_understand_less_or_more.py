from datetime import date

import pytest

from rag.query_types import Kind
from rag.types import Ask, Turn
from rag.understand.query import understand


KNOWN = ("react", "git", "DB", "ML & DL")
YEAR = {n: (date(n, 1, 1), date(n, 12, 31)) for n in range(2019, 2025)}


def read(talk):
    *before, question = talk.split(" / ")
    history = tuple(
        Turn(role=role, content=said)
        for turn in before
        for role, said in (("user", turn), ("assistant", "노트 3개입니다 (전체)."))
    )
    ask = Ask(question=question, history=history, today=date(2024, 6, 12))
    return understand(ask, categories=KNOWN)


@pytest.mark.parametrize(
    ("talk", "year", "gone"),
    [
        ("2022년 글 목록 / react도 빼줘", 2022, ["react"]),
        ("2022년 글 목록 / react 빼고 / git도 빼줘", 2022, ["react", "git"]),
        (
            "2022년 글 목록 / react는 제외해줘 / DB 글도 빼 주세요",
            2022,
            ["react", "DB"],
        ),
        ("노트 목록 / DB 말고 / 몇 개야?", None, ["DB"]),
        ("2022년 글 목록 / Kafka 빼줘 / Redis도", 2022, ["Kafka", "Redis"]),
        ("notes from 2022 / without git", 2022, ["git"]),
        ("notes from 2022 / leave out git / and react too", 2022, ["git", "react"]),
        ("notes from 2022 / leave git out / exclude DB as well", 2022, ["git", "DB"]),
        ("list all notes / drop Kafka", None, ["Kafka"]),
    ],
)
def test_what_is_left_out_adds_up(talk, year, gone):
    """A turn that does no more than leave out keeps all else of the list before."""
    got = read(talk)

    assert not got.text
    assert YEAR.get(year, (None, None)) == (got.since, got.until)
    assert gone == [*got.without_categories, *got.without_texts]


def test_times_are_left_out_of_what_was_listed():
    """A year of a category, a month of a year: the rest of the list stays."""
    year = read("git 글 목록 / 2022년은 빼고")
    month = read("2022년 글 목록 / 3월은 빼줘")

    assert ("git", (YEAR[2022],)) == (year.category, year.without)
    assert YEAR[2022] == (month.since, month.until)
    assert {*range(1, 13)} - {3} == {*month.months}


@pytest.mark.parametrize(
    ("talk", "parts"),
    [
        ("2022년 글 보여줘 / 그럼 2021년 것도", [(2022, None), (2021, None)]),
        ("2022년 DB 글 보여줘 / 2019년 글도", [(2022, "DB"), (2019, "DB")]),
        ("git 글 보여줘 / react도 보여줘", [(None, "git"), (None, "react")]),
        ("list git notes / also the DB ones", [(None, "git"), (None, "DB")]),
        ("notes from 2022 / and 2021 too", [(2022, None), (2021, None)]),
        (
            "notes from 2022 / add 2021 / plus 2019",
            [(n, None) for n in (2022, 2021, 2019)],
        ),
    ],
)
def test_what_is_added_stands_beside_the_list_before(talk, parts):
    """Both are listed; what goes without saying is taken over."""
    got = read(talk)

    assert (Kind.LIST, "") == (got.kind, got.text)
    assert parts == [(p.since and p.since.year, p.category) for p in got.parts]


def test_what_is_left_out_leaves_all_parts():
    """So does the number that is asked for then."""
    got = read("2022년 글 보여줘 / 2021년 것도 / git은 빼고 / 몇 개야?")

    assert Kind.COUNT is got.kind
    assert [("git",), ("git",)] == [p.without_categories for p in got.parts]


@pytest.mark.parametrize(
    "talk",
    [
        "2022년 글 보여줘 / DB 빼줘 / 2021년 것도",
        "notes from 2022 / without DB / and 2021 too",
    ],
)
def test_a_time_that_was_not_listed_is_added(talk):
    """Of what is left of one year nothing can be left out by another."""
    got = read(talk)

    assert [(YEAR[n], ("DB",)) for n in (2022, 2021)] == [
        ((p.since, p.until), p.without_categories) for p in got.parts
    ]


def test_what_was_left_out_can_be_let_in():
    """``react도 다시 넣어줘`` takes back what was said."""
    got = read("노트 목록 / react 빼고 / git도 빼줘 / react도 다시 넣어줘")
    year = read("노트 목록 / 2021년 빼줘 / 2022년도 빼줘 / 2022년은 다시 넣어줘")

    assert ("git",) == got.without_categories
    assert (YEAR[2021],) == year.without


def test_a_list_is_remembered_over_many_turns():
    """What the first of ten turns listed still holds in the last."""
    months = "".join(f" / {month}월은 빼줘" for month in range(1, 9))
    got = read(f"2022년 DB 글 목록{months} / 몇 개야?")

    assert ("DB", Kind.COUNT, YEAR[2022]) == (
        got.category,
        got.kind,
        (got.since, got.until),
    )
    assert (9, 10, 11, 12) == got.months


@pytest.mark.parametrize(
    "talk",
    [
        "제일 오래된 글 3개 / 그 다음 3개",
        "최근 글 3개 / 그 전 3개 보여줘",
        "show my last 3 notes / and the 3 before that",
        "show my last 3 notes / next 3",
    ],
)
def test_so_many_more_are_those_that_come_next(talk):
    """In the order of the list before."""
    got = read(talk)

    assert (3, 3, "") == (got.count, got.skip, got.text)


@pytest.mark.parametrize(
    "talk",
    [
        "2022년 글 목록 / 그거 말고",
        "2022년 글 목록 / DB 글에서 인덱스 빼는 법 알려줘",
        "2022년 글 목록 / 2021년도",
        "CLIP이 뭐야? / git도 빼줘",
    ],
)
def test_no_less_and_no_more(talk):
    """What points at no thing, asks for something else, or follows no list."""
    got = read(talk)

    assert ((), (), ()) == (got.parts, got.without_texts, got.without_categories)
