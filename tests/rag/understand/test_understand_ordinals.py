from dataclasses import replace
from datetime import date

import pytest

from fakes.rag import entry
from hypothesis import given
from hypothesis import strategies as st

from rag.lists.listing import listed
from rag.query_types import Kind, Query, Talk
from rag.types import Ask, Turn
from rag.understand.conversation.ordinals import pointed
from rag.understand.query import understand
from rag.wording.phrases import Say, say


NOTES = """\
노트 2개입니다 (2022-10-01 ~ 2022-10-31).

- 2022-10-06 · ML & DL · **AI workshop 기록**: 열린 것을 적는다. [1]
- 2022-10-14 · ML & DL · **ML에서 말하는 Grokking**: 의미를 적는다. [2]"""
QUOTED = """\
노트에서 그대로 옮긴 내용입니다.

**CLIP 🧪** (2023-02-22 · ML & DL)

이미지와 문장을 맞춘다. [1]

**Stable Diffusion** (2023-04-03 · ML & DL)

텍스트 인코더를 쓴다. [2]"""
ROW = "BC, IRL, GAIL 등이 노트에 있습니다."


def turns(question, answer):
    return (
        Turn(role="user", content=question),
        Turn(role="assistant", content=answer),
    )


@pytest.mark.parametrize(
    ("question", "answer", "item"),
    [
        ("두 번째는?", NOTES, "ML에서 말하는 Grokking"),
        ("what about the second one?", NOTES, "ML에서 말하는 Grokking"),
        ("2번 자세히", NOTES, "ML에서 말하는 Grokking"),
        ("첫 번째 노트 요약해줘", NOTES, "AI workshop 기록"),
        ("마지막 거 더 알려줘", QUOTED, "Stable Diffusion"),
        ("the former?", QUOTED, "CLIP 🧪"),
        ("세 번째 거는 한계가 뭐래?", ROW, "GAIL"),
        ("the 2nd one, why?", ROW, "IRL"),
        ("후자는 왜 느려?", "1-stage와 2-stage가 있습니다.", "2-stage"),
        ("두번째꺼 자세히", NOTES, "ML에서 말하는 Grokking"),
        ("마지막꺼 보여줘", QUOTED, "Stable Diffusion"),
        ("맨 위꺼", NOTES, "AI workshop 기록"),
        ("2", NOTES, "ML에서 말하는 Grokking"),
        ("1.", QUOTED, "CLIP 🧪"),
        ("[2] 자세히", QUOTED, "Stable Diffusion"),
        (
            "두 번째 거 더 자세히",
            "두 개입니다. 1) 캐시 무효화(TTL) 2) 색인 정렬",
            "색인 정렬",
        ),
        ("explain the third", "- easy\n- hard\n- semi-hard", "semi-hard"),
    ],
)
def test_an_ordinal_is_resolved_to_its_item(question, answer, item):
    """Notes by their titles; other things by what was said."""
    found = pointed(question, turns("뭐가 있어?", answer))

    assert found
    assert item == found.text
    assert (answer in (NOTES, QUOTED)) == found.entry


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("네 번째는?", NOTES),
        ("두 번째는?", "그런 노트는 없습니다."),
        ("what is the first derivative of tanh?", ROW),
        ("첫 번째로 쓴 노트가 뭐야?", NOTES),
        ("what was the first note I wrote?", NOTES),
        ("the last layer of a CNN", ROW),
    ],
)
def test_what_is_not_there_is_not_pointed_at(question, answer):
    """Beyond the list, without one, or when the word means something else."""
    assert pointed(question, turns("뭐가 있어?", answer)) is None


def test_titles_that_come_nearest_are_notes():
    """An answer that found nothing may still have named the note."""
    answer = (
        f"{say(Say.NO_EVIDENCE, 'ko')} 가까운 노트:\n\n- 커서 기반 페이징\n- 뮤텍스"
    )

    found = pointed("첫번째꺼 보여줘", turns("페이지 나누기", answer))

    assert ("커서 기반 페이징", True) == (found.text, found.entry)


@pytest.mark.parametrize(
    ("question", "answer"),
    [("[4] 자세히", NOTES), ("[3]", QUOTED), ("7", NOTES), ("3", "노트 9개입니다.")],
)
def test_a_number_that_is_not_there_is_said_so(question, answer):
    """Nothing is searched for by it; without a conversation it is a word."""
    history = turns("뭐가 있어?", answer)
    ask = Ask(question=question, history=history, today=date(2023, 1, 1))

    assert Talk.ASTRAY is understand(ask).talk
    assert understand(replace(ask, history=())).talk is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [("[2] 자세히", NOTES), ("2", NOTES), ("[4] 논문의 학습률", NOTES), ("3개", NOTES)],
)
def test_a_number_that_is_there_or_means_more(question, answer):
    """What stands beside a number that isn't there may be searched for."""
    ask = Ask(
        question=question, history=turns("뭐가 있어?", answer), today=date(2023, 1, 1)
    )

    assert understand(ask).talk is None


