import re

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fakes.rag import entry
from hypothesis import given
from hypothesis import strategies as st

from rag.citations import is_source
from rag.listing import MOST, dated_within, describe, listed, select
from rag.types import Kind, Mode, Outcome, Query


BODY = "첫 문장이다 🧪. 둘째이다[til-7].\n\n```python\nx[0]\n```"
days = st.none() | st.dates(date(2021, 1, 1), date(2023, 12, 31))
categories = st.sampled_from([None, "도구", "도구/git", "도구상자", "딥러닝"])
notes = st.lists(st.tuples(days, categories), max_size=30).map(
    lambda rows: [
        entry(f"n{i}", BODY, day=day, category=category, title=f"제목 {i} [til-{i}]")
        for i, (day, category) in enumerate(rows)
    ]
)
queries = st.builds(
    Query,
    text=st.just(""),
    kind=st.sampled_from([Kind.LIST, Kind.COUNT]),
    since=st.none() | st.dates(date(2021, 1, 1), date(2023, 12, 31)),
    until=st.none() | st.dates(date(2021, 1, 1), date(2023, 12, 31)),
    category=categories,
    newest_first=st.sampled_from([None, True, False]),
    count=st.none() | st.integers(1, 5),
    group_by=st.sampled_from([None, "month", "year", "category"]),
    lang=st.sampled_from(["ko", "en"]),
)


def fits(e, q) -> bool:
    """Say again, in other words, what a filter lets through."""
    inside = q.category in {None, e.category} or (e.category or "").startswith(
        f"{q.category}/"
    )
    if not (q.since or q.until):
        return inside
    return (
        inside
        and e.day is not None
        and ((q.since or date.min) <= e.day <= (q.until or date.max))
    )


@given(notes, queries)
def test_a_selection_is_complete(entries, query) -> None:
    """All that fits and nothing else; a number asked for takes of the dated ones."""
    chosen = select(entries, query)

    fitting = [e for e in entries if fits(e, query)]
    if query.newest_first is None and query.count is None:
        assert fitting == chosen
        return
    dated = [e for e in fitting if e.day]
    newest = query.newest_first is not False
    wanted = sorted((e.day for e in dated), reverse=newest)[: query.count]
    assert wanted == [e.day for e in chosen]
    assert len(chosen) == len({e.id for e in chosen} & {e.id for e in dated})


@given(notes, queries)
def test_every_line_is_cited(entries, query) -> None:
    """Each entry chosen is cited once, by its own words, and the text says where."""
    answer = listed(entries, query, "q")

    chosen = select(entries, query)
    numbers = [int(n) for n in re.findall(r"\[til-(\d+)\]", answer.text)]
    assert list(range(1, len(chosen) + 1)) == numbers
    assert numbers == [c.number for c in answer.citations]
    assert {e.id for e in chosen} == {c.entry.id for c in answer.citations}
    assert all(is_source(c) for c in answer.citations)
    assert (Outcome.ANSWERED if chosen else Outcome.NO_EVIDENCE) is answer.outcome
    assert Mode.EXTRACTIVE is answer.mode
    rows = [r for r in answer.text.split("\n") if r.startswith("- ")]
    assert all("[til-" in row for row in rows)


@given(notes, queries)
def test_the_number_is_the_number(entries, query) -> None:
    """The head says how many there are, whatever the list is grouped by."""
    answer = listed(entries, query, "q")

    chosen = select(entries, query)
    if chosen:
        assert str(len(chosen)) in re.findall(r"\d+", answer.text.split("\n")[0])


@pytest.mark.parametrize(
    ("group_by", "expected"),
    [
        ("month", {"2021-05": 2, "2022-05": 1, "날짜 없음": 1}),
        ("year", {"2021": 2, "2022": 1, "날짜 없음": 1}),
        ("category", {"도구": 2, "딥러닝": 1, "분류 없음": 1}),
    ],
)
def test_groups_are_counted(group_by, expected) -> None:
    """Each month, year or category with its own number; none of them left out."""
    entries = [
        entry("a", day=date(2021, 5, 1), category="도구"),
        entry("b", day=date(2022, 5, 1), category="도구"),
        entry("c", day=date(2021, 5, 31), category="딥러닝"),
        entry("d", day=None, category=None),
    ]

    answer = listed(entries, Query(text="", kind=Kind.COUNT, group_by=group_by), "q")

    rows = re.findall(
        r"^- (.+): (\d+)개 ((?:\[til-\d+\])+)$", answer.text, re.MULTILINE
    )
    counts = Counter({name: int(n) for name, n, _ in rows})
    assert expected == counts
    for name, n, marks in rows:
        cited = {int(m) for m in re.findall(r"\d+", marks)}
        members = {c.entry.id for c in answer.citations if c.number in cited}
        assert int(n) == len(members), name


def test_a_long_list_says_how_many_it_leaves_out() -> None:
    """No list breaks off without a word."""
    first = date(2021, 1, 1)
    entries = [entry(f"n{i}", day=first + timedelta(i)) for i in range(MOST + 3)]

    ko = listed(entries, Query(text="", kind=Kind.LIST), "q")
    en = listed(entries, Query(text="", kind=Kind.LIST, lang="en"), "q")

    assert MOST == len(ko.citations)
    assert "3개가 더" in ko.text.split("\n")[-1]
    assert "3 more" in en.text.split("\n")[-1]


