"""The names of the items of a list that is too long to quote."""

from __future__ import annotations

import pytest

from hypothesis import given
from hypothesis import strategies as st

from rag.quotes.item_heads import item_heads


SAID = "되도록 짧게, 그러나 빠짐없이 적는다. " * 6
LIST = "\n".join(
    (
        "로그를 볼 때 🪵",
        "",
        f"1. 수준(level): {SAID}",
        f"2. **시각**: {SAID}",
        f"3. `trace_id` — {SAID}",
        "",
        "그 밖에 $n$줄마다 지운다.",
    )
)


def quoted(body: str, many: int, room: int = 300) -> list[str]:
    return [body[a:b] for a, b in item_heads(body, many, room, 12)]


@pytest.mark.parametrize("many", [0, 3])
def test_all_names_and_what_introduces_them(many) -> None:
    """Each with its number; what is said of them isn't quoted."""
    heads = ["1. 수준(level)", "2. **시각**", "3. `trace_id`"]

    assert ["로그를 볼 때 🪵", *heads] == quoted(LIST, many)


@pytest.mark.parametrize(
    ("body", "many", "room"),
    [
        (LIST, 2, 300),  # another list is meant
        (LIST, 0, 5_000),  # all of it fits
        (LIST, 0, 30),  # not even the names do
        (LIST.replace("`trace_id` — ", ""), 0, 300),  # one has no name
        ("수준: 하나\n시각: 둘\n주소: 셋", 0, 10),  # no list
        ("", 0, 300),
    ],
)
def test_else_none(body, many, room) -> None:
    """Some names without the others would pass for all."""
    assert [] == quoted(body, many, room)


@given(st.text("-*1.: 가a\n`", max_size=300), st.integers(0, 4))
def test_spans_are_of_the_body_and_in_order(body, many) -> None:
    """Whatever stands there."""
    spans = item_heads(body, many, 60, 12)

    assert all(0 <= a < b <= len(body) for a, b in spans)
    assert sorted(spans) == spans
