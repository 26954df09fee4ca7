from datetime import date

import pytest

from rag.query_types import Kind
from rag.types import Ask
from rag.understand.filters.tagged import untagged
from rag.understand.query import understand


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("큐 태그 달린 글", "큐 글"),
        ("#큐 태그가 붙은 노트 몇 개야?", "큐 노트 몇 개야?"),
        ("태그가 3주차인 글 목록", "3주차 글 목록"),
        ("태그가 3주차로 된 글", "3주차 글"),
        ("분산 처리라는 태그를 달아 둔 노트", "분산 처리 노트"),
        ("분산 처리 태그 몇 개야?", "분산 처리 노트 몇 개야?"),
        ("Raft 태그는 모두 몇 개?", "Raft 노트 모두 몇 개?"),
        ("notes tagged with raft", "notes about raft"),
        ("posts with the tag #c++", "posts about c++"),
    ],
)
def test_a_tag_is_a_word_to_look_for(question, text):
    """Tags are searched with the words of a note, so the word of one is enough."""
    got = understand(Ask(question=question, today=date(2024, 5, 1)))

    assert text == untagged(question)
    assert Kind.SMALLTALK != got.kind
    assert "태그" not in got.text


@pytest.mark.parametrize(
    "question",
    [
        "git 태그 만드는 법",
        "git 태그 노트",
        "HTML 태그 닫는 글",
        "태그 없는 글",
        "태그 달린 글",
        "내가 쓴 태그 몇 개야?",
        "글 하나에 태그 몇 개 달아?",
        "2022년 태그 몇 개야?",
        "how do I tag a release?",
    ],
)
def test_tags_may_be_what_is_asked_about(question):
    """Of git, of HTML; and nothing is known of which notes have any."""
    assert question == untagged(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("최근 거 세 개만 (날짜 있는 걸로)", "최근 거 세 개만"),
        ("처음 쓴 글, 날짜 적힌 것만", "처음 쓴 글,"),
        ("날짜 있는 걸로 바꾸는 법", "날짜 있는 걸로 바꾸는 법"),
    ],
)
def test_the_latest_have_a_date_anyway(question, expected):
    """That it is said changes nothing; elsewhere it may be the subject."""
    assert expected == untagged(question)
