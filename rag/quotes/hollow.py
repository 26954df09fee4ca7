"""What of a note says nothing itself: pictures, contents, lists of sources.

A row of properties says what a note is filed under; a picture, a heading with
nothing beneath it and a section of links say where something else stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.quotes.named import level_of
from rag.quotes.term_weights import TermWeights
from rag.quotes.units import Span, is_aside, is_heading, is_link, is_picture
from rag.text.headings import heading_text


def stating(body: str, found: list[Span], weights: TermWeights) -> list[Span]:
    """Leave out what a note is filed under, unless its properties speak most."""
    aside = {span for span in found if is_aside(body, span)}
    kept = [span for span in found if span not in aside]
    if not aside or not kept:
        return found
    held = weights.weigh(body[a:b] for a, b in found)
    best = found[max(range(len(found)), key=lambda i: held[i])]
    told = best in aside and not body.startswith("#", best[0])
    return found if told and "[[" not in body[slice(*best)] else kept


def hollow(body: str, found: Sequence[Span], weights: TermWeights) -> set[int]:
    """Return which units say nothing themselves, unless these speak most.

    So who asks for the sources gets them, and a note of nothing but headings is
    quoted by these.
    """
    empty = {i for i, span in enumerate(found) if is_picture(body, span)}
    empty |= {*_bare(body, found)}
    if not empty or len(empty) == len(found):
        return set()
    held = weights.weigh(body[a:b] for a, b in found)
    most = max(h for i, h in enumerate(held) if i not in empty)
    # Headings that name it best may be all that the note says of it; an address
    # that does is only where it says it.
    away = {i for i in empty if _leads_away(body, found[i])}
    if max((held[i] for i in empty - away), default=0.0) > most:
        return {i for i in empty if is_picture(body, found[i])}
    return empty


def trimmed(
    body: str, found: list[Span], empty: set[int], title: str
) -> tuple[list[Span], set[int]]:
    """Cut what says nothing off both ends of *found*; count the rest anew.

    The *title* goes with what says nothing beneath it, for it is shown anyway.
    """
    if 1 in empty and is_heading(body, found[0][0]):
        named = heading_text(body[slice(*found[0])]) == title
        empty = {0, *empty} if named else empty
    full = [i for i in range(len(found)) if i not in empty]
    if not empty or not full:
        return found, empty
    first, last = full[0], full[-1]
    inner = {i - first for i in empty if first < i < last}
    return found[first : last + 1], inner


def _bare(body: str, found: Sequence[Span]) -> Iterator[int]:
    # Headings with nothing beneath them, and those of links with their links.
    headings = {i: level_of(body, s) for i, s in enumerate(found) if _names(body, s)}
    for i, level in headings.items():
        below: list[int] = []
        for j in range(i + 1, len(found)):
            if j in headings and headings[j] <= level:
                break
            below.append(j)
        if all(_leads_away(body, found[j]) for j in below):
            yield from (i, *below)


def _names(body: str, span: Span) -> bool:
    return is_heading(body, span[0]) and not _leads_away(body, span)


def _leads_away(body: str, span: Span) -> bool:
    if not is_heading(body, span[0]):
        return is_link(body, span)
    text = heading_text(body[slice(*span)])
    return not text or is_link(text, (0, len(text)))
