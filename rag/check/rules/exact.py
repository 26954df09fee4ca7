"""Finds what is exact in a sentence, and not in the passages: numbers, names, dates.

A number that stands there may still be that of something else: then the units
nearest to the words around it have another in its place.
"""

from __future__ import annotations

import re

from collections.abc import Iterator

from rag.check.evidence.nearest import AROUND, LIKE, NEAR, NEAREST, Nearest
from rag.compare.literal import holds
from rag.compare.numbers import MEASURES, Quantity, fits
from rag.compare.words import VERB, says


_CLOSE = 30
"""Characters within which a name tells what a number is of."""
_A_FEW = 12
_ROW = re.compile(r"\d+(?:\.\d+)?(?:, ?\d+(?:\.\d+)?){2,}")
_NAMED = re.compile(r"(?P<name>[A-Za-z]{3,})[ -]?(?P<number>\d+(?:\.\d+)*)", re.ASCII)
_COUNTS = re.compile(r"\d+(?:\.\d+)?(?:비트|바이트|[ -]?bit|[ -]?byte)")
_COMMA = re.compile(r",\s*|\s+and\s+|(?<=[가-힣])(?:와|과)\s+")
_LISTED = re.compile(
    r"(?:[\w`'.-]{1,40},\s*){1,20}(?:and\s+)?[\w`'.-]{1,40}(?:까지|라는|의|,)?\s+$"
)
_MANY = 0.75
"""Share of the words around a small number that its sentence must hold."""


def inexact(near: Nearest) -> Iterator[str]:
    """Yield what is exact and not in the passages, as ``kind: text``."""
    yield from _Exact(near).wrong()


class _Exact:
    def __init__(self, near: Nearest) -> None:
        self._near = near

    def wrong(self) -> Iterator[str]:
        """Yield what is exact and not in the passages."""
        claim, evidence = self._near.claim, self._near.evidence
        for mark in claim.marks:
            if not any(holds(mark, e.source) for e in evidence):
                yield f"{mark.kind}: {mark.text}"
        for day in claim.days:
            if not any(day.within(d) for e in evidence for d in e.dated):
                yield f"date: {claim.text[day.start : day.end]}"
        for q in claim.quantities:
            if not self._counted(q):
                yield f"number: {claim.text[q.start : q.end].strip()}"

    def _counted(self, q: Quantity) -> bool:
        given = [g for e in self._near.evidence for g in e.quantities]
        if (
            q.word
            and q.unit == "count"
            and int(q.value) in {s for e in self._near.evidence for s in e.sizes}
        ):
            return self._listed(q) or not self._other(q, {"count"})
        if q.unit == "ordinal" and q.value <= max(
            (s for e in self._near.evidence for s in e.sizes), default=0
        ):
            return not self._other(q, {"ordinal", ""})
        if q.word and self._listed(q):
            return True
        if any(fits(q, g) for g in given):
            if q.unit in MEASURES:
                return not self._other(q, {q.unit}, NEAREST)
            return not self._other(q, {q.unit, "", "ordinal"})
        if any(d.year == q.value for e in self._near.evidence for d in e.days):
            return True
        text = f"{q.value:f}"
        return (q.word and q.value == 2 and not self._other(q, {"count"})) or (
            not q.unit
            and not self._other(q, {"", "ordinal"})
            and any(
                re.search(rf"(?<![0-9.]){re.escape(text)}(?![0-9]|\.[0-9])", e.squashed)
                for e in self._near.evidence
            )
        )

    def _other(self, q: Quantity, units: set[str], share: float = LIKE) -> bool:
        """Say whether the nearest units give another number in place of *q*."""
        if self._near.top < NEAR + 0.1:
            return False
        if self._told_of(q) or self._beside_the_same(q):
            return False
        around = self._near.about(q.start, share)
        near = [[*u.quantities, *u.context.quantities] for u in around]
        rivals = [
            [
                g
                for g in u.reading.quantities
                if g.unit in units and _rivals(q, g) and not self._stated(g, q)
            ]
            for u in around
        ]
        return any(rivals) and not any(g.value == q.value for n in near for g in n)

    def _stated(self, given: Quantity, but: Quantity) -> bool:
        """Say whether the claim has a number of a note as another than *but*."""
        return any(fits(q, given) for q in self._near.claim.quantities if q != but)

    def _beside_the_same(self, q: Quantity) -> bool:
        """Say whether the passages have the number with what the claim has beside it.

        It is one of a row, or with its unit, or with a name that has no other.
        """
        text = self._near.claim.text
        for m in (*_ROW.finditer(text), *_COUNTS.finditer(text)):
            if m.start() <= q.start and q.end <= m.end() and self._stands(m[0]):
                return True
        return any(
            self._stands(m[0]) and not self._stands(m["name"], rf"(?!{m['number']})\d")
            for m in _NAMED.finditer(text)
            if m.start("number") == q.start
        )

    def _stands(self, text: str, behind: str = r"(?![0-9]|\.[0-9])") -> bool:
        """Say whether *text* stands in the passages, and *behind* it what matches."""
        wanted = re.escape(re.sub(r"\s+", "", text).lower())
        return any(
            re.search(rf"(?<![a-z0-9])(?<![0-9]\.){wanted}{behind}", e.squashed)
            for e in self._near.evidence
        )

    def _listed(self, q: Quantity) -> bool:
        """Say whether the claim itself counts up what *q* is the number of."""
        m = _LISTED.search(self._near.claim.text, 0, q.start)
        return m is not None and len(_COMMA.split(m[0].strip())) == q.value

    def _told_of(self, q: Quantity) -> bool:
        """Say whether a sentence with that number speaks of what stands around it.

        It must hold the names there, and as much of the rest as any sentence
        with another such number; the smaller a number is, the more it may be a
        number of.
        """
        beside = [w for w in self._near.beside(q.start) if says(w) and w.weight >= VERB]
        few = q.value in range(_A_FEW + 1)
        enough = _MANY * len(beside) if few else AROUND
        names = [w for w in beside if w.form.isascii()]
        units = self._near.units
        marks = [
            m
            for m in self._near.claim.marks
            if m.kind in {"name", "code"} and abs(m.start - q.start) <= _CLOSE
            if any(holds(m, u.source) for u in units)
        ]
        told, rival = 0.0, 0.0
        for unit in units:
            held = [self._near.share(w, unit) for w in beside]
            met = sum(s for s in held if s > few * AROUND)
            if any(fits(q, g) for g in unit.quantities):
                if all(self._near.share(w, unit) for w in names) and all(
                    holds(m, unit.source) for m in marks
                ):
                    told = max(told, met)
            elif any(g.unit == q.unit for g in unit.quantities):
                rival = max(rival, met)
        return told > 0 and told >= max(enough, rival)


def _rivals(q: Quantity, other: Quantity) -> bool:
    """Say whether *other* may be what *q* ought to be: a few, if that is a word.

    Who says "first" counts nothing of which there may be 31.
    """
    if other.word and other.unit == "ordinal" and q.unit != "ordinal":
        return q.value <= _A_FEW
    return not q.word or other.value <= _A_FEW