def test_an_undated_entry_is_listed_but_in_no_range() -> None:
    """It has no day that could lie within one, and the line says so."""
    entries = [entry("a", day=None), entry("b", day=date(2022, 5, 1))]

    everything = listed(entries, Query(text="", kind=Kind.LIST, lang="en"), "q")
    ranged = select(entries, Query(text="", since=date(1900, 1, 1)))

    assert re.search(
        r"^- no date · 딥러닝 · .*\[til-1\]$", everything.text, re.MULTILINE
    )
    assert ["b.md"] == [e.id for e in ranged]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("ko", "맞는 노트가 없습니다"), ("en", "There are no notes for that")],
)
def test_an_empty_range_is_told(lang, expected) -> None:
    """Nothing there is said outright, with the range, and cites nothing."""
    query = Query(
        text="", kind=Kind.LIST, lang=lang, since=date(2030, 1, 1), category="도구"
    )

    answer = listed([entry()], query, "q")

    assert Outcome.NO_EVIDENCE is answer.outcome
    assert () == answer.citations
    assert expected in answer.text
    assert "2030-01-01" in answer.text
    assert "도구" in answer.text


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "전체"),
        ({"lang": "en"}, "all"),
        ({"since": date(2022, 1, 1)}, "2022-01-01 ~"),
        ({"until": date(2022, 1, 1)}, "~ 2022-01-01"),
        ({"since": date(2022, 1, 1), "until": date(2022, 1, 1)}, "2022-01-01"),
        ({"category": "도구"}, "도구"),
    ],
)
def test_filters_are_described(filters, expected) -> None:
    """In a few words, an open end left open."""
    assert expected == describe(Query(text="", **filters))


@pytest.mark.parametrize(
    ("expected", "question"),
    [
        (["2021-03", "2021-05"], "월별 노트 수"),
        (["2021-03", "2021-05"], "how many notes per month?"),
        (["2021-05", "2021-03"], "가장 많이 쓴 달은?"),
        (["2021-05", "2021-03"], "which month has the most notes?"),
    ],
)
def test_months_stand_in_order_unless_the_most_is_asked_for(expected, question) -> None:
    """A count by month runs through the year; a question for the best ranks."""
    entries = [entry(f"n{d}", day=date(2021, *d)) for d in ((3, 1), (5, 1), (5, 2))]
    query = Query(text="", kind=Kind.COUNT, group_by="month")

    answer = listed(entries, query, question)

    assert expected == re.findall(r"^- ([\d-]+):", answer.text, re.MULTILINE)


def test_categories_are_counted_most_first() -> None:
    """The largest category leads, whatever it is called."""
    entries = [
        entry(f"n{i}", category=c) for i, c in enumerate(["가", "하", "하", "다"])
    ]
    query = Query(text="", kind=Kind.COUNT, group_by="category")

    assert "- 하: 2개" in listed(entries, query, "분류별로").text.split("\n")[2]


def test_a_note_whose_opening_is_its_title_is_named() -> None:
    """No line of a list is without words, even when quote and title are the same."""
    entries = [entry("n", "RLHF 정리 🧪\n\n- 링크", title="RLHF 정리 🧪")]

    answer = listed(entries, Query(text="", kind=Kind.LIST), "q")

    assert "RLHF 정리 🧪" in answer.text


@pytest.mark.parametrize(
    ("nth", "newest_first", "expected"),
    [(1, True, "c"), (2, True, "b"), (2, False, "b"), (3, False, "c"), (4, True, None)],
)
def test_one_from_an_end(nth, newest_first, expected) -> None:
    """The second oldest of three is the second newest; of a fourth there is none."""
    entries = [entry(n, day=date(2022, m, 1)) for m, n in enumerate("abc", start=1)]
    query = Query(text="", newest_first=newest_first, count=1, nth=nth)

    assert [f"{expected}.md"] * bool(expected) == [e.id for e in select(entries, query)]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(2026, 5, 5), date(2026, 5, 5), date(2023, 5, 5)),
        (date(2026, 2, 1), date(2026, 2, 28), date(2024, 2, 1)),
        (date(2026, 7, 1), date(2026, 7, 31), date(2026, 7, 1)),
        (date(2028, 2, 29), date(2028, 2, 29), date(2024, 2, 29)),
        (date(2026, 5, 4), date(2026, 5, 4), date(2026, 5, 4)),
    ],
)
def test_a_day_without_a_year_is_the_latest_that_has_a_note(since, until, expected):
    """Also the 29th of February; where there is none, it stays what it was."""
    entries = [
        entry("a", day=date(2023, 5, 5)),
        entry("b", day=date(2021, 5, 5)),
        entry("c", day=date(2024, 2, 29)),
    ]
    query = Query(text="", since=since, until=until, open_year=True)

    found = dated_within(entries, query)

    assert expected == found.since
    named = replace(query, open_year=False)
    assert named == dated_within(entries, named)
