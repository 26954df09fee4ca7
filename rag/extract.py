"""The answer when there is no model: the sentences of the notes that answer.

Extractive, query-focused: each unit (a sentence, a list item, a fence, a
formula) is weighed by the terms of the question that it holds, and those
around the best ones are quoted, whole and in the order of the note.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.analyse.terms import DocumentTerms
from rag.citations import defuse
from rag.phrases import Say, say
from rag.sentences import sentences
from rag.types import Citation, Entry, Hit, Lang


LENGTH = 900
"""Characters that an answer of quotations has at most, headings included."""
_SHARES = (0.5, 0.3, 0.2)
_EVEN_SHARES = (0.3, 0.25, 0.2, 0.15, 0.1)
"""How the length is divided among the entries, best first; what one leaves
over goes to the next. The even ones are for a question about several notes."""
_NEIGHBOUR = 0.35
"""What the best unit next to a unit adds to its weight."""
_WORTH = 0.3
"""A unit is quoted from this share of the best one's weight on."""
_MARKS = 12
"""Characters of a marker and of what parts two quotations."""
_ITEM_LENGTH = 400
"""Characters up to which a list item is quoted whole."""
_INTRODUCTION = 120
"""Characters that a sentence has at most which introduces a list."""
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


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    weight: float


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
            best = max(_units(hit.entry.body, weights, analyse), key=_weight)
            spans = [(best.start, best.end)]
        if not spans:
            continue
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
    return f"**{defuse(entry.title)}**" + (f" ({where})" if where else "")


def _where(entry: Entry) -> str:
    day = entry.day.isoformat() if entry.day else ""
    return " · ".join(p for p in (day, entry.category or "") if p)


def _quoted(citation: Citation) -> str:
    quote = defuse(citation.quote)
    # A marker on the line that ends a fence or a formula would break it.
    apart = quote.rstrip().endswith(("```", "~~~", "$$", "|"))
    return f"{quote}{chr(10) if apart else ' '}[til-{citation.number}]"


def _weight(unit: _Unit) -> float:
    return unit.weight


def _units(body: str, weights: TermWeights, analyse: Analyse) -> list[_Unit]:
    """Return what *body* consists of, footnotes aside; weights see neighbours."""
    spans = _whole_items(body)
    raw = [weights.of(t) for t in analyse(body[a:b] for a, b in spans)]
    return [
        _Unit(a, b, raw[i] + _NEIGHBOUR * max(_around(raw, i), default=0.0))
        for i, (a, b) in enumerate(spans)
    ]


def _whole_items(body: str) -> list[tuple[int, int]]:
    """Return the sentences of *body*, those of one short list item as one."""
    out: list[tuple[int, int]] = []
    for start, end in sentences(body):
        if _is_footnote(body, start):
            continue
        line = _line(body, start)
        if _is_item(body, start):
            mark = line + _indent(body, start)
            if out and out[-1][0] >= mark and end - mark <= _ITEM_LENGTH:
                out[-1] = (mark, end)
                continue
            if not body[mark:start].strip(" -*+.)0123456789\t"):
                start = mark  # noqa: PLW2901  # with its bullet
        out.append((start, end))
    return out


_FOOTNOTE = re.compile(r"[ \t]*\[\^")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]")
_MARK = re.compile(r"[ \t>]*")


def _line(body: str, at: int) -> int:
    return body.rfind("\n", 0, at) + 1


def _is_footnote(body: str, at: int) -> bool:
    return _FOOTNOTE.match(body, _line(body, at)) is not None


def _is_item(body: str, at: int) -> bool:
    return _ITEM.match(body, _line(body, at)) is not None


def _indent(body: str, at: int) -> int:
    found = _MARK.match(body, _line(body, at))
    return len(found[0]) if found else 0


def _pick(
    body: str, weights: TermWeights, analyse: Analyse, room: int
) -> list[tuple[int, int]]:
    """Return the spans of *body* to quote, in order, *room* characters in all."""
    units = _units(body, weights, analyse)
    if not units:
        return []
    if units[-1].end - units[0].start <= room:
        return [(units[0].start, units[-1].end)]
    best = max(u.weight for u in units)
    taken: set[int] = set()
    left = room
    for i in sorted(range(len(units)), key=lambda i: (-units[i].weight, i)):
        if taken and units[i].weight < _WORTH * best:
            break
        # What doesn't fit with all that belongs to it may fit without.
        for wanted in (
            {i, *_lead_in(body, units, i), *_follows(body, units, i)},
            {i, *_lead_in(body, units, i)},
            {i},
        ):
            cost = sum(units[j].end - units[j].start + _MARKS for j in wanted - taken)
            if cost <= left:
                taken |= wanted
                left -= cost
                break
    return _merged(units, sorted(taken))


def _around(raw: Sequence[float], i: int) -> list[float]:
    return [raw[j] for j in (i - 1, i + 1) if 0 <= j < len(raw)]


def _lead_in(body: str, units: Sequence[_Unit], i: int) -> list[int]:
    """Return the units without which unit *i* doesn't read well."""
    here = units[i]
    if body.startswith(("```", "~~~", "$$"), here.start):
        return [i - 1] if i else []
    if _is_item(body, here.start):
        for j in range(i - 1, -1, -1):
            above = units[j]
            if not _is_item(body, above.start) or _indent(body, above.start) < _indent(
                body, here.start
            ):
                # What introduces the list, or the item that this one refines.
                short = above.end - above.start <= _INTRODUCTION
                return [j] if short else []
    return []


def _follows(body: str, units: Sequence[_Unit], i: int) -> list[int]:
    """Return the items that unit *i* introduces, or that stand below it."""
    here = units[i].start
    item = _is_item(body, here)
    if not item and units[i].end - here > _INTRODUCTION:
        return []
    found = []
    for j in range(i + 1, len(units)):
        start = units[j].start
        deeper = _indent(body, start) > _indent(body, here)
        if not (_is_item(body, start) or deeper) or (item and not deeper):
            break
        found.append(j)
    return found


def _merged(units: Sequence[_Unit], taken: Sequence[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    last = -2
    for i in taken:
        start = units[i].start
        if i == last + 1 and out:
            out[-1] = (out[-1][0], units[i].end)
        else:
            out.append((start, units[i].end))
        last = i
    return out
