from datetime import date

import pytest

from rag.query_types import Kind
from rag.types import Ask
from rag.understand.query import understand


@pytest.mark.parametrize(
    ("question", "what", "kind"),
    [
        ("코드 있는 노트", "code", Kind.LIST),
        ("코드 블록 붙어있는 노트 몇 개나 돼", "code", Kind.COUNT),
        ("2022년에 쓴 글 중 수식이 들어간 거", "formula", Kind.LIST),
        ("표가 나오는 노트 목록", "table", Kind.LIST),
        ("링크가 적혀 있는 글", "link", Kind.LIST),
        ("그림이 들어간 글 보여줘", "picture", Kind.LIST),
        ("제목만 있고 내용은 없는 노트", "nothing", Kind.LIST),
        ("notes with code", "code", Kind.LIST),
        ("which notes contain formulas?", "formula", Kind.LIST),
        ("how many notes have a table?", "table", Kind.COUNT),
    ],
)
def test_notes_by_what_they_hold(question, what, kind):
    """Asked for are the notes that hold it, whatever they are about."""
    got = understand(Ask(question=question, today=date(2023, 8, 15)))

    assert (what, kind, "") == (got.holding, got.kind, got.text)


@pytest.mark.parametrize(
    "question",
    [
        "코드로 보여줘",
        "코드 있는 노트에서 batch norm은 어떻게 써?",
        "표를 나누는 기준은?",
        "링크드 리스트 노트",
        "how do I write a note with code in Discord?",
        "tables in postgres",
    ],
)
def test_a_question_on_the_thing_itself(question):
    """What is asked of code or tables is no list of notes."""
    got = understand(Ask(question=question, today=date(2023, 8, 15)))

    assert got.holding is None


@pytest.mark.parametrize(
    ("question", "what", "kind"),
    [
        ("표 없는 글", "table", Kind.LIST),
        ("코드가 없는 노트 몇 개야?", "code", Kind.COUNT),
        ("링크가 하나도 없는 글 목록", "link", Kind.LIST),
        ("notes without code", "code", Kind.LIST),
        ("코드 있는 글 빼고 다 보여줘", "code", Kind.LIST),
    ],
)
def test_notes_by_what_they_lack(question, what, kind):
    """What they don't hold is never what they hold, nor all of them."""
    got = understand(Ask(question=question, today=date(2023, 8, 15)))

    assert (what, None, kind, "") == (got.lacking, got.holding, got.kind, got.text)
