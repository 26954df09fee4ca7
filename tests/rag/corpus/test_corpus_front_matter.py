"""What notes say about themselves."""

from __future__ import annotations

import time

from datetime import date

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.front_matter import FrontMatter, is_unclosed, read


def top(source: str, mark: str = "---") -> FrontMatter:
    found = read("a.md", f"{mark}\n{source}\n{mark}\n글\n")
    assert found is not None
    return found


def test_reads_all_keys() -> None:
    """Title, date, category, tags and address are read."""
    assert FrontMatter(
        rows=7,
        title="패딩 🧩",
        title_line=2,
        day=date(2021, 5, 11),
        category="딥러닝",
        tags=("cnn", "패딩"),
        url="https://a.b/c#d",
    ) == top(
        "title: 패딩 🧩\ndate: 2021-05-11\ncategory: 딥러닝\n"
        "tags: [cnn, 패딩, cnn]\nurl: https://a.b/c#d"
    )


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("🧩 퍼즐", r"\ud83e\udde9 퍼즐"),
        ("\ufffd 반쪽", r"\ud800 반쪽"),
        ("한", r"\u1112\u1161\u11ab"),
    ],
)
def test_escapes_become_text_that_can_be_stored(title: str, written: str) -> None:
    """Halves of a character are joined or marked, and Hangul is composed."""
    found = top(f'title: "{written}"\ntags: ["{written}"]')

    assert title == found.title
    assert (title,) == found.tags


@pytest.mark.parametrize("escape", [r"\U00110000", r"\UFFFFFFFF"])
def test_an_escape_beyond_unicode_is_a_problem(escape: str) -> None:
    """What stands for no character is refused, not raised."""
    (problem,) = top(f'title: "{escape}"').problems

    assert problem.fatal


@pytest.mark.parametrize("written", ["2021", "1.10", "no", "2021-05-11", "0x1F", "1e3"])
def test_titles_are_texts(written: str) -> None:
    """YAML's numbers, truths and days stay what the author wrote."""
    assert written == top(f"title: {written}").title


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("a: b", '"a: b"'),
        ("it's", "'it''s'"),
        ("두 줄", "두\n  줄"),
        ("두 줄", ">\n  두\n  줄"),
        ("[WIP] 글", '"[WIP] 글"'),
        ("[WIP]", "[WIP]"),
        ("null", '"null"'),
        (None, "null"),
        (None, "~"),
        (None, ""),
        (None, '""'),
    ],
)
def test_titles_in_all_styles(title: str | None, written: str) -> None:
    """Quoted, folded and empty titles mean what YAML says."""
    assert title == top(f"title: {written}").title


@pytest.mark.parametrize(
    ("category", "source"),
    [
        ("AI/ML", "category: AI/ML"),
        ("AI/ML", "categories: [AI, ML]"),
        ("AI/ML", "Categories:\n  - AI\n  - ML"),
        ("AI ML", "categories: AI ML"),
        ("파이썬", "분류: 파이썬"),
        (None, "categories: []"),
    ],
)
def test_categories(category: str | None, source: str) -> None:
    """One category, or several from the outermost on."""
    assert category == top(source).category


@pytest.mark.parametrize(
    ("tags", "source"),
    [
        (("a", "b c"), "tags: a, b c"),
        (("a", "b"), "tags: a b"),
        (("a b # 🐸", "c"), 'tags: ["a\\nb\\n\\n# 🐸", c]'),
        (("a", "b"), "tags:\n- '#a'\n- b"),
        (("a",), "tags: [[a]]"),
        ((), "tags:"),
    ],
)
def test_tags(tags: tuple[str, ...], source: str) -> None:
    """Tags come as a list, or as a text with commas or blanks."""
    assert tags == top(source).tags


@pytest.mark.parametrize(
    "source",
    [
        "date: 2021-05-11",
        "date: 2021-05-11T23:30:00+09:00",
        'date: "2021.05.11"',
        "created: 2021/5/11",
        "created_at: 2021년 5월 11일",
        "published: May 11, 2021",
        "published: false\ndate: 2021-05-11",
        "date:\ncreated: 2021-05-11",
        "날짜: 2021-05-11",
        "출처: 책\n작성일: 2021-05-11",
        "작성일시: 2021-05-11T03:38:00.000Z",
        "created_time: 2021-05-11T03:38:00.000Z\nlast_edited_time: 2021-06-01",
        "pubDate: 2021-05-11",
        "⭕첫 학습날: 2021-05-11\n🛑오늘: '⏰오늘 : 2024/10/27'\n오늘2: 2024/10/27",
        'created: "[[2021-05-11]]"',
        'created: "[[Daily/2021-05-11|그날]]"\n작성일: 2021-05-11',
        "작성일: 여름쯤\n등록일: 2021.05.11",
    ],
)
def test_days(source: str) -> None:
    """The day has several names and forms."""
    assert date(2021, 5, 11) == top(source).day


@pytest.mark.parametrize(
    ("line", "source"),
    [
        (2, "date: 2021-13-01"),
        (3, "title: a\ndate: 어제"),
        (4, "title: a\n\ndate: {{date}}"),
        (2, "created: 11/05/2021"),
    ],
)
def test_a_bad_day_is_fatal_and_has_a_line(line: int, source: str) -> None:
    """A day that is none keeps the note out, and the author finds it."""
    (problem,) = top(source).problems

    assert problem.fatal
    assert line == problem.line
    assert "2021-05-11" in problem.hint


