"""Which notes are quoted beside the best one."""

from __future__ import annotations

import pytest

from fakes.rag import entry, hit, weights

from rag.quotes.extract import quotations
from rag.quotes.rivals import rivals
from rag.wording.phrases import Say


@pytest.mark.parametrize(
    ("strengths", "several", "kept"),
    [
        ((0.9, 0.8, 0.7), False, (0, 1, 2)),
        ((0.9, 0.1, 0.31), False, (0, 2)),  # a word of the question is no answer
        ((0.9, 0.1, 0.0), True, (0,)),
        ((0.6, 0.12, 0.0), True, (0, 1)),  # one of several says less of them all
        ((0.4, 0.25, 0.1), False, (0, 1)),  # what is unsure itself leads no further
        ((0.01, 0.6, 0.0), False, (1,)),  # ranked first, but it answers nothing
        ((0.25, 0.05, 0.0), False, (0, 1, 2)),  # none answers: what is near is shown
        ((0.0, 0.0), True, (0, 1)),
    ],
)
def test_only_what_reads_as_an_answer_stands_beside_one(
    strengths, several, kept
) -> None:
    """However high the others rank; where none does, all that is near is shown."""
    hits = [
        hit(entry(f"n{i}", f"{i}번째 글이다 🪁."), strength=s)
        for i, s in enumerate(strengths)
    ]

    assert [hits[i] for i in kept] == rivals(hits, several=several)


LONG = "어느 것도 빠뜨리지 않고 날마다 살핀다. " * 15
ITEMS = "\n".join(
    f"{n}. {head}: {LONG}" for n, head in enumerate(("전압", "온도", "습도"), start=1)
)


@pytest.mark.parametrize(
    ("question", "alone"),
    [("온실 점검표 항목 뭐뭐야", False), ("온도 항목 뭐뭐야", True)],
)
def test_what_one_item_says_is_quoted(question, alone) -> None:
    """All items are named only where the note is called by what they are items of."""
    _, citations, _ = quotations(
        [hit(entry("n", f"아침마다 본다.\n\n{ITEMS}", title="온실 점검표 🌡️"))],
        weights(question),
        lang="ko",
        lead=Say.QUOTED,
        items=0,
    )

    quotes = [c.quote for c in citations]
    assert alone == any("2. 온도: 어느" in q for q in quotes)
    assert alone != ("3. 습도" in quotes)
