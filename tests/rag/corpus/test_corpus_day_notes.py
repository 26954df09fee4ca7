"""Files of many days: where they are cut, and what stays whole."""

import unicodedata

from datetime import date

import pytest

from rag.corpus.read import normal, read_text


def entries(text, path="TIL.md"):
    """Read *text* as the file *path* that nobody committed."""
    return read_text(path, normal(text), first_commit=lambda _: None).entries


DIARY = """# TIL 🗒️

## 2025-03-04 (화)
### 로드 밸런서
라운드 로빈은 차례대로 나눈다 `x[0]`.

## 2025.03.05
가비지 컬렉션이 멈추는 시간을 쟀다.

```
## 2025-03-06
```

## 2025년 3월 7일
### 뮤텍스
하나만 들어간다.
### 세마포어
여럿이 들어간다.
"""


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_heading_that_is_a_day_begins_a_note(form) -> None:
    """Each note has its day, the lines of the file, and an id of its own."""
    found = entries(unicodedata.normalize(form, DIARY), "모음/til.md")

    assert [(e.id, e.day) for e in found] == [
        ("모음/til.md#2025-03-04", date(2025, 3, 4)),
        ("모음/til.md#2025-03-05", date(2025, 3, 5)),
        ("모음/til.md#2025-03-07", date(2025, 3, 7)),
    ]
    assert [e.title for e in found] == [
        "로드 밸런서",
        "가비지 컬렉션이 멈추는 시간을 쟀다",
        "뮤텍스, 세마포어",
    ]
    assert [(e.line_start, e.line_end) for e in found] == [(3, 5), (7, 12), (14, 18)]
    rows = DIARY.split("\n")
    for entry in found:
        assert [rows[n - 1] for n in entry.lines] == entry.body.split("\n")
        assert entry.category == "모음"


@pytest.mark.parametrize(
    ("path", "text", "days"),
    [
        ("2024.md", "## 11월 2일\nA.\n## 11월 3일 (일)\nB.", ["11-02", "11-03"]),
        ("a.md", "# 2024년 11월\n## 2일\nA.\n## 3일\nB.", ["11-02", "11-03"]),
        ("a.md", "# 2024 notes\n## Nov 2\nA.\n## Nov 3\nB.", ["11-02", "11-03"]),
        ("a/2024-11.md", "# 11/02\n가.\n# 11/03\n나.", ["11-02", "11-03"]),
        ("a.md", "## 2024 11 02 토\nA.\n## 2024 11 03 일\nB.", ["11-02", "11-03"]),
        ("2024-11-01-Nov.md", "## 11/2: 힙\n가.\n## 11/3: 큐\n나.", ["11-02", "11-03"]),
        ("24/2024년 11월.md", "# 2024-11-02 힙\n가.\n# 11월 3일 큐\n나.",
         ["11-02", "11-03"]),
        ("2024.11.md", "## 11.2.\n가.\n## 11.3.\n나.", ["11-02", "11-03"]),
        ("2024-11.md", "11월 2일 토요일\n가.\n\n11월 3일 일요일\n나.",
         ["11-02", "11-03"]),
        ("일기.txt", "2024.11.02\n가.\n\n2024.11.03\n나.\n\n2024.11.04\n다.",
         ["11-02", "11-03", "11-04"]),
        ("a.md", "# 24.11.02\n가.\n# 24.11.03\n나.", ["11-02", "11-03"]),
        ("a.md", "[2024-11-02]\n---\n가.\n\n📌 2024-11-03\n---\n나.", ["11-02", "11-03"]),
        ("a.md", "## 2024-11-02\nA.\n## 2024-11-03\nB.\n## 2024-11-04 vi\nC.",
         ["11-02", "11-03", "11-04"]),
    ],
)  # fmt: skip
def test_days_as_people_write_them(path, text, days) -> None:
    """The year may stand above, in the title or in the name of the file."""
    assert [f"{e.day:%m-%d}" for e in entries(text, path)] == days
    assert {e.day.year for e in entries(text, path)} == {2024}


@pytest.mark.parametrize(
    "text",
    [
        "# Outage\n## Cause\nA.\n## 2024-11-02\nB.\n## 2024-11-03\nC.\n## End\nD.\n## X",
        "# 버전\n## 2024-11-02\n하나뿐이다.\n## 정리\n끝.",
        "# 변경\n## 1.2\n가.\n## 1.3\n나.",
        "# Log\n## 2024-11-02 docker\nA.\n## 2024-11-03 nginx\nB.",
        "# 같은 날\n## 2024-11-02\n가.\n## 2024-11-02\n나.",
        "# 24.11\n## 24.11.02\nA.\n## 24.11.03\nB.",
        "# 코드\n```\n## 2024-11-02\n## 2024-11-03\n```",
    ],
)
def test_an_ordinary_note_stays_whole(text) -> None:
    """
    Days among other headings, one day, versions and code cut nothing.

    Nor does 24.11.02 without Hangul: it may be a day of 2002 as well.
    """
    (entry,) = entries(text, "note.md")

    assert entry.id == "note.md"