def test_what_is_no_day_and_no_date_is_passed_over() -> None:
    """Jekyll's "published: false" is neither a date nor a mistake."""
    assert FrontMatter(rows=3, draft=True) == top("published: false")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        (2, "title: a: b"),
        (3, "date: 2021-05-11\ntitle: [WIP] 글"),
        (3, "title: a\n\tdate: b"),
        (2, "title: \x07"),
        (2, "title: @a"),
        (2, "title: *a"),
        (2, "title: " + "[" * 3000),
    ],
)
def test_bad_yaml_is_fatal_and_has_a_line(line: int, source: str) -> None:
    """What isn't YAML keeps the note out; the line is the file's."""
    (problem,) = top(source).problems

    assert problem.fatal
    assert line == problem.line
    assert problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "글\n---\ntitle: a\n---\n",
        "---\ntitle: a\n\n글\n",
        "---\n글이다\n---\n글\n",
        "---\n- a\n- b\n---\n",
        "----\ntitle: a\n----\n",
        "---\n**강조**: 그리고\n[a\n---\n",
        "---\ntitle: a\n\n# 큐\n\n먼저 든 것이 나온다.\n\n---\n뒤\n",
        "---\ntitle: a\n\n# 큐\n한 일: 복습\n할 일: 없음\n\n---\n뒤\n",
        "---\ntitle: a\n\n- 큐\n- 덱\n\n---\n뒤\n",
        "---\ntitle: a\n# 큐\n먼저 든 것이 나온다.\n---\n뒤\n",
        "",
    ],
)
def test_a_thematic_break_is_no_front_matter(text: str) -> None:
    """Unless ``key: value`` stands between two marks on top, it is all body."""
    assert read("a.md", text) is None


@pytest.mark.parametrize(
    ("meant", "text"),
    [
        (True, "---\ntitle: a\n\n글\n"),
        (True, "+++\ntitle = 'a'\n\n글\n"),
        (True, "---\n제목: 큐\n\n# 큐\n\n나온다.\n\n---\n뒤\n"),
        (False, "---\ntitle: a\n---\n글\n"),
        (False, "---\n결론: 큐\n\n글\n"),
        (False, "title: a\n\n글\n"),
        (False, ""),
    ],
)
def test_front_matter_that_is_never_closed_is_known(meant, text) -> None:
    """A mark, and behind it what front matter begins with, but no end of it."""
    assert meant is is_unclosed(text)


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (2, "---\n---\n글"),
        (3, "---  \n# 주석\n---\n글"),
        (3, "---\ntitle: a\n...\n글"),
        (4, "\n---\ntitle: a\n---\n글\n---\n"),
        (3, "+++\ntitle = 'a'\n+++\n글"),
        (5, "---\ntitle: a\n\n상태: 완료\n---\n글"),
        (6, "---\ntitle: a\n\n# SEO\nog_image: x\n---\n글"),
        (7, "---\ntitle: a\nabout: >\n\n  글\ntags: b\n---\n글"),
    ],
)
def test_where_it_ends(rows: int, text: str) -> None:
    """The first closing mark ends it; empty front matter is one, too."""
    found = read("a.md", text)

    assert found is not None
    assert rows == found.rows
    assert () == found.problems


def test_toml() -> None:
    """Hugo's TOML has the same keys."""
    found = top(
        "title = '글'\ndate = 2021-05-11T23:00:00+09:00\n"
        "categories = ['AI', 'ML']\n[taxonomies]\ntags = ['a']",
        "+++",
    )

    assert ("글", date(2021, 5, 11), "AI/ML", ("a",)) == (
        found.title,
        found.day,
        found.category,
        found.tags,
    )


def test_bad_toml_has_a_line() -> None:
    """What isn't TOML is named with the file's line."""
    (problem,) = top("title = 'a'\ndate = x", "+++").problems

    assert (3, True) == (problem.line, problem.fatal)


@pytest.mark.parametrize(
    ("count", "url"),
    [(0, "https://a.b"), (1, "javascript:alert(1)"), (1, "a.b/c"), (0, "/posts/a/")],
)
def test_only_addresses_are_kept(count: int, url: str) -> None:
    """What can't be opened from elsewhere is left out, and the note stays."""
    found = top(f"url: '{url}'")

    assert (url if url.startswith("http") else None) == found.url
    assert [False] * count == [problem.fatal for problem in found.problems]


@given(st.text(max_size=60), st.sampled_from(["---", "+++"]))
def test_any_front_matter_is_read_or_refused(source: str, mark: str) -> None:
    """Nothing between the marks raises."""
    found = read("a.md", f"{mark}\ntitle: {source}\n{mark}\n")

    assert found is None or found.rows


def test_hostile_yaml_takes_little_time() -> None:
    """Nesting that a parser would take minutes for is refused."""
    before = time.process_time()
    problems = [top(f"title: {s * 9000}").problems for s in ("[", "{", "[a, ")]
    problems.append(top("tags:\n" + "- " * 9000).problems)

    assert all(problems)
    assert time.process_time() - before < 5
