"""Checks what the model cites against what it was shown, and cuts the quotes.

A quote is never taken from a reply. The reply says which passage; the words
are cut from the note by us, around what speaks most for the sentence cited.
"""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rag.citations.markers import CITED, JOINER
from rag.citations.scanner import Scanner
from rag.text.footnote_marks import unmarked
from rag.text.sentences import sentences
from rag.types import Citation, Hit


QUOTE_CHARS = 300
"""A quote is about as long at most; one sentence may be longer."""
GAP = 8
"""Line ends in a row that stand for a sentence that must not be quoted."""
LONGEST_CHARS = 600
"""Beyond this even one sentence, or one block of code, is cut at a line."""

_BARE = re.compile(r"(?<![\w\])])\[([1-9][0-9]?)\](?![(:])")
_CODE = re.compile(r"(```.*?(?:```|$)|~~~.*?(?:~~~|$)|`[^`\n]*`)", re.DOTALL)
_LOOKALIKE = re.compile(
    r"([\[【［〔(（])(?=[\s\\^]*til[-‐‑–—_ ]?[0-9])", re.IGNORECASE | re.ASCII
)
_SENTENCE = re.compile(r"(?<=[.!?。？！…])[\"'”’)\]]*\s+|\n+")
_BLOCK_END = re.compile(r"(?:```|~~~|\$\$|\||\n {0,3}(?:=+|-+))\s*$")
_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_][\w.]*|\\[A-Za-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A reply, checked."""

    text: str
    """Its markers are exactly ``[til-1]`` to ``[til-k]``, *k* citations."""
    citations: tuple[Citation, ...] = ()
    """By first use."""
    invented: tuple[str, ...] = ()
    """Markers that pointed nowhere, as ``til-n``; they are gone."""
    not_in_notes: bool = False
    """Whether the model said that the notes don't say it."""
    rest: str = ""
    """The end of *text* that no `StreamResolver.feed` has returned."""


@dataclass
class StreamResolver:
    """`resolve` while the reply is still being written."""

    shown: Sequence[Hit]
    """The passages of the prompt; ``[til-1]`` is the first."""
    _scanner: Scanner = field(init=False)

    def __post_init__(self) -> None:
        self._scanner = Scanner(
            known=frozenset(str(n) for n in range(1, len(self.shown) + 1))
        )

    def feed(self, piece: str) -> str:
        """
        Return what may be shown now; never takes anything back.

        What could turn out to be a marker, or the sentence that the notes are
        silent, is held until that is clear.
        """
        return self._scanner.feed(piece)

    @property
    def order(self) -> Sequence[str]:
        """Numbers of the passages cited so far, by first use."""
        return self._scanner.order

    def finish(self) -> Resolved:
        """Return the whole; what `feed` returned, joined, and `rest` are its text."""
        rest, scanner = self._scanner.finish(), self._scanner
        return Resolved(
            text=scanner.out,
            citations=tuple(_citations(scanner.out, scanner.order, self.shown)),
            invented=tuple(scanner.invented),
            not_in_notes=scanner.silent,
            rest=rest,
        )


def resolve(reply: str, shown: Sequence[Hit]) -> Resolved:
    """
    Keep the citations that point at *shown*, renumbered by first use.

    Args:
        reply: What the model wrote. Any string is fine.
        shown: The passages of the prompt; ``[til-1]`` is ``shown[0]``.

    Never raises. Resolving the text again, against the hits cited in their
    order, changes nothing.
    """
    resolver = StreamResolver(shown)
    first = resolver.feed(reply)
    done = resolver.finish()
    return Resolved(
        text=done.text,
        citations=done.citations,
        invented=done.invented,
        not_in_notes=done.not_in_notes,
        rest=first + done.rest,
    )


def with_markers(text: str) -> str:
    """
    Return *text* with bare ``[3]`` as ``[til-3]``, outside of code.

    For models that write the shorter form; only for a reply without a single
    marker, since ``x[0]`` outside of code marks would be taken for one.
    """
    pieces = _CODE.split(text)
    pieces[::2] = [_BARE.sub(r"[til-\1]", piece) for piece in pieces[::2]]
    return "".join(pieces)


def plain_markers(text: str) -> str:
    """Return *text* with ``[til-3]`` as ``[3]``, for display."""
    return CITED.sub(r"[\1]", text)


def defuse(text: str) -> str:
    """
    Return *text* in which nothing is read as a marker.

    What looks like one gets an invisible U+2060 (word joiner) behind its
    bracket; for text of notes and of askers in an answer or in a prompt.
    """
    return _LOOKALIKE.sub(rf"\1{JOINER}", text)


def quotation(citation: Citation) -> str:
    """Return the quote of *citation* with its marker behind it, as Markdown."""
    quote = defuse(unmarked(citation.quote))
    # On the line that ends a fence, a formula, a table or a heading it would
    # break it.
    apart = "\n" if _BLOCK_END.search(quote) else " "
    return f"{quote}{apart}[til-{citation.number}]"


def _citations(
    text: str, order: Sequence[str], shown: Sequence[Hit]
) -> Iterator[Citation]:
    claims: dict[int, list[str]] = {}
    for number, claim in _claims(text):
        claims.setdefault(number, []).append(claim)
    for number, key in enumerate(order, start=1):
        hit = shown[int(key) - 1]
        start, end = best_span(hit.chunk.text, claims.get(number, [""]))
        yield Citation(
            number=number,
            entry=hit.entry,
            start=hit.chunk.start + start,
            end=hit.chunk.start + end,
        )


def _claims(text: str) -> Iterator[tuple[int, str]]:
    """Yield each number with the sentence that carries its marker."""
    for marker in CITED.finditer(text):
        # Markers side by side, and those behind the full stop, belong to the
        # sentence before them.
        before = re.sub(r"(?:\s|\[til-[0-9]+\])+$", "", text[: marker.start()])
        begins = 0
        for end in _SENTENCE.finditer(before, max(0, len(before) - 2_000)):
            begins = end.end()
        yield int(marker[1][:9]), CITED.sub("", before[begins:])


def best_span(passage: str, claims: Sequence[str]) -> tuple[int, int]:
    """
    Return where the part of *passage* is that speaks most for any of *claims*.

    Whole sentences, `QUOTE_CHARS` in all unless one alone is longer; without
    anything in common, those at the beginning. Never blank, unless all is.
    """
    units = [u for u in _units(passage) if passage[u[0] : u[1]].strip()]
    if not units:
        return 0, len(passage)
    grams = [_grams(passage[a:b]) for a, b in units]
    # Where an order was taken out, a quote would bring it back.
    gaps = [passage.count("\n", a[1], b[0]) >= GAP for a, b in pairwise(units)]
    gaps.insert(0, False)
    best, found = 0.0, units[0]
    for at, (_, b) in enumerate(units):
        if b - units[0][0] > QUOTE_CHARS or gaps[at]:
            break
        found = units[0][0], b
    for wanted in map(_grams, claims):
        total = wanted.total() or 1
        # Of each unit, what of the claim it has.
        held = [
            [(g, min(n, unit[g])) for g, n in wanted.items() if g in unit]
            for unit in grams
        ]
        for i, (start, _) in enumerate(units):
            have: dict[str, int] = {}
            met = 0
            for j in range(i, len(units)):
                end = units[j][1]
                if j > i and end - start > QUOTE_CHARS:
                    break
                if j > i and gaps[j]:
                    break
                for gram, n in held[j]:
                    if (more := n - have.get(gram, 0)) > 0:
                        have[gram] = n
                        met += more
                # Longer only where that says more; a bit more is not enough.
                score = met / total * (1.2 - min(end - start, 2_000) / 2_000)
                if score > best:
                    best, found = score, (start, end)
    return found


def _units(passage: str) -> Iterator[tuple[int, int]]:
    for start, end in sentences(passage):
        at = start
        while end - at > LONGEST_CHARS:
            line = passage.rfind("\n", at + 1, at + LONGEST_CHARS)
            cut = line if line > at else at + LONGEST_CHARS
            yield at, cut
            at = cut
        yield at, end


def _grams(text: str) -> Counter[str]:
    """Words, numbers twice, and the pairs of letters that outlive a particle."""
    grams: Counter[str] = Counter()
    for word in _WORD.findall(text.casefold()):
        grams[word] = 2 if word[0].isdigit() else 1
        grams.update({word[i : i + 2]: 1 for i in range(len(word) - 1)})
    return grams
