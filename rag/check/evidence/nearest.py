"""Finds the units of the passages that come nearest to a sentence, or a part of it."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.analyse.glossary import Glossary, squashed
from rag.analyse.transliteration import alike
from rag.check.evidence.passages import Evidence, Unit
from rag.compare.identifiers import Mark
from rag.compare.literal import holds
from rag.compare.word_match import misspelt, named, names, shares, stands
from rag.compare.words import HARD, Reading, Word


LIKE = 0.75
"""Units from this share of the best one's score on are read as evidence."""
NEAR = 0.5
"""Score of a unit from which on it is taken to speak of the same."""
NEAREST = 0.93
"""From this share of the best one's score on a unit may contradict."""
_BESIDE = 6
"""Words nearest to a number that tell what it is a number of."""
_WHOLE = 0.5
"""What the whole sentence counts for beside the clause, in finding its units."""
_EXACT = 1.5
"""What a name, code or a formula weighs in finding the units."""
AROUND = 0.6
"""What a word counts for that only stands in what a unit is under."""
_ASIDE = 0.8
"""What is left of the score of a unit that is about other code."""
_SPELT = re.compile(r"[a-z]{5,}|[가-힣]{2,6}")
"""What is long enough to be told by how it sounds."""
_ACRONYM = re.compile(r"[a-z]{2,6}")


