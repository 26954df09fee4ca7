"""What a long note costs grows with its length, not with its square."""

from __future__ import annotations

import sys

from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from fakes.rag import entry, weights

from rag.quotes import units
from rag.quotes.picking import pick
from rag.text.blocks import leaves
from rag.text.chunking import chunks
from rag.text.sentences import sentences


PATTERNS = {
    "formulae that are never closed": "\\[ 식\n",
    "of any name": "\\begin{가align} x\n",
    "in quotes": "> $$ a\n",
    "in items": "- $$ a\n",
    "fences": "```\n",
    "items": "- 배치 🧪\n",
    "items of items": "- a:\n  - b\n",
    "announcements": "다음과 같다:\n- a\n",
    "one line of sentences": "가다. ",
    "sentences without spaces": "가다.",
    "a quote on one line": "> 가다. ",
    "headings": "# 절\n",
    "tables": "|a|\n|-|\n",
    "brackets": "([",
    "ticks": "` ``",
    "footnotes": "[^a]: 가\n",
    "HTML": "<div>\n",
    "underlines": "a\n=\n",
}


def steps(work: Callable[[], Any]) -> int:
    """Return how many lines of our code are run by *work*."""
    count = 0

    def line(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
@pytest.mark.parametrize(
    "work",
    [
        leaves,
        sentences,
        units.units,
        lambda body: chunks(entry(body=body)),
        lambda body: pick(body, weights("배치 a 가"), 900, formula=False),
    ],
    ids="leaves sentences units chunks quotations".split(),
)
def test_four_times_the_text_takes_four_times_the_steps(work, pattern) -> None:
    """Counted in lines of Python that are run, over text that is all alike."""
    small, large = (pattern * (n // len(pattern)) for n in (2_000, 8_000))
    work("한 번")  # whatever is compiled or remembered once

    few, many = steps(lambda: work(small)), steps(lambda: work(large))

    assert many < 5.5 * few + 2_000


@pytest.mark.parametrize("pattern", ["가다. ", "- 가다. 하다. ", "> 가다. "])
def test_a_line_is_looked_at_once(monkeypatch, pattern) -> None:
    """However many sentences stand on it."""
    looks = []

    class Counting:
        """A pattern that remembers where it was tried."""

        def match(self, body: str, at: int) -> object:
            looks.append(at)
            return original.match(body, at)

    original = units._ITEM
    monkeypatch.setattr(units, "_ITEM", Counting())
    body = pattern * 500 + "\n끝이다."

    found = units.units(body)

    assert len(found) > 1
    assert len(looks) <= 2
