"""What a model's answer rests on: a span a sentence, and notes that say otherwise.

Below the answer stands what notes of other dates say against what it cites, the
newest first, unless the model tells it.
"""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.check.attribution.sentence_spans import Numbers, Resting
from rag.check.attribution.supporting_span import Passage, Placed, placed
from rag.check.reply.draft import Draft
from rag.citations.resolution import Resolved, defuse
from rag.conflicts import change_cues
from rag.conflicts.statement import Said
from rag.conflicts.superseded import clash, in_order
from rag.query_types import Lang
from rag.text.footnote_marks import unmarked
from rag.types import Check, Citation, Entry, Hit
from rag.wording.phrases import Say, say


_ROWS = 3
"""Notes that are told when they disagree."""
_LONGEST = 300
"""Characters of a sentence that is told."""
_BLOCK = re.compile(r"\s*(?:```|~~~|\$\$|\||>|\\\[|\\begin|#)")

_Row = tuple[Passage, Placed]
"""A note, and the sentence of it that says otherwise."""


@dataclass(kw_only=True)
class SourcedDraft(Draft):
    """A draft whose sentences are each cited by the span that bears them out."""

    _resting: Resting = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._resting = Resting(self.checker)

    def release(self) -> str:
        """Return what may be shown now; see `Draft.release`."""
        return self._renumbered(super().release())

    def finish(self) -> Resolved:
        """Return the whole as it is shown, and what notes of other dates say."""
        done = super().finish()
        self.rest = self._renumbered(self.rest)
        text, numbers = self._resting.out, self._resting.numbers
        if numbers.citations:
            passages = [self._passage(hit) for hit in self.asked.hits]
            later = _later(text, numbers, passages, self.lang)
            self.rest += later
            text += later
        return replace(done, text=text, citations=tuple(numbers.citations))

    def checks(self, text: str) -> tuple[Check, ...]:
        """Return the verdicts; see `Draft.checks`."""
        if not text:
            return super().checks(text)
        return tuple(map(self._resting.moved, super().checks(self._resting.raw)))

    def _renumbered(self, piece: str) -> str:
        if not piece:
            return piece
        passages = [self._passage(self.asked.hits[n - 1]) for n in self.shown.order]
        checks = super().checks(self._resting.raw + piece)
        return self._resting.feed(piece, checks, passages)

    def _passage(self, hit: Hit) -> Passage:
        (evidence,) = self.checker.evidence([hit])
        return placed(hit, evidence)


def _said(passage: Passage) -> list[tuple[Placed, Said]]:
    """Return the sentences of a passage, but those of blocks."""
    return [
        (p, said)
        for p in passage.units
        if not _BLOCK.match(p.unit.reading.text) and p.end - p.start <= _LONGEST
        for said in in_order([p.unit.reading], p.unit.context, passage.entry.title)
    ]


def _later(text: str, numbers: Numbers, passages: Sequence[Passage], lang: Lang) -> str:
    """Return what notes of other dates say against what *text* cites; or nothing."""
    rows = _disagreeing(numbers.citations, passages)
    if not rows or _tells(text, numbers.citations, rows):
        return ""
    lines = [say(Say.SUPERSEDED, lang), ""]
    for passage, unit in rows:
        start = passage.hit.chunk.start
        number = numbers.of(passage.entry, start + unit.start, start + unit.end)
        quote = passage.hit.chunk.text[unit.start : unit.end]
        lines.append(f"- {passage.entry.day}: {_line(quote)} [til-{number}]")
    return "\n\n" + "\n".join(lines)


def _disagreeing(
    citations: Sequence[Citation], passages: Sequence[Passage]
) -> list[_Row]:
    """Return the newest note that clashes with a cited one, and what it clashes with.

    Each with the unit that does; none if all agree.
    """
    said = {p.entry.id: _said(p) for p in passages if p.entry.day}
    found: list[tuple[_Row, _Row]] = []
    for cited in passages:
        own = said.get(cited.entry.id, [])
        mine = [(p, s) for p, s in own if any(_overlap(c, cited, p) for c in citations)]
        lines = {_line_of(cited, p) for p, _ in mine}
        beside = [(p, s) for p, s in own if _line_of(cited, p) in lines]
        for other in passages if mine else ():
            days = cited.entry.day, other.entry.day
            if not days[0] or not days[1] or days[0] == days[1]:
                continue
            its = said[other.entry.id]
            sides = ((cited, mine), (other, its))
            newer, older = sides if days[0] > days[1] else sides[::-1]
            where = clash([s for _, s in newer[1]], [s for _, s in older[1]])
            if where is None and older[0] is cited:
                # What is said to have been wrong takes its paragraph with it.
                corrects = [
                    row for row in its if change_cues.CORRECTS.search(row[1].text)
                ]
                newer, older = (other, corrects), (cited, beside)
                where = clash([s for _, s in corrects], [s for _, s in beside])
            if where:
                found.append(
                    (
                        (newer[0], newer[1][where[0]][0]),
                        (older[0], older[1][where[1]][0]),
                    )
                )
    if not found:
        return []
    newest = max((new for new, _ in found), key=lambda row: str(row[0].entry.day))
    rows = {newest[0].entry.id: newest}
    for new, old in found:
        if new[0] is newest[0]:
            rows.setdefault(old[0].entry.id, old)
    told = sorted(rows.values(), key=lambda row: str(row[0].entry.day), reverse=True)
    return told[:_ROWS]


def _line_of(passage: Passage, sentence: Placed) -> int:
    """Return where the line begins that a sentence stands in."""
    return passage.hit.chunk.text.rfind("\n", 0, sentence.start) + 1


def _tells(text: str, citations: Sequence[Citation], rows: Sequence[_Row]) -> bool:
    """Say whether *text* itself tells the newest, and that the others are older."""
    first = {c.entry.id: c.number for c in reversed(citations)}
    newest, *others = [passage.entry for passage, _ in rows]
    if newest.id not in first:
        return False
    past = change_cues.PAST.search(text)
    return all(
        past
        or (
            _dated(text, e) and (_dated(text, newest) or first[newest.id] < first[e.id])
        )
        for e, (passage, unit) in zip(others, rows[1:], strict=True)
        if any(_overlap(c, passage, unit) for c in citations)
    )


def _dated(text: str, entry: Entry) -> bool:
    return entry.day is not None and str(entry.day.year) in text


def _overlap(citation: Citation, passage: Passage, sentence: Placed) -> bool:
    """Say whether a sentence of a passage is cited, or a part of it."""
    at = passage.hit.chunk.start
    return (
        citation.entry.id == passage.entry.id
        and citation.start < at + sentence.end
        and at + sentence.start < citation.end
    )


def _line(quote: str) -> str:
    """Return *quote* on one line, without what makes a list item of it."""
    bare = re.sub(r"^(?:[-*+]|[0-9]{1,3}[.)])\s+", "", " ".join(quote.split()))
    return defuse(unmarked(bare))