@pytest.mark.parametrize(
    "text",
    [
        "# 2024\n## 1/3: 힙\n가.\n## 2/3: 큐\n나.\n## 3/3: 줄\n다.",
        "# 2024\n## 11/2: 힙\n가.\n## 11/3: 큐\n나.\n## 정리\n다.",
    ],
)
def test_parts_in_a_file_of_a_month_are_no_days(text) -> None:
    """The third part of three is no day in March, and one heading more keeps all."""
    (entry,) = entries(text, "2024-11.md")

    assert entry.id == "2024-11.md"


def test_what_stands_under_no_day_is_kept() -> None:
    """Text above the days is a note of its own; a table of contents is none."""
    text = "# 스터디\n\n규칙은 이렇다.\n\n## 2024-11-02\n가.\n## 2024-11-03\n나."

    rest, first, _ = entries(text)
    assert (rest.id, rest.day, rest.body) == (
        "TIL.md",
        None,
        "# 스터디\n\n규칙은 이렇다.",
    )
    assert first.title == "스터디"
    assert len(entries(text.replace("규칙은 이렇다.", "- [2일](#2024-11-02)"))) == 2


def test_a_day_that_stands_twice_gives_two_notes() -> None:
    """The second has a number, and an empty day is told of."""
    text = "## 2024-11-02\n가.\n## 2024-11-03\n나.\n## 2024-11-02\n다.\n## 2024-11-05\n"
    reading = read_text("TIL.md", text, first_commit=lambda _: None)

    assert [e.id for e in reading.entries] == [
        "TIL.md#2024-11-02",
        "TIL.md#2024-11-03",
        "TIL.md#2024-11-02-2",
    ]
    (problem,) = reading.problems
    assert (problem.line, problem.fatal) == (7, False)


def test_the_file_is_named_where_it_says_more_than_that_it_is_a_diary() -> None:
    """Else nobody finds what stands under ## 2024-11-02 of a book's notes."""
    text = "# 컴파일러 책\n## 2024-11-02\n### 파서\n가.\n## 2024-11-03\n### 렉서\n나."

    assert [e.title for e in entries(text)] == [
        "파서 (컴파일러 책)",
        "렉서 (컴파일러 책)",
    ]
    diary = text.replace("컴파일러 책", "2024년 11월 개발일지")
    assert [e.title for e in entries(diary)] == ["파서", "렉서"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("# 힙\n\n작성일: 2024-11-02\n\n큰 것이 위.", date(2024, 11, 2)),
        ("# Heap\n> **Date:** Nov 2, 2024\n\nBig ones first.", date(2024, 11, 2)),
        ("# 힙\n2024.11.02\n큰 것이 위.", date(2024, 11, 2)),
        ("# 힙\n`2024/11/02`\n큰 것이 위.", date(2024, 11, 2)),
        ("# 힙\n(2024년 11월 2일)\n큰 것이 위.", date(2024, 11, 2)),
        ("# 힙\n📅 2024-11-02 (토)\n큰 것이 위.", date(2024, 11, 2)),
        ("# 힙\n~~2024-11-02~~\n큰 것이 위.", None),
        ("# 힙\n수정일: 2024-11-02\n큰 것이 위.", None),
        ("# 힙\n큰 것이 위.\n\n작성일: 2024-11-02", None),
        ("# 연혁\n- 2024-11-02\n- 2024-11-03", None),
        ("# 힙\n2024-11-02에 나온 논문.", None),
    ],
)
def test_the_line_below_the_title_tells_the_day(text, day) -> None:
    """Labelled or alone, but only at the top, and never that of a change."""
    assert entries(text, "heap.md")[0].day == day


@pytest.mark.parametrize(
    ("path", "text", "day", "title"),
    [
        ("24.11.02 힙.md", "Largest on top.", date(2024, 11, 2), "힙"),
        ("24-11-02_힙_정렬.md", "큰 것이 위.", date(2024, 11, 2), "힙 정렬"),
        ("log/24.11.02 heap.md", "큰 것이 위.", date(2024, 11, 2), "heap"),
        ("[TIL] 24-11-02.md", "큰 것이 위.", date(2024, 11, 2), "2024-11-02"),
        ("24.11.02 heap.md", "Largest on top.", None, "24.11.02 heap"),
        ("24.11.02.7 힙.md", "큰 것이 위.", None, "24.11.02.7 힙"),
        ("24.13.02 힙.md", "큰 것이 위.", None, "24.13.02 힙"),
    ],
)
def test_a_short_year_in_a_name(path, text, day, title) -> None:
    """Where Hangul, in the path or the note, tells that the year stands first."""
    (entry,) = entries(text, path)

    assert (entry.day, entry.title) == (day, title)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("2024-08.md", "## 11.1\n가.\n## 11.2\n나."),
        (
            "역사.md",
            "연표이다.\n\n2024.11.02\n가.\n\n2024.11.03\n나.\n\n2024.11.04\n다.",
        ),
        ("2023.md", "2024-11-02\n가.\n\n2024-11-03\n나."),
        ("2024.md", "11월 3일\n가.\n\n11월 2일\n나.\n\n11월 4일\n다."),
        ("2024.md", "11월 2일에 쓴다.\n\n11월 3일까지 쓴다."),
    ],
)
def test_rows_that_are_no_diary_cut_nothing(path, text) -> None:
    """Rows of days cut what begins with one, or is named by their time, in order."""
    assert len(entries(text, path)) == 1
