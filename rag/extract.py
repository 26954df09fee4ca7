"""The answer when there is no model: the sentences of the notes that answer.

Extractive, query-focused: each unit (a sentence, a list item, a fence, a
formula) is weighed by the terms of the question that it holds, and those
around the best ones are quoted, whole and in the order of the note.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rag.analyse.terms import DocumentTerms
from rag.check.orders import title
from rag.citations import defuse, quotation
from rag.headings import heading_text
from rag.later_notes import Shown, by_date
from rag.phrases import Say, say
from rag.query_types import Lang
from rag.sentences import sentences
from rag.superseded import Read
from rag.titles import bold, called_by
from rag.types import Citation, Entry, Hit
from rag.understand.injection import is_addressed
from rag.units import (
    Span,
    announces,
    follows,
    is_heading,
    is_link,
    lead_in,
    merged,
    units,
)


LENGTH = 900
"""Characters that an answer of quotations has at most, headings included."""
_SHARES = (0.5, 0.3, 0.2)
_EVEN_SHARES = (0.3, 0.25, 0.2, 0.15, 0.1)
"""How the length is divided among the entries, best first; what one leaves
over goes to the next. The even ones are for a question about several notes."""
_NEIGHBOUR = 0.35
"""What the best unit next to a unit adds to its weight."""
_WORTH = 0.35
"""A unit is quoted from this share of the best one's weight on."""
_MARKS = 12
"""Characters of a marker and of what parts two quotations."""
_RIVAL = 0.55
_EVEN_RIVAL = 0.4
"""An entry is quoted from this share of the best one's score on."""
_FORMULAE = (
    re.compile(r"\$\$|\\\[|\\begin\{|\$[^$\n]*[=<>≤≥∝\\][^$\n]*\$"),
    re.compile(r"\$[^$\n]+\$|\\\("),
    re.compile(r"[\w)\]] ?[=<>≤≥] ?[\w(\[-]"),
)
"""What a formula looks like, the surest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWeights:
    """What each term of the question says about a text that holds it."""

    words: Mapping[str, float]
    grams: Mapping[str, float]
    sounds: Mapping[str, float]
    meanings: Mapping[str, float]

    def of(self, terms: DocumentTerms) -> float:
        """Return the weight of the terms that a text shares, each once."""
        return sum(
            weights[term]
            for weights, held in (
                (self.words, terms.words),
                (self.grams, terms.grams),
                (self.sounds, terms.sounds),
                (self.meanings, terms.meanings),
            )
            for term in set(held)
            if term in weights
        )


Analyse = Callable[[Iterable[str]], Iterable[DocumentTerms]]

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
    analyse: Analyse,
    *,
    lang: Lang,
    lead: Say,
    length: int = LENGTH,
    several: bool = False,
    dated: bool = False,
    formula: bool = False,
    read: Read | None = None,
) -> Quoted:
    """
    Quote from *hits* what answers the question.

    Args:
        hits: One an entry, best first; not empty.
        weights: The terms of the question.
        analyse: Gives the terms of texts.
        lang: Of the leading sentence.
        lead: Which leading sentence labels the quotations.
        length: Characters at most.
        several: Whether the question is about more than one note.
        dated: Whether to say it of an entry that it has no date.
        formula: Whether a formula is wanted, where an entry has one.
        read: Reads sentences, to hold notes of different dates side by side.

    Returns:
        The quotations. Each is the source, character for character; in the
        Markdown it lacks footnote marks that point at nothing. Entries are in
        the order of *hits*, but on one topic the newest is first.
    """
    chosen = rivals(hits, several=several)
    shares: tuple[float, ...] = _EVEN_SHARES if several else _SHARES
    shown = Shown(hits=chosen, order=range(len(chosen)))
    if read:
        shown = by_date(
            hits,
            chosen,
            len(shares),
            lambda body, found: _weighed(body, found, weights, analyse),
            read,
        )
    blocks: dict[int, _Block] = {}
    left = length - len(say(lead, lang))
    shares = shares[: len(shown.hits)]
    for at, (hit, share) in enumerate(zip(shown.hits, shares, strict=True)):
        where = _where(hit.entry)
        if dated and hit.entry.day is None:
            where = " · ".join(p for p in (say(Say.UNDATED, lang), where) if p)
        heading = _heading(hit.entry, where)
        room = int(left * share / sum(shares[at:])) - len(heading) - _MARKS
        spans = _pick(
            hit.entry.body,
            weights,
            analyse,
            room,
            formula=formula,
            needed=shown.needed.get(at),
        )
        if not spans and not blocks:
            # Better too long than nothing, or than half a formula.
            spans = [_heaviest(hit.entry.body, weights, analyse, formula=formula)]
        if not spans:
            continue
        spans[0] = _below_title(hit.entry, spans[0])
        if where and _says_title(hit.entry, spans[0]):
            heading = f"({where})"
        blocks[at] = _Block(hit, heading, spans)
        left -= len(blocks[at].text(1)[0]) + 2
    order = [blocks[i] for i in shown.order if i in blocks]
    return _written(order, lead, lang, shown.differ([*blocks]))


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


def rivals(hits: Sequence[Hit], *, several: bool) -> list[Hit]:
    """Return those of *hits* that fit well enough, beside the best, to be quoted."""
    most, worth = (
        (len(_EVEN_SHARES), _EVEN_RIVAL) if several else (len(_SHARES), _RIVAL)
    )
    near = [h for h in hits[:most] if h.score >= worth * hits[0].score]
    return near if several else [h for h in near if not h.aside]


def _heading(entry: Entry, where: str) -> str:
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


def _where(entry: Entry) -> str:
    day = entry.day.isoformat() if entry.day else ""
    return " · ".join(p for p in (day, defuse(entry.category or "")) if p)


def _pick(
    body: str,
    weights: TermWeights,
    analyse: Analyse,
    room: int,
    *,
    formula: bool,
    needed: Span | None = None,
) -> list[Span]:
    """Return the spans of *body* to quote, in order, *room* characters in all.

    What is *needed* comes first, if there is room for it.
    """
    found = units(body)
    if not found:
        return []
    orders = {i for i, (a, b) in enumerate(found) if is_addressed(body[a:b])}
    if not orders and merged(body, found, range(len(found))) == [
        (found[0][0], found[-1][1])
    ]:
        whole = (found[0][0], found[-1][1])
        if whole[1] - whole[0] <= room:
            return [whole]
    weight = _weighed(body, found, weights, analyse)
    best = max((w for i, w in enumerate(weight) if i not in orders), default=0.0)
    taken: set[int] = set()
    left = room
    free = set(range(len(found))) - orders
    ranked = sorted(free, key=lambda i: (-weight[i], i))
    if formula and (first := _formula(body, found, weight, ranked)) is not None:
        ranked.insert(0, first)
    if needed:
        holding = [i for i in free if found[i][0] <= needed[0] < found[i][1]]
        ranked[:0] = holding
    for i in ranked:
        if taken and weight[i] < _WORTH * best:
            break
        if i not in taken and found[i][1] - found[i][0] + _MARKS > left:
            continue  # nor does it with more; a list is looked through for that
        # What doesn't fit with all that belongs to it may fit without.
        for wanted in (
            {i, *lead_in(body, found, i), *follows(body, found, i)},
            {i, *lead_in(body, found, i)},
            {i},
        ):
            wanted = wanted - orders  # noqa: PLW2901
            cost = sum(found[j][1] - found[j][0] + _MARKS for j in wanted - taken)
            if cost <= left:
                taken |= wanted
                left -= cost
                break
    return merged(body, found, _telling(body, found, taken))


def _telling(body: str, found: Sequence[Span], taken: set[int]) -> list[int]:
    """Drop what says nothing without what follows it; never all but headings."""
    kept: list[int] = []
    for i in sorted(taken, reverse=True):
        # What is announced comes next, or the announcement is left hanging.
        if announces(body, found[i]) and (not kept or kept[-1] != i + 1):
            continue
        kept.append(i)
    return kept[::-1]


def _formula(
    body: str, found: Sequence[Span], weight: Sequence[float], free: Sequence[int]
) -> int | None:
    """Return which of the *free* units holds a formula and speaks most."""
    best = max(free, key=lambda i: weight[i], default=0)
    for pattern in _FORMULAE:
        holding = [i for i in free if pattern.search(body, *found[i])]
        if holding:
            return max(holding, key=lambda i: (weight[i], -abs(i - best)))
    return None


def _heaviest(
    body: str, weights: TermWeights, analyse: Analyse, *, formula: bool
) -> Span:
    """Return the one unit that speaks most for the question, however long."""
    found = units(body) or [(0, len(body.rstrip()))]
    found = [(a, b) for a, b in found if not is_addressed(body[a:b])] or found
    weight = _weighed(body, found, weights, analyse)
    if (
        formula
        and (wanted := _formula(body, found, weight, range(len(found)))) is not None
    ):
        return found[wanted]
    return found[max(range(len(found)), key=lambda i: weight[i])]


def _weighed(
    body: str, found: Sequence[Span], weights: TermWeights, analyse: Analyse
) -> list[float]:
    """Return what each unit weighs, with a share of its better neighbour."""
    raw = [weights.of(t) for t in analyse(body[a:b] for a, b in found)]
    # The address of a source holds the words of a title, but answers nothing.
    if not all(is_link(body, span) for span in found):
        raw = [
            0.0 if is_link(body, span) else own
            for own, span in zip(raw, found, strict=True)
        ]
    return [
        own
        + _NEIGHBOUR
        * max((raw[j] for j in (i - 1, i + 1) if 0 <= j < len(raw)), default=0.0)
        for i, own in enumerate(raw)
    ]
