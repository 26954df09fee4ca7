"""What of a reply is shown: the sentences that stay, marked, and what became of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rag.check.claims import closed_world
from rag.check.reply.layout import Layout
from rag.check.reply.settled import Settled, Written
from rag.check.verdict.judge import Judge
from rag.citations.markers import CITED
from rag.citations.resolution import Resolved, StreamResolver
from rag.query_types import Lang
from rag.types import Check, Sentence
from rag.wording.phrases import Say, say


MARK = "(?)"
"""Stands behind a sentence that the notes don't bear out."""


@dataclass
class Shown:
    """Shows the sentences that are written, one after the other."""

    judge: Judge
    written: Written
    _resolver: StreamResolver = field(init=False)
    _layout: Layout = field(default_factory=Layout)
    _next: int = 0
    """Where the first sentence is that is not shown yet."""

    def __post_init__(self) -> None:
        self._resolver = StreamResolver(self.judge.asked.hits)

    @property
    def order(self) -> list[int]:
        """Numbers of the passages that are cited in what is shown, by first use."""
        return [int(n) for n in self._resolver.order]

    def show(self, until: int | None = None) -> str:
        """Return what may be shown now of the sentences before the one at *until*."""
        settled, over = self.written.settled, self.written.closed
        shown = ""
        end = len(settled) if until is None else until
        for at in range(self._next, end):
            one = settled[at]
            if one.leads and at + 1 == end and not over:
                break  # what it introduces may yet go
            if one.judged.leans and not over:
                on = self.written.leans_on(at)
                if on is None or on >= end:
                    break  # so may what a yes stands with
            self._next += 1
            if self.written.drops(at):
                self._layout.skip(one.piece.lead)
                continue
            text = self._defused(one)
            if one.judged.fails:
                block = text.rstrip().endswith(("```", "~~~", "$$", "|"))
                text += f"\n{MARK}" if block else f" {MARK}"
            shown += self._resolver.feed(self._layout.before(one.piece.lead) + text)
        return shown

    def finish(self, lang: Lang, *, broken: bool) -> Resolved:
        """
        Return the whole as it is shown, with a line on what is not as it was written.

        Args:
            lang: The language of that line.
            broken: Whether the reply broke off.

        Returns:
            All of it; *rest* is what `show` has not returned.
        """
        text = self.show()
        foreign = sum(s.judged.foreign for s in self.written.settled)
        gone = [
            self.written.drops(i)
            for i in self.written.failing
            if not self.written.settled[i].judged.foreign
        ]
        lines = [say(Say.BROKE_OFF, lang)] if broken else []
        if not all(gone):
            lines.append(say(Say.MARKED, lang, mark=MARK))
        if n := sum(gone):
            what = Say.LEFT_OUT if n > 1 else Say.LEFT_OUT_ONE
            lines.append(say(what, lang, n=n))
        if foreign:
            lines.append(say(Say.FOREIGN, lang, n=foreign))
        if lines:
            text += self._resolver.feed("\n\n" + " ".join(lines))
        resolved = self._resolver.finish()
        return replace(resolved, rest=text + resolved.rest)

    def checks(self, text: str) -> Iterator[Check]:
        """Yield the verdicts; *text* is that of the answer, to find them in."""
        order = self.order
        at = 0
        for i, s in enumerate(self.written.settled):
            if s.judged.verdict is None:
                continue
            start = end = None
            if not self.written.drops(i):
                key = CITED.split(self._defused(s))[0].strip()
                where = text.find(key, at)
                if where >= 0 and key:
                    start, end = where, where + len(key)
                    at = end
            yield Check(
                sentence="" if _is_masked(s) else s.piece.bare,
                start=start,
                end=end,
                verdict=s.judged.verdict,
                reasons=() if _is_masked(s) else s.judged.reasons,
                cited=tuple(order.index(n) + 1 for n in s.cited if n in order),
            )

    def sentences(self, *, shown: bool) -> Iterator[Sentence]:
        """Yield all that was written, for who asks why; *shown* or withheld."""
        for i, s in enumerate(self.written.settled):
            yield Sentence(
                text="" if _is_masked(s) else s.piece.bare,
                verdict=s.judged.verdict,
                reasons=() if _is_masked(s) else s.judged.reasons,
                shown=shown and not self.written.drops(i),
            )

    def _defused(self, one: Settled) -> str:
        return closed_world.defused(one.piece.text, self.judge.sources(one.cited))


def _is_masked(one: Settled) -> bool:
    return one.judged.secret or one.judged.masked
