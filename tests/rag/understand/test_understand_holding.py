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
        ("빈 노트 있어?", "nothing", Kind.LIST),
        ("텅 빈 글 몇 개야?", "nothing", Kind.COUNT),
        ("안 끝난 할 일", "todo", Kind.LIST),
        ("notes with code", "code", Kind.LIST),
        ("코드 있는 2022년 노트", "code", Kind.LIST),
        ("which note has code in 2022?", "code", Kind.LIST),
        ("which notes contain formulas?", "formula", Kind.LIST),
        ("how many notes have a table?", "table", Kind.COUNT),
    ],
)
def test_notes_by_what_they_hold(question, what, kind):
    """Asked for are the notes that hold it, whatever they are about."""
    got = understand(Ask(question=question, today=date(2023, 8, 15)))

    assert ((what,), kind, "") == (got.holding, got.kind, got.text)


@pytest.mark.parametrize(
    ("question", "lacking", "kind"),
    [
        ("카테고리 없는 글", "category", Kind.LIST),
        ("분류 안 된 노트 몇 개야?", "category", Kind.COUNT),
        ("2022년에 쓴 카테고리 없는 글", "category", Kind.LIST),
        ("미분류 노트 목록", "category", Kind.LIST),
        ("태그 안 단 글", "tag", Kind.LIST),
        ("notes without a category", "category", Kind.LIST),
        ("how many notes have no category?", "category", Kind.COUNT),
        ("list untagged notes", "tag", Kind.LIST),
    ],
)
def test_notes_that_bear_none(question, lacking, kind):
    """Of all notes, those that no category, or no tag, stands on are meant."""
    got = understand(Ask(question=question, today=date(2023, 8, 15)))

    assert ((lacking,), kind, "") == (got.lacking, got.kind, got.text)


def test_what_bears_a_tag_is_a_note():
    """A tag of git is on no note."""
    got = understand(
        Ask(question="태그 없는 커밋은 어떻게 찾아?", today=date(2023, 8, 15))
    )

    assert () == got.lacking


@pytest.mark.parametrize(
    "question",
    [
        "코드로 보여줘",
        "코드 있는 노트에서 batch norm은 어떻게 써?",
        "표를 나누는 기준은?",
        "빈 배열 노트",
        "링크드 리스트 노트",
        "how do I write a note with code in Discord?",
        "tables in postgres",
    ],
)
def test_a_question_on_the_thing_itself(question):
    """What is asked of code or tables is no list of notes."""
    got = understand(Ask(question=question, today=date(2023, 8, 15)))

    assert () == got.holding


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

    assert ((what,), (), kind, "") == (got.lacking, got.holding, got.kind, got.text)


@pytest.mark.parametrize(
    ("question", "has", "lacks", "either", "kind"),
    [
        ("코드랑 표가 있는 글", "code table", "", False, Kind.LIST),
        ("코드도 있고 수식도 있는 글 몇 개야?", "code formula", "", False, Kind.COUNT),
        ("코드나 수식 있는 글", "code formula", "", True, Kind.LIST),
        ("이미지 또는 링크가 들어간 노트", "picture link", "", True, Kind.LIST),
        ("notes with both code and tables", "code table", "", False, Kind.LIST),
        ("notes with code or formulas", "code formula", "", True, Kind.LIST),
        ("how many notes have code and a link?", "code link", "", False, Kind.COUNT),
        ("코드는 있는데 수식은 없는 글", "code", "formula", False, Kind.LIST),
        ("notes with code but no formulas", "code", "formula", False, Kind.LIST),
        ("코드도 표도 없는 글 몇 개야", "", "code table", False, Kind.COUNT),
        ("which notes don't have code?", "", "code", False, Kind.LIST),
        ("notes having code but without links", "code", "link", False, Kind.LIST),
        ("notes without code or tables", "", "code table", False, Kind.LIST),
        ("코드 있는 글 빼고 몇 개", "", "code", False, Kind.COUNT),
        ("코드나 표 있는 글 빼고 목록", "", "code table", False, Kind.LIST),
        ("코드 있는 글이랑 수식 있는 글 빼고", "", "code formula", False, Kind.LIST),
        ("2022년에 쓴 글 중 코드 있는 글 빼고 몇 개?", "", "code", False, Kind.COUNT),
    ],
)
def test_notes_by_several_things(question, has, lacks, either, kind):
    """All of them, or one of them, or none, as it is said."""
    got = understand(Ask(question=question, today=date(2023, 8, 15)))

    assert (has.split(), lacks.split()) == ([*got.holding], [*got.lacking])
    assert (either, kind, "") == (got.either, got.kind, got.text)


@pytest.mark.parametrize(
    "question",
    ["끝난 할 일은?", "이미 완료한 할 일 보여줘", "완료한 TODO", "finished todos"],
)
def test_what_is_ticked_off_is_asked_for(question):
    """It is another thing than what is still to be done."""
    ask = Ask(question=question, today=date(2022, 1, 1))

    got = understand(ask)

    assert (("done",), "") == (got.holding, got.text)
