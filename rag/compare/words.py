"""A text as it is compared: words, what is exact, what is denied."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rag.compare.clause_ends import JOINED
from rag.compare.dates import Day
from rag.compare.identifiers import Mark
from rag.compare.numbers import Quantity
from rag.text.lazy_regex import lazily


HARD, VERB, SOFT = 1.0, 0.4, 0.1
"""What a word weighs: one that names something, one that says what it does,
and one that says little."""


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
    acts: bool = False
    """Whether a Korean clause may say it of something, as a verb does."""

    def denied_by(self, signs: Collection[tuple[str, int]]) -> bool:
        """Say whether *signs*, of a word or a text, have the opposite of one of its."""
        for key, sign in self.signs:  # noqa: SIM110  # `any` takes twice as long
            if (key, -sign) in signs:
                return True
        return False


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
    topics: tuple[tuple[int, int, int], ...] = ()
    """Where what a Korean clause is about begins and ends, and its particle ends."""

    @property
    def tabular(self) -> bool:
        """Whether it is a row of a table, or all of one."""
        return self.text.lstrip().startswith("|")

    @property
    def prose(self) -> bool:
        """Whether it is neither of a table nor a block of code."""
        return not self.text.lstrip().startswith(("|", "```"))


_CLAUSE = lazily(rf",\s|;\s|\s(?:but|while|whereas|and)\s|{JOINED}")


def clauses(claim: Reading) -> list[tuple[Word, ...]]:
    """Return the words of *claim*, clause by clause; short ones go with the next."""
    cuts = [m.end() for m in _CLAUSE.finditer(claim.text)]
    found: list[tuple[Word, ...]] = []
    held: list[Word] = []
    for start, end in zip([0, *cuts], [*cuts, len(claim.text)], strict=True):
        held += [w for w in claim.words if start <= w.start < end]
        if sum(w.weight >= VERB for w in held) > 1:
            found.append(tuple(held))
            held = []
    if held and found:
        found[-1] = (*found[-1], *held)
    return found or [tuple(held)]


def says(word: Word) -> bool:
    """Say whether a word says something, and is not denied."""
    return not word.common and not word.negated and word.weight > SOFT
