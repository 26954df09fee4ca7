import re

from datetime import date, timedelta

import pytest

from fakes.quotes import is_source
from fakes.rag import entry
from hypothesis import given
from hypothesis import strategies as st

from rag.lists.listing import listed
from rag.query_types import Kind, Query
from rag.types import Outcome
from rag.wording.aggregates import Measured, duration, topic


TODAY = date(2022, 10, 10)
DAYS = {
    date(2020, 2, 28): 1,
    date(2020, 2, 29): 2,
    date(2020, 3, 1): 1,
    date(2021, 6, 30): 1,
    date(2021, 7, 1): 1,
    date(2022, 3, 1): 3,
}
NOTES = [
    entry(f"n{day}-{i}", day=day, category="나" if day.year == 2022 else "가")
    for day, count in DAYS.items()
    for i in range(count)
] + [entry("o", day=None, category=None)]
ASIDE = "날짜가 없는 노트 1개는 빼고"
IN_2020 = {"since": date(2020, 1, 1), "until": date(2020, 12, 31)}
IN_2022 = {"since": date(2022, 1, 1), "until": date(2022, 12, 31)}


def answered(entries=NOTES, question="q", **changes):
    """Return the answer to an aggregate."""
    query = Query(**{"text": "", "kind": Kind.COUNT, "today": TODAY, **changes})
    return listed(entries, query, question)


def first(**changes) -> str:
    """Return its first line."""
    return answered(**changes).text.split("\n")[0]


def rows(text: str) -> list[str]:
    """Return what the rows say, without marks."""
    return [r.split(" [til-")[0] for r in re.findall(r"^- (.+)$", text, re.MULTILINE)]


