"""A reply while it is written: each sentence is shown once it is checked."""

from __future__ import annotations

import time

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rag.check.claims import tongue
from rag.check.reply.incoming import Heard
from rag.check.reply.outcome import Reply
from rag.check.reply.question_needs import sought
from rag.check.reply.reworded import mend
from rag.check.reply.settled import Written
from rag.check.reply.settling import Settling
from rag.check.reply.shown import Shown
from rag.check.verdict.checker import Checker
from rag.check.verdict.judge import Judge
from rag.citations.resolution import Resolved
from rag.injection.disarming import Disarmed
from rag.query_types import Kind, Lang
from rag.types import Check, Sentence


@dataclass(kw_only=True)
class Draft:
    """Checks a reply as it comes. `hear` often, `release` when that says so."""

    checker: Checker
    asked: Disarmed
    lang: Lang
    kind: Kind = Kind.QUESTION
    strict: bool = False
    """Whether what is not borne out is left out instead of being marked."""
    spent: float = 0.0
    """Milliseconds that the check took."""
    rest: str = ""
    """The end of the text that no `release` has returned; from `finish` on."""
    reply: Reply = field(init=False)
    shown: Shown = field(init=False)
    _heard: Heard = field(init=False)
    _written: Written = field(init=False)
    _judge: Judge = field(init=False)
    _settling: Settling = field(init=False)

    def __post_init__(self) -> None:
        self._judge = Judge(self.checker, self.asked)
        self._heard = Heard(self.asked.hits)
        question = self.asked.ask.question
        self._written = Written(
            sought=sought(question, self.kind),
            strict=self.strict,
            lang=tongue.wanted(question, self.lang),
        )
        self._settling = Settling(self._judge, self._heard, self._written)
        self.reply = Reply(self._heard, self._written)
        self.shown = Shown(self._judge, self._written)

    def read_ahead(self) -> None:
        """Read the passages, one by one, as may be done while the model is asked."""
        for hit in self.asked.hits:
            self.checker.evidence([hit])

    def hear(self, piece: str) -> bool:
        """Take in a piece of the reply; say whether there is something to check."""
        return self._heard.hear(piece)

    def release(self) -> str:
        """Return what may be shown now: the sentences that are borne out.

        What follows the first one that is not waits for the end, when it may
        have been mended.
        """
        with self._timed():
            self._settling.settle(final=False)
        if not self.reply.answers:
            return ""
        return self.shown.show(min(self._written.mendable, default=None))

    def cut(self) -> None:
        """Check what is left of a reply that broke off, but half a sentence."""
        self._heard.cut()
        self._written.closed = True
        self._settling.settle(final=True)

    def close(self) -> Resolved:
        """Check what is left of the reply, which is at its end."""
        resolved = self._heard.close()
        self._written.closed = True
        with self._timed():
            self._settling.settle(final=True)
        return resolved

    @property
    def mendable(self) -> list[str]:
        """The sentences that may be worded anew, with their markers."""
        return [self._written.settled[i].piece.text for i in self._written.mendable]

    def mend(self, reply: str) -> None:
        """Take in new wordings, a line each: ``2: …``; only what is borne out."""
        with self._timed():
            mend(self._written, reply, self._judge)

    def finish(self) -> Resolved:
        """Return the whole as it is shown: marked, and what the mark means."""
        done = self.shown.finish(self.lang, broken=self._heard.broken)
        self.rest = done.rest
        return done

    def checks(self, text: str) -> tuple[Check, ...]:
        """Return the verdicts; *text* is that of the answer, to find them in."""
        return tuple(self.shown.checks(text))

    def sentences(self, *, shown: bool) -> tuple[Sentence, ...]:
        """Return all that was written, for who asks why; *shown* or withheld."""
        return tuple(self.shown.sentences(shown=shown))

    @contextmanager
    def _timed(self) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.spent += (time.perf_counter() - began) * 1000
