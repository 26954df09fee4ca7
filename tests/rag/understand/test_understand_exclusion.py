from datetime import date

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.query_types import Kind
from rag.types import Ask
from rag.understand.filters.several_left_out import apart
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
        (
            "2019년, 2021년, 2023년 노트 목록",
            ("2019-01-01", "2023-12-31"),
            [("2020-01-01", "2020-12-31"), YEAR],
        ),
        (
            "2022년 5월 11일하고 14일에 쓴 글",
            ("2022-05-11", "2022-05-14"),
            [("2022-05-12", "2022-05-13")],
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
        ("ML library 말고 다른 노트 목록", None, ("ML library",), Kind.LIST),
        ("ML library 빼고 몇 개야?", None, ("ML library",), Kind.COUNT),
        ("notes except ML library", None, ("ML library",), Kind.LIST),
        ("everything but ML library", None, ("ML library",), Kind.LIST),
        ("ML library 말고 ML & DL 노트 목록", "ML & DL", ("ML library",), Kind.LIST),
        ("ML & DL 노트, ML library 말고", "ML & DL", ("ML library",), Kind.LIST),
        ("git 말고 다른 노트", None, ("git",), Kind.LIST),
        ("git 빼고 노트 몇 개야?", None, ("git",), Kind.COUNT),
        ("백엔드 제외하고 다 보여줘", None, ("backend",), Kind.LIST),
        ("카테고리가 git이 아닌 노트", None, ("git",), Kind.LIST),
        ("everything except git", None, ("git",), Kind.LIST),
    ],
)
def test_a_category_that_is_left_out(question, kept, gone, kind):
    """The category that is not meant is never the one that is kept to."""
    got = read(question)

    assert (kept, gone, kind) == (got.category, got.without_categories, got.kind)
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

    assert ((), ()) == (got.without, got.without_categories)
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

    assert (kept, (gone,)) == (got.text, got.without_texts)
    assert got.kind in {Kind.LIST, Kind.COUNT}


@pytest.mark.parametrize(
    "question",
    [
        "git 글 중에 리베이스 빼고",
        "git 노트 중에서 리베이스 말고 뭐 있어?",
        "git 노트에서 리베이스는 빼고 보여줘",
    ],
)
def test_a_subject_that_is_left_out_of_a_category(question):
    """The words for notes go with the name of the category; a list stays one."""
    got = read(question)

    assert ("git", "", ("리베이스",)) == (got.category, got.text, got.without_texts)
    assert got.kind is Kind.LIST


def test_what_is_asked_of_a_category_beside_what_is_left_out():
    """What is looked for isn't notes."""
    got = read("git 노트에서 리베이스 말고 히스토리 정리하는 방법은?")

    assert got.kind is Kind.QUESTION
    assert got.text


