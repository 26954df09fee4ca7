import re

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from fakes.rag import entry
from hypothesis import given
from hypothesis import strategies as st
from test_terminal import drawn, text_of

from bot.render.terminal import Look
from bot.render.terminal_lists import spanned
from rag.lists.listing import listed
from rag.query_types import Kind, Query
from rag.types import Answer


FIRST = date(2021, 1, 1)


def counted(count: int, *, kind: Kind = Kind.COUNT, path: str = "{}.md") -> Answer:
    """Return a list or a count of so many notes."""
    entries = [
        replace(
            entry(f"n{i}", day=FIRST + timedelta(40 * i), title=f"제목-{i}-제목"),
            path=path.format(i),
            url="https://example.org/a",
        )
        for i in range(count)
    ]
    return listed(entries, Query(text="", kind=kind), "q")


def shown(value: Answer, **size: int) -> str:
    """Return what a terminal shows, without its escapes."""
    return text_of(drawn(Look(corpus=Path("notes"), links=False).answer(value), **size))


@pytest.mark.parametrize("kind", [Kind.LIST, Kind.COUNT])
@pytest.mark.parametrize(
    "path", ["{}.md", "one.txt", "a/very-long-name-of-a-file-{}.md"]
)
def test_each_source_of_a_list_takes_a_line_at_most(kind, path) -> None:
    """Every note is to be found by its place, and titles are not said twice."""
    value = counted(30, kind=kind, path=path)

    answer, _, below = shown(value, width=60, height=99).partition("\n출처\n")

    assert len(below.rstrip().splitlines()) <= 30
    assert max(map(len, below.splitlines())) <= 60
    places = re.findall(r"\[(\d+)\] (\S*):3", below)
    assert [str(n) for n in range(1, 31)] == [n for n, _ in places]
    assert {c.entry.path for c in value.citations} == {p for _, p in places} - {""}
    assert "제목" not in below
    assert (30 if kind is Kind.LIST else 0) == len(re.findall(r"제목-\d+-제목", answer))


@pytest.mark.parametrize(
    ("kind", "height", "times"),
    [(Kind.COUNT, 15, 2), (Kind.COUNT, 80, 1), (Kind.LIST, 15, 1)],
)
def test_a_number_stays_in_sight(kind, height, times) -> None:
    """Where the sources would push it off the screen, it is said again below them."""
    text = shown(counted(30, kind=kind, path="a/long-name-{}.md"), height=height)

    assert times == text.count("30개입니다")
    assert times == 1 or text.rstrip().endswith("30개입니다 (전체).")


def test_an_edited_note_says_so() -> None:
    """Also where there is room for its place only."""
    value = counted(2)
    first, second = value.citations
    value = replace(value, citations=(first, replace(second, stale="edited")))

    assert "[1] 0.md:3  [2] 1.md:3 색인한 뒤 고쳐짐\n" in shown(value)


def test_places_and_numbers_can_be_clicked(tmp_path: Path) -> None:
    """The place opens the file, the number the address of the note."""
    sent = drawn(Look(corpus=tmp_path, links=True).answer(counted(1)))

    said = re.sub(r"\x1b\[[0-9;]*m", "", sent)
    assert ";https://example.org/a\x1b\\[1]" in said
    assert f";{(tmp_path / '0.md').as_uri()}\x1b\\0.md:3" in said


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("x [til-2]–[til-5].", "x [til-2][til-3][til-4][til-5]."),
        ("[til-1][til-2][til-3]", "[til-1][til-2][til-3]"),
        ("[til-1][til-2][til-4][til-5]", "[til-1][til-2][til-4][til-5]"),
    ],
)
def test_a_row_of_markers_is_spanned(expected, text) -> None:
    """From four on that follow one another; others stay as they are."""
    assert expected == spanned(text)


@given(st.text(alphabet="[]til-1234 ", max_size=60))
def test_nothing_but_rows_of_markers_is_changed(text) -> None:
    """What is left of any text is the text."""
    assert text == spanned(text) or re.search(r"(\[til-\d+\]){4}", text)
