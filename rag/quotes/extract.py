"""The answer when there is no model: the sentences of the notes that answer.

Extractive, query-focused: those around the best sentences of each note are
quoted, whole and in the order of the note.
"""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rag.citations.resolution import defuse, quotation
from rag.citations.title_markup import bold, called_by
from rag.conflicts.superseded import Read
from rag.injection.disarming import title
from rag.query_types import Lang, iso
from rag.quotes.around import around
from rag.quotes.item_heads import item_heads
from rag.quotes.later_notes import Shown, by_date
from rag.quotes.picking import MARKS, heaviest, pick
from rag.quotes.rivals import rivals
from rag.quotes.term_weights import TermWeights
from rag.quotes.units import (
    Span,
    is_heading,
)
from rag.quotes.weighing import weighed
from rag.text.headings import heading_text
from rag.text.sentences import sentences
from rag.types import Citation, Entry, Hit
from rag.wording.phrases import Say, say


LENGTH = 900
"""Characters that an answer of quotations has at most, headings included."""
_SIDE = 600
"""The same for each of the things that a question sets side by side."""
_SHARES = (0.5, 0.3, 0.2)
_EVEN_SHARES = (0.3, 0.25, 0.2, 0.15, 0.1)
"""How the length is divided among the entries, best first; what one leaves
over goes to the next. The even ones are for a question about several notes."""
_APART = {Say.QUOTED: Say.QUOTED_APART, Say.NEAREST: Say.NEAREST_APART}
"""How quotations are labelled when notes of different dates differ."""


class Quoted(NamedTuple):
    """Quotations, as they are shown."""

    text: str
    """Markdown: the *lead*, then each quotation with its marker."""
    citations: tuple[Citation, ...]
    lead: str
    """The sentence that says what they are."""


