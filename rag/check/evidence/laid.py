"""Takes a passage apart: its sentences, what each stands under, its mere letters."""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.compare.blanked import unmarked
from rag.compare.dates import Day, day_of, days
from rag.compare.literal import Source
from rag.compare.numbers import Quantity, quantities
from rag.injection.disarming import title
from rag.text.sentences import sentences
from rag.types import Hit


LIST = re.compile(r"^([ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+(.*)$")
_TABLE = re.compile(r"(?:^[ \t]*\|[^\n]*(?:\n|$)){3,}", re.MULTILINE)
_EMPTY = re.compile(r"\n[ \t]*(?=\n)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Laid:
    """A passage, taken apart to be read."""

    hit: Hit
    spans: tuple[tuple[int, int], ...]
    """Its sentences."""
    under: tuple[str, ...]
    """What each of them stands under."""
    contexts: tuple[str, ...]
    tags: str

    @classmethod
    def of(cls, hit: Hit) -> Laid:
        """Return *hit* taken apart."""
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
        """What is to be read: its sentences, then what they stand under."""
        body = self.hit.chunk.text
        return [*(body[a:b] for a, b in self.spans), *self.contexts]


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a passage before its words are read."""

    whole: Source
    sentences: tuple[Source, ...]
    contexts: dict[str, Source]
    paragraphs: tuple[int, ...]
    """How many empty lines are before each sentence."""
    quantities: tuple[Quantity, ...]
    """Of its category."""
    days: tuple[Day, ...]
    sizes: frozenset[int]
    squashed: str

    @classmethod
    def of(cls, laid: Laid) -> Written:
        """Return what is known of *laid*."""
        chunk, body = laid.hit.chunk, laid.hit.chunk.text
        whole = "\n".join((laid.contexts[0], chunk.category or "", laid.tags, body))
        return cls(
            whole=Source.of(whole),
            sentences=tuple(Source.of(unmarked(body[a:b])) for a, b in laid.spans),
            contexts={text: Source.of(text) for text in laid.contexts},
            paragraphs=tuple(len(_EMPTY.findall(body, 0, a)) for a, _ in laid.spans),
            quantities=tuple(quantities((chunk.category or "").replace("_", " "))),
            days=(*days(whole), *_slashed(whole), *day_of(chunk.day)),
            sizes=frozenset(_sizes(body)),
            squashed=re.sub(r"\s+", "", whole).lower(),
        )


def _slashed(text: str) -> Iterator[Day]:
    """Yield the dates that ``2/12`` may be; a claim names one, or it is none."""
    for m in re.finditer(
        r"(?<![\w/.])(1[0-2]|0?[1-9])/([12][0-9]|3[01]|0?[1-9])(?![\w/])", text
    ):
        yield Day(None, int(m[1]), int(m[2]))


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
    found = LIST.match(line)
    if not found:
        return []
    indent, out = len(found[1]), []
    for above in reversed(body[:start].split("\n")):
        m = LIST.match(above)
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
        m = LIST.match(line)
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
