"""Reads a passage as evidence: its sentences, and what each stands under."""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from rag.check.evidence.fields import Field, fields
from rag.check.evidence.parts import Part, parts
from rag.compare.dates import Day, day_of, days
from rag.compare.literal import Source
from rag.compare.numbers import Quantity, multiplied, quantities
from rag.compare.reading import Reader
from rag.compare.words import SOFT, Reading
from rag.injection.disarming import title
from rag.text.sentences import sentences
from rag.types import Hit


_LIST = re.compile(r"^([ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+(.*)$")
_LABEL = re.compile(
    r"(.{1,60}?)(?::|(?<=[A-Za-z가-힣)`])(?:은|는|이면|이란|란)(?=[\s,]))"
)
_TABLE = re.compile(r"(?:^[ \t]*\|[^\n]*(?:\n|$)){3,}", re.MULTILINE)
_TEXT = re.compile(r"(?:\\,|~)*\\(?:text|mathrm)\s*\{\s*|[}]")
_EMPTY = re.compile(r"\n[ \t]*(?=\n)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


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
    laid = [_Laid.of(hit) for hit in hits]
    read = iter(reader.read([text for one in laid for text in one.texts]))
    return [_evidence(one, list(islice(read, len(one.texts)))) for one in laid]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A passage, taken apart to be read."""

    hit: Hit
    spans: tuple[tuple[int, int], ...]
    """Its sentences."""
    under: tuple[str, ...]
    """What each of them stands under."""
    contexts: tuple[str, ...]
    tags: str

    @classmethod
    def of(cls, hit: Hit) -> _Laid:
        chunk, body = hit.chunk, hit.chunk.text
        top = " · ".join(dict.fromkeys((chunk.title, *chunk.heading)))
        spans = [(a, b) for a, b in sentences(body) if body[a:b].strip()]
        heads = [(m.start(), m[1]) for m in _HEADING.finditer(body)]
        under = [
            " · ".join(
                [
                    top,
                    *[h for at, h in heads if at < a][-1:],
                    *_parents(body, a),
                    *_before(body, spans[:i], a),
                ]
            )
            for i, (a, _) in enumerate(spans)
        ]
        # The tags are the author's words as well, if they give no orders.
        tags = " · ".join(map(title, hit.entry.tags))
        contexts = tuple(dict.fromkeys([top, *under, tags]))
        return cls(hit, tuple(spans), tuple(under), contexts, tags)

    @property
    def texts(self) -> list[str]:
        body = self.hit.chunk.text
        return [*(body[a:b] for a, b in self.spans), *self.contexts]


def _evidence(laid: _Laid, readings: Sequence[Reading]) -> Evidence:
    chunk, body = laid.hit.chunk, laid.hit.chunk.text
    around = dict(zip(laid.contexts, readings[len(laid.spans) :], strict=True))
    sources = {text: Source.of(text) for text in laid.contexts}
    units = tuple(
        Unit(
            reading,
            around[u],
            Source.of(reading.text),
            sources[u],
            _label(body, a, reading, around[u]),
            _numbers(reading),
            parts(reading),
            len(_EMPTY.findall(body, 0, a)),
            tuple(fields(reading, around[u])),
        )
        for reading, u, (a, _) in zip(readings, laid.under, laid.spans, strict=False)
    )
    whole = "\n".join((laid.contexts[0], chunk.category or "", laid.tags, body))
    return Evidence(
        units=units,
        source=Source.of(whole),
        keys=frozenset(k for r in readings for k in r.keys),
        concepts=frozenset(c for r in readings for c in r.concepts),
        quantities=(
            *(q for u in units for q in u.quantities),
            *(q for r in around.values() for q in _numbers(r)),
            *quantities((chunk.category or "").replace("_", " ")),
        ),
        days=(*days(whole), *_slashed(whole), *day_of(chunk.day)),
        day=chunk.day,
        sizes=frozenset(_sizes(body)),
        squashed=re.sub(r"\s+", "", whole).lower(),
        title=len(chunk.title),
    )


def _numbers(reading: Reading) -> tuple[Quantity, ...]:
    plain = (_TEXT.sub(" ", m.text.replace("{,}", ",")) for m in reading.marks)
    marks = (re.sub(r"\s+", " ", text) for text in plain)
    inside = (q for text in marks for q in quantities(text))
    return (*reading.quantities, *inside, *multiplied(reading.text))


def _slashed(text: str) -> Iterator[Day]:
    """Yield the dates that ``2/12`` may be; a claim names one, or it is none."""
    for m in re.finditer(
        r"(?<![\w/.])(1[0-2]|0?[1-9])/([12][0-9]|3[01]|0?[1-9])(?![\w/])", text
    ):
        yield Day(None, int(m[1]), int(m[2]))


def _label(body: str, at: int, reading: Reading, around: Reading) -> frozenset[str]:
    """Return the words that a list item begins with, up to its colon or topic."""
    line = body[body.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
    item = _LIST.match(line)
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


def _before(body: str, spans: Sequence[tuple[int, int]], at: int) -> list[str]:
    """Return the sentence that begins the list item which *at* goes on with."""
    first = ""
    for a, b in reversed(spans):
        if "\n" in body[b:at].strip(" ") or at - a > 600:
            break
        first, at = body[a:b], a
    return [first] if first else []


def _parents(body: str, at: int) -> list[str]:
    """Return the list items that the one at *at* is nested in, and its lead-in."""
    start = body.rfind("\n", 0, at) + 1
    line = body[start:].split("\n", 1)[0]
    found = _LIST.match(line)
    if not found:
        return []
    indent, out = len(found[1]), []
    for above in reversed(body[:start].split("\n")):
        m = _LIST.match(above)
        if m and len(m[1]) < indent:
            indent = len(m[1])
            out.append(m[2])
        elif above.strip() and not m and not above.startswith((" ", "\t", "|")):
            out.append(above.strip())  # what leads the list in
            break
    return out


def _sizes(body: str) -> Iterator[int]:
    counts: dict[int, int] = {}
    for line in [*body.split("\n"), "end"]:
        m = _LIST.match(line)
        if m:
            depth = len(m[1])
            for deeper in [d for d in counts if d > depth]:
                yield counts.pop(deeper)
            counts[depth] = counts.get(depth, 0) + 1
        elif line.strip() and not line.startswith((" ", "\t")):
            yield from counts.values()
            counts.clear()
    for table in _TABLE.findall(body):
        yield table.strip().count("\n") - 1  # but its head
    for m in re.finditer(r"```.*?\n(.*?)```", body, re.DOTALL):
        yield len([ln for ln in m[1].split("\n") if ln.strip()])
