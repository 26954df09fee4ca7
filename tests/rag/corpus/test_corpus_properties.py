"""Tags and categories that stand in the text itself."""

import pytest

from rag.corpus.markdown import read


def entry(text, path="자료/힙.md"):
    """Return the one note in *text*."""
    (found,) = read(path, text, first_commit=lambda _: None).entries
    return found


@pytest.mark.parametrize(
    ("text", "tags", "category"),
    [
        ("# 힙\n\n날짜: 2024년 5월 3일\n태그: 트리, 우선순위 큐\n상태: 완료\n\n글", ("트리", "우선순위 큐"), "자료"),
        ("# 힙\n\n분류: Java\nTags: heap tree\n\n글", ("heap", "tree"), "Java"),
        ("# 힙\n#git #자료/트리\n\n글", ("git", "자료/트리"), "자료"),
        ("#a, #b\n#c #d\n\n글", ("a", "b", "c", "d"), "자료"),
        ("---\ntags: [위]\ncategory: 위\n---\n분류: 아래\n태그: 아래", ("위",), "위"),
        ("# 힙\n\n글\n\n태그: 아래\n분류: 아래", (), "자료"),
        ("#제목\n\n글", (), "자료"),
        ("#1 #2\n\n글", (), "자료"),
        ("# 색\n\n#fff #A0B1C2\n\n글", (), "자료"),
        ("# 힙\n\n분류: 힙은 트리의 하나다.\n태그: 문단을 감싼다", (), "자료"),
        ("# 힙\n\n분류: 값을 여러 묶음 가운데 하나로", (), "자료"),
        ("# 힙\n\nTags: a b c d e\nCategory: A B / C D", ("a", "b", "c", "d", "e"), "A B / C D"),
        ("# 힙\n글이다. 태그: 아님", (), "자료"),
    ],
)  # fmt: skip
def test_rows_on_top_say_what_a_note_is_filed_under(text, tags, category) -> None:
    """Those of Notion and of Obsidian; front matter goes first."""
    found = entry(text)

    assert (tags, category) == (found.tags, found.category)
    assert "태그" not in text or "태그" in found.body