@pytest.mark.parametrize(
    ("question", "places", "texts", "times", "kind"),
    [
        ("git이랑 backend 글 빼고", "git backend", "", 0, Kind.LIST),
        ("ML library하고 수학 빼고 나머지 목록", "ML_library 수학", "", 0, Kind.LIST),
        ("ML & DL이랑 수학 빼고 몇 개야?", "ML_&_DL 수학", "", 0, Kind.COUNT),
        ("수학, git, backend 제외하고 목록", "수학 git backend", "", 0, Kind.LIST),
        ("everything except git and backend", "git backend", "", 0, Kind.LIST),
        ("notes other than git or backend", "git backend", "", 0, Kind.LIST),
        ("except ML and DL, how many notes?", "ML_&_DL", "", 0, Kind.COUNT),
        ("CLIP이랑 GAN 빼고 다 보여줘", "", "CLIP GAN", 0, Kind.LIST),
        ("노트 중에 CLIP하고 ViT, VAE 빼고 몇 개", "", "CLIP ViT VAE", 0, Kind.COUNT),
        ("all notes except CLIP, GAN and VAE", "", "CLIP GAN VAE", 0, Kind.LIST),
        ("everything except CLIP and ML library", "ML_library", "CLIP", 0, Kind.LIST),
        ("git이랑 CLIP 빼고 노트 목록", "git", "CLIP", 0, Kind.LIST),
        ("2021년이랑 2023년 빼고 노트 목록", "", "", 2, Kind.LIST),
        ("git이랑 2022년 빼고 노트 몇 개야?", "git", "", 1, Kind.COUNT),
        ("how many notes except CLIP and 2022?", "", "CLIP", 1, Kind.COUNT),
        ("git도 backend도 아닌 글", "git backend", "", 0, Kind.LIST),
        (
            "ML library랑 ML & DL 둘 다 빼면 몇 개?",
            "ML_library ML_&_DL",
            "",
            0,
            Kind.COUNT,
        ),
        (
            "list notes that are neither git nor backend",
            "git backend",
            "",
            0,
            Kind.LIST,
        ),
        ("how many notes without git and backend?", "git backend", "", 0, Kind.COUNT),
        ("사과 파이 빼고 노트 목록", "", "사과_파이", 0, Kind.LIST),
        ("결과 분석 빼고 나머지 노트", "", "결과_분석", 0, Kind.LIST),
    ],
)
def test_several_that_are_left_out(question, places, texts, times, kind):
    """Each of them is, whatever they are; a word that ends in 과 is one thing."""
    got = read(question)

    def named(words):
        return {word.replace("_", " ") for word in words.split()}

    assert (named(places), named(texts)) == (
        {*got.without_categories},
        {*got.without_texts},
    )
    assert (times, kind, "", None) == (
        len(got.without),
        got.kind,
        got.text,
        got.category,
    )


@pytest.mark.parametrize(
    "question",
    [
        "RNN이랑 GRU 말고 LSTM은 어떻게 돼?",
        "0 빼고 나머지 평균",
        "select all columns except id and name in SQL",
        "git과 svn 말고 다른 버전 관리 도구는?",
    ],
)
def test_a_question_keeps_its_words(question):
    """What is no list is searched for as it was asked."""
    assert question == read(question).text


@given(
    st.lists(
        st.sampled_from(["CLIP", "GAN", "VAE", "정규화", "데이터 증강"]),
        min_size=2,
        max_size=4,
        unique=True,
    ),
    st.sampled_from(["이랑 ", ", ", "하고 "]),
)
def test_any_number_of_things_is_left_out(things, beside):
    """However many are named, and whatever stands between them."""
    got = read(f"{beside.join(things)} 빼고 노트 목록")

    fits = beside != "이랑 " or not {"정규화"} & {*things[:-1]}
    assert not fits or {*things} == {*got.without_texts}


@given(st.text(max_size=60))
def test_taking_apart_never_raises(text):
    """Any text comes back whole, or with each thing left out by itself."""
    each = apart(f"{text} 빼고", KNOWN)

    assert each is None or each.count("빼고") > 1


@pytest.mark.parametrize(
    ("question", "months"),
    [
        ("10월 빼고 노트 목록", [10]),
        ("5월이랑 10월 빼고 다 보여줘", [5, 10]),
        ("notes except the ones from May and October", [5, 10]),
    ],
)
def test_a_month_of_no_year_is_left_out_of_every_year(question, months):
    """Not of the last year alone, of which nothing was said."""
    got = read(question)

    assert {*range(1, 13)} - {*months} == {*got.months}
    assert ((), None) == (got.without, got.since)


def test_filters_given_by_hand_win():
    """Who sets a time or a category leaves out nothing that was understood."""
    ask = Ask(
        question="2022년 말고 ML library 빼고 노트 목록",
        today=TODAY,
        since=date(2022, 3, 1),
        category="ML library",
    )

    got = understand(ask, categories=KNOWN)

    assert ((), ()) == (got.without, got.without_categories)
    assert (date(2022, 3, 1), "ML library") == (got.since, got.category)
