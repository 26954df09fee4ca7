"""Judges the sentences of a reply, some at a time."""

from __future__ import annotations

import functools
import re

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.analyse.hangul import Morphology, morphology
from rag.check.claims import absence
from rag.check.claims.assent import assents
from rag.check.claims.claims import Piece, mentions, states
from rag.check.claims.lead_ins import points_ahead
from rag.check.evidence.passages import Evidence, read_passages
from rag.check.rules.off_question import untied
from rag.check.rules.short_sentences import (
    calls,
    gives_number,
    retells,
    says_more,
    tells_when,
)
from rag.check.rules.support import Weighed, weigh
from rag.check.rules.tallies import counts, tallied
from rag.check.verdict.judgement import Judged
from rag.compare.literal import normal
from rag.compare.reading import Reader
from rag.compare.word_match import shares
from rag.compare.words import SOFT, Reading
from rag.injection import disarming
from rag.injection.disarming import Disarmed
from rag.types import Hit, Verdict


FOREIGN = 0.5
"""Below this share, what repeats the question but not the notes is left out."""
_KEPT = 256
"""Passages whose readings are kept, the last that were read."""
FRAGMENT = 3
"""Words up to which what is met nowhere is no statement, and is left out."""


class Checker:
    """Holds sentences against passages; may be shared by threads.

    Args:
        korean: Gives the morphemes; by default Kiwi, loaded when needed.
    """

    def __init__(self, korean: Morphology | None = None) -> None:
        self._korean = korean
        self._known: dict[_Key, Evidence] = {}
        self._question: tuple[str, Reading, Reading] | None = None

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
        # What is too long is not even read: it may take minutes.
        texts = ["" if piece.endless else piece.said for piece, _ in pieces]
        claims = self.reader.read(texts)
        return [
            self._judge(piece, claim, hits, asked)
            for (piece, hits), claim in zip(pieces, claims, strict=True)
        ]

    def judge_lead(
        self, piece: Piece, hits: Sequence[Hit], asked: Disarmed, *, items: int
    ) -> Judged:
        """Judge a heading or a lead-in against what it introduces.

        One of frame words says nothing, nor does a heading of words that the
        passages have.

        Args:
            piece: The heading or lead-in.
            hits: The passages that what it introduces rests on.
            asked: The question.
            items: How many items it introduces, 0 for an unknown number.
        """
        if piece.endless:
            return _TOO_LONG
        (claim,) = self.reader.read([piece.said])
        evidence, (question, asking) = self.evidence(hits), self._asked(asked)
        more = says_more(claim, evidence, asking, heading=bool(piece.heading))
        tied = not (piece.heading and untied(claim, evidence, question))
        if not more and tied and (piece.heading or points_ahead(piece)):
            return Judged(None)
        rest = [q for q in claim.quantities if q.unit != "count" or q.value != items]
        claim = replace(claim, quantities=tuple(rest))
        judged = self._judge(piece, claim, hits, asked)
        # Made of the question, it is no more than a frame unless notes say no.
        contradicted = judged.secret or judged.verdict is Verdict.FLAGGED
        return judged if more or contradicted else Judged(None)

    def _judge(
        self, piece: Piece, claim: Reading, hits: Sequence[Hit], asked: Disarmed
    ) -> Judged:
        if piece.endless:
            return _TOO_LONG
        question, asking = self._asked(asked)
        about = frozenset(w.form for w in question.words if shares(w.keys, claim.keys))
        if assents(piece.bare):
            return Judged(None, leans=True)
        if absence.denies(piece.bare):
            return replace(self._absence(piece, claim, asked), absent=True, about=about)
        if absence.polite(piece.bare):
            return Judged(None)
        evidence = self.evidence(hits)
        if not states(claim):
            said = retells(claim, evidence)
            return Judged(Verdict.SUPPORTED if said else None, about=about)
        if tells_when(claim, hits, asking):
            return Judged(Verdict.SUPPORTED, about=about)
        weighed = weigh(claim, evidence, self.reader.glossary)
        verdict, reasons = judgement(weighed)
        number = counts(claim, asking) if verdict is not Verdict.SUPPORTED else 0
        if number and tallied(claim, hits, asking, self.reader):
            return Judged(Verdict.SUPPORTED, about=about)
        if untied(claim, evidence, question):
            return Judged(
                Verdict.UNSUPPORTED, withheld=True, secret=True, counts=number
            )
        if not weighed.wrong and gives_number(claim, evidence, asking):
            verdict = Verdict.SUPPORTED
        if verdict is Verdict.SUPPORTED and calls(piece.bare, evidence):
            verdict, reasons = Verdict.FLAGGED, ("mention: @",)
        if verdict is Verdict.SUPPORTED:
            return Judged(verdict, about=about)
        foreign = _foreign(claim, asked)
        named = [w for w in claim.words if w.weight > SOFT]
        withheld = bool(foreign) and (
            weighed.share < FOREIGN or all(f in asked.hidden for f in foreign)
        )
        fragment = len(named) <= FRAGMENT and not re.search(r"[다요죠]\W*$", piece.bare)
        withheld |= weighed.share < FOREIGN and fragment
        judged = Judged(verdict, reasons, withheld=withheld, counts=number)
        # What is taken out of an answer would get out by the report on it.
        return replace(judged, secret=withheld and bool(foreign), masked=withheld)

    def _asked(self, asked: Disarmed) -> tuple[Reading, Reading]:
        """Return the question and what of it asks, read once for a whole reply."""
        known = self._question
        if known is None or known[0] != asked.topic:
            texts = [asked.topic, absence.questions(asked.topic)]
            whole, asking = self.reader.read(texts)
            known = self._question = asked.topic, whole, asking
        return known[1:]

    def _absence(self, piece: Piece, claim: Reading, asked: Disarmed) -> Judged:
        """Judge a sentence that says what the notes lack."""
        question = disarming.squashed(absence.questions(asked.topic))
        about = question + asked.clean
        ordered = [f for f in _foreign(claim, asked) if f not in question]
        ordered += untied(claim, self.evidence(asked.hits), self._asked(asked)[0])
        said = [w for w in claim.words if w.start >= absence.begins(piece.said)]
        strange = [
            w.form
            for w in said
            if w.weight > SOFT and (w.name or w.rare) and w.form not in about
        ]
        exact = [m for m in claim.marks if normal(m.text) not in question]
        # What is named beside the question and the notes may be what somebody
        # wants to get out: a report that repeats it would let it.
        named = ordered or strange or exact or mentions(piece.bare)
        if named or claim.quantities or claim.days:
            return Judged(Verdict.UNSUPPORTED, withheld=True, secret=bool(named))
        if (lost := absence.denied(piece.bare)) and self._said(lost, asked):
            return Judged(Verdict.FLAGGED, (f"denied: {lost}",))
        return Judged(None)

    def _said(self, clause: str, asked: Disarmed) -> bool:
        """Say whether one of the passages found says *clause*, word by word."""
        (claim,) = self.reader.read([clause])
        if sum(w.weight > SOFT for w in claim.words) < _TOLD:
            return False
        weighed = (
            weigh(claim, [e], self.reader.glossary) for e in self.evidence(asked.hits)
        )
        return any(
            w.share == 1.0 and judgement(w)[0] is Verdict.SUPPORTED for w in weighed
        )


@dataclass(frozen=True)
class _Key:
    hit: Hit

    def __hash__(self) -> int:
        return hash((self.hit.chunk.key, self.hit.chunk.text))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.hit.chunk == self.hit.chunk


_TOLD = 2
"""Words that a clause has at least of which it can be told that notes say it."""
_TOO_LONG = Judged(
    Verdict.UNSUPPORTED, ("length: too long to be checked",), withheld=True
)


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
    forms += [disarming.squashed(mark.text) for mark in claim.marks]
    return [
        form
        for form in forms
        if len(form) > 1
        and (form in asked.orders or form in asked.hidden)
        and form not in asked.clean
    ]
