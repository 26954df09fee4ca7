"""The words, names and numbers of a text where they stand, with their particles."""

from __future__ import annotations

import functools
import re

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rag.check.evidence.parts import Term
from rag.check.evidence.topics import FRAMES
from rag.compare.literal import normal
from rag.compare.word_match import meeting, misspelt
from rag.compare.words import HARD, Reading, Word


_TAIL = re.compile(
    r"[`\"'*_)\]]*(?:\([^()\n]{0,80}\))?[가-힣]{0,3}?"
    r"(?:(?P<S>은|는|이|가|께서는)|(?P<O>을|를)|(?P<I>이?면|일 때|인 경우)"
    r"|(?P<D>에서?는?|으?로는?)|(?P<G>의))(?![가-힣])"
)
_SPELT = 8
"""Letters from which on a word is known with a slip in it."""
_BARE = re.compile(r"[`\"*_)]*\s")
_APART = 3
"""Characters between two words of one name, at most: both have its particle."""
_CALLED = re.compile(r"(?:[a-z_][a-z0-9_]*\.)*([a-z_][a-z0-9_]*)(?:\([^()]*\))?")


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A word, a name or a number, and where it stands."""

    term: Term
    start: int
    end: int
    asks: frozenset[str]
    """Keys of others that it meets."""
    answers: frozenset[str]
    """Keys by which others meet it."""
    form: str
    acts: bool
    """Whether it merely says what something does, or how."""
    names: bool
    weight: float
    script: str
    """How it is written: two of one script may stand for one another."""
    long: bool = False
    """Whether it is known with a slip in it."""
    tail: str = ""
    """What kind of particle it has, or the name that it is part of."""

    def opposes(self, other: Placed) -> bool:
        """Say whether it denies the other, or is its opposite."""
        one, two = self.term, other.term
        return (
            isinstance(one, Word) and isinstance(two, Word) and one.denied_by(two.signs)
        )

    def meets(self, other: Placed) -> bool:
        """Say whether both are the same."""
        return not self.asks.isdisjoint(other.answers) and not self.opposes(other)

    def among(self, others: Iterable[Placed]) -> bool:
        """Say whether one of *others* is the same."""
        return any(self.meets(other) for other in others)

    def misspells(self, other: Placed) -> bool:
        """Say whether it is *other* with a slip in it."""
        one, two = self.term, other.term
        return (
            isinstance(one, Word)
            and isinstance(two, Word)
            and one.form[:1] == two.form[:1]
            and misspelt(two, one.keys)
        )


def placed(reading: Reading) -> list[Placed]:
    """Return the words, names and numbers of *reading*, in order."""
    found = [*_words(reading), *_marks(reading), *_numbers(reading)]
    found.sort(key=lambda term: term.start)
    # "accept 큐에": what is part of a name has its particle.
    for i in range(len(found) - 2, -1, -1):
        one, other = found[i], found[i + 1]
        if (
            not one.tail
            and other.tail
            and other.start - one.end <= _APART
            and _BARE.match(reading.text, one.end)
        ):
            found[i] = replace(one, tail=other.tail)
    return found


def _tail(text: str, end: int) -> str:
    m = _TAIL.match(text, end)
    return (m.lastgroup or "") if m else ""


def _words(reading: Reading) -> Iterator[Placed]:
    for word in reading.words:
        if word.form in FRAMES:
            continue
        end = word.start + len(word.form)
        latin = word.form.isascii()
        yield Placed(
            word,
            word.start,
            end,
            _asks(word.keys),
            word.keys,
            word.form,
            word.acts or (word.weight < HARD and not latin),
            word.weight >= HARD or word.name,
            word.weight,
            "a" if latin else "한",
            latin and len(word.form) >= _SPELT,
            _tail(reading.text, end),
        )


@functools.lru_cache(maxsize=20_000)
def _asks(keys: frozenset[str]) -> frozenset[str]:
    return meeting(keys) | {"~" + key for key in keys if key[0] == "w"}


def _marks(reading: Reading) -> Iterator[Placed]:
    for mark in reading.marks:
        if mark.kind == "quote":
            continue
        name = normal(mark.text)
        asks = {"=" + name}
        if m := _CALLED.fullmatch(name.strip("`").lower()):
            asks |= {"#" + m[1], "w" + m[1]}
        parts = re.findall("[a-z0-9]+", name.lower())
        yield Placed(
            name,
            mark.start,
            mark.end,
            frozenset(asks),
            frozenset(asks | {"~w" + part for part in parts}),
            name,
            acts=False,
            names=True,
            weight=1.0,
            script="a" if name.isascii() else "한",
            tail=_tail(reading.text, mark.end),
        )


def _numbers(reading: Reading) -> Iterator[Placed]:
    for number in reading.quantities:
        keys = frozenset({f"1{number.value.normalize()}"})
        yield Placed(
            number.value,
            number.start,
            number.end,
            keys,
            keys,
            str(number.value),
            acts=False,
            names=True,
            weight=1.0,
            script="1",
            tail=_tail(reading.text, number.end),
        )
