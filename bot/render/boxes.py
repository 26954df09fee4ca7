"""Lays out text of several lines side by side, in columns of a terminal."""

from __future__ import annotations

import unicodedata

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Some lines, of which one stands level with what is beside them."""

    lines: tuple[str, ...]
    level: int = 0
    """Index of the line that stands on the common line, counted from 0."""

    @property
    def width(self) -> int:
        """Columns of the widest line."""
        return max(map(width, self.lines), default=0)


def width(text: str) -> int:
    """Return how many columns *text* takes; Hangul takes two a syllable."""
    return sum(
        0
        if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Cf"}
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def beside(boxes: Sequence[Box]) -> Box:
    """Put *boxes* side by side, on a common line."""
    if not boxes:
        return Box(lines=("",))
    above = max(box.level for box in boxes)
    below = max(len(box.lines) - box.level for box in boxes)
    rows = [""] * (above + below)
    for box in boxes:
        top, size = above - box.level, box.width
        for at in range(len(rows)):
            line = box.lines[at - top] if 0 <= at - top < len(box.lines) else ""
            rows[at] += line + " " * (size - width(line))
    return Box(lines=tuple(rows), level=above)


def grid(
    rows: Sequence[Sequence[Box]], *, left: str = "", right: str = "", gap: int = 2
) -> Box:
    """
    Set *rows* of cells in columns, with a bracket on either side.

    Args:
        rows: Cells, row by row; rows may be of different lengths.
        left: An opening bracket, grown to the height of the rows; may be "".
        right: The same for the closing one.
        gap: Columns between two cells.
    """
    columns = max((len(row) for row in rows), default=0)
    sizes = [
        max((row[at].width for row in rows if at < len(row)), default=0)
        for at in range(columns)
    ]
    lines: list[str] = []
    for row in rows:
        padded = [
            Box(
                lines=tuple(ln + " " * (sizes[at] - width(ln)) for ln in cell.lines),
                level=cell.level,
            )
            for at, cell in enumerate(row)
        ]
        spaced = [
            part
            for at, cell in enumerate(padded)
            for part in ([Box(lines=(" " * gap,))] if at and gap else []) + [cell]
        ]
        lines.extend(beside(spaced).lines)
    size = max(map(width, lines), default=0)
    lines = [line + " " * (size - width(line)) for line in lines]
    opened, closed = _tall(left, len(lines)), _tall(right, len(lines))
    lines = [
        f"{a} {line} {b}" if a and b else f"{a} {line}" if a else f"{line} {b}".rstrip()
        for a, line, b in zip(opened, lines, closed, strict=True)
    ]
    return Box(lines=tuple(lines), level=(len(lines) - 1) // 2)


_PIECES = {
    "(": "⎛⎜⎝",
    ")": "⎞⎟⎠",
    "[": "⎡⎢⎣",
    "]": "⎤⎥⎦",
    "{": "⎧⎪⎩⎨",
    "}": "⎫⎪⎭⎬",
}
"""Top, stretch and bottom of a bracket, and the middle where it has one."""


def _tall(bracket: str, height: int) -> list[str]:
    """Return *bracket* for each of *height* lines."""
    if height < 2 or bracket not in _PIECES:
        return [bracket] * height
    top, stretch, bottom, *middle = list(_PIECES[bracket])
    inner = [stretch] * (height - 2)
    if middle and inner:
        inner[len(inner) // 2] = middle[0]
    return [top, *inner, bottom]
