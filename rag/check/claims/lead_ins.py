"""What introduces something in a reply: headings, bold titles, lead-ins.

``세 가지가 있습니다:`` before a list rests on what the list cites. One of frame
words alone says nothing: it goes where what it introduces goes.
"""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass

from rag.check.claims.claims import Piece


_COLON = re.compile(r"[:：][*_\s]*$")
_AHEAD = re.compile(
    r"(?:다음|아래)(?:과|와|은|는|의|에|처럼)?\s|(?:다음|아래)(?:과|와)\s?같"
    r"|(?:설명|정리|소개|안내|요약|비교|나열)(?:하겠|해\s?(?:드리|보|볼)|드리겠)"
    r"|\b(?:as follows|(?:the |these )following|here(?:'s| is| are)|below)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Led:
    """What a piece of a reply introduces."""

    pieces: tuple[int, ...]
    """Where that is among the pieces."""
    ended: bool
    """Whether it has come to its end."""
    first: tuple[int, ...]
    """Numbers of the first markers in it."""
    cited: tuple[int, ...]
    """Numbers of all."""
    items: int
    """How many items of a list it has; 0 for what is no list."""


def led(pieces: Sequence[Piece], at: int) -> Led | None:
    """Return what the piece *at* introduces; None if it introduces nothing."""
    piece = pieces[at]
    level = piece.heading
    following = pieces[at + 1 :]
    if not level and not _leads(piece, following):
        return None
    found, ended = [], False
    for here, other in enumerate(following, start=at + 1):
        if _ends(piece, following[0], other, first=here == at + 1):
            ended = True
            break
        found.append(here)
    cited = [pieces[i].cited for i in found if pieces[i].cited]
    return Led(
        tuple(found),
        ended,
        cited[0] if cited else (),
        tuple(dict.fromkeys(n for numbers in cited for n in numbers)),
        sum(pieces[i].item for i in found),
    )


def undecided(pieces: Sequence[Piece]) -> bool:
    """Say whether the first piece may introduce something that is still to come."""
    return len(pieces) == 1 and points_ahead(pieces[0])


def points_ahead(piece: Piece) -> bool:
    """Say whether a piece says itself that something follows."""
    return bool(_AHEAD.search(piece.bare))


def _leads(piece: Piece, following: Sequence[Piece]) -> bool:
    """Say whether a sentence introduces what follows; not what nothing follows."""
    text = piece.bare
    if piece.block:
        return False
    if _COLON.search(text):
        return True
    if not following:
        return False
    after = following[0]
    if "\n" not in after.lead or after.heading:
        return False
    block = after.item or after.block
    return points_ahead(piece) or (
        block and not piece.cited and not (piece.item and after.item)
    )


def _ends(piece: Piece, head: Piece, other: Piece, *, first: bool) -> bool:
    """Say whether what *piece* introduces, from *head* on, ends before *other*."""
    if other.heading:
        return not piece.heading or other.heading <= piece.heading
    if piece.heading or first:
        return False
    if "\n" not in other.lead:
        return False
    if head.item:
        # What is set in goes on with its item.
        return not other.item and not re.search(r"\n(?: {2,}|\t)\S*$", other.lead)
    return head.block or bool(re.search(r"\n\s*\n", other.lead))
