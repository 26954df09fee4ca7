"""What the check says of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from rag.types import Verdict


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with its verdict; None for one that states nothing."""

    verdict: Verdict | None
    reasons: tuple[str, ...] = ()
    withheld: bool = False
    """Whether it must not be shown at all, marked or not."""
    secret: bool = False
    """Whether not even a report of the check may repeat it."""
    masked: bool = False
    """Whether a report may not repeat it either, unless it is worded anew."""
    foreign: bool = False
    """Whether it is in another language than the question."""
    absent: bool = False
    """Whether it says what the notes lack."""
    leans: bool = False
    """Whether it is a yes or a no, which stands with what is said next."""
    counts: int = 0
    """What it counts, if it does nothing else; what it counts may follow."""
    about: frozenset[str] = frozenset()
    """Words of the question that it speaks of."""

    @property
    def fails(self) -> bool:
        """Whether the notes don't bear it out."""
        return self.verdict in {Verdict.UNSUPPORTED, Verdict.FLAGGED}
