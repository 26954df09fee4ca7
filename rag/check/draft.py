"""A reply while it is written: each sentence is shown once it is checked."""

from __future__ import annotations

import functools
import re
import time

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag import prompt
from rag.check import absence, closed, orders
from rag.check.checker import Checker
from rag.check.claims import Piece, rests_on, split
from rag.check.comments import uncommented
from rag.check.judged import Judged
from rag.check.layout import Layout
from rag.check.leads import Led, led, undecided
from rag.check.mended import wordings
from rag.check.orders import Disarmed
from rag.check.tallied import enumerated
from rag.citations import Resolved, StreamResolver, resolve, with_markers
from rag.evidence import asks_when
from rag.markers import NOT_IN_NOTES
from rag.phrases import Say, say
from rag.query_types import Kind, Lang
from rag.types import Check, Hit, Sentence, Verdict
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
_WHOLE = re.compile(r"(?:\[til-[0-9]+\][.。!?]?|[.。!?]\s*\[til-[0-9]+\])\s*$")
"""How a sentence ends of which no more comes."""
_SEVERAL = re.compile(
    r"[\w가-힣](?:과|와|이?랑|하고)\s|\S\s및\s|,\s|\band\b"
    r"|(?:누구|어디|언제|무엇|뭐|왜|어떻게|얼마|몇)\S*\s.*"
    r"(?:누구|어디|언제|무엇|뭐|왜|어떻게|얼마|몇)",
    re.IGNORECASE,
)
"""A question for several things, of which one may be told alone."""


_CONDITION = re.compile(
    r"\bwhen\s+(?:should|shall|do|does|can|must|would|is|are|to)\b"
    r"|언제\s*(?:\S+\s+){0,3}(?:쓰|써|사용|필요|해야|하면|주|되|돼|좋|유리|적합|발생|생기|나오|나와|일어나)"
    r"(?!\S*[었았했됐])",
    re.IGNORECASE,
)
"""A question for the circumstances, and not for a day."""


