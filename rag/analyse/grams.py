"""Character grams: Hangul by two, Latin by three; they forgive spacing and typos."""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterator


_RUN = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]+|[a-z]+|[0-9]+")
_LATIN_SIZE = 3
ACROSS_WEIGHT = 0.3
"""What a gram across a space weighs in a question, beside 1 inside a word."""


def _hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def _inside(run: str) -> Iterator[str]:
    size = 2 if _hangul(run[0]) or run[0].isdigit() else _LATIN_SIZE
    if len(run) <= size:
        yield run
    else:
        for at in range(len(run) - size + 1):
            yield run[at : at + size]


def _grams(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each gram of lower-case *text*, and whether it crosses a space."""
    previous: re.Match[str] | None = None
    for run in _RUN.finditer(text):
        for gram in _inside(run[0]):
            yield gram, False
        if previous is not None:
            pair = previous[0][-1] + run[0][0]
            if previous.end() == run.start():
                yield pair, False  # script changes inside a word, as in AI는
            elif (
                _hangul(pair[0])
                and _hangul(pair[1])
                and text[previous.end() : run.start()].isspace()
            ):
                yield pair, True
        previous = run


def of_document(text: str) -> list[str]:
    """Return the grams of *text* (lower case, NFC), those across spaces too."""
    return [gram for gram, _ in _grams(text)]


def of_question(text: str) -> dict[str, float]:
    """Return the grams of *text* (lower case, NFC) with their weights."""
    weights: Counter[str] = Counter()
    for gram, across in _grams(text):
        weights[gram] += ACROSS_WEIGHT if across else 1.0  # type: ignore[assignment]
    return dict(weights)
