"""Gives the sentences of a reply their verdicts, in the order in which they came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.check.claims.claims import Piece, rests_on
from rag.check.claims.code_comments import uncommented
from rag.check.claims.lead_ins import Led, led, undecided
from rag.check.reply.incoming import Heard
from rag.check.reply.settled import Settled, Written
from rag.check.rules.tallies import enumerated
from rag.check.verdict.judge import Judge, repeats
from rag.check.verdict.judgement import Judged
from rag.types import Verdict


_FOREIGN = Judged(
    Verdict.UNSUPPORTED,
    ("language: not that of the question",),
    withheld=True,
    foreign=True,
)
_LEAKS = Judged(Verdict.FLAGGED, ("prompt: repeated",), withheld=True, secret=True)


@dataclass(frozen=True, slots=True)
class Settling:
    """Moves sentences from what is heard to what is written."""

    judge: Judge
    heard: Heard
    written: Written

    def settle(self, *, final: bool) -> None:
        """Judge the sentences of which is clear what they rest on; all if *final*."""
        self.heard.divide(final=final)
        waiting = self.heard.waiting
        ready: list[tuple[Piece, tuple[int, ...]]] = []
        while waiting and not (undecided(waiting) and not final):
            if introduced := led(waiting, 0):
                self._judge(ready)
                ready = []
                if not self._lead(introduced, ended=introduced.ended or final):
                    break
                continue
            cited = rests_on(waiting, 0, self.heard.cited)
            if cited is None and not final:
                break
            ready.append((self.heard.next(), cited or tuple(self.heard.cited)))
        self._judge(ready)
        self._recount()

    def _lead(self, introduced: Led, *, ended: bool) -> bool:
        """Settle a lead-in by what it introduces; False while that is to come."""
        piece = self.heard.waiting[0]
        rests = [piece.cited] if piece.cited else [introduced.first, introduced.cited]
        if ended and not any(rests):
            rests = [tuple(self.heard.cited)]
        for cited in dict.fromkeys(rests):
            items = introduced.items if ended else 0
            one = self.judge.lead(piece, cited, items=items)
            if not one.fails:
                break
        if one.fails and not ended:
            return False
        if piece.sources and not introduced.pieces:
            one = Judged(None, withheld=True)
        self._add(self.heard.next(), one, cited, leads=True)
        return True

    def _judge(self, ready: Sequence[tuple[Piece, tuple[int, ...]]]) -> None:
        judged = self.judge.judge(ready)
        for (piece, cited), one in zip(ready, judged, strict=True):
            if one.fails and piece.fenced and not piece.endless:
                self._add_code(piece, one, cited)
            else:
                self._add(piece, one, cited)

    def _add_code(self, piece: Piece, one: Judged, cited: tuple[int, ...]) -> None:
        """Settle a block of code that fails; maybe only its comments do."""

        def judge(said: str) -> Judged:
            return self.judge.alone(said, cited)

        sources = self.judge.sources(cited)
        found = uncommented(piece.text, sources, lambda said: not judge(said).fails)
        if found is None or judge(found.bare).verdict is not Verdict.SUPPORTED:
            self._add(piece, one, cited)
            return
        self._add(replace(piece, text=found.text), judge(found.bare), cited)
        for said in found.gone:
            gone = replace(judge(said), withheld=True, masked=False)
            self._add(Piece("", said, cited), gone, cited)

    def _add(
        self, piece: Piece, one: Judged, cited: tuple[int, ...], *, leads: bool = False
    ) -> None:
        settled = self.written.settled
        before = settled[-1].piece.bare if settled else ""
        if repeats(piece.bare) or repeats(f"{before} {piece.bare}"):
            one = _LEAKS
        elif self._is_foreign(piece, one) and not leads:
            one = _FOREIGN
        elif not leads and (piece.sources or self._said_before(piece, one)):
            one = Judged(None, withheld=True)
        settled.append(Settled(piece, one, cited, leads))

    def _is_foreign(self, piece: Piece, one: Judged) -> bool:
        """Say whether a sentence states something in another language."""
        # Of letters that it can't read the check says nothing.
        states = one.verdict is not None or piece.cited
        if not states or one.secret or one.absent or one.leans:
            return False
        return self.written.is_foreign(piece)

    def _said_before(self, piece: Piece, one: Judged) -> bool:
        """Say whether a sentence only repeats another, word by word."""
        if one.verdict is None and not one.absent:
            return False  # a heading, or a word that each item begins with
        words = piece.bare.split()
        return any(
            s.piece.bare.split() == words and (one.fails or not s.judged.fails)
            for s in self.written.settled
            if s.tells
        )

    def _recount(self) -> None:
        """Believe a count whose things are named behind it, and borne out."""
        settled = self.written.settled
        for at, s in enumerate(settled):
            if not (s.judged.fails and s.judged.counts):
                continue
            named = 0
            for other in settled[at + 1 :]:
                items = other.piece.item
                if not other.borne_out or (named and not items):
                    break
                named += 1 if items else enumerated(other.piece.bare)
            if named == s.judged.counts:
                good = Judged(Verdict.SUPPORTED, about=s.judged.about)
                settled[at] = replace(s, judged=good)
