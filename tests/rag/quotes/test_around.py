"""Which part of a long note is read for a quotation."""

from __future__ import annotations

import pytest

from rag.quotes.around import around
from rag.quotes.units import units


def book(parts: int) -> str:
    """Return a note of so many parts, each with its own heading and code."""
    return "\n".join(
        f"## {n}장\n\n" + "가나다라 마바사. " * 20 + f"\n\n```\ncode {n}\n\nmore\n```\n"
        for n in range(parts)
    )


def test_a_note_is_read_as_a_whole() -> None:
    """What is of usual length has no part that is not looked at."""
    body = book(20)

    assert around(body, (100, 200)) == (0, len(body))


@pytest.mark.parametrize("n", [0, 200, 399])
def test_of_a_book_what_is_near_is_read(n: int) -> None:
    """The part holds the passage, is short, begins with a heading, cuts no unit."""
    body = book(400)
    at = body.index(f"code {n}\n")

    start, end = around(body, (at, at + 8))

    assert start <= at < at + 8 <= end
    assert end - start < len(body) / 8
    assert body[start:end].startswith("## ")
    whole = units(body)
    assert [(a + start, b + start) for a, b in units(body[start:end])] == [
        (a, b) for a, b in whole if start <= a < end
    ]
