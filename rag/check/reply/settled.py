"""The sentences of a reply that have a verdict, and which of them go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.check.claims import tongue
from rag.check.claims.claims import Piece
from rag.check.claims.lead_ins import led
from rag.check.reply.question_needs import Sought
from rag.check.verdict.judgement import Judged
from rag.query_types import Lang
from rag.types import Verdict


@dataclass(frozen=True, slots=True)
class Settled:
    """A sentence of a reply with its verdict."""

    piece: Piece
    judged: Judged
    cited: tuple[int, ...]
    """Numbers of the passages that it rests on, maybe by markers of others."""
    leads: bool = False
    """Whether it only introduces what follows."""

    @property
    def borne_out(self) -> bool:
        """Whether the notes bear it out."""
        return self.judged.verdict is Verdict.SUPPORTED

    @property
    def tells(self) -> bool:
        """Whether it states something, be it that the notes lack it."""
        return self.judged.verdict is not None or self.judged.absent


@dataclass(kw_only=True)
class Written:
    """What is settled of a reply so far; where a sentence is, counts from 0."""

    sought: Sought
    strict: bool
    """Whether what is not borne out is left out instead of being marked."""
    lang: Lang | None = None
    """The language that all of it must be in; None for any."""
    settled: list[Settled] = field(default_factory=list)
    closed: bool = False
    """Whether no more of the reply comes."""

    def is_foreign(self, piece: Piece) -> bool:
        """Say whether a sentence is in another language than the reply must be in."""
        if self.lang is None or piece.block:
            return False
        return tongue.is_foreign(piece.bare, self.lang)

    @property
    def failing(self) -> list[int]:
        """Which of the sentences are not borne out."""
        return [i for i, s in enumerate(self.settled) if s.judged.fails]

    @property
    def mendable(self) -> list[int]:
        """Which of them may be worded anew."""
        # A lead-in has nothing of its own that could be worded anew.
        return [
            i
            for i in self.failing
            if not self.settled[i].judged.secret
            and not self.settled[i].leads
            and not self.settled[i].piece.endless
            # On the one line of a wording they would be spoilt.
            and not self.settled[i].piece.block
        ]

    @property
    def borne_out(self) -> list[Settled]:
        """The sentences that the notes bear out."""
        return [s for s in self.settled if s.borne_out]

    @property
    def good(self) -> list[Settled]:
        """Those of them that stay, and don't introduce what isn't borne out."""
        return [
            s
            for i, s in enumerate(self.settled)
            if s.borne_out and not self.drops(i) and not self._hollow(i)
        ]

    def lacks(self, good: Sequence[Settled]) -> bool:
        """Say whether *good* lacks what was asked for, and something is invented."""
        if self.sought.want is None or any(self.sought.given_by(s.piece) for s in good):
            return False
        # What was asked for may be still to come.
        return not self.closed or any(map(self._guesses, self.settled))

    def drops(self, at: int) -> bool:
        """Say whether the sentence *at* is not shown at all."""
        one = self.settled[at]
        if one.judged.withheld or (one.judged.fails and self.strict):
            return True
        if self.closed and self._guesses(one) and self.lacks(self.borne_out):
            return True  # what was asked for is not answered by a guess
        if one.judged.leans:
            on = self.leans_on(at)
            return on is not None and (self.settled[on].judged.fails or self.drops(on))
        # What introduces nothing any more goes as well.
        after = self._introduced(at)
        return bool(after) and all(self.drops(at + i) for i in after)

    def leans_on(self, at: int) -> int | None:
        """Return what a yes stands with: what is stated next, or else before."""
        stated = [
            i
            for i, s in enumerate(self.settled)
            if s.tells and at - i not in self._introduced(i)
        ]
        before = stated[-1] if stated and self.closed else None
        return next((i for i in stated if i > at), before)

    def _guesses(self, one: Settled) -> bool:
        """Say whether a sentence gives what was asked for, and fails."""
        return one.judged.fails and self.sought.given_by(one.piece)

    def _hollow(self, at: int) -> bool:
        """Say whether nothing of what a lead-in introduces is borne out."""
        told = [self.settled[at + i] for i in self._introduced(at)]
        return any(s.judged.fails for s in told) and not any(s.borne_out for s in told)

    def _introduced(self, at: int) -> tuple[int, ...]:
        """Return how far behind the sentence *at* what it introduces stands."""
        if not self.settled[at].leads:
            return ()
        found = led([s.piece for s in self.settled[at:]], 0)
        return found.pieces if found else ()
