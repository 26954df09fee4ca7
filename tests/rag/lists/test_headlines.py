import re

from datetime import date

import pytest

from fakes.rag import entry
from hypothesis import given
from hypothesis import strategies as st

from rag.lists.listing import listed
from rag.query_types import Kind, Query
from rag.types import Outcome
from rag.wording.lists import Told, nth


DATED = [entry(n, day=date(2022, m, 1)) for m, n in enumerate("abcd", start=1)]
NOTES = [*DATED, entry("e", day=None)]
OLDEST = {"newest_first": False}
NEWEST = {"newest_first": True}
ASIDE = "날짜가 없는 노트 1개는 빼고"


def head(query: Query, entries=NOTES, question: str = "q") -> str:
    """Return the first line of the answer."""
    return listed(entries, query, question).text.split("\n")[0]


@pytest.mark.parametrize(
    ("asked", "korean", "english"),
    [
        ({}, "노트 5개입니다 (전체).", "5 notes (all):"),
        (
            {"count": 3},
            f"최근 노트 3개입니다 (전체 5개 중, {ASIDE}).",
            "The latest 3 notes (of 5, leaving out 1 without a date):",
        ),
        (
            {"count": 2, **OLDEST, "category": "딥러닝"},
            f"처음 쓴 노트 2개입니다 (딥러닝, 5개 중, {ASIDE}).",
            "The first 2 notes (딥러닝, of 5, leaving out 1 without a date):",
        ),
        (
            {"count": 1, **OLDEST, "since": date(2022, 2, 1)},
            "가장 처음 쓴 노트입니다 (2022-02-01 ~, 3개 중).",
            "The first note (2022-02-01 ~, of 3):",
        ),
        (
            {"count": 1, **NEWEST, "until": date(2022, 2, 1)},
            "가장 최근에 쓴 노트입니다 (~ 2022-02-01, 2개 중).",
            "The latest note (~ 2022-02-01, of 2):",
        ),
        (
            {"count": 1, "nth": 2, **OLDEST, "since": date(2022, 1, 1)},
            "두 번째로 오래된 노트입니다 (2022-01-01 ~, 4개 중).",
            "The second oldest note (2022-01-01 ~, of 4):",
        ),
        (
            {"count": 1, "nth": 3, **NEWEST, "since": date(2022, 1, 1)},
            "세 번째로 최근에 쓴 노트입니다 (2022-01-01 ~, 4개 중).",
            "The third latest note (2022-01-01 ~, of 4):",
        ),
        (
            {"count": 1, "nth": 1, **OLDEST, "since": date(2022, 1, 1)},
            "가장 처음 쓴 노트입니다 (2022-01-01 ~, 4개 중).",
            "The first note (2022-01-01 ~, of 4):",
        ),
        (
            NEWEST,
            f"노트 4개입니다 (전체, 최신순, {ASIDE}).",
            "4 notes (all, newest first, leaving out 1 without a date):",
        ),
        (
            OLDEST,
            f"노트 4개입니다 (전체, 오래된 순, {ASIDE}).",
            "4 notes (all, oldest first, leaving out 1 without a date):",
        ),
        (
            {"count": 9, **NEWEST},
            f"노트 4개입니다 (전체, 최신순, {ASIDE}).",
            "4 notes (all, newest first, leaving out 1 without a date):",
        ),
        ({"category": "없음"}, None, None),
    ],
)
def test_a_head_says_what_was_asked_for(asked, korean, english) -> None:
    """An order, a place in it, out of how many; not as if there were no others."""
    query = Query(text="", kind=Kind.LIST, **asked)
    if korean is None:
        assert Outcome.NO_EVIDENCE is listed(NOTES, query, "q").outcome
        return

    assert korean == head(query)
    assert english == head(Query(text="", kind=Kind.LIST, lang="en", **asked))


@pytest.mark.parametrize("kind", [Kind.LIST, Kind.COUNT])
def test_one_note_is_no_notes(kind) -> None:
    """English has an ending for more than one, and for one alone none."""
    query = Query(text="", kind=kind, lang="en")

    assert head(query, NOTES[:1]).startswith("1 note ")
    assert head(query, NOTES[:2]).startswith("2 notes ")


@pytest.mark.parametrize(
    ("lang", "expected"), [("ko", "노트는 4개"), ("en", "with a date: 4")]
)
def test_a_place_beyond_the_last_is_told(lang, expected) -> None:
    """There is no ninth of four; that the notes are none would be wrong."""
    query = Query(text="", kind=Kind.LIST, lang=lang, count=1, nth=9, **OLDEST)

    answer = listed(NOTES, query, "q")

    assert Outcome.NO_EVIDENCE is answer.outcome
    assert expected in answer.text


@pytest.mark.parametrize(
    ("place", "korean", "english"),
    [
        (2, "두 번째", "second"),
        (10, "열 번째", "tenth"),
        (11, "11번째", "11th"),
        (22, "22번째", "22nd"),
        (113, "113번째", "113th"),
    ],
)
def test_places_are_worded(place, korean, english) -> None:
    """The first ten in letters, the others in digits."""
    assert (korean, english) == (nth(place, "ko"), nth(place, "en"))


@given(st.integers(0, 12), st.sampled_from(["ko", "en"]), st.sampled_from(Kind))
def test_the_number_is_the_number(count, lang, kind) -> None:
    """The head says how many there are, whatever becomes of them below."""
    notes = [entry(f"n{i}", day=date(2022, i + 1, 1)) for i in range(count)]

    first = head(Query(text="", kind=kind, lang=lang), notes)

    assert not count or str(count) in re.findall(r"\d+", first)


@pytest.mark.parametrize("told", Told, ids=lambda t: t.name)
def test_both_languages_say_the_same_things(told) -> None:
    """No value is told in one language alone, but the ending of the English noun."""
    korean, english = (set(re.findall(r"\{(\w+)", text)) for text in told.value)

    assert korean == english - {"s"}
