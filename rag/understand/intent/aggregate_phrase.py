"""What is told of notes' dates and categories, taken out of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.query_types import GroupBy, Measure
from rag.understand.language.request_words import without


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """What is asked for, and the question with that taken out."""

    rest: str
    """Asks how many notes there are, or when they were written, instead."""
    measure: Measure | None = None
    group_by: GroupBy | None = None
    then_by: GroupBy | None = None
    having: tuple[int, int | None] | None = None
    oldest: bool = False
    """Whether time is counted from the first note."""
    top: int | None = None
    """How many of the groups were asked for."""
    count: int | None = None
    """How many notes of an end were asked for."""
    of_subject: Literal["no", "may", "must"] = "no"
    """Whether it is of the notes on a subject, which the rest then names."""


def asking(
    text: str, spans: Sequence[tuple[int, int]], *, korean: bool, when: bool = False
) -> str:
    """Return *text* with a plain question in the place of *spans*."""
    rest = without(text, spans).rstrip(" ?？!.")
    if korean:
        return f"{rest} {'언제 썼어' if when else '노트 몇 개야'}?"
    return f"{'when did I write' if when else 'how many notes'} {rest}?"
