"""The answer when there is no model: the sentences of the notes that answer.

Extractive, query-focused: each unit (a sentence, a list item, a fence, a
formula) is weighed by the terms of the question that it holds, and those
around the best ones are quoted, whole and in the order of the note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.analyse.terms import DocumentTerms
from rag.check.orders import title
from rag.citations import defuse
from rag.phrases import Say, say
from rag.types import Citation, Entry, Hit, Lang
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
) -> tuple[str, tuple[Citation, ...]]:
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

    Returns:
        Markdown in which each quotation is followed by its marker, and the
        citations; a quotation is the source, character for character.
    """
    rival = _EVEN_RIVAL if several else _RIVAL
    shares: tuple[float, ...] = _EVEN_SHARES if several else _SHARES
    chosen = [h for h in hits[: len(shares)] if h.score >= rival * hits[0].score]
    parts = [say(lead, lang)]
    citations: list[Citation] = []
    left = length - len(parts[0])
    shares = shares[: len(chosen)]
    for at, (hit, share) in enumerate(zip(chosen, shares, strict=True)):
        where = _where(hit.entry)
        if dated and hit.entry.day is None:
            where = " · ".join(p for p in (say(Say.UNDATED, lang), where) if p)
        heading = _heading(hit.entry, where)
        room = int(left * share / sum(shares[at:])) - len(heading) - _MARKS
        spans = _pick(hit.entry.body, weights, analyse, room)
        if not spans and not citations:
            # Better too long than nothing, or than half a formula.
            spans = [_heaviest(hit.entry.body, weights, analyse)]
        if not spans:
            continue
        spans[0] = _below_title(hit.entry, spans[0])
        if hit.entry.body.startswith(hit.entry.title.rstrip("…"), spans[0][0]):
            heading = where or heading  # the quotation says the title
        block = [heading]
        for start, end in spans:
            citation = Citation(
                number=len(citations) + 1, entry=hit.entry, start=start, end=end
            )
            citations.append(citation)
            block.append(_quoted(citation))
        text = "\n\n".join(block)
        parts.append(text)
        left -= len(text) + 2
    return "\n\n".join(parts), tuple(citations)


def _heading(entry: Entry, where: str) -> str:
    return f"**{defuse(title(entry.title))}**" + (f" ({where})" if where else "")


def _below_title(entry: Entry, span: Span) -> Span:
    """Return *span* without the heading that repeats the title above it."""
    start, end = span
    title, _, rest = entry.body[start:end].partition("\n")
    if not is_heading(entry.body, start) or title.strip() != entry.title:
        return span
    return (end - len(rest.lstrip("\n")), end) if rest.strip() else span


def _where(entry: Entry) -> str:
    day = entry.day.isoformat() if entry.day else ""
    return " · ".join(p for p in (day, defuse(entry.category or "")) if p)


def _quoted(citation: Citation) -> str:
    quote = defuse(citation.quote)
    # A marker on the line that ends a fence or a formula would break it.
    apart = quote.rstrip().endswith(("```", "~~~", "$$", "|"))
    return f"{quote}{chr(10) if apart else ' '}[til-{citation.number}]"


def _pick(body: str, weights: TermWeights, analyse: Analyse, room: int) -> list[Span]:
    """Return the spans of *body* to quote, in order, *room* characters in all."""
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
    for i in sorted(set(range(len(found))) - orders, key=lambda i: (-weight[i], i)):
        if taken and weight[i] < _WORTH * best:
            break
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


def _heaviest(body: str, weights: TermWeights, analyse: Analyse) -> Span:
    """Return the one unit that speaks most for the question, however long."""
    found = units(body) or [(0, len(body.rstrip()))]
    found = [(a, b) for a, b in found if not is_addressed(body[a:b])] or found
    weight = _weighed(body, found, weights, analyse)
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
