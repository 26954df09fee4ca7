"""Notes by name, dates as typed, and news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fakes.rag import entry
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app import notes
from bot.discord_app.announce import message, names, unannounced
from bot.discord_app.notes import (
    CHOICES,
    LONGEST,
    day,
    key,
    note_at,
    note_named,
    titles,
)
from bot.discord_app.trouble import Sorry


TODAY = date(2022, 10, 10)
ENTRIES = [
    entry("a", title="패딩을 왜 넣는가", day=date(2022, 3, 1)),
    entry("b", title="Git stash", day=date(2022, 3, 5)),
    entry("c", title="git rebase", day=None),
]
titled = st.text(max_size=300)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-10", date(2022, 10, 1), date(2022, 10, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022년 2월", date(2022, 2, 1), date(2022, 2, 28)),
        ("지난달", date(2022, 9, 1), date(2022, 9, 30)),
        ("last week", date(2022, 10, 3), date(2022, 10, 9)),
        ("어제", date(2022, 10, 9), date(2022, 10, 9)),
        ("since 2021", date(2021, 1, 1), date(2021, 1, 1)),
    ],
)
def test_dates_as_people_type_them(text: str, first: date, last: date) -> None:
    """Both ends of what was named; of a side of time, the end that there is."""
    assert (first, last) == (day(text, "first", TODAY), day(text, "last", TODAY))


@pytest.mark.parametrize("text", ["곧", "2022-13", "지난달 패딩", "100년쯤 전에 누가"])
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    """Rather than a filter that nobody meant."""
    with pytest.raises(Sorry):
        day(text, "first", TODAY)


@given(st.text(max_size=120))
def test_a_date_is_a_day_or_a_sentence(text: str) -> None:
    """Whatever is typed, nothing breaks."""
    try:
        found = day(text, "first", TODAY)
    except Sorry:
        return

    assert found is None or isinstance(found, date)


@given(st.lists(titled, max_size=40), st.text(max_size=20))
def test_suggestions_fit_and_lead_to_their_note(names_, typed: str) -> None:
    """At most 25, of at most 100 characters, none empty, each with a value that finds its note."""
    entries = [entry(str(n), title=t) for n, t in enumerate(names_)]
    found = titles(entries, typed)

    assert len(found) <= CHOICES
    for label, value in found:
        assert 1 <= len(label) <= LONGEST
        assert 1 <= len(value) <= LONGEST
        assert note_named(entries, value) in entries


def test_the_latest_notes_that_begin_so_are_suggested_first() -> None:
    """What was typed is the beginning of a title more often than its middle."""
    assert ["Git stash (2022-03-05)", "git rebase"] == [
        n for n, _ in titles(ENTRIES, "GIT")
    ]
    assert "Git stash (2022-03-05)" == titles(ENTRIES, "")[0][0]


def test_a_key_stands_for_one_note() -> None:
    """It is as long as a button's id allows, and finds the note again."""
    assert 3 == len({key(e) for e in ENTRIES})
    assert all(11 == len(key(e)) for e in ENTRIES)
    assert all(e is note_at(ENTRIES, key(e)) for e in ENTRIES)
    assert note_at(ENTRIES, "AAAAAAAAAAA") is None


@pytest.mark.parametrize(
    "name", ["stash", "b.md", "git STASH", "note:" + key(ENTRIES[1])]
)
def test_a_note_by_any_of_its_names(name: str) -> None:
    """By a suggestion, its id, its title or a part of one."""
    assert ENTRIES[1] is note_named(ENTRIES, name)


def test_categories_that_do_not_fit_are_not_suggested() -> None:
    """Discord takes no longer ones."""
    assert ["도구"] == notes.categories(["딥러닝", "도구", "도" * 101, ""], "도")


def test_only_what_nobody_was_told_of_is_news() -> None:
    """A note that was moved, or changed, is none."""
    known = {name for e in ENTRIES[:2] for name in names(e)}
    moved = replace(ENTRIES[0], id="x/a.md")
    renamed = replace(ENTRIES[1], title="Git stash pop")

    assert [ENTRIES[2]] == unannounced([moved, renamed, ENTRIES[2]], known)


@given(st.lists(titled, min_size=1, max_size=30))
def test_news_fit_into_a_message(names_) -> None:
    """However many, and however long their titles."""
    new = [entry(str(n), title=t or "x") for n, t in enumerate(names_)]
    told = message(new, "ko")

    assert len(told) <= 2000
    assert f"새 노트 {len(new)}개" in told
