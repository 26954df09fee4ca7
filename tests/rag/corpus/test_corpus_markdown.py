"""Markdown notes."""

from __future__ import annotations

from datetime import date

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.markdown import read
from rag.types import Entry, Reading


def reading(path: str, text: str) -> Reading:
    return read(path, text, first_commit=lambda _: None)


def entry(path: str, text: str) -> Entry:
    (only,) = reading(path, text).entries
    return only


NOTE = """\
---
title: 패딩
date: 2022-03-01
category: 딥러닝
tags: [cnn]
url: https://example.org/padding
---

# 다른 제목

\t들여쓴 코드
글 끝에 두 칸\x20\x20
$\\mathcal N(0, 1)$ 🧩

"""


def test_a_whole_note() -> None:
    """The body stands as it was written, and each line knows where."""
    assert Entry(
        id="2022/패딩.md",
        path="2022/패딩.md",
        line_start=1,
        line_end=14,
        day=date(2022, 3, 1),
        category="딥러닝",
        title="패딩",
        body="# 다른 제목\n\n\t들여쓴 코드\n글 끝에 두 칸  \n$\\mathcal N(0, 1)$ 🧩",
        lines=(9, 10, 11, 12, 13),
        tags=("cnn",),
        url="https://example.org/padding",
    ) == entry("2022/패딩.md", NOTE)


@pytest.mark.parametrize(
    ("title", "path", "text"),
    [
        ("첫 제목", "a.md", "글\n\n## 첫 제목 ##\n\n# 둘째"),
        ("밑줄 제목", "a.md", "밑줄 제목\n===\n글"),
        ("진짜", "a.md", "```\n# 가짜\n```\n# 진짜"),
        ("C++ 노트", "a.md", "# [**C++** 노트](x.md)"),
        ("둘째", "a.md", "#\n\n# ![](x.png)\n\n# 둘째"),
        ("배치 정규화", "배치_정규화.md", "글"),
        ("self-attention 정리", "self-attention 정리.md", "글"),
        ("batch norm", "2021-05-11-batch-norm.md", "글"),
        ("Day01", "til/Day01.md", "글"),
        ("2021-05-11", "2021-05-11.md", "글"),
        ("2021-05-11", "2021/05/11.md", "글"),
        ("2021-05-11", "[TIL]2021_05_11.md", "글"),
        ("2021-05-11", "210511_TIL.md", "글"),
        ("Tilde", "2021-05-11-Tilde.md", "글"),
        ("제목", "posts/2021-05-11-제목/index.md", "글"),
        ("python", "python/README.md", "글"),
        ("노션 글", "노션 글 0123456789abcdef0123456789abcdef.md", "글"),
    ],
)
def test_titles(title: str, path: str, text: str) -> None:
    """The first heading that isn't code gives the title, else the file's name."""
    found = entry(path, text)

    assert title == found.title
    assert text == found.body


@pytest.mark.parametrize(
    ("category", "path"),
    [
        (None, "a.md"),
        ("python", "python/a.md"),
        ("AI/딥러닝", "AI/딥러닝/a.md"),
        (None, "2021/05/11.md"),
        (None, "2021-05/11.md"),
        (None, "2021년/5월/a.md"),
        ("회고", "회고/2021/a.md"),
        (None, "_posts/2021-05-11-x.md"),
        ("dev", "content/posts/dev/x.md"),
        ("git/공부", "docs/git/공부/x.md"),
        (None, "src/pages/x.md"),
        (None, "posts/2021-05-11-x/index.md"),
    ],
)
def test_folders_are_categories(category: str | None, path: str) -> None:
    """Folders name the category, save those of years, months and generators."""
    assert category == entry(path, "글").category


def test_front_matter_wins() -> None:
    """What a note says about itself counts more than its path."""
    found = entry("b/2021-05-11-x.md", "---\ndate: 2020-01-02\ncategory: c\n---\n# 글")

    assert (date(2020, 1, 2), "c", "글") == (found.day, found.category, found.title)


@pytest.mark.parametrize(
    ("day", "path", "text"),
    [
        (date(2022, 3, 1), "로그.md", "# 2022.03.01\n\n# 공부\n- 큐"),
        (date(2022, 3, 1), "2022/03.md", "# [TIL] 2022-03-01 힙\n글"),
        (date(2022, 3, 1), "a.md", "---\ntitle: '220301 / 힙'\n---\n글"),
        (date(2022, 3, 1), "2022/03/01..md", "# 큐\n글"),
        (date(2022, 3, 2), "2022/03/02.md", "# 2022.03.01 TIL\n글"),
        (date(2022, 3, 2), "a.md", "# 2022-03-01\n생성일: 2022년 3월 2일 오후 4:15"),
        (
            date(2022, 3, 2),
            "a.md",
            "# 큐\n\n상태: 완료\n난이도: 중\n유형: 개념\n언어: Go\n생성일: 2022년 3월 2일\n\n글",
        ),
        (None, "a.md", "# 2022.3.1 버전에서 바뀐 것\n글"),
        (None, "a.md", "# 큐\n\n글 하나: 둘\n셋\n넷\n다섯\n생성일: 2022년 3월 2일"),
    ],
)
def test_a_note_without_a_day_in_its_name_may_say_it(day, path, text) -> None:
    """In its properties, or as what its title begins with; its path goes first."""
    assert day == entry(path, text).day