@pytest.mark.parametrize(
    ("asked", "korean", "english"),
    [
        (
            {"measure": "groups", "group_by": "day"},
            "노트를 쓴 날은 모두 6일입니다 (전체, 노트 10개).",
            "Days with notes: 6 (all, 10 notes).",
        ),
        (
            {"measure": "groups", "group_by": "quarter", **IN_2020},
            "노트를 쓴 분기는 모두 1개입니다 (2020-01-01 ~ 2020-12-31, 노트 4개).",
            "Quarters with notes: 1 (2020-01-01 ~ 2020-12-31, 4 notes).",
        ),
        (
            {"having": (2, None), "group_by": "day"},
            f"노트를 2개 이상 쓴 날은 모두 2일입니다 (전체, {ASIDE}).",
            "Days with 2 or more notes: 2 (all, leaving out 1 without a date).",
        ),
        (
            {"having": (1, 1), "group_by": "month"},
            f"노트를 1개만 쓴 달은 모두 3개입니다 (전체, {ASIDE}).",
            "Months with exactly 1 note: 3 (all, leaving out 1 without a date).",
        ),
        (
            {"having": (9, None), "group_by": "day"},
            f"노트를 9개 이상 쓴 날은 없습니다 (전체, {ASIDE}).",
            "Days with 9 or more notes: none (all, leaving out 1 without a date).",
        ),
        (
            {"having": (0, 0), "group_by": "month", **IN_2022},
            (
                "노트가 없는 달은 모두 9개입니다 (2022-01-01 ~ 2022-12-31,"
                " 2022-01-01 ~ 2022-10-10)."
            ),
            (
                "Months with no notes: 9 (2022-01-01 ~ 2022-12-31,"
                " 2022-01-01 ~ 2022-10-10)."
            ),
        ),
        (
            {"measure": "share", "category": "나"},
            "10개 중 3개로 30.0%입니다 (나, 전체).",
            "3 of 10 notes, 30.0% (나, all).",
        ),
        (
            {"measure": "average", "group_by": "month", **IN_2020},
            (
                "한 달에 평균 0.3개 썼습니다: 2020년 1월 ~ 2020년 12월, 12개월에 4개"
                " (2020-01-01 ~ 2020-12-31). 노트를 쓴 달은 2개이고, 그것만 보면 평균"
                " 2.0개입니다."
            ),
            (
                "0.3 notes a month on average: 4 in 12 months, January 2020 ~ December 2020"
                " (2020-01-01 ~ 2020-12-31). Over the 2 months with notes alone, 2.0."
            ),
        ),
        (
            {"measure": "interval", **IN_2020},
            (
                "평균 1.0일에 한 번 썼습니다: 2020년 2월 28일 ~ 2020년 3월 1일, 2일에 3일"
                " (2020-01-01 ~ 2020-12-31)."
            ),
            (
                "A day with notes every 1.0 days on average: 3 days with notes,"
                " 28 February 2020 ~ 1 March 2020, 2 days (2020-01-01 ~ 2020-12-31)."
            ),
        ),
        (
            {"measure": "gap"},
            (
                "가장 오래 비운 것은 2020년 3월 1일부터 2021년 6월 30일까지"
                f" 486일(1년 3개월 29일)입니다 (전체, {ASIDE})."
            ),
            (
                "The longest gap is from 1 March 2020 to 30 June 2021, 486 days"
                " (1 year, 3 months, 29 days) (all, leaving out 1 without a date)."
            ),
        ),
        (
            {"measure": "streak", "group_by": "day"},
            f"가장 길게 이어 쓴 것은 3일 연속입니다 (전체, {ASIDE}).",
            (
                "The longest streak is 3 days in a row"
                " (all, leaving out 1 without a date)."
            ),
        ),
        (
            {"measure": "streak", "group_by": "day", "having": (2, None)},
            f"2일 이상 연속으로 쓴 적이 2번 있습니다 (전체, {ASIDE}).",
            "2 streaks of 2 days or more (all, leaving out 1 without a date).",
        ),
        (
            {"measure": "streak", "group_by": "month", "having": (3, None)},
            f"3개월 이상 연속으로 쓴 적은 없습니다 (전체, {ASIDE}).",
            "No streak of 3 months or more (all, leaving out 1 without a date).",
        ),
        (
            {"measure": "elapsed", "newest_first": True, "count": 1},
            (
                "가장 최근 노트를 쓴 2022년 3월 1일부터 2022년 10월 10일까지"
                f" 223일(7개월 9일)이 지났습니다 (전체, {ASIDE})."
            ),
            (
                "The latest note is of 1 March 2022, 223 days (7 months, 9 days) before"
                " 10 October 2022 (all, leaving out 1 without a date)."
            ),
        ),
        (
            {"measure": "elapsed", "newest_first": False, "count": 1},
            (
                "가장 처음 노트를 쓴 2020년 2월 28일부터 2022년 10월 10일까지"
                f" 955일(2년 7개월 12일)이 지났습니다 (전체, {ASIDE})."
            ),
            (
                "The first note is of 28 February 2020, 955 days"
                " (2 years, 7 months, 12 days) before 10 October 2022"
                " (all, leaving out 1 without a date)."
            ),
        ),
        (
            {"measure": "span", **IN_2020},
            (
                "처음 쓴 2020년 2월 28일부터 마지막으로 쓴 2020년 3월 1일까지 2일입니다"
                " (2020-01-01 ~ 2020-12-31)."
            ),
            (
                "From the first note, 28 February 2020, to the last, 1 March 2020: 2 days"
                " (2020-01-01 ~ 2020-12-31)."
            ),
        ),
        (
            {"measure": "any", **IN_2022},
            "네, 노트 3개가 있습니다 (2022-01-01 ~ 2022-12-31).",
            "Yes, 3 notes (2022-01-01 ~ 2022-12-31):",
        ),
        (
            {"measure": "any", "since": date(2030, 1, 1)},
            "아니요, 그 조건에 맞는 노트가 없습니다 (2030-01-01 ~).",
            "No, there are no notes for that (2030-01-01 ~).",
        ),
        (
            {"measure": "all", "category": "나", **IN_2022},
            "네, 노트 3개 모두 나에 있습니다 (2022-01-01 ~ 2022-12-31).",
            "Yes, all of 3 notes are in 나 (2022-01-01 ~ 2022-12-31).",
        ),
        (
            {"measure": "all", "category": "나"},
            "아니요, 노트 10개 중 3개만 나에 있습니다 (전체).",
            "No, 3 of 10 notes are in 나 (all).",
        ),
        (
            {"measure": "all", "category": "나", **IN_2020},
            "아니요, 노트 4개 중 나에 있는 것은 없습니다 (2020-01-01 ~ 2020-12-31).",
            "No, none of 4 notes is in 나 (2020-01-01 ~ 2020-12-31).",
        ),
    ],
)
def test_one_sentence_tells_it(asked, korean, english) -> None:
    """In the language of the question; what has no date is told aside."""
    assert korean == first(**asked)
    assert english == first(**asked, lang="en")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (
            {"having": (2, None), "group_by": "day"},
            ["2020년 2월 29일: 2개", "2022년 3월 1일: 3개"],
        ),
        (
            {"having": (9, None), "group_by": "day"},
            ["2022년 3월 1일: 3개"],
        ),
        (
            {"having": (0, 0), "group_by": "month", **IN_2020},
            [
                *("2020년 1월", "2020년 4월 ~ 2020년 12월: 9개"),
                "노트가 있는 달은 2개, 노트 4개",
            ],
        ),
        (
            {"group_by": "half", "then_by": "category"},
            [
                *("2020년 상반기 · 가: 4개", "2021년 상반기 · 가: 1개"),
                *("2021년 하반기 · 가: 1개", "2022년 상반기 · 나: 3개"),
                "날짜 없음: 1개",
            ],
        ),
        (
            {"measure": "share", "group_by": "year"},
            [
                *("2020년: 4개 (40.0%)", "2021년: 2개 (20.0%)"),
                *("2022년: 3개 (30.0%)", "날짜 없음: 1개 (10.0%)"),
            ],
        ),
        (
            {"measure": "streak", "group_by": "day", "having": (2, None)},
            [
                "2020년 2월 28일 ~ 2020년 3월 1일: 3일 연속",
                "2021년 6월 30일 ~ 2021년 7월 1일: 2일 연속",
            ],
        ),
        (
            {"measure": "streak", "group_by": "month"},
            [
                "2020년 2월 ~ 2020년 3월: 2개월 연속",
                "2021년 6월 ~ 2021년 7월: 2개월 연속",
            ],
        ),
    ],
)
def test_rows_name_what_was_found(asked, expected) -> None:
    """Over the 29th of February and the end of a half year as over any other day."""
    assert expected == rows(answered(**asked).text)


