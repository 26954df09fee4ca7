"""Finds words whose reading no Korean word has, such as 도커 read as 도 and 크다."""

from __future__ import annotations

import re

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol


NOUNS = frozenset({"NNG", "NNP", "NR", "XR"})
CONTENT = NOUNS | {"VV", "VA", "VV-R", "VV-I", "VA-R", "VA-I", "MAG", "MM", "XPN"}
"""Tags of the Sejong tag set, with Kiwi's suffixes."""

_RUN = re.compile(r"[가-힣]+")


class Tagged(Protocol):
    """A morpheme as Kiwi gives it."""

    @property
    def tag(self) -> str:
        """Of the Sejong tag set."""

    @property
    def start(self) -> int:
        """First character in the text, from 0."""

    @property
    def len(self) -> int:
        """Characters."""


def unread(tokens: Sequence[Tagged], text: str) -> list[tuple[int, int]]:
    """
    Return where words stand whose reading, *tokens* in order, no Korean word has.

    No word begins with a particle or a suffix before what has a meaning, none
    ends in a bare stem, and nothing is the plural of an exclamation. Particles
    at the end are not part of the word.
    """
    found = []
    starts = [t.start for t in tokens]
    for run in _RUN.finditer(text):
        if run.start() and not text[run.start() - 1].isspace():
            continue  # what is glued to a name or to code is its particle
        first, end = (bisect_left(starts, at) for at in run.span())
        inside = list(tokens[first:end])
        while inside and inside[-1].tag[0] == "J":
            inside.pop()
        if len(inside) > 1 and _impossible([t.tag for t in inside]):
            until = max(t.start + t.len for t in inside)
            found.append((run.start(), min(until, run.end())))
    return [(a, b) for a, b in found if b - a > 1]


def _impossible(tags: Sequence[str]) -> bool:
    headless = tags[0][0] == "J" or tags[0][:2] == "XS"
    if headless and any(tag in CONTENT for tag in tags[1:]):
        return True
    if tags[-1][:2] in {"VV", "VA"}:
        return True
    return tags[-1] == "XSN" and (tags[-2] == "IC" or tags[-2][0] == "E")
