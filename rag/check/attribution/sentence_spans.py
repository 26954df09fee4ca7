"""A span for each sentence of a model's answer: the part of a note that bears it out.

In what a model writes, one number stands for a passage. Here each sentence gets
the span that bears it out; spans of one note that differ are numbered apart, as
quotations are. One marker behind several sentences becomes one for each span.
"""

from __future__ import annotations

import re

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rag.check.attribution.supporting_span import Passage, span
from rag.check.verdict.checker import Checker
from rag.citations.markers import CITED
from rag.citations.resolution import best_span
from rag.compare.words import Reading
from rag.types import Check, Citation, Entry, Verdict


_GROUP = re.compile(r"\[til-[0-9]+\](?: ?\[til-[0-9]+\])*")
_SPANS = 3
"""Spans of one note that one marker may stand for."""


@dataclass
class Numbers:
    """Numbers spans by first use; one within another has its number."""

    citations: list[Citation] = field(default_factory=list)

    def of(self, entry: Entry, start: int, end: int) -> int:
        """Return the number of a span."""
        for c in self.citations:
            if c.entry.id == entry.id and c.start <= start and end <= c.end:
                return c.number
        number = len(self.citations) + 1
        self.citations.append(
            Citation(number=number, entry=entry, start=start, end=end)
        )
        return number


@dataclass
class Resting:
    """Numbers the markers of an answer anew while it is written."""

    checker: Checker
    numbers: Numbers = field(default_factory=Numbers)
    raw: str = ""
    """What came in."""
    out: str = ""
    """What became of it."""
    _behind: int = 0
    """Where the last markers end, in what came in."""
    _before: list[Check] = field(default_factory=list)
    """The sentences that they stand behind."""
    _moved: list[tuple[int, int]] = field(default_factory=list)
    _cited: dict[int, list[int]] = field(default_factory=dict)
    _read: dict[str, Reading] = field(default_factory=dict)

    def feed(
        self, piece: str, checks: Sequence[Check], passages: Sequence[Passage]
    ) -> str:
        """
        Return *piece* with its new markers.

        Args:
            piece: What follows on what came in before; no marker is cut in two.
            checks: The verdicts on the sentences so far, as they stand in it.
            passages: What the old numbers stand for; ``[til-1]`` is the first.
        """
        at, shown = len(self.raw), len(self.out)
        self.raw += piece
        self._take_in(checks)
        for group in _GROUP.finditer(self.raw, at):
            self.out += self.raw[at : group.start()]
            new = self._group(group, checks, passages)
            self.out += "".join(f"[til-{n}]" for n in dict.fromkeys(new))
            at = group.end()
            self._moved.append((at, len(self.out) - at))
        self.out += self.raw[at:]
        return self.out[shown:]

    def moved(self, check: Check) -> Check:
        """Return a verdict of the old text with its place and numbers in the new."""
        if check.start is None or check.end is None:
            return check
        by = [0, *(shift for end, shift in self._moved if end <= check.start)][-1]
        return replace(
            check,
            start=check.start + by,
            end=check.end + by,
            cited=tuple(dict.fromkeys(self._cited.get(check.start, ()))),
        )

    def _take_in(self, checks: Sequence[Check]) -> None:
        new = [c.sentence for c in checks if c.sentence not in self._read]
        self._read |= dict(zip(new, self.checker.reader.read(new), strict=True))

    def _group(
        self,
        group: re.Match[str],
        checks: Sequence[Check],
        passages: Sequence[Passage],
    ) -> list[int]:
        """Return the new numbers of markers that stand side by side."""
        said = self.raw[self._behind : group.start()]
        if said.strip():
            places: Mapping[int, Check] = {
                c.start: c for c in checks if c.start is not None
            }
            self._before = [
                c for at, c in places.items() if self._behind <= at < group.start()
            ]
        self._behind = group.end()
        new: list[int] = []
        for old in map(int, CITED.findall(group[0])):
            passage = passages[old - 1]
            resting = [
                c
                for c in self._before
                if old in c.cited
                and (c.verdict is Verdict.SUPPORTED or c is self._before[-1])
            ]
            for check in resting[-_SPANS:]:
                where = span(
                    self._read[check.sentence],
                    passage,
                    self.checker.reader.glossary,
                )
                number = self.numbers.of(passage.entry, *where)
                new.append(number)
                self._cited.setdefault(check.start or 0, []).append(number)
            if not resting:
                chunk = passage.hit.chunk
                a, b = best_span(chunk.text, [said])
                where = chunk.start + a, chunk.start + b
                new.append(self.numbers.of(passage.entry, *where))
        return new
