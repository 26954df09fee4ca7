"""Ranking by words."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from rag.index.store.notes_db import NotesDb
from rag.query_types import Filters
from rag.retrieval.lexical import rank


@pytest.fixture
def ranked(shelf):
    """Ranks the chunks of the shelf for a question."""
    with closing(NotesDb(shelf.generations.current() / "notes.sqlite3")) as db:

        def run(text: str, filters: Filters = Filters(), also: tuple[str, ...] = ()):  # noqa: B008  # frozen
            return rank(db, shelf.analyser.question(text), filters, also=also)

        yield run


def test_best_first_by_score_and_key(ranked) -> None:
    """
    Ranks are in order of score, equal ones by key, each chunk once, the same
    each time.
    """
    found = ranked("서버를 다시 켜는 법과 배치 정규화")

    assert len(found) > 1
    assert sorted(found, key=lambda r: (-r.score, r.key)) == found
    assert len(found) == len({r.key for r in found})
    assert ranked("서버를 다시 켜는 법과 배치 정규화") == found


def test_more_of_the_question_is_a_higher_rank(ranked) -> None:
    """The passage that holds more of what is asked leads."""
    assert "server.md" == ranked("밤마다 서버를 다시")[0].entry_id
    assert "deeplearning.md" == ranked("서버 예약")[0].entry_id


def test_strengths_are_shares(ranked) -> None:
    """A passage's strength lies from 0 to 1 and grows with the words it holds."""
    strength = {r.entry_id: r.strength for r in ranked("서버를 밤마다 다시 켠다")}

    assert all(0 <= s <= 1 for s in strength.values())
    assert strength["server.md"] > strength["deeplearning.md"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(since=date(2022, 3, 10)), {"deeplearning.md"}),
        (Filters(until=date(2022, 2, 20)), {"server.md"}),
        (Filters(category="도구"), {"server.md"}),
        (Filters(category="수학"), set()),
        (Filters(without_categories=("수학", "도구")), {"deeplearning.md"}),
        (Filters(without_categories=("수학",)), {"server.md", "deeplearning.md"}),
    ],
)
def test_filters_hold(ranked, filters, expected) -> None:
    """What lies outside of the filters has no rank."""
    assert expected == {r.entry_id for r in ranked("서버", filters) if r.strength > 0}


def test_named_chunks_are_scored_too(ranked) -> None:
    """
    Chunks that another arm names have a rank even without a common term, but
    not outside of the filters; unknown ones have none.
    """
    also = ("noise.md::0", "server.md::0", "none::0")

    assert {"noise.md", "server.md"} == {r.entry_id for r in ranked("?", also=also)}
    assert ["noise.md"] == [
        r.entry_id for r in ranked("?", Filters(category="수학"), also)
    ]


def test_no_terms_no_ranks(ranked) -> None:
    """A question without words ranks nothing."""
    assert [] == ranked("?!")
    assert [] == ranked("")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), False),
        (Filters(since=date(2022, 1, 1)), True),
        (Filters(category="도구"), True),
    ],
)
def test_filters_are_true_when_they_hold_something(filters, expected) -> None:
    """Filters without a condition are false."""
    assert expected is bool(filters)