@dataclass
class _Settled:
    piece: Piece
    judged: Judged
    cited: tuple[int, ...]
    leads: bool = False
    """Whether it only introduces what follows."""


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
    _layout: Layout = field(default_factory=Layout)
    _raw: str = ""
    broken: bool = False
    """Whether the reply broke off."""
    _cited: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._first = StreamResolver(self.asked.hits)
        self._second = StreamResolver(self.asked.hits)

    def read_ahead(self) -> None:
        """Read the passages, one by one, as may be done while the model is asked."""
        for hit in self.asked.hits:
            self.checker.evidence([hit])

    def hear(self, piece: str) -> bool:
        """Take in a piece of the reply; say whether there is something to check."""
        self._raw += piece
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
        return self._show(min(self._open(), default=None)) if self.answers else ""

    def cut(self) -> None:
        """Check what is left of a reply that broke off, but half a sentence."""
        rest = self._first.finish().rest
        self._closed = self.broken = True
        self._take(rest)
        self._settle(final=True, whole=bool(_WHOLE.search(self._tail)))

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
        # A lead-in has nothing of its own that could be worded anew.
        return [
            i
            for i in self.failing
            if not self._settled[i].judged.secret
            and not self._settled[i].leads
            and not self._settled[i].piece.endless
            # On the one line of a wording they would be spoilt.
            and not self._settled[i].piece.block
        ]

    def mend(self, reply: str) -> None:
        """Take in new wordings, a line each: ``2: …``; only what is borne out."""
        began = time.perf_counter()
        found = wordings(reply, len(self._open()))
        for number, at in enumerate(self._open(), start=1):
            if number in found:
                self._settled[at] = self._mended(at, found[number])
        self.spent += (time.perf_counter() - began) * 1000

    def _mended(self, at: int, wording: str) -> _Settled:
        """Return the sentence *at* as it is worded now, or gone if it isn't said."""
        was = self._settled[at]
        gone = replace(was, judged=replace(was.judged, withheld=True))
        if not wording:
            return gone  # not even the model stands by it
        resolved = resolve(wording, self.asked.hits)
        order = _order(resolved, self.asked.hits)
        text = _numbered(resolved.text, order).strip()
        if not text or orders.leaks(text, _SECRETS):
            return was
        pieces, _ = split(text, final=True)
        cited = tuple(order) or was.cited
        judged = self.checker.judge(
            [(p, self._hits(cited)) for p in pieces], self.asked
        )
        good = [
            (piece, one)
            for piece, one in zip(pieces, judged, strict=True)
            if one.verdict is Verdict.SUPPORTED
        ]
        # What is added behind may go, what it begins with may not.
        if not good or good[0][0] != pieces[0]:
            return was
        text = " ".join(piece.text for piece, _ in good)
        if not order:
            text += " " + "".join(f"[til-{n}]" for n in cited)
        if self._says(text, at):
            return gone  # it was taken back, for what is said already
        new = replace(was.piece, text=text, cited=cited)
        return _Settled(new, good[0][1], cited)

    def _says(self, text: str, at: int) -> bool:
        """Say whether another sentence than the one *at* says *text* already."""
        return any(
            _alike(text) == _alike(s.piece.text)
            for i, s in enumerate(self._settled)
            if i != at and not s.judged.fails
        )

    @property
    def answers(self) -> bool:
        """Whether what is borne out so far still answers, or tells around it."""
        good = self._good()
        # What was asked for may be still to come.
        return bool(good) and (
            not self._lacking(good)
            or (self._closed and any(s.judged.about for s in good))
        )

    def _lacking(self, good: Sequence[_Settled]) -> bool:
        """Say whether *good* lacks what was asked for, and something is invented."""
        want, asked = self._want, self.asked.ask.question
        if want is None or any(holds(want, asked, s.piece.bare) for s in good):
            return False
        return not self._closed or any(map(self._gives, self._settled))

    def _gives(self, settled: _Settled) -> bool:
        """Say whether a sentence gives what was asked for, and fails."""
        want = self._want
        return (
            settled.judged.fails
            and want is not None
            and holds(want, self.asked.ask.question, settled.piece.bare)
        )

    def _borne_out(self) -> list[_Settled]:
        return [s for s in self._settled if s.judged.verdict is Verdict.SUPPORTED]

    def _good(self) -> list[_Settled]:
        return [
            s
            for i, s in enumerate(self._settled)
            if s.judged.verdict is Verdict.SUPPORTED
            and not self._drops(i)
            and not self._hollow(i)
        ]

    def _hollow(self, at: int) -> bool:
        """Say whether nothing of what a lead-in introduces is borne out."""
        told = [self._settled[at + i].judged for i in self._introduced(at)]
        return any(j.fails for j in told) and not any(
            j.verdict is Verdict.SUPPORTED for j in told
        )

    def _introduced(self, at: int) -> tuple[int, ...]:
        """Return how far behind the sentence *at* what it introduces stands."""
        if not self._settled[at].leads:
            return ()
        found = led([s.piece for s in self._settled[at:]], 0)
        return found.pieces if found else ()

    @property
    def blank(self) -> bool:
        """Whether nothing at all was stated."""
        return not any(s.judged.verdict or s.judged.absent for s in self._settled)

    @property
    def silent(self) -> bool:
        """Whether all that was said is that the notes don't say it."""
        if self._good():
            return False
        said = [s.judged for s in self._settled if s.judged.verdict or s.judged.absent]
        return absence.agreed(self._raw) or bool(
            said and said[0].absent and not said[0].fails
        )

    @property
    def behind_silence(self) -> str:
        """What was written behind the word for silence."""
        return self._raw.partition(NOT_IN_NOTES)[2].lstrip("*_`\"'.:\n ")

    @property
    def remarks(self) -> bool:
        """Whether it says what cited notes hold instead, and nothing that fails."""
        return not self.failing and any(
            s.piece.cited
            and (
                s.judged.verdict is Verdict.SUPPORTED
                or (s.judged.absent and absence.only(s.piece.bare))
            )
            for s in self._settled
        )

    @property
    def beside(self) -> bool:
        """Whether the very thing asked is missing, and others told."""
        if self._lacking(self._borne_out()):
            return True
        told = frozenset(w for s in self._good() for w in s.judged.about)
        return (
            self.kind is not Kind.COMPARISON
            and not _SEVERAL.search(self.asked.ask.question)
            and any(
                s.judged.about - told
                for s in self._settled
                if s.judged.absent and not s.judged.fails
            )
        )

    @property
    def withheld(self) -> str:
        """What was written, as far as it may be looked for in the notes."""
        return " ".join(s.piece.bare for s in self._settled if not s.judged.secret)

    @property
    def cited(self) -> tuple[int, ...]:
        """Numbers of the passages that were cited."""
        return tuple(self._cited)

    @property
    def _want(self) -> Wanted | None:
        question = self.asked.ask.question
        found = wanted(question, self.kind)
        day = asks_when(question) and not _CONDITION.search(question)
        return Wanted.NUMBER if found is None and day else found

    rest: str = ""
    """The end of the text that no `release` has returned; from `finish` on."""

    def finish(self) -> Resolved:
        """Return the whole as it is shown: marked, and what the mark means."""
        text = self._show()
        dropped = [self._drops(i) for i in range(len(self._settled))]
        fails = [s.judged.fails for s in self._settled]
        lines = [say(Say.BROKE_OFF, self.lang)] if self.broken else []
        if any(f and not d for f, d in zip(fails, dropped, strict=True)):
            lines.append(say(Say.MARKED, self.lang, mark=MARK))
        if n := sum(f and d for f, d in zip(fails, dropped, strict=True)):
            what = Say.LEFT_OUT if n > 1 else Say.LEFT_OUT_ONE
            lines.append(say(what, self.lang, n=n))
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
        for i, s in enumerate(self._settled):
            if s.judged.verdict is None:
                continue
            start = end = None
            if not self._drops(i):
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

    def sentences(self, *, shown: bool) -> tuple[Sentence, ...]:
        """Return all that was written, for who asks why; *shown* or withheld."""
        return tuple(
            Sentence(
                text="" if s.judged.secret else s.piece.bare,
                verdict=s.judged.verdict,
                reasons=() if s.judged.secret else s.judged.reasons,
                shown=shown and not self._drops(i),
            )
            for i, s in enumerate(self._settled)
        )

    def _take(self, text: str) -> None:
        text = _numbered(text, [int(n) for n in self._first.order])
        self._heard += text
        self._tail += text

    def _hits(self, numbers: Sequence[int]) -> list[Hit]:
        return [self.asked.hits[n - 1] for n in numbers]

    def _settle(self, *, final: bool, whole: bool = True) -> None:
        pieces, self._tail = split(self._tail, final=final)
        self._waiting += pieces if whole else pieces[:-1]
        ready: list[tuple[Piece, tuple[int, ...]]] = []
        while self._waiting and not (undecided(self._waiting) and not final):
            if introduced := led(self._waiting, 0):
                self._judge(ready)
                ready = []
                if not self._lead(introduced, ended=introduced.ended or final):
                    break
                continue
            cited = rests_on(self._waiting, 0, self._cited)
            if cited is None and not final:
                break
            ready.append((self._next(), cited or tuple(self._cited)))
        self._judge(ready)
        self._recount()

    def _recount(self) -> None:
        """Believe a count whose things are named behind it, and borne out."""
        for at, s in enumerate(self._settled):
            if not (s.judged.fails and s.judged.counts):
                continue
            named = 0
            for other in self._settled[at + 1 :]:
                items = other.piece.item
                if other.judged.verdict is not Verdict.SUPPORTED or (
                    named and not items
                ):
                    break
                named += 1 if items else enumerated(other.piece.bare)
            if named == s.judged.counts:
                good = Judged(Verdict.SUPPORTED, about=s.judged.about)
                self._settled[at] = replace(s, judged=good)

    def _next(self) -> Piece:
        piece = self._waiting.pop(0)
        self._cited += [n for n in piece.cited if n not in self._cited]
        return piece

    def _lead(self, introduced: Led, *, ended: bool) -> bool:
        """Settle a lead-in by what it introduces; False while that is to come."""
        piece = self._waiting[0]
        rests = [piece.cited] if piece.cited else [introduced.first, introduced.cited]
        if ended and not any(rests):
            rests = [tuple(self._cited)]
        for cited in dict.fromkeys(rests):
            one = self.checker.judge_lead(
                piece,
                self._hits(cited),
                self.asked,
                items=introduced.items if ended else 0,
            )
            if not one.fails:
                break
        if one.fails and not ended:
            return False
        self._add(self._next(), one, cited, leads=True)
        return True

    def _judge(self, ready: Sequence[tuple[Piece, tuple[int, ...]]]) -> None:
        judged = self.checker.judge(
            [(piece, self._hits(cited)) for piece, cited in ready], self.asked
        )
        for (piece, cited), one in zip(ready, judged, strict=True):
            if one.fails and piece.fenced and not piece.endless:
                self._add_code(piece, one, cited)
            else:
                self._add(piece, one, cited)

    def _add_code(self, piece: Piece, one: Judged, cited: tuple[int, ...]) -> None:
        """Settle a block of code that fails; maybe only its comments do."""
        hits = self._hits(cited)
        sources = [e.source for e in self.checker.evidence(hits)]
        judge = functools.partial(self._judged_alone, hits)
        found = uncommented(piece.text, sources, lambda said: not judge(said).fails)
        if found is None or judge(found.bare).verdict is not Verdict.SUPPORTED:
            self._add(piece, one, cited)
            return
        self._add(replace(piece, text=found.text), judge(found.bare), cited)
        for said in found.gone:
            gone = replace(judge(said), withheld=True)
            self._add(Piece("", said, cited), gone, cited)

    def _judged_alone(self, hits: Sequence[Hit], text: str) -> Judged:
        (one,) = self.checker.judge([(Piece("", text, ()), hits)], self.asked)
        return one

    def _add(
        self, piece: Piece, one: Judged, cited: tuple[int, ...], *, leads: bool = False
    ) -> None:
        before = self._settled[-1].piece.bare if self._settled else ""
        if orders.leaks(piece.bare, _SECRETS) or orders.leaks(
            f"{before} {piece.bare}", _SECRETS
        ):
            one = Judged(
                Verdict.FLAGGED, ("prompt: repeated",), withheld=True, secret=True
            )
        self._settled.append(_Settled(piece, one, cited, leads))

    def _drops(self, at: int) -> bool:
        settled = self._settled[at]
        if settled.judged.withheld or (settled.judged.fails and self.strict):
            return True
        if self._closed and self._gives(settled) and self._lacking(self._borne_out()):
            return True  # what was asked for is not answered by a guess
        if settled.judged.leans:
            on = self._leans_on(at)
            return on is not None and (
                self._settled[on].judged.fails or self._drops(on)
            )
        # What introduces nothing any more goes as well.
        after = self._introduced(at)
        return bool(after) and all(self._drops(at + i) for i in after)

    def _leans_on(self, at: int) -> int | None:
        """Return what a yes stands with: what is stated next, or else before."""
        stated = [
            i
            for i, s in enumerate(self._settled)
            if s.judged.verdict or s.judged.absent
        ]
        before = stated[-1] if stated and self._closed else None
        return next((i for i in stated if i > at), before)

    def _defused(self, settled: _Settled) -> str:
        sources = [e.source for e in self.checker.evidence(self._hits(settled.cited))]
        return closed.defused(settled.piece.text, sources)

    def _show(self, until: int | None = None) -> str:
        shown = ""
        end = len(self._settled) if until is None else until
        for at in range(self._shown, end):
            settled = self._settled[at]
            if settled.leads and at + 1 == end and not self._closed:
                break  # what it introduces may yet go
            if settled.judged.leans and not self._closed:
                on = self._leans_on(at)
                if on is None or on >= end:
                    break  # so may what a yes stands with
            self._shown += 1
            if self._drops(at):
                self._layout.skip(settled.piece.lead)
                continue
            text = self._defused(settled)
            if settled.judged.fails:
                block = text.rstrip().endswith(("```", "~~~", "$$", "|"))
                text += f"\n{MARK}" if block else f" {MARK}"
            shown += self._second.feed(self._layout.before(settled.piece.lead) + text)
        return shown


def _alike(text: str) -> str:
    """Return *text* as sentences are compared: letters and digits alone."""
    return re.sub(r"[\W_]+", "", _MARKER.sub("", text)).lower()


def _numbered(text: str, order: Sequence[int]) -> str:
    """Return *text* with its markers as the prompt numbers the passages."""
    return _MARKER.sub(lambda m: f"[til-{order[int(m[1]) - 1]}]", text)


def _order(resolved: Resolved, hits: Sequence[Hit]) -> list[int]:
    ids = [hit.entry.id for hit in hits]
    return [ids.index(c.entry.id) + 1 for c in resolved.citations]
