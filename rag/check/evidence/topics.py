"""What a text speaks of, and which sentences of a note do as well."""

from __future__ import annotations

from dataclasses import dataclass

from rag.check.evidence.passages import Unit
from rag.compare.identifiers import Mark
from rag.compare.literal import holds
from rag.compare.word_match import shares, stands
from rag.compare.words import SOFT, VERB, Reading, Word


FRAMES = frozenset("정답 해답 결론 이름 명칭 결과 암호 비밀 코드".split())
"""What an answer may be called in giving it, beside `Word.common`."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text speaks of."""

    words: tuple[Word, ...]
    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, *readings: Reading) -> Topic:
        """Return what *readings* speak of: names and nouns, else any word."""
        words = [w for r in readings for w in r.words if w.form not in FRAMES]
        telling = [w for w in words if w.weight >= VERB and not w.common]
        marks = tuple(m for r in readings for m in r.marks if m.kind != "quote")
        if not telling and not marks:
            telling = [w for w in words if w.weight > SOFT]
        return cls(tuple(telling), marks)

    @classmethod
    def all(cls, reading: Reading) -> Topic:
        """Return what *reading* speaks of, and what it merely uses."""
        words = tuple(w for w in reading.words if w.weight > SOFT)
        return cls(words, reading.marks)

    def without(self, start: int) -> Topic:
        """Return it without what stands at *start*."""
        return Topic(
            tuple(w for w in self.words if w.start != start),
            tuple(m for m in self.marks if m.start != start),
        )

    def __bool__(self) -> bool:
        return bool(self.words or self.marks)

    def speaks_in(self, reading: Reading) -> bool:
        """Say whether *reading* has a word of it."""
        return any(shares(w.keys, reading.keys) for w in self.words)

    def met(self, unit: Unit) -> int:
        """Count what *unit* itself holds of it."""
        words = sum(
            shares(w.keys, unit.reading.keys) or stands(w, unit.source.quotes)
            for w in {w.form: w for w in self.words}.values()
        )
        return words + sum(holds(m, unit.source) for m in self.marks)