def quotations(
    hits: Sequence[Hit],
    weights: TermWeights,
    *,
    lang: Lang,
    lead: Say,
    several: bool = False,
    dated: bool = False,
    formula: bool = False,
    items: int | None = None,
    called: re.Pattern[str] | None = None,
    read: Read | None = None,
) -> Quoted:
    """
    Quote from *hits* what answers the question.

    Args:
        hits: One an entry, best first; not empty.
        weights: The terms of the question.
        lang: Of the leading sentence.
        lead: Which leading sentence labels the quotations.
        several: Whether the question is about more than one note.
        dated: Whether to say it of an entry that it has no date.
        formula: Whether a formula is wanted, where an entry has one.
        items: How many items of something are asked for, 0 for all: then the best
            entry is quoted as far as there is room, for not every item has a word
            of the question, or the names of all of them. None for no items.
        called: What headings say below which the question is answered.
        read: Reads sentences, to hold notes of different dates side by side.

    Returns:
        The quotations. Each is the source, character for character; in the
        Markdown it lacks footnote marks that point at nothing. Entries are in
        the order of *hits*, but on one topic the newest is first.
    """
    chosen = rivals(hits, several=several)
    sides = sum(h.side for h in chosen)
    several = several or sides > 0
    shares: tuple[float, ...] = _EVEN_SHARES if several else _SHARES
    asked = _Asked(weights, formula, items, several, called)
    shown = Shown(hits=chosen, order=range(len(chosen)))
    if read:
        shown = by_date(
            hits,
            chosen,
            len(shares),
            lambda body, found: weighed(body, found, weights),
            read,
        )
    blocks: dict[int, _Block] = {}
    left = max(LENGTH, _SIDE * sides) - len(say(lead, lang))
    shares = shares[: len(shown.hits)]
    for at, (hit, share) in enumerate(zip(shown.hits, shares, strict=True)):
        where = place(hit.entry)
        if dated and hit.entry.day is None:
            where = " · ".join(p for p in (say(Say.UNDATED, lang), where) if p)
        above = heading(hit.entry, where)
        room = int(left * share / sum(shares[at:])) - len(above) - MARKS
        spans = asked.spans(hit, room, first=at == 0, needed=shown.needed.get(at))
        if not spans and not blocks:
            # Better too long than nothing, or than half a formula.
            spans = [asked.heaviest(hit)]
        if not spans:
            continue
        spans[0] = _below_title(hit.entry, spans[0])
        if where and _says_title(hit.entry, spans[0]):
            above = f"({where})"
        blocks[at] = _Block(hit, above, spans)
        left -= len(blocks[at].text(1)[0]) + 2
    order = [blocks[i] for i in shown.order if i in blocks]
    return _written(order, lead, lang, shown.differ([*blocks]))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be quoted, of whatever entry; see `quotations`."""

    weights: TermWeights
    formula: bool
    items: int | None
    several: bool
    called: re.Pattern[str] | None

    def spans(
        self, hit: Hit, room: int, *, first: bool, needed: Span | None
    ) -> list[Span]:
        """Return what to quote of the entry of *hit*, the *first* one or another."""
        body, items = hit.entry.body, self.items if first else None
        if items is not None and (named := item_heads(body, items, room, MARKS)):
            called, *heads = self.weights.weigh(
                [hit.entry.title, *(body[a:b] for a, b in named)]
            )
            if max(heads) <= called:  # else what one of them says is asked for
                return named
        at, end = around(body, (hit.chunk.start, hit.chunk.end))
        found = pick(
            body[at:end],
            self.weights,
            room,
            formula=self.formula,
            title="" if self.several else hit.entry.title,
            needed=needed and (needed[0] - at, needed[1] - at),
            fill=hit.side or items is not None,
            called=self.called,
        )
        return [(a + at, b + at) for a, b in found]

    def heaviest(self, hit: Hit) -> Span:
        """Return the one unit that speaks most, however long."""
        at, end = around(hit.entry.body, (hit.chunk.start, hit.chunk.end))
        body = hit.entry.body[at:end]
        start, stop = heaviest(body, self.weights, formula=self.formula)
        return start + at, stop + at


@dataclass(frozen=True, slots=True)
class _Block:
    """What is quoted of one entry."""

    hit: Hit
    heading: str
    spans: list[Span]

    def text(self, first: int) -> tuple[str, list[Citation]]:
        """Return it as Markdown with its citations, numbered from *first*."""
        citations = [
            Citation(number=n, entry=self.hit.entry, start=start, end=end)
            for n, (start, end) in enumerate(self.spans, start=first)
        ]
        return "\n\n".join((self.heading, *map(quotation, citations))), citations


def _written(
    blocks: Sequence[_Block], lead: Say, lang: Lang, newest: date | None
) -> Quoted:
    said = say(_APART[lead], lang, what=newest) if newest else say(lead, lang)
    parts = [said]
    citations: list[Citation] = []
    for block in blocks:
        text, cited = block.text(len(citations) + 1)
        parts.append(text)
        citations += cited
    return Quoted("\n\n".join(parts), tuple(citations), said)


def heading(entry: Entry, where: str) -> str:
    """Return the title of *entry* above what is quoted of it, with its `place`."""
    return bold(title(entry.title)) + (f" ({where})" if where else "")


def _below_title(entry: Entry, span: Span) -> Span:
    """Return *span* without the line that repeats the title above it."""
    start, end = span
    line, _, rest = entry.body[start:end].partition("\n")
    named = heading_text(line) if is_heading(entry.body, start) else line.strip()
    if named != entry.title or not rest.strip():
        return span
    return end - len(rest.lstrip("\n")), end


def _says_title(entry: Entry, span: Span) -> bool:
    """Say whether a quotation begins with the words that the note is called by."""
    said = entry.body[slice(*span)]
    return any(called_by(entry.title, said[a:b]) for a, b in sentences(said)[:1])


def place(entry: Entry) -> str:
    """Return the day and the category of *entry*, as far as it has them."""
    return " · ".join(filter(None, (iso(entry.day), defuse(entry.category or ""))))
