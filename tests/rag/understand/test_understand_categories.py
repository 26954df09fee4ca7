from datetime import date

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.query_types import Kind
from rag.types import Ask
from rag.understand.filters.categories import find
from rag.understand.query import understand


POST = ("🧩 ML library", "🤖 ML & DL")
FOLDERS = (
    "javascript",
    "python",
    "git",
    "ml/pytorch",
    "react_native",
    "data structure",
)


@pytest.mark.parametrize(
    ("text", "known", "category"),
    [
        ("라이브러리 쪽에서 seed 고정하는 법", POST, "🧩 ML library"),
        ("ml library 카테고리", POST, "🧩 ML library"),
        ("MLlibrary로 분류해 둔 글들", POST, "🧩 ML library"),
        ("in ML & DL, what did I learn?", POST, "🤖 ML & DL"),
        ("ML&DL 노트 중 attention", POST, "🤖 ML & DL"),
        ("ML and DL category", POST, "🤖 ML & DL"),
        ("ML DL 쪽은?", POST, "🤖 ML & DL"),
        ("딥러닝 쪽 노트", POST, "🤖 ML & DL"),
        ("ML library에 쓴 글은?", POST, "🧩 ML library"),
        ("in the javascript notes, how do closures work?", FOLDERS, "javascript"),
        ("파이썬 카테고리에서 정렬", FOLDERS, "python"),
        ("pytorch 폴더에 뭐 있어?", FOLDERS, "ml/pytorch"),
        ("react native 분류", FOLDERS, "react_native"),
        ("자료 category: data structure", FOLDERS, "data structure"),
    ],
)
def test_said_to_be_a_category(text, known, category):
    """Case, spaces, emoji and script don't matter when the wording is clear."""
    found = find(text, known)

    assert found is not None
    assert found.explicit
    assert category == found.category


@pytest.mark.parametrize(
    "text",
    [
        "python에서 리스트 뒤집기",
        "how do I revert a commit in git",
        "what are closures in javascript?",
        "git rebase notes",
    ],
)
def test_a_subject_of_the_same_name(text):
    """A language that happens to be a folder restricts nothing by itself."""
    found = find(text, FOLDERS)

    assert found is None or not found.explicit


def test_a_name_that_two_share_tells_neither():
    """``ML`` could be either category."""
    found = find("ML 카테고리 노트", POST)

    assert found is None


def test_the_longer_name_wins():
    """A category is not mistaken for the one whose name it begins with."""
    found = find("git hooks 카테고리", ("git", "git hooks"))

    assert found is not None
    assert "git hooks" == found.category


@given(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=5))
def test_only_known_categories(text, known):
    """Whatever is asked, the answer is one of the categories, or none."""
    found = find(text, known)

    if found:
        folders = {c.rsplit("/", n)[0] for c in known for n in range(c.count("/") + 1)}
        assert found.category in folders
        assert 0 <= found.start <= found.end <= len(text)


@pytest.mark.parametrize(
    ("question", "category"),
    [
        ("git 뭐 공부했어?", "git"),
        ("git 공부한거", "git"),
        ("파이썬 뭐 배웠지", "python"),
        ("파이썬 정리한 거 보여줘", "python"),
        ("what did I learn in javascript", "javascript"),
        ("라이브러리 노트 뭐 남아?", "🧩 ML library"),
        ("라이브러리 글 하나밖에 없나?", "🧩 ML library"),
        ("git show 명령어", None),
        ("git 알려줘", None),
        ("파이썬 리스트", None),
        ("라이브러리 의존성 노트 정리한 방법", None),
    ],
)
def test_what_was_written_in_a_category(question, category):
    """The name with nothing but the frame of a list beside it is the place."""
    known = (*FOLDERS, *POST)
    got = understand(Ask(question=question, today=date(2023, 8, 15)), categories=known)

    assert category == got.category
    assert (got.kind in {Kind.LIST, Kind.COUNT}) == bool(category)


@pytest.mark.parametrize(
    ("question", "category"),
    [
        ("민지가 쓴 글 몇 개?", "minji"),
        ("현우 노트 목록", "hyunwoo"),
        ("소연이 23년에 쓴 글 다", "soyeon/react"),
        ("만두 노트 목록", None),
        ("민지 프로젝트의 배포 방법은?", None),
    ],
)
def test_a_latin_name_in_hangul(question, category):
    """Whose folder is meant is heard, where nothing but its notes are asked for."""
    known = ("minji/db", "minji/spring", "hyunwoo/os", "hyunwoo/k8s", "soyeon/react")
    got = understand(Ask(question=question, today=date(2024, 8, 15)), categories=known)

    heads = {category, category and category.partition("/")[0]}
    assert got.category in heads


NUMBERED = ("40. Issues/Queue", "40. Issues/MSA/01.Mesh", "02_db/책 3권", "3D 그래픽")


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Issues 노트 목록", "40. Issues"),
        ("40. Issues 노트 목록", "40. Issues"),
        ("Mesh 노트 몇 개?", "40. Issues/MSA/01.Mesh"),
        ("database 노트", "02_db"),
        ("디비 쪽 글", "02_db"),
        ("3D 그래픽 노트", "3D 그래픽"),
    ],
)
def test_a_number_that_orders_folders_need_not_be_said(text, category) -> None:
    """It is no word of the name; where it is, it counts."""
    found = find(text, NUMBERED)

    assert found is not None
    assert category == found.category
