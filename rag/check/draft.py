"""A reply while it is written: each sentence is shown once it is checked."""

from __future__ import annotations

import re
import time

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag import prompt
from rag.check import closed, orders
from rag.check.checker import Checker, Judged
from rag.check.claims import Piece, rests_on, split
from rag.check.orders import Disarmed
from rag.citations import Resolved, StreamResolver, resolve, with_markers
from rag.evidence import asks_when
from rag.phrases import Say, say
from rag.types import Check, Hit, Kind, Lang, Verdict
from rag.wanted import Wanted, holds, wanted


MARK = "(?)"
"""Stands behind a sentence that the notes don't bear out."""
_SECRETS = (prompt.SYSTEM, prompt.REWRITE_SYSTEM)
"""What no reply may repeat."""
_MARKER = re.compile(r"\[til-([0-9]+)\]")
_ENDS = re.compile(
    r"[.!?。！？…]['\"”’)*_`]*(?:\s*\[til-[0-9]+\][.]?)*\s+[^\s\[]|\n[ \t]*\S|[。！？]"
)
"""Where a sentence may have ended and another begun."""


@dataclass
class _Settled:
    piece: Piece
    judged: Judged
    cited: tuple[int, ...]


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
    _first: StreamResolver = field(init=False)
    _second: StreamResolver = field(init=False)
    _closed: bool = False
    _heard: str = ""
    _tail: str = ""
    _waiting: list[Piece] = field(default_factory=list)
    _settled: list[_Settled] = field(default_factory=list)
    _shown: int = 0
    """How many of the settled are released."""
    _gap: str = ""
    """Line breaks of what was left out, to keep what follows apart."""
    _cited: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._first = StreamResolver(self.asked.hits)
        self._second = StreamResolver(self.asked.hits)

    def hear(self, piece: str) -> bool:
        """Take in a piece of the reply; say whether there is something to check."""
        text = self._first.feed(piece)
        self._take(text)
        return bool(_ENDS.search(self._tail))

    def release(self) -> str:
        """Return what may be shown now: the sentences that are borne out.

        What follows the first one that is not waits for the end, when it may
        have been mended.
        """
        began = time.perf_counter()
        self._settle(final=False)
        self.spent += (time.perf_counter() - began) * 1000
        return self._show(min(self.failing, default=None)) if self.answers else ""

    def close(self) -> Resolved:
        """Check what is left of the reply, which is at its end."""
        resolved = self._first.finish()
        self._closed = True
        self._take(resolved.rest)
        if not resolved.citations and not resolved.invented:
            # For models that write [1].
            text = with_markers(self._heard)
            if text != self._heard:
                resolved = resolve(text, self.asked.hits)
                order = _order(resolved, self.asked.hits)
                self._heard, self._waiting = "", []
                self._tail = _numbered(resolved.text, order)
        began = time.perf_counter()
        self._settle(final=True)
        self.spent += (time.perf_counter() - began) * 1000
        return resolved

    @property
    def failing(self) -> list[int]:
        """Which of the sentences so far are not borne out."""
        return [i for i, s in enumerate(self._settled) if s.judged.fails]

    @property
    def mendable(self) -> list[str]:
        """Those of them that may be worded anew, with their markers."""
        return [self._settled[i].piece.text for i in self._open()]

    def _open(self) -> list[int]:
        return [i for i in self.failing if not self._settled[i].judged.secret]

    def mend(self, reply: str) -> None:
        """Take in new wordings, a line each: ``2: …``; only what is borne out."""
        began = time.perf_counter()
        found = _wordings(reply)
        for number, at in enumerate(self._open(), start=1):
            resolved = resolve(found.get(number, ""), self.asked.hits)
            order = _order(resolved, self.asked.hits)
            text = _numbered(resolved.text, order).strip()
            if not text or not resolved.citations or orders.leaks(text, _SECRETS):
                continue
            pieces, _ = split(text, final=True)
            cited = tuple(order)
            hits = self._hits(cited)
            judged = self.checker.judge([(p, hits) for p in pieces], self.asked)
            if judged and all(j.verdict is Verdict.SUPPORTED for j in judged):
                new = replace(self._settled[at].piece, text=text, cited=cited)
                self._settled[at] = _Settled(new, judged[0], cited)
        self.spent += (time.perf_counter() - began) * 1000

    @property
    def answers(self) -> bool:
        """Whether what is borne out so far still answers."""
        good = [s for s in self._settled if s.judged.verdict is Verdict.SUPPORTED]
        want, asked = self._want, self.asked.ask.question
        if want is None or not good:
            return bool(good)
        # An answer without the number that was asked for is none, if the
        # model gave one that is wrong.
        bad = [s for s in self._settled if s.judged.fails]
        if not bad and not self._closed:
            return any(holds(want, asked, s.piece.bare) for s in good)
        given = any(holds(want, asked, s.piece.bare) for s in bad)
        return not given or any(holds(want, asked, s.piece.bare) for s in good)

    @property
    def _want(self) -> Wanted | None:
        question = self.asked.ask.question
        found = wanted(question, self.kind)
        return Wanted.NUMBER if found is None and asks_when(question) else found

    rest: str = ""
    """The end of the text that no `release` has returned; from `finish` on."""

    def finish(self) -> Resolved:
        """Return the whole as it is shown: marked, and what the mark means."""
        text = self._show()
        lines = []
        if any(s.judged.fails and not self._drops(s) for s in self._settled):
            lines.append(say(Say.MARKED, self.lang, mark=MARK))
        if dropped := sum(map(self._drops, self._settled)):
            lines.append(say(Say.LEFT_OUT, self.lang, n=dropped))
        if lines:
            text += self._second.feed("\n\n" + " ".join(lines))
        resolved = self._second.finish()
        self.rest = text + resolved.rest
        return resolved

    def checks(self, text: str) -> tuple[Check, ...]:
        """Return the verdicts; *text* is that of the answer, to find them in."""
        order = [int(n) for n in self._second.order]
        found: list[Check] = []
        at = 0
        for s in self._settled:
            if s.judged.verdict is None:
                continue
            start = end = None
            if not self._drops(s):
                key = _MARKER.split(self._defused(s))[0].strip()
                where = text.find(key, at)
                if where >= 0 and key:
                    start, end = where, where + len(key)
                    at = end
            found.append(
                Check(
                    sentence="" if s.judged.secret else s.piece.bare,
                    start=start,
                    end=end,
                    verdict=s.judged.verdict,
                    reasons=() if s.judged.secret else s.judged.reasons,
                    cited=tuple(order.index(n) + 1 for n in s.cited if n in order),
                )
            )
        return tuple(found)

    def _take(self, text: str) -> None:
        text = _numbered(text, [int(n) for n in self._first.order])
        self._heard += text
        self._tail += text

    def _hits(self, numbers: Sequence[int]) -> list[Hit]:
        return [self.asked.hits[n - 1] for n in numbers]

    def _settle(self, *, final: bool) -> None:
        pieces, self._tail = split(self._tail, final=final)
        self._waiting += pieces
        ready: list[tuple[Piece, tuple[int, ...]]] = []
        while self._waiting:
            cited = rests_on(self._waiting, 0, self._cited)
            if cited is None and not final:
                break
            piece = self._waiting.pop(0)
            self._cited += [n for n in piece.cited if n not in self._cited]
            ready.append((piece, cited or tuple(self._cited)))
        judged = self.checker.judge(
            [(piece, self._hits(cited)) for piece, cited in ready], self.asked
        )
        for (piece, cited), one in zip(ready, judged, strict=True):
            before = self._settled[-1].piece.bare if self._settled else ""
            if orders.leaks(piece.bare, _SECRETS) or orders.leaks(
                f"{before} {piece.bare}", _SECRETS
            ):
                one = Judged(  # noqa: PLW2901
                    Verdict.FLAGGED, ("prompt: repeated",), withheld=True, secret=True
                )
            self._settled.append(_Settled(piece, one, cited))

    def _drops(self, settled: _Settled) -> bool:
        judged = settled.judged
        return judged.withheld or (judged.fails and self.strict)

    def _defused(self, settled: _Settled) -> str:
        sources = [e.source for e in self.checker.evidence(self._hits(settled.cited))]
        return closed.defused(settled.piece.text, sources)

    def _show(self, until: int | None = None) -> str:
        shown = ""
        for settled in self._settled[self._shown : until]:
            self._shown += 1
            if self._drops(settled):
                # The line breaks before it keep what follows apart.
                lead = re.sub(r"[^\n]", "", settled.piece.lead)
                self._gap = max(self._gap, lead, key=len)
                continue
            text = self._defused(settled)
            if settled.judged.fails:
                block = text.rstrip().endswith(("```", "~~~", "$$", "|"))
                text += f"\n{MARK}" if block else f" {MARK}"
            lead = settled.piece.lead
            if lead.count("\n") < len(self._gap):
                lead = self._gap + lead.lstrip("\n")
            self._gap = ""
            shown += self._second.feed(lead + text)
        return shown


def _numbered(text: str, order: Sequence[int]) -> str:
    """Return *text* with its markers as the prompt numbers the passages."""
    return _MARKER.sub(lambda m: f"[til-{order[int(m[1]) - 1]}]", text)


def _order(resolved: Resolved, hits: Sequence[Hit]) -> list[int]:
    ids = [hit.entry.id for hit in hits]
    return [ids.index(c.entry.id) + 1 for c in resolved.citations]


def _wordings(reply: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for line in reply.splitlines():
        m = re.match(r"\s*(?:[-*]\s*)?([0-9]{1,3})\s*[:.)]\s*(.+)", line)
        if m and m[2].strip() not in {"-", "–", "—"}:
            found.setdefault(int(m[1]), m[2].strip())
    return found
