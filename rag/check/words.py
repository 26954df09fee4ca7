"""A text as it is compared: words, what is exact, what is denied."""

from __future__ import annotations

from dataclasses import dataclass

from rag.check.identifiers import Mark
from rag.check.numbers import Day, Quantity


HARD, VERB, SOFT = 1.0, 0.4, 0.1
"""What a word weighs: one that names something, one that says what it does,
and one that says little."""


MEASURES = frozenset(
    "% year month week day hour minute second ms gb mb kb tb epoch px won"
    " dollar".split()
)
"""Units of measure: a number of one is no rival of a mere count."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something."""

    form: str
    keys: frozenset[str]
    """Any of these makes two words meet."""
    signs: tuple[tuple[str, int], ...]
    """Keys under which it can be denied, with 1, or -1 where it is."""
    weight: float
    name: bool
    """Whether it names one thing and no other: a proper name, an acronym."""
    start: int
    negated: bool = False
    inner: frozenset[str] = frozenset()
    """Keys of the parts of a name, by which others may meet it."""
    common: bool = False
    """Whether it is too common for its absence to tell."""
    rare: bool = False
    """Whether it is an English word that the lexicon doesn't know."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, read."""

    text: str
    words: tuple[Word, ...] = ()
    marks: tuple[Mark, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    days: tuple[Day, ...] = ()
    concepts: frozenset[int] = frozenset()
    keys: frozenset[str] = frozenset()
    signs: frozenset[tuple[str, int]] = frozenset()
