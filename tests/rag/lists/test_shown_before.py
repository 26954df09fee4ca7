"""Keeping to the notes of a list that was shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fakes.rag import entry

from rag.lists.listing import listed
from rag.lists.shown_before import kept
from rag.query_types import Kind, Query
from rag.retrieval.selection import select


NOTES = [
    replace(entry(f"n{n}", "본문이다."), day=date(2022, n, 1), category=category)
    for n, category in enumerate(("DB", "DB", "수학", "DB", "수학"), start=1)
]
LATEST = Query(text="", kind=Kind.LIST, newest_first=True, count=3)


def days(entries):
    return [e.day.month for e in entries]


class Nothing:
    """A search that no list without a subject asks."""

    def mentions(self, query):
        """Find nothing, and say who asked."""
        raise AssertionError(query)

    def reading(self, query):
        """Read nothing, and say who asked."""
        raise AssertionError(query)


def test_turned_the_same_notes_come():
    """The latest three, the first of them first: no other three."""
    assert [5, 4, 3] == days(select(NOTES, LATEST))
    assert [3, 4, 5] == days(select(NOTES, replace(LATEST, turned=True)))


def test_only_what_was_shown_is_kept():
    """The notes on databases among the latest three, not three of them."""
    asked = replace(LATEST, count=None, category="DB", among=LATEST)

    _, entries = kept(Nothing(), NOTES, asked)

    assert [4] == days(select(entries, asked))
    assert "방금 보인 것 중, DB" in listed(entries, asked, "거기서 DB만").text


def test_narrowed_twice_it_is_of_the_last_list():
    """What was picked from a list is what the next question picks from."""
    once = replace(LATEST, count=2, category="수학", among=LATEST)

    _, entries = kept(Nothing(), NOTES, Query(text="", kind=Kind.LIST, among=once))

    assert [3, 5] == days(entries)
    assert (None, NOTES) == kept(None, NOTES, LATEST)
