"""Days in words and in paths."""

from __future__ import annotations

from datetime import date

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.corpus import dates


DAY = date(2021, 5, 11)


@pytest.mark.parametrize(
    "text",
    [
        "2021-05-11",
        "2021-5-11",
        "2021-05-11T23:30:00+09:00",
        "2021-05-11 23:30:00 +0900",
        "2021-05-11T23:30:00.123Z",
        "2021-05-11 23:30 KST",
        "2021.05.11",
        "2021. 5. 11.",
        "2021/5/11",
        "2021년 5월 11일",
        "2021년 5월 11일 (화) 오후 3:00",
        "20210511",
        "May 11, 2021",
        "11 May 2021",
        "May 11th, 2021",
        "21년 5월 11일",
        "5월 11일, 2021",
        "Tue, 11 May 2021 10:00:00 +0900",
        " 2021-05-11 ",
    ],
)
def test_reads_a_day_as_it_is_written(text: str) -> None:
    """A day is the one on the author's wall, whatever the zone behind it."""
    assert DAY == dates.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021-13-01",
        "2021-02-30",
        "2021-05",
        "2021-05-111",
        "21-05-11",
        "05/11/2021",
        "어제",
        "{{date}}",
        "2021-05-11 그리고 글",
        "9999999999",
        "0000-01-01",
    ],
)
def test_guesses_no_day(text: str) -> None:
    """What isn't a day, or could be two days, is none."""
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    "path",
    [
        "2021-05-11-제목.md",
        "2021-05-11.md",
        "20210511.md",
        "210511 제목.md",
        "TIL-210511.md",
        "2021.05.11.md",
        "2021.05.11",
        "2021_05_11.md",
        "[2021-05-11] 제목.md",
        "2021년 5월 11일.md",
        "2021/05/11.md",
        "202105/11.md",
        "2021년 5월/11일 화요일.md",
        "2021/05/11일.md",
        "2021-05/11.md",
        "2021년/5월/11일.md",
        "2021/0511.md",
        "2021/05-11.md",
        "2021/05/11/제목.md",
        "글/2021-05-11-제목/index.md",
        "May 11, 2021 - Title.md",
        "Tuesday, May 11 2021.md",
        "11 May 2021 Title.md",
        "May-11-2021-title.md",
        "Talk of May 11th, 2021.md",
        "21년 5월 11일 제목.md",
        "판례/21.5.11 판결.md",
        "판례/21.5.11.(화).md",
        "2020/2021-05-11.md",
        "_posts/2021-05-11-x.markdown",
    ],
)
def test_a_path_tells_its_day(path: str) -> None:
    """The file's name decides, then the folders that it stands in."""
    assert DAY == dates.from_path(path)


@pytest.mark.parametrize(
    "path",
    [
        "Day01.md",
        "11.md",
        "2021/05.md",
        "2021/05/11-제목.md",
        "x/1234.md",
        "010-1234-5678.md",
        "999999.md",
        "213199 x.md",
        "2021-13-40.md",
        "x-12345678.md",
        "x 210511.md",
        "한글.md",
        "May 2021.md",
        "Marching 5 2021.md",
        "17.4.1 업데이트.md",
        "21.5.11.3 한글.md",
        "3.5.11 한글.md",
    ],
)
def test_a_number_is_no_day(path: str) -> None:
    """Numbers that are no day in the calendar, or only look like one, are none."""
    assert dates.from_path(path) is None


@given(st.text(max_size=90))
def test_any_text_is_fine(text: str) -> None:
    """No text makes the reader of days fail."""
    for found in (dates.parse(text), dates.from_path(text)):
        assert found is None or isinstance(found, date)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_iso_goes_there_and_back(day: date) -> None:
    """Every day is read from its ISO form, in a value and in a name."""
    assert day == dates.parse(day.isoformat())
    assert day == dates.from_path(f"글/{day.isoformat()}-x.md")


@pytest.mark.parametrize(
    ("title", "day", "alone"),
    [
        ("2021.05.11", DAY, True),
        ("2021. 5. 11. (화) TIL", DAY, True),
        ("[TIL] 2021-05-11", DAY, True),
        ("🌱 TIL – 2021년 5월 11일", DAY, True),
        ("[TIL] 210511 / 힙 정렬", DAY, False),
        ("2021-05-11 — 힙 정렬", DAY, False),
        ("힙 정렬 2021-05-11", None, False),
        ("2021.5.11 릴리스 훑어보기", None, False),
        ("Tilde 2021-05-11", None, False),
        ("TIL", None, False),
    ],
)
def test_a_title_may_begin_with_its_day(title, day, alone) -> None:
    """Behind a label too; 2021.5.11 may be a version, and what ends is not begun."""
    assert (day, alone) == (dates.led_by(title), dates.says_only_a_day(title))


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("21.05.11 화 힙 정렬", "힙 정렬"),
        ("2021-05-11(화) 힙 정렬", "힙 정렬"),
        ("2021-05-11 금 시세 모으기", "금 시세 모으기"),
        ("2021-05-11 화면 배치", "화면 배치"),
    ],
)
def test_a_weekday_belongs_to_the_day_that_it_is(name, rest) -> None:
    """A Tuesday is led by 화; another day of the week is a word."""
    assert rest == dates.without_lead(name)


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("May 11, 2021 - Commas", "Commas"),
        ("11 May 2021", ""),
        ("21.5.11 판결", "판결"),
        ("Talk of May 11, 2021", "Talk of May 11, 2021"),
        ("May 2021", "May 2021"),
    ],
)
def test_the_day_in_front_of_a_name_is_no_part_of_it(name: str, rest: str) -> None:
    """What a note is called by begins behind its day, however that is written."""
    assert rest == dates.without_lead(name, korean=True)


@pytest.mark.parametrize("line", ["기록: 2021-05-11", "**작성:** 2021. 5. 11."])
def test_a_line_tells_the_day(line: str) -> None:
    """A word for writing tells the day when a colon follows."""
    assert DAY == dates.told(line)


@pytest.mark.parametrize("line", ["마감: 2021-05-11", "기록 2021-05-11"])
def test_another_line_tells_none(line: str) -> None:
    """A deadline is not when the note was written, nor is any word before a day."""
    assert dates.told(line) is None
