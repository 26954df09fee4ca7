import re
import shlex

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fakes.quotes import is_source
from fakes.rag import entry
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.notes import list_command
from rag.lists.listing import describe, listed
from rag.query_types import PAGE, Kind, Query
from rag.retrieval.selection import dated_within, select
from rag.types import Mode, Outcome


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
    group_by=st.sampled_from(
        [None, "day", "weekday", "month", "quarter", "half", "year", "category"]
    ),
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
    """All that fits and nothing else; an order takes of the dated ones."""
    chosen = select(entries, query)

    fitting = [e for e in entries if fits(e, query)]
    if query.newest_first is None and query.count is None:
        assert fitting == chosen
        return
    dated = [e for e in fitting if e.day]
    newest = query.newest_first is not False
    wanted = sorted((e.day for e in dated), reverse=newest)
    if query.newest_first is None:  # any will do, the dated ones first
        wanted += [None] * (len(fitting) - len(dated))
    assert wanted[: query.count] == [e.day for e in chosen]
    assert len(chosen) == len({e.id for e in chosen} & {e.id for e in fitting})


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


def days(count: int) -> list:
    """Return entries of so many days in a row."""
    first = date(2021, 1, 1)
    return [entry(f"n{i}", day=first + timedelta(i)) for i in range(count)]


@pytest.mark.parametrize(
    ("kind", "at_most", "cited"),
    [
        (Kind.LIST, None, PAGE),
        (Kind.LIST, 2, 2),
        (Kind.LIST, PAGE + 2, PAGE),
        (Kind.COUNT, None, PAGE),
        (Kind.COUNT, 2, 2),
    ],
)
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_is_not_named_is_counted(kind, at_most, cited, lang) -> None:
    """No list breaks off without a word, and the number is that of all there are."""
    query = Query(text="", kind=kind, lang=lang, at_most=at_most)

    answer = listed(days(PAGE + 3), query, "q")

    first, *_, last = answer.text.split("\n")
    assert cited == len(answer.citations)
    assert str(PAGE + 3) in first
    assert str(PAGE + 3 - cited) in re.findall(r"\d+", last)


@pytest.mark.parametrize(
    ("changes", "command"),
    [
        ({}, ["tilbot", "list"]),
        (
            {"category": "ML & DL", "since": date(2021, 1, 1)},
            ["tilbot", "list", "--category", "ML & DL", "--since", "2021-01-01"],
        ),
        ({"until": date(2021, 1, 9)}, ["tilbot", "list", "--until", "2021-01-09"]),
        ({"newest_first": True}, ["tilbot", "list"]),
        ({"newest_first": False}, None),
        ({"count": 5}, None),
        ({"without_categories": ("도구",)}, None),
        ({"without": ((date(2020, 1, 1), None),)}, None),
    ],
)
def test_the_command_for_the_rest_has_the_same_filters(changes, command) -> None:
    """It lists what was asked for, or it isn't named."""
    entries = [replace(e, category="ML & DL", day=date(2021, 1, 2)) for e in days(9)]
    entries += [replace(entry("o"), day=date(2019, 1, 1))]
    query = Query(text="", kind=Kind.LIST, at_most=1, **changes)

    last = listed(entries, query, "q").text.split("\n")[-1]

    named = re.search(r"`(.+)`", last)
    assert command == (shlex.split(named[1]) if named else None)
    assert not command or list_command.make_context("list", command[2:])


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


def test_so_many_groups_are_told_of():
    """The two months of most notes lead; the others are not named, nor counted off."""
    months = [1, 1, 1, 2, 3, 3]
    written = [
        entry(f"n{n}", BODY, day=date(2022, month, n + 1), category=None)
        for n, month in enumerate(months)
    ]
    asked = Query(text="", kind=Kind.COUNT, group_by="month", top=2, lang="en")

    answer = listed(written, asked, "the 2 busiest months")

    rows = [row for row in answer.text.splitlines() if row.startswith("- ")]
    assert ["January 2022: 3", "March 2022: 2"] == [
        row[2:].split(" [")[0] for row in rows
    ]
    assert 5 == len(answer.citations)
    assert rows[-1] == answer.text.splitlines()[-1]
