"""What the notes say to sentences of one reply, by the numbers that these cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.check.claims.claims import Piece
from rag.check.verdict.checker import Checker
from rag.check.verdict.judgement import Judged
from rag.compare.literal import Source
from rag.injection import disarming
from rag.injection.disarming import Disarmed
from rag.prompt import messages
from rag.types import Hit


_SECRETS = (messages.SYSTEM, messages.REWRITE_SYSTEM)
"""What no reply may repeat."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Holds the sentences of a reply against the passages that it was shown."""

    checker: Checker
    asked: Disarmed

    def judge(self, pieces: Sequence[tuple[Piece, Sequence[int]]]) -> list[Judged]:
        """Judge each piece against the passages of these numbers."""
        return self.checker.judge(
            [(piece, self._hits(numbers)) for piece, numbers in pieces], self.asked
        )

    def alone(self, text: str, numbers: Sequence[int]) -> Judged:
        """Judge a text as a sentence of its own."""
        (one,) = self.judge([(Piece("", text, ()), numbers)])
        return one

    def lead(self, piece: Piece, numbers: Sequence[int], *, items: int) -> Judged:
        """Judge what introduces *items*; see `Checker.judge_lead`."""
        hits = self._hits(numbers)
        return self.checker.judge_lead(piece, hits, self.asked, items=items)

    def sources(self, numbers: Sequence[int]) -> list[Source]:
        """Return the passages of these numbers as they are written."""
        return [e.source for e in self.checker.evidence(self._hits(numbers))]

    def _hits(self, numbers: Sequence[int]) -> list[Hit]:
        return [self.asked.hits[n - 1] for n in numbers]


def repeats(text: str) -> bool:
    """Say whether *text* repeats what a model is told and nobody else."""
    return disarming.leaks(text, _SECRETS)