def test_a_gap_that_is_not_the_only_one_is_not_told_alone() -> None:
    """Ties are told, and the notes at both ends of each are cited."""
    entries = [entry(f"n{d}", day=date(2022, 5, d)) for d in (1, 4, 5, 8)]

    answer = answered(entries, measure="gap")

    told = "3일로 2번입니다: 2022-05-01 ~ 2022-05-04, 2022-05-05 ~ 2022-05-08"
    assert told in answer.text
    assert [e.id for e in entries] == [c.entry.id for c in answer.citations]


@pytest.mark.parametrize("measure", ["gap", "interval"])
@pytest.mark.parametrize("days", [[None], [date(2022, 5, 1)] * 3])
def test_one_day_has_no_gap(measure, days) -> None:
    """Several notes of one day are one day; that is said, not made up."""
    entries = [entry(f"n{i}", day=day) for i, day in enumerate(days)]

    answer = answered(entries, measure=measure)

    assert "둘 이상이어야" in answer.text
    assert len(days) == len(answer.citations)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2022, 3, 1), "가장 최근 노트는 오늘(2022년 3월 1일) 썼습니다"),
        (date(2022, 3, 2), "2022년 3월 1일부터 2022년 3월 2일까지 1일이 지났습니다"),
        (date(2021, 7, 2), "2021년 7월 1일부터 2021년 7월 2일까지 1일이 지났습니다"),
    ],
)
def test_time_passes_up_to_the_day_of_the_question(today, expected) -> None:
    """A note of a later day has not been written yet."""
    asked = {"measure": "elapsed", "newest_first": True, "count": 1, "today": today}

    assert expected in first(**asked)


def test_months_to_come_are_not_without_notes() -> None:
    """The year of the question ends, so far, on its day."""
    asked = {"having": (0, 0), "group_by": "month", **IN_2022}

    over = answered(**asked, today=date(2024, 1, 1)).text

    assert "2022년 4월 ~ 2022년 12월: 9개" in over
    assert "2022년 4월 ~ 2022년 10월: 7개" in answered(**asked).text


def test_many_days_are_told_by_year() -> None:
    """A row a day would hide the number; every note is still cited."""
    entries = [
        entry(f"n{i}", day=date(2020, 1, 1) + timedelta(9 * i)) for i in range(60)
    ]

    answer = answered(entries, measure="groups", group_by="day")

    assert "모두 60일입니다" in answer.text
    assert ["2020년: 41개", "2021년: 19개"] == rows(answer.text)
    assert 60 == len(answer.citations)


@pytest.mark.parametrize(
    ("first_day", "last_day", "korean", "english"),
    [
        (date(2022, 1, 1), date(2022, 1, 2), "1일", "1 day"),
        (date(2022, 1, 1), date(2022, 1, 31), "30일", "30 days"),
        (date(2022, 1, 1), date(2022, 2, 1), "31일(1개월)", "31 days (1 month)"),
        (
            date(2020, 2, 29),
            date(2021, 3, 1),
            "366일(1년 1일)",
            "366 days (1 year, 1 day)",
        ),
    ],
)
def test_durations(first_day, last_day, korean, english) -> None:
    """Days always, years and months from the first month on."""
    assert korean == duration(first_day, last_day, "ko")
    assert english == duration(first_day, last_day, "en")


