"""Judges the sentences of a reply, some at a time."""

from __future__ import annotations

import functools
import re

from collections.abc import Sequence
from dataclasses import dataclass

from rag.analyse.hangul import Morphology, morphology
from rag.check import orders
from rag.check.claims import Piece, denies_all, states
from rag.check.orders import Disarmed
from rag.check.passages import Evidence, read_passages
from rag.check.reading import Reader
from rag.check.support import Weighed, weigh
from rag.check.tied import untied
from rag.check.words import SOFT, Reading
from rag.types import Hit, Verdict


FOREIGN = 0.5
"""Below this share, what repeats the question but not the notes is left out."""
_KEPT = 256
"""Passages whose readings are kept, the last that were read."""
FRAGMENT = 3
"""Words up to which what is met nowhere is no statement, and is left out."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with its verdict; None for one that states nothing."""

    verdict: Verdict | None
    reasons: tuple[str, ...] = ()
    withheld: bool = False
    """Whether it must not be shown at all, marked or not."""
    secret: bool = False
    """Whether not even a report of the check may repeat it."""

    @property
    def fails(self) -> bool:
        """Whether the notes don't bear it out."""
        return self.verdict in {Verdict.UNSUPPORTED, Verdict.FLAGGED}


class Checker:
    """Holds sentences against passages; may be shared by threads.

    Args:
        korean: Gives the morphemes; by default Kiwi, loaded when needed.
    """

    def __init__(self, korean: Morphology | None = None) -> None:
        self._korean = korean
        self._known: dict[_Key, Evidence] = {}
        self._question: tuple[str, Reading] | None = None

    @functools.cached_property
    def reader(self) -> Reader:
        """Reads the texts."""
        return Reader(self._korean or morphology())

    def evidence(self, hits: Sequence[Hit]) -> list[Evidence]:
        """Return what *hits* can bear out; each passage is read once."""
        keys = [_Key(hit) for hit in hits]
        known = self._known  # threads may read one twice, which does no harm
        new = list(dict.fromkeys(key for key in keys if key not in known))
        if new:
            read = read_passages([key.hit for key in new], self.reader)
            known = {**known, **dict(zip(new, read, strict=True))}
            self._known = dict(list(known.items())[-_KEPT:])
        return [known[key] for key in keys]

    def judge(
        self, pieces: Sequence[tuple[Piece, Sequence[Hit]]], asked: Disarmed
    ) -> list[Judged]:
        """Judge each piece against the passages that it rests on."""
        if not pieces:
            return []
        claims = self.reader.read([piece.bare for piece, _ in pieces])
        return [
            self._judge(piece, claim, self.evidence(hits), asked)
            for (piece, hits), claim in zip(pieces, claims, strict=True)
        ]

    def _judge(
        self, piece: Piece, claim: Reading, evidence: list[Evidence], asked: Disarmed
    ) -> Judged:
        if denies_all(piece.bare):
            return self._absence(claim, asked)
        if not states(claim):
            return Judged(None)
        weighed = weigh(claim, evidence, self.reader.glossary)
        verdict, reasons = judgement(weighed)
        question = self._asked(asked)
        if untied(claim, evidence, question):
            return Judged(Verdict.UNSUPPORTED, withheld=True, secret=True)
        if verdict is Verdict.SUPPORTED:
            return Judged(verdict)
        foreign = _foreign(claim, asked)
        named = [w for w in claim.words if w.weight > SOFT]
        withheld = bool(foreign) and (
            weighed.share < FOREIGN or all(f in asked.hidden for f in foreign)
        )
        withheld |= (
            weighed.share < FOREIGN
            and len(named) <= FRAGMENT
            and (not re.search(r"[다요죠]\W*$", piece.bare))
        )
        return Judged(
            verdict,
            reasons,
            withheld=withheld,
            secret=withheld and bool(foreign),
        )

    def _asked(self, asked: Disarmed) -> Reading:
        """Return the question, read; once for all sentences of a reply."""
        known = self._question
        if known is None or known[0] != asked.topic:
            (read,) = self.reader.read([asked.topic])
            known = self._question = asked.topic, read
        return known[1]

    def _absence(self, claim: Reading, asked: Disarmed) -> Judged:
        """Judge a sentence that says what the notes lack."""
        about = asked.about + asked.clean
        strange = [
            w.form
            for w in claim.words
            if w.weight > SOFT and (w.name or w.rare) and w.form not in about
        ]
        exact = claim.marks or claim.quantities or claim.days
        if not strange and not exact:
            return Judged(None)
        return Judged(
            Verdict.UNSUPPORTED,
            tuple(f"term: {form}" for form in strange),
            withheld=True,
        )


@dataclass(frozen=True)
class _Key:
    hit: Hit

    def __hash__(self) -> int:
        return hash((self.hit.chunk.key, self.hit.chunk.text))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.hit.chunk == self.hit.chunk


def judgement(weighed: Weighed) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict on what was weighed, and what it rests on."""
    terms = tuple(f"term: {form}" for form in weighed.missing)
    if weighed.wrong:
        return Verdict.FLAGGED, (*weighed.wrong, *terms)
    if weighed.doubt > 0:
        return Verdict.UNSUPPORTED, terms or ("share: too little is in the notes",)
    return Verdict.SUPPORTED, ()


def _foreign(claim: Reading, asked: Disarmed) -> list[str]:
    """Return the words of *claim* that only orders or the question hold."""
    forms = [w.form for w in claim.words if w.weight > SOFT]
    forms += [orders.squashed(mark.text) for mark in claim.marks]
    return [
        form
        for form in forms
        if len(form) > 1
        and (form in asked.orders or form in asked.hidden)
        and form not in asked.clean
    ]
