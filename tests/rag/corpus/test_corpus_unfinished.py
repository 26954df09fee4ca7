"""Drafts and forms are no notes; notes about them are."""

import pytest

from rag.corpus.read import read
from rag.corpus.walk import walk


FORM = "## 오늘 배운 것\n- \n\n## 어려웠던 점\n- [ ] \n"
HINTS = "# 제목\n\n## 오늘 배운 것\n\n배운 것을 한 줄로 적는다.\n"
NOTE = "# 큐 🧺\n\n먼저 든 것이 먼저 나온다. $O(1)$이다.\n"


def reading(tmp_path, path, text):
    """Read the one file *path*."""
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text, "utf-8")
    (file,) = walk(tmp_path).files
    return read(file, first_commit=lambda _: None)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", f"---\ndraft: true\n---\n{NOTE}"),
        ("a.md", f"+++\ndraft = true\n+++\n{NOTE}"),
        ("a.md", f"---\ntitle: 큐\npublished: false\n---\n{NOTE}"),
        ("_drafts/2024-01-02-큐.md", NOTE),
        ("site/_drafts/큐.md", NOTE),
    ],
)
def test_a_draft_is_left_out_and_told_of(tmp_path, path, text) -> None:
    """What its author holds back is answered from no more than it is published."""
    found = reading(tmp_path, path, text)

    assert not found.entries
    assert [(path, False)] == [(p.path, p.fatal) for p in found.problems]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("서식/TIL 템플릿.md", HINTS),
        ("docs/daily-template.md", HINTS),
        ("05 - Template/필기 템플릿.md", "### 단서\n- 배운 것을 몇 문장으로 정리한다."),
        ("05. 템플릿/알고리즘.md", "# 제한\n\n# 풀이\n"),
        ("Templates/Daily.md", FORM),
        ("_templates/day.md", f"---\ncreated: 2024-01-02\n---\n{FORM}"),
        ("etc/template.md", "# 제목\n\n## 문제\n\n## 풀이\n"),
        ("day.md", f'---\ncreated: <% tp.date.now("YYYY-MM-DD") %>\n---\n{HINTS}'),
        ("day.md", f"---\ndate: YYYY-MM-DD\n---\n{HINTS}"),
        ("day.md", f"---\ntitle: {{{{title}}}}: {{{{date}}}}\n---\n{HINTS}"),
        ("day.md", f'+++\ntitle = "큐"\n+++\n# {{{{date:YYYY-MM-DD}}}} TIL\n{FORM}'),
        ("day.md", f"# [TIL] YYYY년 MM월 DD일\n{FORM}"),
        ("{{title}}.md", HINTS),
    ],
)
def test_a_form_is_left_out_and_told_of(tmp_path, path, text) -> None:
    """By its name, by where it is if it says nothing, by what is put in later."""
    found = reading(tmp_path, path, text)

    assert not found.entries
    assert [(path, False)] == [(p.path, p.fatal) for p in found.problems]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", f"---\ndraft: false\npublished: true\n---\n{NOTE}"),
        ("a.md", f"---\npublished: 2024-01-02\n---\n{NOTE}"),
        ("drafts/큐.md", NOTE),
        ("C++ 템플릿.md", NOTE),
        ("cpp/template.md", NOTE),
        ("Django/templates/static.md", NOTE),
        ("TIL template engine.md", NOTE),
        ("cpp/템플릿/함수 템플릿.md", NOTE),
        ("vue.md", "# {{ message }}로 글자를 넣는다\n"),
        ("time.md", "# YYYY-MM-DD는 날짜의 형식이다\n"),
        ("jekyll.md", f"{NOTE}\n```\n---\ntitle: {{{{ page.title }}}}\n---\n```\n"),
        ("j.md", f'---\ntitle: "{{{{ x }}}} 문법"\ndate: 2024-01-02\n---\n{NOTE}'),
        ("큐.md", "# 큐\n\n## 문제\n\n## 풀이\n"),
    ],
)
def test_a_note_is_a_note(tmp_path, path, text) -> None:
    """One about templates, one that says that it is done, one still to be written."""
    assert reading(tmp_path, path, text).entries
