"""A sentence of a note as it is held beside another: what it speaks of, in order."""

from __future__ import annotations

import functools
import re

from collections.abc import Sequence
from dataclasses import dataclass

from rag.compare.identifiers import Mark
from rag.compare.literal import Source, holds
from rag.compare.numbers import Quantity
from rag.compare.word_match import shares
from rag.compare.words import HARD, SOFT, Reading, Word
from rag.conflicts import change_cues


EXACT, _COMMON = 1.5, 0.3
"""What a name or code, and a word that says little, weigh in what is shared."""
_BESIDE = 2
"""Nouns before a number that tell what it is a number of."""
_GIVEN = re.compile(r"([\w.-]*\w)\s?[=:]\s?([\w.]+)", re.ASCII)


@dataclass(frozen=True, eq=False)
class Said:
    """A sentence of a note, read, and the title and headings above it."""

    reading: Reading
    above: Reading
    corrects: bool = False
    """Whether its note says that an earlier one was wrong."""

    @property
    def text(self) -> str:
        """The sentence."""
        return self.reading.text

    @functools.cached_property
    def states(self) -> bool:
        """Whether it says how things are: it asks nothing, and tells of no day."""
        return not (
            change_cues.ASKS.search(self.text) or change_cues.OF_A_DAY.search(self.text)
        )

    @functools.cached_property
    def items(self) -> tuple[Item, ...]:
        """What it speaks of, in order."""
        words = [Item.of_word(w) for w in self.reading.words if w.weight > SOFT]
        marks = [Item.of_mark(m) for m in self.reading.marks if m.kind != "quote"]
        return tuple(sorted((*words, *marks), key=lambda item: item.start))

    @functools.cached_property
    def keys(self) -> frozenset[str]:
        """By which words of it, and of what is above, are met."""
        return self.reading.keys | self.above.keys

    @functools.cached_property
    def sources(self) -> tuple[Source, Source]:
        """Where code and names are looked for: itself, and what is above."""
        return Source.of(self.text), Source.of(self.above.text)

    def run(self, items: Sequence[Item]) -> bool:
        """Say whether *items* stand side by side in it."""
        first, last = items[0].start, items[-1].start
        return all(i in items for i in self.items if first <= i.start <= last)

    def beside(self, q: Quantity) -> list[Item]:
        """Return the nouns next to a number, before it and behind it."""
        nouns = [i for i in self.items if i.hard]
        before = [i for i in nouns if i.end <= q.start][-_BESIDE:]
        return [*before, *[i for i in nouns if i.start >= q.end][:1]]

    @property
    def given(self) -> dict[str, str]:
        """The values that its code and formulae give to names."""
        return {
            name.lower(): value
            for mark in self.reading.marks
            for name, value in _GIVEN.findall(mark.text)
        }


@dataclass(frozen=True, eq=False)
class Item:
    """A word, or something exact."""

    start: int
    end: int
    weight: float
    word: Word | None = None
    mark: Mark | None = None

    @classmethod
    def of_word(cls, word: Word) -> Item:
        """Return a word."""
        weight = max(word.weight, _COMMON)
        return cls(word.start, word.start + len(word.form), weight, word=word)

    @classmethod
    def of_mark(cls, mark: Mark) -> Item:
        """Return something exact."""
        return cls(mark.start, mark.end, EXACT, mark=mark)

    @property
    def hard(self) -> bool:
        """Whether it names something."""
        return self.weight >= HARD

    @property
    def telling(self) -> bool:
        """Whether it names what another text can't leave out; English verbs don't."""
        plain = self.word and self.word.form.isascii() and not self.word.rare
        return self.hard and not (plain and self.word and not self.word.name)

    def meets(self, other: Item) -> bool:
        """Say whether both are one."""
        if self.mark and other.mark:
            return self.mark.text == other.mark.text
        if self.word and other.word:
            return shares(self.word.keys, other.word.keys)
        return False

    def opposes(self, other: Item) -> bool:
        """Say whether one is the opposite of the other, or denied."""
        if self.word is None or other.word is None:
            return False
        denied = self.word.negated != other.word.negated
        theirs = dict(other.word.signs)
        common = [s * theirs[k] for k, s in self.word.signs if k in theirs]
        # Words of many senses have no signs; denied, an opposite comes to the same.
        opposite = any(s * (-1 if denied else 1) < 0 for s in common)
        return denied != opposite

    def touches(self, said: Said) -> bool:
        """Say, as fast as can be, whether *said* may have it."""
        if self.mark:
            return self.held_by(said)
        return self.word is not None and not self.word.keys.isdisjoint(said.keys)

    def held_by(self, said: Said) -> bool:
        """Say whether *said*, or what it stands under, has it."""
        if self.mark:
            return any(holds(self.mark, source) for source in said.sources)
        keys = self.word.keys if self.word else frozenset()
        return shares(keys, said.reading.keys) or shares(keys, said.above.keys)
