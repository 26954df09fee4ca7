import asyncio

from datetime import date

import pytest

from fakes.rag import (
    FixedCatalogue,
    FixedSearcher,
    analyse,
    ask,
    entry,
    hit,
    weights,
)
from hypothesis import given
from hypothesis import strategies as st

from rag.chain import Answerer
from rag.extract import quotations
from rag.phrases import Say, say
from rag.superseded import Passage, disagree, newest_first
from rag.types import Query


OLD, NEW = date(2021, 3, 1), date(2023, 6, 1)
ASKED = {"배포": 2.0, "포트": 2.0}


def passage(text, day, score=1.0):
    """Return a passage whose content words are those between spaces."""
    return Passage(day=day, text=text, score=score, words=frozenset(text.split()))


def words(texts):
    return [frozenset(t.replace(".", " ").lower().split()) for t in texts]


def split(text):
    return text.split("\n")


def test_the_newest_of_a_topic_leads() -> None:
    """Of two that answer comparably well, whichever the search ranks first."""
    old = passage("배포 포트 서버 번호 5000", OLD)
    new = passage("배포 포트 서버 번호 8080", NEW, 0.9)

    assert ([1, 0], [[1, 0]]) == newest_first([old, new], ASKED)
    assert ([0, 1], [[0, 1]]) == newest_first([new, old], ASKED)


@pytest.mark.parametrize(
    "other",
    [
        passage("배포 포트 서버 번호 8080", NEW, 0.5),  # answers far worse
        passage("배포 서버 번호 8080", NEW),  # holds half of the question
        passage("배포 포트 고양이 낮잠 간식", NEW),  # shares nothing else
        passage("배포 포트 서버 번호 8080", OLD),  # of the same day
        passage("배포 포트 서버 번호 8080", None),
    ],
)
def test_what_is_no_later_word_stays(other) -> None:
    """Other topics, worse answers, and notes without another date."""
    old = passage("배포 포트 서버 번호 5000", OLD)

    assert ([0, 1], []) == newest_first([old, other], ASKED)


def test_others_keep_their_places() -> None:
    """Only the places of one topic are given anew."""
    old = passage("배포 포트 서버 번호 5000", OLD)
    apart = passage("고양이 낮잠", date(2022, 1, 1))
    new = passage("배포 포트 서버 번호 8080", NEW, 0.9)

    assert ([2, 1, 0], [[2, 0]]) == newest_first([old, apart, new], ASKED)


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("서버 포트 8080 을 쓴다", "서버 포트 5000 을 쓴다"),
        ("파이썬 3.8 을 지원 하지 않는다", "파이썬 3.8 을 지원 한다"),
        ("이제부터 서버 배포 는 Fly 로 한다", "서버 배포 는 Heroku 로 한다"),
        ("the linter is no longer flake8", "the linter we use is flake8"),
        ("the api key is not needed here", "the api key is needed here"),
    ],
)
def test_a_change_is_seen(newer, older) -> None:
    """Numbers, denial, and words of change, in sentences on one matter."""
    assert disagree(newer, older, split, words)


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        ("서버 포트 8080 을 쓴다", "서버 포트 8080 을 쓴다"),
        ("고양이 3 마리", "서버 포트 5000 을 쓴다"),
        ("현재 배포 는 잘 된다", "모델 은 크지 않다"),
        ("", ""),
    ],
)
def test_what_agrees_or_speaks_of_else_does_not(newer, older) -> None:
    """The same numbers, and sentences on other matters."""
    assert not disagree(newer, older, split, words)


def notes(first, second):
    """Return hits on two notes of one topic, the older ranked first."""
    old = entry("old", first, day=OLD, title="배포 5000 🧪")
    new = entry("new", second, day=NEW, title="배포 8080")
    return [hit(old), hit(new, score=0.95)]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_an_answer_leads_with_the_newest_and_says_so(lang) -> None:
    """Both dates are shown; the numbers of the citations go by what is shown."""
    hits = notes(
        "배포 서버 포트 번호 는 5000 이다.", "배포 서버 포트 번호 는 8080 이다."
    )

    text, citations = quotations(
        hits, weights("배포 포트"), analyse, lang=lang, lead=Say.QUOTED
    )

    assert ["new.md", "old.md"] == [c.entry.id for c in citations]
    assert [1, 2] == [c.number for c in citations]
    assert say(Say.DIFFER, lang, what=NEW.isoformat()) in text.split("\n")[0]
    assert text.index("2023-06-01 ·") < text.index("2021-03-01 ·")
    assert text.index("[til-1]") < text.index("[til-2]")


def test_notes_that_agree_are_not_said_to_differ() -> None:
    """The newest still leads."""
    same = "배포 서버 포트 번호 는 5000 이다."

    text, citations = quotations(
        notes(same, same), weights("배포 포트"), analyse, lang="ko", lead=Say.QUOTED
    )

    assert text.startswith(say(Say.QUOTED, "ko") + "\n")
    assert "new.md" == citations[0].entry.id


def test_the_search_keeps_its_order() -> None:
    """Only what is shown is turned around."""
    hits = notes(
        "배포 서버 포트 번호 는 5000 이다.", "배포 서버 포트 번호 는 8080 이다."
    )
    chain = Answerer(
        understand=lambda _: Query(text="배포 포트"),
        searcher=FixedSearcher(hits),
        catalogue=FixedCatalogue(()),
    )

    answer = asyncio.run(chain.answer(ask("배포 포트는?")))

    assert "new.md" == answer.citations[0].entry.id
    assert ["old.md", "new.md"] == [h.entry.id for h in answer.workings.hits]


@given(
    st.lists(
        st.builds(
            passage,
            st.text(max_size=30),
            st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 9)),
            st.floats(0.0, 2.0),
        ),
        max_size=6,
    )
)
def test_nothing_is_lost(passages) -> None:
    """Each passage is shown once; a group is sorted by date."""
    order, groups = newest_first(passages, ASKED)

    assert sorted(order) == list(range(len(passages)))
    for group in groups:
        days = [passages[i].day for i in group]
        assert days == sorted(days, reverse=True)
        assert [i for i in order if i in group] == group
