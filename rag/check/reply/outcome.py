"""What a reply comes to: an answer or what is near, silence or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from rag.check.claims import absence
from rag.check.reply.incoming import Heard
from rag.check.reply.settled import Written
from rag.citations.markers import NOT_IN_NOTES


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as a whole, as far as it is written."""

    heard: Heard
    written: Written

    @property
    def answers(self) -> bool:
        """Whether what is borne out so far still answers, or tells around it."""
        good = self.written.good
        return bool(good) and (
            not self.written.lacks(good)
            or (self.written.closed and any(s.judged.about for s in good))
        )

    @property
    def beside(self) -> bool:
        """Whether the very thing asked is missing, and others told."""
        if self.written.lacks(self.written.borne_out):
            return True
        told = frozenset(w for s in self.written.good for w in s.judged.about)
        return not self.written.sought.several and any(
            s.judged.about - told
            for s in self.written.settled
            if s.judged.absent and not s.judged.fails
        )

    @property
    def blank(self) -> bool:
        """Whether nothing at all was stated."""
        return not any(s.tells for s in self.written.settled)

    @property
    def foreign(self) -> bool:
        """Whether it is in another language than the question, where it states more."""
        return any(s.judged.foreign for s in self.written.settled)

    @property
    def silent(self) -> bool:
        """Whether all that was said is that the notes don't say it."""
        if self.written.good:
            return False
        said = [s.judged for s in self.written.settled if s.tells]
        return absence.agreed(self.heard.raw) or bool(
            said and said[0].absent and not said[0].fails
        )

    @property
    def behind_silence(self) -> str:
        """What was written behind the word for silence."""
        return self.heard.raw.partition(NOT_IN_NOTES)[2].lstrip("*_`\"'.:\n ")

    @property
    def remarks(self) -> bool:
        """Whether it says what cited notes hold instead, and nothing that fails."""
        return not self.written.failing and any(
            s.piece.cited
            and (s.borne_out or (s.judged.absent and absence.only(s.piece.bare)))
            for s in self.written.settled
        )

    @property
    def withheld(self) -> str:
        """What was written, as far as it may be looked for in the notes."""
        return " ".join(
            s.piece.bare for s in self.written.settled if not s.judged.secret
        )

    @property
    def cited(self) -> tuple[int, ...]:
        """Numbers of the passages that were cited."""
        return tuple(self.heard.cited)
