import asyncio

from datetime import date

import pytest

from fakes.rag import (
    FixedCatalogue,
    FixedSearcher,
    ask,
    entry,
    hit,
    weights,
)
from hypothesis import given
from hypothesis import strategies as st

from rag.chain.answerer import Answerer
from rag.check.verdict.checker import Checker
from rag.compare.reading import Reader
from rag.conflicts.superseded import Clash, Telling, clashes, newest_first, told
from rag.query_types import Query
from rag.quotes.extract import quotations
from rag.wording.phrases import Say, say


OLD, NEW = date(2021, 3, 1), date(2023, 6, 1)
WAS, IS = "서버 배포는 5000번 포트로 한다.", "서버 배포는 8080번 포트로 한다."


@pytest.fixture(scope="module")
def reader(kiwi) -> Reader:
    """Reads sentences."""
    return Reader(kiwi)


@pytest.fixture
def telling(reader):
    """Makes notes of a sentence each."""

    def make(text, day, score=1.0):
        ((*said,),) = told(reader.read, [("노트", [text])])
        return Telling(day=day, score=score, said=said)

    return make


def test_the_newest_of_a_topic_leads(telling) -> None:
    """Of two that answer comparably well, whichever the search ranks first."""
    old, new = telling(WAS, OLD), telling(WAS, NEW, 0.9)

    assert ([1, 0], [[1, 0]]) == newest_first([old, new])
    assert ([0, 1], [[0, 1]]) == newest_first([new, old])


@pytest.mark.parametrize(
    ("text", "day", "score"),
    [
        (WAS, NEW, 0.5),  # answers far worse
        ("고양이는 낮잠을 잔다.", NEW, 1.0),
        (WAS, OLD, 1.0),
        (WAS, None, 1.0),
    ],
)
def test_what_is_no_later_word_stays(telling, text, day, score) -> None:
    """Worse answers, other topics, and notes without another date."""
    notes = [telling(WAS, OLD), telling(text, day, score)]

    assert ([0, 1], []) == newest_first(notes, clashes(notes))


def test_who_says_otherwise_leads_however_well_it_answers(telling) -> None:
    """A clash is enough; what has no date never clashes."""
    notes = [telling(WAS, OLD), telling(IS, None), telling(IS, NEW, 0.3)]

    found = clashes(notes)

    assert [Clash(2, 0, 0, 0)] == found
    assert ([2, 1, 0], [[2, 0]]) == newest_first(notes, found)


def notes(first=WAS, second=IS, score=0.95, strength=0.9):
    """Return hits on two notes of one topic, the older ranked first."""
    old = entry("old", first, day=OLD, title="배포 5000 🧪")
    new = entry("new", second, day=NEW, title="배포 8080")
    return [hit(old), hit(new, score=score, strength=strength)]


def quoted(hits, reader, question="서버 배포는", lang="ko"):
    return quotations(
        hits,
        weights(question),
        lang=lang,
        lead=Say.QUOTED,
        read=reader.read,
    )[:2]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_an_answer_leads_with_the_newest_and_says_so(reader, lang) -> None:
    """Both dates are shown; the numbers of the citations go by what is shown."""
    text, citations = quoted(notes(), reader, lang=lang)

    assert ["new.md", "old.md"] == [c.entry.id for c in citations]
    assert [1, 2] == [c.number for c in citations]
    assert say(Say.QUOTED_APART, lang, what=NEW) == text.split("\n")[0]
    assert text.index("2023-06-01 ·") < text.index("2021-03-01 ·")
    assert text.index("[til-1]") < text.index("[til-2]")


def test_a_later_note_is_quoted_though_it_answers_worse(reader) -> None:
    """If it says otherwise; one that doesn't is left out as before."""
    _, citations = quoted(notes(score=0.3), reader)
    _, others = quoted(notes(second="서버 배포는 팀이 한다.", score=0.3), reader)

    assert ["new.md", "old.md"] == [c.entry.id for c in citations]
    assert ["old.md"] == [c.entry.id for c in others]


def test_what_differs_is_quoted_of_a_long_note(reader) -> None:
    """Other sentences that hold the question as well must not crowd it out."""
    rest = "서버 배포는 이렇게 하고 저렇게 하며 길게 적는다. " * 30
    text, _ = quoted(notes(second=f"{IS}\n\n{rest}", score=0.9), reader)

    assert text.startswith(say(Say.QUOTED_APART, "ko", what=NEW))
    assert IS in text


def test_notes_that_agree_are_not_said_to_differ(reader) -> None:
    """The newest still leads."""
    text, citations = quoted(notes(WAS, WAS), reader)

    assert text.startswith(say(Say.QUOTED, "ko") + "\n")
    assert "new.md" == citations[0].entry.id


def test_the_search_keeps_its_order(kiwi) -> None:
    """Only what is shown is turned around."""
    chain = Answerer(
        understand=lambda _: Query(text="서버 배포는"),
        searcher=FixedSearcher(notes()),
        catalogue=FixedCatalogue(()),
        checker=Checker(kiwi),
    )

    answer = asyncio.run(chain.answer(ask("서버 배포는?")))

    assert "new.md" == answer.citations[0].entry.id
    assert ["old.md", "new.md"] == [h.entry.id for h in answer.workings.hits]


@given(
    st.lists(
        st.tuples(
            st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 9)),
            st.floats(0.0, 2.0),
        ),
        max_size=6,
    ),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=4),
)
def test_nothing_is_lost(made, pairs) -> None:
    """Each note is shown once; a group is sorted by date."""
    tellings = [Telling(day=day, score=score) for day, score in made]
    found = [
        Clash(a, b, 0, 0)
        for a, b in pairs
        if max(a, b) < len(made)
        and made[a][0]
        and made[b][0]
        and made[a][0] > made[b][0]
    ]

    order, groups = newest_first(tellings, found)

    assert sorted(order) == list(range(len(tellings)))
    for group in groups:
        days = [tellings[i].day for i in group]
        assert days == sorted(days, reverse=True)
        assert [i for i in order if i in group] == group
