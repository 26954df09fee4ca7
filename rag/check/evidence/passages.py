"""Reads a passage as evidence: its sentences, and what each stands under."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from rag.check.evidence.fields import Field, fields
from rag.check.evidence.laid import LIST, Laid, Written
from rag.check.evidence.parts import Part, parts
from rag.compare.dates import Day
from rag.compare.literal import Source
from rag.compare.numbers import Quantity, multiplied, quantities
from rag.compare.reading import Reader
from rag.compare.words import SOFT, Reading
from rag.types import Hit


_LABEL = re.compile(
    r"(.{1,60}?)(?::|(?<=[A-Za-z가-힣)`])(?:은|는|이면|이란|란)(?=[\s,]))"
)
_TEXT = re.compile(r"(?:\\,|~)*\\(?:text|mathrm)\s*\{\s*|[}]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a note, read, with what it stands under."""

    reading: Reading
    context: Reading
    """Title and headings, which its subject may be named in."""
    source: Source
    around: Source
    label: frozenset[str] = frozenset()
    """What names the list item that it is in; a key a word."""
    quantities: tuple[Quantity, ...] = ()
    """Its numbers, those in code and formulae as well."""
    parts: tuple[tuple[Part, ...], ...] = ()
    """Of its own text, for each way of cutting it."""
    paragraph: int = 0
    """How many empty lines are before it."""
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage, read."""

    units: tuple[Unit, ...]
    source: Source
    keys: frozenset[str]
    concepts: frozenset[int]
    quantities: tuple[Quantity, ...]
    days: tuple[Day, ...]
    day: date | None
    """Of the note, whose year is that of the days it names without one."""
    sizes: frozenset[int]
    """How many items its lists have, and rows its tables."""
    squashed: str
    """In lower case, without white space."""
    title: int = 0
    """Characters of its title, which every context begins with."""

    @property
    def dated(self) -> tuple[Day, ...]:
        """Its days, with the year of the note where none is named."""
        year = self.day.year if self.day else None
        return tuple(d if d.year else replace(d, year=year) for d in self.days)


def read_passages(hits: Sequence[Hit], reader: Reader) -> list[Evidence]:
    """Return what each of *hits* can bear out; all are read at once."""
    laid = [Laid.of(hit) for hit in hits]
    read = reader.begin([text for one in laid for text in one.texts])
    written = [Written.of(one) for one in laid]  # while the morphemes are read
    return [
        _evidence(one, as_written, list(islice(read, len(one.texts))))
        for one, as_written in zip(laid, written, strict=True)
    ]


def _evidence(laid: Laid, written: Written, readings: Sequence[Reading]) -> Evidence:
    chunk, body = laid.hit.chunk, laid.hit.chunk.text
    around = dict(zip(laid.contexts, readings[len(laid.spans) :], strict=True))
    units = tuple(
        Unit(
            reading,
            around[u],
            source,
            written.contexts[u],
            _label(body, a, reading, around[u]),
            _numbers(reading),
            parts(reading),
            paragraph,
            tuple(fields(reading, around[u])),
        )
        for reading, u, (a, _), source, paragraph in zip(
            readings,
            laid.under,
            laid.spans,
            written.sentences,
            written.paragraphs,
            strict=False,
        )
    )
    return Evidence(
        units=units,
        source=written.whole,
        keys=frozenset(k for r in readings for k in r.keys),
        concepts=frozenset(c for r in readings for c in r.concepts),
        quantities=(
            *(q for u in units for q in u.quantities),
            *(q for r in around.values() for q in _numbers(r)),
            *written.quantities,
        ),
        days=written.days,
        day=chunk.day,
        sizes=written.sizes,
        squashed=written.squashed,
        title=len(chunk.title),
    )


def _numbers(reading: Reading) -> tuple[Quantity, ...]:
    plain = (_TEXT.sub(" ", m.text.replace("{,}", ",")) for m in reading.marks)
    marks = (re.sub(r"\s+", " ", text) for text in plain)
    inside = (q for text in marks for q in quantities(text))
    return (*reading.quantities, *inside, *multiplied(reading.text))


def _label(body: str, at: int, reading: Reading, around: Reading) -> frozenset[str]:
    """Return the words that a list item begins with, up to its colon or topic."""
    line = body[body.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
    item = LIST.match(line)
    m = _LABEL.match(item[2]) if item else None
    if m is None or re.search("[0-9]", m[1]):
        return frozenset()
    for read in (reading, around):
        start = read.text.rfind(m[0])
        if start >= 0:
            return frozenset(
                "w" + w.form
                for w in read.words
                if start <= w.start < start + len(m[1]) and w.weight > SOFT
            )
    return frozenset()