def test_particles_fit_their_nouns() -> None:
    """A consonant at the end takes 은."""
    assert ["날은", "분기는", "요일은", "해는"] == [
        topic(by) for by in ("day", "quarter", "weekday", "year")
    ]


@pytest.mark.parametrize("told", Measured, ids=lambda t: t.name)
def test_both_languages_say_the_same_things(told) -> None:
    """No value is told in one language alone, but what names a unit."""
    own = {"s", "topic", "units", "first", "last"}
    korean, english = (set(re.findall(r"\{(\w+)", text)) for text in told.value)

    assert korean - own == english - own


@given(
    st.lists(
        st.tuples(
            st.none() | st.dates(date(2019, 12, 1), date(2021, 3, 31)),
            st.sampled_from(["가", "나", None]),
        ),
        max_size=15,
    ),
    st.sampled_from(
        [
            *"groups share average interval gap streak elapsed span any all".split(),
            *"ends lengths longest shortest".split(),
            None,
        ]
    ),
    st.sampled_from(["day", "month", "quarter", "half", "year"]),
    st.sampled_from([None, (0, 0), (1, 1), (2, None), (1, 3)]),
    st.sampled_from([None, "category", "year"]),
    st.sampled_from(["ko", "en"]),
)
def test_what_is_told_is_cited(found, measure, by, having, then, lang) -> None:
    """Citations number the markers, are words of the notes, and none is invented."""
    entries = [
        entry(f"n{i}", day=day, category=category)
        for i, (day, category) in enumerate(found)
    ]
    asked = {"group_by": by, "having": having, "then_by": then, "lang": lang}
    category = "가" if measure == "all" else None

    answer = answered(entries, measure=measure, category=category, **asked)

    numbers = [int(n) for n in re.findall(r"\[til-(\d+)\]", answer.text)]
    ids = [c.entry.id for c in answer.citations]
    assert [c.number for c in answer.citations] == numbers
    assert len(ids) == len(set(ids))
    assert all(is_source(c) for c in answer.citations)
    assert bool(entries) is (answer.outcome is Outcome.ANSWERED)
    whole = {None, "groups", "share", "all", "any"}
    if measure in whole and having is None:
        assert {e.id for e in entries} == set(ids)


LENGTHS = [
    entry("a", "짧다.", day=date(2021, 1, 1)),
    entry("b", "이 노트가 🧩 가장 길다, $x^2$.", day=None),
    entry("c", "중간쯤 된다.", day=date(2022, 1, 1)),
    entry("d", "셋째로 길어.", day=date(2023, 1, 1)),
]


@pytest.mark.parametrize(
    ("measure", "count", "expected", "told"),
    [
        ("longest", None, ["b.md"], "가장 긴 노트입니다: 21자 (전체)."),
        ("longest", 2, ["b.md", "c.md"], "가장 긴 노트 2개입니다 (전체)."),
        ("shortest", None, ["a.md"], "가장 짧은 노트입니다: 3자 (전체)."),
        (
            "lengths",
            None,
            ["b.md", "a.md"],
            "가장 긴 노트(21자)와 가장 짧은 노트(3자)입니다 (전체).",
        ),
        (
            "ends",
            None,
            ["a.md", "d.md"],
            f"처음 쓴 노트와 가장 최근에 쓴 노트입니다 (전체, {ASIDE}).",
        ),
    ],
)
def test_notes_at_an_end(measure, count, expected, told) -> None:
    """By characters, dated or not; in time, only what has a date."""
    answer = answered(LENGTHS, measure=measure, count=count, kind=Kind.LIST)

    assert expected == [c.entry.id for c in answer.citations]
    assert told == answer.text.split("\n")[0]


def test_one_note_is_both_ends() -> None:
    """It is named once, and not as two."""
    answer = answered(LENGTHS[:2], measure="ends", kind=Kind.LIST)
    by_length = answered(LENGTHS[:1], measure="lengths", kind=Kind.LIST)

    assert ["a.md"] == [c.entry.id for c in answer.citations]
    assert "노트 1개입니다" in answer.text
    assert ["a.md"] == [c.entry.id for c in by_length.citations]
