from datetime import date

import pytest

from rag.query_types import Kind
from rag.types import Ask
from rag.understand.query import understand


TODAY = date(2023, 8, 15)
KNOWN = ("ML library", "ML & DL", "수학", "git", "backend")
YEAR = ("2022-01-01", "2022-12-31")
OCTOBER = ("2022-10-01", "2022-10-31")


def read(question, today=TODAY):
    ask = Ask(question=question, today=today)
    return understand(ask, categories=KNOWN)


def days(*spans):
    return tuple(tuple(date.fromisoformat(d) for d in span) for span in spans)


@pytest.mark.parametrize(
    ("question", "kept", "gone"),
    [
        ("2022년 말고 다른 해에 쓴 노트", None, [YEAR]),
        ("2022년 빼고 다 보여줘", None, [YEAR]),
        ("2022년은 제외하고 노트 목록", None, [YEAR]),
        ("2022년 외에 쓴 글", None, [YEAR]),
        ("all notes except 2022", None, [YEAR]),
        ("everything outside of 2022", None, [YEAR]),
        ("notes other than those from 2022", None, [YEAR]),
        ("10월 빼고 2022년에 쓴 글", YEAR, [OCTOBER]),
        ("2022년에서 10월 빼고 노트 목록", YEAR, [OCTOBER]),
        ("what did I write in 2022 but not in October", YEAR, [OCTOBER]),
        ("2022년 10월 노트 중에 12일은 빼고", OCTOBER, [("2022-10-12", "2022-10-12")]),
        ("2021년이랑 2023년 노트", ("2021-01-01", "2023-12-31"), [YEAR]),
        ("notes from 2021 and 2023", ("2021-01-01", "2023-12-31"), [YEAR]),
        (
            "2022년 3월이나 5월에 쓴 글",
            ("2022-03-01", "2022-05-31"),
            [("2022-04-01", "2022-04-30")],
        ),
        ("between 2021 and 2023", ("2021-01-01", "2023-12-31"), []),
        ("2022년 5월이나 6월", ("2022-05-01", "2022-06-30"), []),
        ("2022년 말에 쓴 노트", ("2022-09-01", "2022-12-31"), []),
        ("9월 말고 10월에 쓴 거", OCTOBER, [("2022-09-01", "2022-09-30")]),
    ],
)
def test_days_that_are_left_out(question, kept, gone):
    """What is left out, or lies between, is no day that is looked at."""
    got = read(question)

    assert days(*gone) == got.without
    assert (days(kept)[0] if kept else (None, None)) == (got.since, got.until)
    assert ("", Kind.LIST) == (got.text, got.kind)


@pytest.mark.parametrize(
    ("question", "kept", "gone", "kind"),
    [
        ("ML library 말고 다른 노트 목록", None, "ML library", Kind.LIST),
        ("ML library 빼고 몇 개야?", None, "ML library", Kind.COUNT),
        ("notes except ML library", None, "ML library", Kind.LIST),
        ("everything but ML library", None, "ML library", Kind.LIST),
        ("ML library 말고 ML & DL 노트 목록", "ML & DL", "ML library", Kind.LIST),
        ("ML & DL 노트, ML library 말고", "ML & DL", "ML library", Kind.LIST),
        ("git 말고 다른 노트", None, "git", Kind.LIST),
        ("git 빼고 노트 몇 개야?", None, "git", Kind.COUNT),
        ("백엔드 제외하고 다 보여줘", None, "backend", Kind.LIST),
        ("카테고리가 git이 아닌 노트", None, "git", Kind.LIST),
        ("everything except git", None, "git", Kind.LIST),
    ],
)
def test_a_category_that_is_left_out(question, kept, gone, kind):
    """The category that is not meant is never the one that is kept to."""
    got = read(question)

    assert (kept, gone, kind) == (got.category, got.without_category, got.kind)
    assert "" == got.text


@pytest.mark.parametrize(
    "question",
    [
        "RNN 말고 LSTM은 어떻게 돼?",
        "why not use SGD?",
        "수학 말고 코드로 설명해줘",
        "git 말고 다른 버전 관리 도구는?",
        "everything but the last line in vim",
    ],
)
def test_what_is_said_of_a_subject_leaves_nothing_out(question):
    """Leaving out is for times and places of notes, not for what they are about."""
    got = read(question)

    assert ((), None) == (got.without, got.without_category)
    assert got.text


@pytest.mark.parametrize(
    ("question", "kept", "gone"),
    [
        ("2023년 노트 중에 CLIP 빼고", "", "CLIP"),
        ("ViT 말고 다른 노트", "", "ViT"),
        ("GAN 노트 중에서 StyleGAN은 제외하고 보여줘", "GAN", "StyleGAN"),
        ("notes about CNN except ViT", "CNN", "ViT"),
        ("everything except CLIP", "", "CLIP"),
        ("git 노트에서 리베이스 빼고 몇 개야?", "", "리베이스"),
    ],
)
def test_a_subject_that_is_left_out(question, kept, gone):
    """A list of all but the notes on a subject never becomes a list of those."""
    got = read(question)

    assert (kept, gone) == (got.text, got.without_text)
    assert got.kind in {Kind.LIST, Kind.COUNT}


def test_filters_given_by_hand_win():
    """Who sets a time or a category leaves out nothing that was understood."""
    ask = Ask(
        question="2022년 말고 ML library 빼고 노트 목록",
        today=TODAY,
        since=date(2022, 3, 1),
        category="ML library",
    )

    got = understand(ask, categories=KNOWN)

    assert ((), None) == (got.without, got.without_category)
    assert (date(2022, 3, 1), "ML library") == (got.since, got.category)