@pytest.mark.parametrize(
    ("title", "path", "text"),
    [
        (
            "힙 정렬",
            "a/x.md",
            "---\ntitle: 자료 구조\ncategory: 자료구조\n---\n# 힙 정렬",
        ),
        ("힙 정렬", "x.md", "---\ntitle: '[TIL] 2022-03-01'\n---\n# 힙 정렬\n글"),
        (
            "[TIL] 2022-03-01",
            "x.md",
            "---\ntitle: '[TIL] 2022-03-01'\n---\n# 2022.03.01",
        ),
        ("힙", "x.md", "---\ntitle: 힙\ncategory: 힙\n---\n글"),
        ("1920번 수 찾기", "boj/1920번_수_찾기.md", "## 문제\n글\n\n## 풀이\n글"),
        (
            "이분 탐색 메모",
            "22.03.01 이분 탐색 메모.md",
            "### TIL\n- 글\n\n### 회고\n글",
        ),
        ("이분 탐색", "이분 탐색 메모.md", "## 이분 탐색\n글\n\n## 풀이\n글"),
        ("문제", "1920.md", "## 문제\n글\n\n## 풀이\n글"),
        ("수 찾기", "수 찾기.md", "# 문제\n글\n\n# 풀이\n글"),
        ("이분 탐색", "binary-search.md", "# 이분 탐색\n글\n\n# 구현\n글"),
        ("7. Two Heaps", "7. Two Heaps.md", "# 제한\n글\n\n# 접근\n글"),
        ("힙 vs 큐", "힙 vs 큐.md", "# 힙\n글\n\n# 큐\n글"),
        ("힙 - 삽입과 삭제", "힙 - 삽입과 삭제.md", "# 힙\n글\n\n# 예\n글"),
        ("힙", "day3.md", "# 힙\n글\n\n# 큐\n글"),
        ("2022-03-01", "22/2022-03-01.md", "# 🌳 오늘 한 일\n글\n\n# 내일 할 일\n글"),
        ("오늘 한 일", "x.md", "# 오늘 한 일\n글\n\n## 힙\n글"),
        ("Heap & Queue", "2022 03 01 Heap & Queue.md", "## 2022 03 01 TIL\n글"),
        ("Heap", "2022-03-01 Heap.md", "# 2022.03.01 Today I Learned\n글"),
        ("2022-03-01", "2022-03-01.md", "# 🌳 오늘 배운 것\n글"),
        ("Heap", "TIL20220301_Heap.md", "## TIL 2022 03 01\n글"),
        ("TIL 2022 03 01", "TIL20220301_07.md", "## TIL 2022 03 01\n글"),
        ("자료", "자료/0 목차.md", "---\ntitle: 자료\n---\n# 1. 힙\n\n# 2. 큐"),
        ("문제", "수 찾기.md", "## 문제\n글\n\n### 풀이\n글"),
    ],
)
def test_what_many_notes_are_called_gives_way(title, path, text) -> None:
    """To a heading, or to a name in words where the heading is one of several."""
    assert title == entry(path, text).title


def test_a_note_without_a_body_says_its_title() -> None:
    """A title alone is a note; its line is that of the title."""
    found = entry("a.md", "---\ndate: 2020-01-02\ntitle: 나중에\n---\n")

    assert ("나중에", (3,)) == (found.body, found.lines)


def test_the_page_of_a_section_is_no_note_without_text() -> None:
    """Hugo wants one in each folder."""
    found = read("cpp/_index.md", "---\ntitle: C++\n---\n", first_commit=lambda _: None)

    assert () == found.entries
    assert not found.problems[0].fatal
    assert "힙" == entry("cpp/_index.md", "---\ntitle: 힙\n---\n글").title


def test_a_heading_alone_is_a_note() -> None:
    """Nothing is too short to be found."""
    assert "# 제목" == entry("a.md", "# 제목\n").body


def test_a_bad_note_is_left_out_and_a_remark_is_not() -> None:
    """Only fatal problems keep a note out."""
    bad = reading("a.md", "---\ndate: 2020-99-99\n---\n글")
    remarked = reading("a.md", "---\nurl: x\n---\n글")

    assert (0, 1) == (len(bad.entries), len(bad.problems))
    assert (1, 1) == (len(remarked.entries), len(remarked.problems))


@given(
    st.text(alphabet="# -=\n\t글a`$", min_size=1, max_size=40),
    st.sampled_from(["---\ntitle: x\n---\n", "글\n"]),
)
def test_lines_are_those_of_the_file(text: str, top: str) -> None:
    """Line *i* of the body is the file's line that `Entry.lines` says."""
    source = top + text
    rows = source.split("\n")

    entries = reading("a.md", source).entries

    assert entries or not top.startswith("글")
    for found in entries:
        if found.body != "x":
            assert found.body.split("\n") == [rows[line - 1] for line in found.lines]
        assert found.line_end == len(rows) - (not rows[-1])


@pytest.mark.parametrize("behind", ["", "\n---\n\n뒤에 적은 말이다.\n"])
def test_front_matter_that_is_never_closed_is_read_as_text(behind: str) -> None:
    """Nothing of the note is lost, and a remark says what is missing."""
    text = f"---\ntitle: 큐\ndate: 2022-03-01\n\n# 덱 🧺\n\n양쪽에서 꺼낸다.\n{behind}"
    found = reading("a.md", text)

    (one,), (remark,) = found.entries, found.problems
    assert text.strip() == one.body
    assert ("덱 🧺", date(2022, 3, 1)) == (one.title, one.day)
    assert (1, False) == (remark.line, remark.fatal)
    assert "---" in remark.hint
