"""What an earlier answer quoted, found again in the notes; pure.

Of a conversation only the words are kept, in whatever dress a front end gave
them. So what stands before each marker is looked for in the notes, by its
letters alone.
"""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Sequence
from dataclasses import dataclass

from rag.types import Citation, Entry, Turn
from rag.understand.conversation.asides import asks_more, asks_source
from rag.understand.question import followup


_MARKER = re.compile(r"\[+(?:til-)?[0-9]{1,3}\]+(?:\([^()\s]*\))?")
_FEWEST = 8
"""Letters of a quotation; fewer may stand anywhere."""
_LONGEST = 16_000


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a text, and where each of them stands."""

    text: str
    at: tuple[int, ...]


def quoted_last(
    history: Sequence[Turn], entries: Sequence[Entry]
) -> tuple[Citation, ...]:
    """Return what the last answer quoted; nothing where that cited no note."""
    for at in range(len(history) - 1, -1, -1):
        turn = history[at]
        if turn.role != "user" or not followup.asks(turn.content):
            continue
        if asks_source(followup.short(turn.content)):
            continue
        return _quoted(history[at + 1 : at + 2], entries)
    return ()


def quoted_of(
    entry: Entry, history: Sequence[Turn], entries: Sequence[Entry]
) -> list[tuple[int, int]]:
    """Return which parts of *entry* were quoted since it was first asked about."""
    spans: list[tuple[int, int]] = []
    for at in range(len(history) - 1, -1, -1):
        turn = history[at]
        if turn.role != "user" or not followup.asks(turn.content):
            continue
        cited = _quoted(history[at + 1 : at + 2], entries)
        spans += [(c.start, c.end) for c in cited if c.entry.id == entry.id]
        if not asks_more(followup.short(turn.content)):
            break
    return spans


def _quoted(answer: Sequence[Turn], entries: Sequence[Entry]) -> tuple[Citation, ...]:
    if not answer or answer[0].role == "user":
        return ()
    said = answer[0].content[:_LONGEST]
    notes = [(e, _letters(f"{e.title}\n{e.body}")) for e in entries]
    found: list[Citation] = []
    start = 0
    for marker in _MARKER.finditer(said):
        text = _letters(said[start : marker.start()]).text
        start = marker.end()
        best, size = None, 0
        for entry, letters in notes:
            if (own := _longest_end(text, letters.text, size)) > size:
                best, size = (entry, letters), own
        if best and size >= min(_FEWEST, len(text)) > 0:
            found.append(_cited(*best, text[-size:], len(found) + 1))
    return tuple(found)


def _longest_end(text: str, note: str, least: int) -> int:
    """Return how many of the last letters of *text* a note has; 0 up to *least*."""
    if len(text) <= least or text[-least - 1 :] not in note:
        return 0
    low, high = least + 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[-middle:] in note else (low, middle - 1)
    return low


def _cited(entry: Entry, letters: _Letters, text: str, number: int) -> Citation:
    at = letters.text.rfind(text)  # a title may be the first line of the body, too
    offset = len(entry.title) + 1
    start = max(0, letters.at[at] - offset)
    end = letters.at[at + len(text) - 1] + 1 - offset
    if end <= 0:  # its title alone
        end = len(entry.body.rstrip())
    return Citation(number=number, entry=entry, start=start, end=end)


def _letters(text: str) -> _Letters:
    kept = [
        (letter, at)
        for at, sign in enumerate(text)
        if sign.isalnum()
        for letter in unicodedata.normalize("NFKC", sign).lower()
    ]
    return _Letters("".join(letter for letter, _ in kept), tuple(at for _, at in kept))
