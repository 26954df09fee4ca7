"""Reads a text as fields: what its clauses, items and rows are about, and say of it."""

from __future__ import annotations

import re

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from rag.check.evidence.parts import Part, Term, Terms
from rag.compare.clause_ends import JOINED
from rag.compare.literal import normal
from rag.compare.word_match import shares
from rag.compare.words import SOFT, VERB, Reading, Word


_CUT = re.compile(
    r",(?!\d)\s*|;\s|\n|\s→\s|\.\s|\s/\s|\s(?:while|whereas|but|and)\s"
    rf"|{JOINED}"
)
_LISTED = re.compile(r"\W{0,4}([^\n:]{1,60}):\s")
_GLOSSED = re.compile(r"([^\s(),]{2,40}) ?\(([^()]{2,60})\)")
SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|can't|cannot|will|does|doesn't|do|did"
    r"|must|should|may|might|needs?|means?|says?|defaults?|gives?|takes?|makes?|uses?"
    r"|[a-z]{3,}(?:es|ed))\b"
)
"""What an English clause begins to say something of its subject with."""
_NAMED = re.compile(r"\W*[\w.-]+\W? (?:\w+ly )?[a-z]{3,}(?:s|ed)\b")
_BETWEEN = " · "
"""What stands between the parts of what a sentence stands under."""
_NOTHING = Part.of(())
_CALLED = frozenset({"code", "name"})
_NEAR = 6
"""Characters that may stand before the name that a clause begins with."""


@dataclass(frozen=True, slots=True)
class Field:
    """What a text is about, and what it says of it."""

    label: Part
    body: Part
    listed: bool = False
    """Whether an item of a list or a row of a table is called so."""
    row: bool = False


def above(under: Reading) -> Part:
    """Return what the list item is called that goes on *under* what is read here."""
    at = under.text.rfind(_BETWEEN) + len(_BETWEEN)
    if at >= len(_BETWEEN) and (m := _LISTED.match(under.text, at)):
        return named(under).part(*m.span(1))
    return _NOTHING


def fields(reading: Reading, under: Reading | None = None) -> Iterator[Field]:
    """Yield what *reading* says, clause by clause, or row by row.

    Args:
        reading: A sentence of a reply, or of a note.
        under: What the latter stands under.
    """
    text = reading.text
    if reading.tabular:
        yield from _rows(reading)
        return
    terms = named(reading)
    item = _LISTED.match(text)
    head = terms.part(0, item.end(1)) if item else above(under) if under else _NOTHING
    start = item.end() if item else 0
    cuts = [(m.end(), m[0]) for m in _CUT.finditer(text, start)]
    label = _NOTHING
    for (first, link), (end, _) in pairwise([(start, ""), *cuts, (len(text) + 1, "")]):
        if not re.match("[가-힣]", link):  # "A는 읽고 쓴다" goes on with A
            label = _NOTHING
        body = terms.part(first, end)
        if head.terms:
            label = head
        elif (found := _subject(reading, first, end, noted=under is not None)) and (
            own := terms.part(*found[:2])
        ).terms:
            label, body = own, terms.part(found[2], end)
        if body.terms:
            yield Field(label, body, bool(head.terms))
    for m in _GLOSSED.finditer(text):
        one, two = terms.part(*m.span(1)), terms.part(*m.span(2))
        if one.terms and two.terms:
            yield Field(one, two)


def named(reading: Reading) -> Terms:
    """Return what *reading* names and says, and each word of two sides."""
    return Terms(reading, _says)


def _says(word: Word) -> bool:
    return (
        word.weight >= VERB or word.name or (word.weight > SOFT and len(word.signs) > 1)
    )


def stands(term: Term, reading: Reading) -> bool:
    """Say whether *term* is anywhere in *reading*."""
    if isinstance(term, Word):
        return shares(term.keys, reading.keys)
    if isinstance(term, Decimal):
        return any(q.value == term for q in reading.quantities)
    return term in normal(reading.text)


def _rows(reading: Reading) -> Iterator[Field]:
    terms = named(reading)
    at = 0
    for number, line in enumerate(reading.text.split("\n")):
        cells = [m.span() for m in re.finditer(r"[^|\n]+", line)]
        if number > 1 and len(cells) > 1:
            label = terms.part(*(at + c for c in cells[0]))
            body = terms.part(at + cells[0][1], at + len(line))
            if label.terms and body.terms:
                yield Field(label, body, listed=True, row=True)
        at += len(line) + 1


def _subject(
    reading: Reading, start: int, end: int, *, noted: bool
) -> tuple[int, int, int] | None:
    """Return where what a clause is about begins and ends, and what it says begins."""
    for topic in reading.topics:
        if start <= topic[0] and topic[1] < end:
            return topic
    text = reading.text
    korean = re.search("[가-힣]", text[start:end])
    if not korean and (m := SAYS.search(text, start, end)) and m.start() > start:
        return start, m.start(), m.start()
    # Notes leave particles out: "`cache` 지우고 재시작".
    if not noted and not _NAMED.match(text, start):
        return None
    marks = ((m.start, len(m.text)) for m in reading.marks if m.kind in _CALLED)
    words = ((w.start, len(w.form)) for w in reading.words if w.name or w.rare)
    for at, length in (*marks, *words):
        if start <= at < start + _NEAR:
            return start, at + length, at + length
    return None