class Nearest:
    """A sentence, and the units of the passages by how near they come to it.

    Args:
        claim: The sentence.
        evidence: The passages, taken together.
        glossary: Knows what is called otherwise.
    """

    def __init__(
        self, claim: Reading, evidence: Sequence[Evidence], glossary: Glossary
    ) -> None:
        self.claim = claim
        self.evidence = evidence
        self.concepts = claim.concepts & frozenset(
            c for e in evidence for c in e.concepts
        )
        """Those that both name."""
        self.said = squashed(claim.text)
        self._glossary = glossary
        self._names = {c: self._parts(c) for c in self.concepts}
        self._meets: dict[int, bool] = {}
        self._met: dict[tuple[int, int], float] = {}
        self._slipped: dict[int, bool] = {}
        self._held: dict[int, float] = {}
        self.units = [u for e in evidence for u in e.units]
        self.scored = [(self.score(u, claim.words), u) for u in self.units]
        """All units, the nearest first."""
        self.scored.sort(key=lambda pair: -pair[0])
        self.top = max((s for s, _ in self.scored), default=0.0)
        """The score of the nearest, 0 to 1."""

    def meets(self, word: Word) -> bool:
        """Say whether *word* is anywhere in the passages."""
        if id(word) not in self._meets:
            self._meets[id(word)] = (
                any(
                    shares(word.keys, e.keys) or stands(word, e.squashed)
                    for e in self.evidence
                )
                or self._slips(word)
                or self._named(word, self.concepts)
                or (word.name and self._spelt_out(word.form))
                or self._sounds(word.form)
            )
        return self._meets[id(word)]

    def _parts(self, concept: int) -> list[str]:
        """Return those names of *concept* that the sentence uses, and their words."""
        known = names(self._glossary, concept)
        return [part for name, parts in known if name in self.said for part in parts]

    def _named(self, word: Word, concepts: frozenset[int]) -> bool:
        """Say whether the sentence names one of *concepts* by *word*."""
        return any(named(word, part) for c in concepts for part in self._names[c])

    def called(self, form: str) -> bool:
        """Say whether the sentence names by another name what both name by *form*."""
        return any(
            form in parts
            for c in self.concepts
            for _, parts in names(self._glossary, c)
        )

    def _spelt_out(self, form: str) -> bool:
        """Say whether the passages spell out what *form* abbreviates."""
        letters = form.removesuffix("s")
        if not _ACRONYM.fullmatch(letters):
            return False
        initials = r"\b" + r"[a-z]*[\s-]+".join(letters)
        texts = {t: None for u in self.units for t in (u.reading.text, u.context.text)}
        return any(re.search(initials, text, re.IGNORECASE) for text in texts)

    def _sounds(self, form: str) -> bool:
        """Say whether the passages write *form* in the other script.

        Names are too short for `Word.keys`, which go by consonants alone.
        """
        latin = form.isascii()
        if not _SPELT.fullmatch(form):
            return False
        others = {
            w.form
            for u in self.units
            for w in (*u.reading.words, *u.context.words)
            if w.weight >= HARD and w.form.isascii() is not latin
        }
        return any(
            alike(form, other) if latin else alike(other, form)
            for other in others
            if _SPELT.fullmatch(other)
        )

    def score(self, unit: Unit, words: Sequence[Word]) -> float:
        """Return how much of *words*, and of what is exact, *unit* holds."""
        total = sum(w.weight for w in words) + _EXACT * len(self.claim.marks)
        met = sum(w.weight * self.share(w, unit) for w in words)
        return (met + self._exactly(unit)) / total if total else 0.0

    def share(self, word: Word, unit: Unit) -> float:
        """Return 1 for a word that *unit* holds, less for one from its context."""
        key = id(word), id(unit)
        met = self._met.get(key)
        if met is None:
            met = self._met[key] = self._share(word, unit)
        return met

    def _share(self, word: Word, unit: Unit) -> float:
        if shares(word.keys, unit.reading.keys):
            return 1.0
        # What is no slip of a word of all of them is none of one of theirs.
        if self._slips(word) and misspelt(word, unit.reading.keys):
            return 1.0
        concepts = self.claim.concepts & unit.reading.concepts
        if concepts and self._named(word, concepts):
            return 1.0
        return AROUND * shares(word.keys, unit.context.keys)

    def _slips(self, word: Word) -> bool:
        """Say whether a word of the passages may be *word* with a slip in it."""
        if id(word) not in self._slipped:
            slipped = any(misspelt(word, e.keys) for e in self.evidence)
            self._slipped[id(word)] = slipped
        return self._slipped[id(word)]

    def _exactly(self, unit: Unit) -> float:
        if id(unit) not in self._held:
            self._held[id(unit)] = sum(
                _EXACT
                if holds(mark, unit.source)
                else _EXACT * 0.4 * holds(mark, unit.around)
                for mark in self.claim.marks
            )
        return self._held[id(unit)]

    def beside(self, at: int) -> list[Word]:
        """Return the words next to what stands *at*."""
        return sorted(self.claim.words, key=lambda w: abs(w.start - at))[:_BESIDE]

    def about(self, at: int, share: float) -> list[Unit]:
        """Return the units that speak of what stands around *at*, the best first."""
        found = self.near(self.beside(at))
        return [u for s, u in found if s and s >= share * found[0][0]]

    def near(self, words: Sequence[Word]) -> list[tuple[float, Unit]]:
        """Return the units, those that speak of *words* first."""
        code = self._code(words)
        scored = [
            (
                (self.score(u, words) + _WHOLE * s)
                / (1 + _WHOLE)
                * (_ASIDE if self._other_code(u, code) else 1),
                u,
            )
            for s, u in self.scored
        ]
        return sorted(scored, key=lambda pair: -pair[0])

    def of_other_code(self, unit: Unit, words: Sequence[Word]) -> bool:
        """Say whether *unit* is about other code than stands among *words*."""
        return self._other_code(unit, self._code(words))

    def _code(self, words: Sequence[Word]) -> list[Mark]:
        """Return the code that stands among *words*, or else all of the claim."""
        code = [m for m in self.claim.marks if m.kind in {"code", "name"}]
        at = [w.start for w in words]
        return [m for m in code if at and min(at) <= m.start <= max(at)] or code

    def _other_code(self, unit: Unit, named: Sequence[Mark]) -> bool:
        """Say whether *unit* is about other code than *named*, which others are."""
        own = [m for m in unit.reading.marks if m.kind in {"code", "name"}]
        return (
            bool(named and own)
            and not any(holds(m, unit.source) for m in named)
            and any(holds(m, u.source) for m in named for u in self.units)
        )