def test_the_former_is_the_first_of_the_question():
    """An answer may speak of the two in the other order."""
    history = turns(
        "1-stage랑 2-stage 차이는?", "2-stage는 나누고, 1-stage는 함께 합니다."
    )

    assert "1-stage" == pointed("전자는 예시가 뭐야?", history).text


def test_an_item_is_searched_for():
    """A note by itself; a thing that was named, together with the topic."""
    asked = {"today": date(2023, 1, 1)}
    note = understand(
        Ask(question="두 번째 거 요약해줘", history=turns("뭐 썼지?", NOTES), **asked)
    )
    thing = understand(
        Ask(
            question="세 번째는 한계가 뭐야?",
            history=turns("imitation learning 방법은?", ROW),
            **asked,
        )
    )

    assert note.text.startswith("ML에서 말하는 Grokking")
    assert "썼지" not in note.text
    assert {"imitation", "GAIL", "한계가"} <= set(thing.text.split())
    assert Kind.LIST is not note.kind
    assert ("GAIL",) == thing.carried


def test_items_of_a_dated_list_keep_its_dates():
    """What was listed lies within the days that were asked about."""
    history = turns("2022년 10월 노트 뭐 있어?", "워크숍 기록과 튜닝 글이 있습니다.")

    got = understand(
        Ask(question="두 번째 거 요약해줘", history=history, today=date(2023, 1, 1))
    )

    assert date(2022, 10, 1) == got.since
    assert got.text.startswith("튜닝 글")


@given(st.text(max_size=300), st.text(max_size=300))
def test_anything_may_be_said(question, answer):
    """No text makes it fail."""
    found = pointed(f"{question} 두 번째는?", turns(question, answer))

    assert found is None or found.text or found.rest


def test_what_was_pointed_at_becomes_the_topic():
    """`왜?` behind `두 번째는?` is about the note that the ordinal meant."""
    history = (
        *turns("2022년 10월에 뭐 썼지?", NOTES),
        *turns(
            "두 번째 거 자세히", "**ML에서 말하는 Grokking** (2022-10-14)\n\n뜻 [1]"
        ),
    )

    got = understand(
        Ask(question="왜 그런 이름이야?", history=history, today=date(2023, 1, 1))
    )

    assert "Grokking" in got.text


def test_a_list_can_be_gone_through():
    """The list stays the one that is counted in, until there is another."""
    history = (
        *turns("2022년 10월에 뭐 썼지?", NOTES),
        *turns(
            "두 번째 거 자세히", "**ML에서 말하는 Grokking** (2022-10-14)\n\n뜻 [1]"
        ),
        *turns("왜 그래?", "가 그리고 나 때문이다. 다, 라, 마가 있다."),
        *turns("그래?", "그렇습니다."),
    )

    assert "AI workshop 기록" == pointed("그럼 첫 번째는?", history).text


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_an_undated_note_of_our_own_list_is_meant_by_its_title(lang):
    """However a list words that it has no date."""
    notes = [entry(n, title=f"노트 {n}", day=None, category=None) for n in "ab"]
    told = listed(notes, Query(text="", kind=Kind.LIST, lang=lang), "q").text
    history = (
        Turn(role="user", content="목록"),
        Turn(role="assistant", content=told),
    )

    found = pointed("두 번째 자세히 설명해줘", history)

    assert found is not None
    assert (True, "노트 b") == (found.entry, found.text)


ONE = """\
1 note (2023-05-01 ~ 2023-05-31, ML & DL):

- 2023-05-12 · ML & DL · **ImageBind**: six modalities. [1]"""
BESIDE = """\
**CLIP** (2023-02-22) [1] 바로 다음에 쓴 노트입니다.

- 2023-05-12 · ML & DL · **ImageBind**: 여섯 가지를 잇는다. [2]"""
DAY = date(2023, 6, 15)


@pytest.mark.parametrize("told", [ONE, BESIDE])
@pytest.mark.parametrize(
    "question",
    [
        "그 글 요약해줘",
        "그 노트 내용은?",
        "그 글 전체 보여줘",
        "what does that note say?",
        "what's in the first one?",
        "첫 번째 글 내용 알려줘",
    ],
)
def test_the_one_note_that_was_told(question, told):
    """``That note`` is the one line of a list; its heading names no item."""
    history = (
        Turn(role="user", content="2023년 5월 글"),
        Turn(role="assistant", content=told),
    )
    got = understand(Ask(question=question, history=history, today=DAY))
    more = Turn(role="user", content=question), Turn(role="assistant", content="…")
    then = understand(Ask(question="더 자세히", history=(*history, *more), today=DAY))

    assert got.text.startswith("ImageBind")
    assert got.kind not in {Kind.LIST, Kind.COUNT}
    assert "ImageBind" in then.text


@pytest.mark.parametrize("question", ["몇 개야?", "그 글 다음 글은?", "마지막은?"])
def test_what_is_no_item_of_a_list_of_one(question):
    """A count, the note behind it and the last of all aren't that note."""
    history = (
        Turn(role="user", content="첫 글은?"),
        Turn(role="assistant", content=ONE),
    )
    got = understand(Ask(question=question, history=history, today=DAY))

    assert "ImageBind" not in got.text
