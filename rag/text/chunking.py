"""Cuts an entry into passages: by heading and block, never through either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.text.blocks import Block, blocks, leaves
from rag.text.headings import heading_text
from rag.text.sentences import sentences_of
from rag.types import Chunk, Entry


CHUNKER_VERSION = 1
"""Raised whenever the same body would be cut in another way."""
TARGET = 700
"""Characters that a chunk is filled up to."""
CEILING = 1200
"""Characters that a chunk has at most, save for `ATOM`; a body that isn't
longer stays whole."""
ATOM = 4000
"""Characters of code or of a formula that stay in one piece."""
SECTION = 200
"""Characters after which a heading opens a new chunk."""
TAIL = 120
"""Characters under which the rest of a section joins the chunk before."""

_KEEP = frozenset("\u200d\ufe0f\ufe0e\u20e3")
"""Joins the parts of an emoji; no cut in front of or behind it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is not cut any further."""

    start: int
    end: int
    level: int = 0


def chunks(
    entry: Entry, *, target: int = TARGET, ceiling: int = CEILING
) -> list[Chunk]:
    """
    Cut the body of *entry*; the texts joined re-make it.

    Code and formulae stay whole up to `ATOM` characters, a table is cut
    between rows, a list between items, a long paragraph between sentences. A
    heading stands at the top of what follows it.

    Args:
        entry: Any; a blank body gives no chunk.
        target: Characters to fill a chunk up to, from 1 to *ceiling*.
        ceiling: Characters of the longest chunk, code and formulae aside.
    """
    body = entry.body
    if not body.strip():
        return []
    if len(body) <= ceiling:
        starts = [0]
    else:
        pieces = list(_pieces(body, ceiling))
        starts = _without_blanks(
            body, _packed(body, pieces, min(target, ceiling), ceiling)
        )
    paths = _paths(body, starts)
    return [
        Chunk(
            entry_id=entry.id,
            ordinal=ordinal,
            start=start,
            end=end,
            text=body[start:end],
            heading=path,
            title=entry.title,
            day=entry.day,
            category=entry.category,
        )
        for ordinal, (start, end, path) in enumerate(
            zip(starts, [*starts[1:], len(body)], paths, strict=True)
        )
    ]


def _pieces(body: str, ceiling: int) -> Iterator[_Piece]:
    for block in blocks(body):
        if block.end - block.start <= ceiling:
            yield _Piece(block.start, block.end, block.level)
            continue
        shift = block.start
        source = body[block.start : block.end]
        inner = [block] if block.level else leaves(source)
        for leaf in inner:
            first = leaf.start if leaf is not block else 0
            last = leaf.end if leaf is not block else len(source)
            whole = ATOM if leaf.kind in {"code", "formula"} else ceiling
            if last - first <= max(whole, ceiling):
                yield _Piece(shift + first, shift + last)
            else:
                for start, end in _split(leaf, source, first, last, ceiling):
                    yield _Piece(shift + start, shift + end)


def _split(
    leaf: Block, text: str, first: int, last: int, ceiling: int
) -> Iterator[tuple[int, int]]:
    # Sentences, then lines, then words, then letters: each only where the
    # pieces of the one before are still too long.
    if leaf.kind in {"code", "formula", "table", "html"} or leaf.level:
        cuts = [first]
    else:
        cuts = [first, *(start for start, _ in sentences_of(leaf, text)[1:])]
    for start, end in zip(cuts, [*cuts[1:], last], strict=True):
        at = start
        while end - at > ceiling:
            cut = _cut(text, at, at + ceiling)
            yield at, cut
            at = cut
        if at < end:
            yield at, end


def _cut(text: str, start: int, limit: int) -> int:
    for mark in ("\n", " "):
        at = text.rfind(mark, start, limit)
        if at > start:
            return at + 1
    at = limit
    while at > start + 1 and (
        text[at] in _KEEP or text[at - 1] in _KEEP or _combines(text[at])
    ):
        at -= 1
    return at if at > start + 1 else limit


def _combines(letter: str) -> bool:
    import unicodedata

    return unicodedata.combining(letter) > 0 or "🏻" <= letter <= "🏿"


def _packed(
    body: str, pieces: Sequence[_Piece], target: int, ceiling: int
) -> list[int]:
    """Return where each chunk starts."""
    starts = [pieces[0].start]
    held: list[_Piece] = []  # of the chunk that is being filled
    for piece in pieces:
        if held and _breaks(body, held, piece, target, ceiling):
            carried: list[_Piece] = []
            while held[-1].level and any(not other.level for other in held):
                carried.insert(0, held.pop())
            held = carried
            starts.append((carried or [piece])[0].start)
        held.append(piece)
    end = pieces[-1].end
    if len(starts) > 1 and end - starts[-1] < TAIL and end - starts[-2] <= ceiling:
        last = [piece for piece in pieces if piece.start >= starts[-1]]
        if not last[0].level or all(piece.level for piece in last):
            starts.pop()
    return starts


def _breaks(
    body: str, held: Sequence[_Piece], piece: _Piece, target: int, ceiling: int
) -> bool:
    size = held[-1].end - held[0].start
    total = piece.end - held[0].start
    if all(other.level for other in held):
        return size >= ceiling  # headings and nothing else
    if total > ceiling:
        return True
    if piece.level:
        return size >= min(SECTION, target)
    leads_in = body[held[-1].start : held[-1].end].rstrip().endswith((":", "：", "("))
    return total > target and not leads_in and size >= target // 2


def _without_blanks(body: str, starts: list[int]) -> list[int]:
    """Join a chunk of nothing but white space to its neighbour."""
    kept = [starts[0]]
    for start in starts[1:]:
        if body[kept[-1] : start].strip():
            kept.append(start)
    if len(kept) > 1 and not body[kept[-1] :].strip():
        kept.pop()
    return kept


def _paths(body: str, starts: Sequence[int]) -> list[tuple[str, ...]]:
    """Return the headings that each chunk stands under."""
    found: list[tuple[str, ...]] = []
    stack: list[tuple[int, str]] = []
    rows = iter(blocks(body))
    block = next(rows, None)
    for start in starts:
        while block and (block.start < start or (block.level and block.start == start)):
            leads = block.level and block.start == start
            if block.level:
                stack = [top for top in stack if top[0] < block.level]
                stack.append((block.level, heading_text(body[block.start : block.end])))
            start = block.end if leads else start  # noqa: PLW2901  heading by heading
            block = next(rows, None)
        found.append(tuple(text for _, text in stack if text))
    return found
