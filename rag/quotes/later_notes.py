"""Which notes to quote when they are of different dates, and which one leads.

A later note that says otherwise is quoted though it answers worse than others:
who changes their mind seldom repeats the question.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rag.conflicts.superseded import Clash, Read, Telling, clashes, newest_first, told
from rag.injection.detection import is_addressed
from rag.quotes.units import Span, is_heading, is_link, units
from rag.text.sentences import sentences
from rag.types import Hit


_FAR = 0.25
"""A note is read for what it says otherwise from this share of the best one's
score on, and..."""
_WEAK = 0.2
"""...from this hold on the question on."""
_MORE = 2
"""How many of such notes, the best."""
_UNITS, _SENTENCES = 3, 4
"""How many units, the heaviest, and sentences of them are read of a note."""
_WORTH = 0.35
"""They are read from this share of the heaviest one's weight on."""
_LONGEST = 400
"""Characters of a sentence that is compared."""
_BLOCK = re.compile(r"\s*(?:```|~~~|\$\$|\||>|\\\[|\\begin)")

Weigh = Callable[[str, Sequence[Span]], Sequence[float]]
"""Gives what each unit of a body says of the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What to quote."""

    hits: Sequence[Hit]
    """By rank."""
    order: Sequence[int]
    """In which to show them."""
    found: Sequence[Clash] = ()
    needed: Mapping[int, Span] = field(default_factory=dict)
    """What has to be quoted of some of them, so that it is seen how they differ."""

    def differ(self, quoted: Sequence[int]) -> date | None:
        """Return the newest day of those *quoted* that disagree with another."""
        return max(
            (
                day
                for c in self.found
                if c.newer in quoted
                and c.older in quoted
                and (day := self.hits[c.newer].entry.day)
            ),
            default=None,
        )


def by_date(
    hits: Sequence[Hit], chosen: Sequence[Hit], most: int, weigh: Weigh, read: Read
) -> Shown:
    """
    Return what of *hits* to quote, at most *most*, the newest of a topic first.

    Args:
        hits: What was found, best first.
        chosen: Those that answer well enough, at their head.
        most: How many may be quoted.
        weigh: Weighs units by the question.
        read: Reads sentences.
    """
    far = [
        hit
        for hit in hits[len(chosen) :]
        if hit.entry.day
        and hit.score >= _FAR * hits[0].score
        and hit.strength >= _WEAK
        and any(c.entry.day and hit.entry.day != c.entry.day for c in chosen)
    ]
    pool = [*chosen, *far[:_MORE]]
    if len({hit.entry.day for hit in pool} - {None}) < 2:
        return Shown(hits=chosen, order=range(len(chosen)))
    spans = [_answering(hit, weigh) if hit.entry.day else [] for hit in pool]
    notes = [
        (hit.entry.title, [hit.entry.body[a:b] for a, b in own])
        for hit, own in zip(pool, spans, strict=True)
    ]
    tellings = [
        Telling(day=hit.entry.day, score=hit.score, said=said)
        for hit, said in zip(pool, told(read, notes), strict=True)
    ]
    found = [c for c in clashes(tellings) if min(c.newer, c.older) < len(chosen)]
    kept = _kept(len(chosen), found, most)
    at = {index: place for place, index in enumerate(kept)}
    found = [
        Clash(at[c.newer], at[c.older], c.says, c.said)
        for c in found
        if c.newer in at and c.older in at
    ]
    order, _ = newest_first([tellings[i] for i in kept], found)
    needed = {
        i: spans[kept[i]][said]
        for c in found
        for i, said in ((c.newer, c.says), (c.older, c.said))
    }
    return Shown(hits=[pool[i] for i in kept], order=order, found=found, needed=needed)


def _kept(chosen: int, found: Sequence[Clash], most: int) -> list[int]:
    """Return which to quote: those chosen, and before the last what they clash with."""
    clashing = {i for c in found for i in (c.newer, c.older)}
    kept = [*range(chosen), *sorted(i for i in clashing if i >= chosen)]
    while len(kept) > most:
        spare = [i for i in kept[1:] if i not in clashing]
        kept.remove(spare[-1] if spare else kept[-1])
    return kept


def _answering(hit: Hit, weigh: Weigh) -> list[Span]:
    """Return the sentences of a passage that speak most for the question."""
    body, chunk = hit.entry.body, hit.chunk
    found = [u for u in units(body) if chunk.start <= u[0] < chunk.end]
    weights = weigh(body, found)
    ranked = sorted(range(len(found)), key=lambda i: (-weights[i], i))
    top = [
        i
        for i in ranked
        if weights[i]
        and weights[i] >= _WORTH * weights[ranked[0]]
        and not _BLOCK.match(body, found[i][0])
        and not is_heading(body, found[i][0])
        and not is_link(body, found[i])
        and not is_addressed(body[slice(*found[i])])
    ]
    spans = [
        (found[i][0] + a, found[i][0] + b)
        for i in sorted(top[:_UNITS])
        for a, b in sentences(body[slice(*found[i])])
        if b - a <= _LONGEST
    ]
    return spans[:_SENTENCES]
