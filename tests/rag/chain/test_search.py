from datetime import date

import pytest

from fakes.rag import FixedSearcher, entry, hit

from rag.chain.search import find
from rag.query_types import Piece, Query
from rag.relevance.evidence import STRONG, WEAK


OLD = entry("old", day=date(2021, 5, 11), category="도구")
NEW = entry("new", day=date(2022, 3, 1), category="딥러닝")
IN_2022 = {"since": date(2022, 1, 1), "until": date(2022, 12, 31)}


def ids(found) -> list[str]:
    return [h.entry.id for h in found.hits]


def test_a_good_hit_within_the_filters_is_kept() -> None:
    """Filters that hold an answer hold, and nobody is told anything."""
    searcher = FixedSearcher([hit(OLD), hit(NEW, strength=STRONG)])
    query = Query(text="정규화", **IN_2022)

    found = find(searcher, query, limit=6)

    assert ["new.md"] == ids(found)
    assert (query, None) == (found.query, found.notice)
    assert [query] == searcher.asked


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (IN_2022, "2022-01-01 ~ 2022-12-31"),
        ({"since": date(2022, 3, 1), "until": date(2022, 3, 1)}, "2022-03-01"),
        ({"category": "딥러닝"}, "딥러닝"),
        ({"since": date(2022, 1, 1), "category": "딥러닝"}, "2022-01-01 ~, 딥러닝"),
    ],
)
def test_filters_that_were_understood_give_way(filters, told) -> None:
    """A date may be content; where the answer lies outside it, it is lifted, aloud."""
    searcher = FixedSearcher([hit(OLD), hit(NEW, strength=WEAK)])

    found = find(searcher, Query(text="정규화", lang="en", **filters), limit=6)

    assert ["old.md", "new.md"] == ids(found)
    assert Query(text="정규화", lang="en") == found.query
    assert f"Nothing fitting was found for {told}, so" in found.notice


def test_the_notice_is_in_the_language_of_the_question() -> None:
    """A Korean question is told in Korean."""
    found = find(FixedSearcher([hit(OLD)]), Query(text="정규화", **IN_2022), limit=6)

    assert "2022-01-01 ~ 2022-12-31 조건으로는 찾지 못해" in found.notice


@pytest.mark.parametrize(
    "filters", [IN_2022, {"category": "없는 분류"}, {**IN_2022, "category": "도구"}]
)
def test_filters_given_by_hand_hold(filters) -> None:
    """Who sets a filter wants nothing from outside it, not even the answer."""
    searcher = FixedSearcher([hit(OLD)])
    query = Query(text="정규화", forced=True, **filters)

    found = find(searcher, query, limit=6)

    assert [] == ids(found)
    assert (query, None) == (found.query, found.notice)


def test_filters_stay_where_lifting_gains_nothing() -> None:
    """Weak inside and weak outside: what was asked for comes first."""
    searcher = FixedSearcher([hit(OLD, strength=WEAK), hit(NEW, strength=WEAK)])
    query = Query(text="정규화", **IN_2022)

    found = find(searcher, query, limit=6)

    assert ["new.md"] == ids(found)
    assert (query, None) == (found.query, found.notice)


def test_nothing_anywhere_is_nothing() -> None:
    """Without a hit there is no notice that all notes were searched instead."""
    found = find(FixedSearcher(), Query(text="정규화", **IN_2022), limit=6)

    assert ([], None) == (ids(found), found.notice)


def test_without_filters_there_is_one_search() -> None:
    """Nothing to lift, nothing to search again."""
    searcher = FixedSearcher([hit(NEW, strength=0.0)])

    find(searcher, Query(text="정규화"), limit=6)

    assert 1 == len(searcher.asked)


def test_something_near_is_better_than_nothing() -> None:
    """Nothing within understood filters, something weak outside: that is shown."""
    searcher = FixedSearcher([hit(OLD, strength=WEAK)])

    found = find(searcher, Query(text="정규화", **IN_2022), limit=6)

    assert ["old.md"] == ids(found)
    assert found.notice


@pytest.mark.parametrize(
    ("newest_first", "nth", "expected"),
    [
        (True, None, ["c.md"]),
        (False, None, ["a.md"]),
        (True, 2, ["a.md"]),
        (True, 3, []),
    ],
)
def test_the_latest_on_a_subject(newest_first, nth, expected) -> None:
    """Of those that are about it; one that barely is doesn't come first."""
    hits = [
        hit(entry("a", day=date(2022, 1, 1)), score=1.0, strength=0.9),
        hit(entry("c", day=date(2022, 3, 1)), score=0.9, strength=0.8),
        hit(entry("b", day=date(2021, 2, 1)), score=0.2, strength=0.9),
        hit(entry("d", day=date(2023, 2, 1)), score=0.9, strength=0.1),
    ]
    query = Query(text="GAN", newest_first=newest_first, count=1, nth=nth)

    found = find(FixedSearcher(hits), query, limit=6)

    assert expected == [h.entry.id for h in found.hits]


def test_a_piece_of_a_note_that_there_is_not_is_nowhere(library) -> None:
    """Only a note on what is named may show its 가중치, say."""
    notes = library({"lora.md": "# LoRA 정리 🧷\n\n큰 가중치는 두고 $BA$만 배운다."})
    notes.index()
    text = "쿠버네티스 글에 있는 가중치 코드"
    strongest = {
        about: max(h.strength for h in find(notes.searcher, query, limit=6).hits)
        for about in ("쿠버네티스", "LoRA")
        for query in [Query(text=text, piece=Piece(about=about, what="code"))]
    }

    assert 0 == strongest["쿠버네티스"] < strongest["LoRA"]
