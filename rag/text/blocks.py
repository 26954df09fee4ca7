"""Finds the blocks of Markdown by reading its lines once.

A parser of our own, because formulae must be seen before anything else (a
``$$`` block may hold blank lines, ``#`` and ``|``), positions must be exact,
and time must be linear on any text. It is lenient where authors are: a fence
goes on to its closing fence whatever the indentation between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rag.text.block_lines import (
    FENCE,
    FIRST,
    FOOTNOTE,
    HEADING,
    ITEM,
    RULE,
    SETEXT,
    Closings,
    end_of_fence,
    end_of_formula,
    end_of_html,
    end_of_indented,
    is_html,
    is_table,
    unquoted,
    width,
)


BlockKind = Literal[
    "heading",
    "paragraph",
    "list_item",
    "code",
    "formula",
    "table",
    "quote",
    "html",
    "footnote",
    "rule",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a body; the blank lines after it are part of it."""

    kind: BlockKind
    start: int
    """First character, counted from 0."""
    end: int
    """One past the last character."""
    level: int = 0
    """1 to 6 for a heading, else 0."""
    joined: bool = False
    """Whether it continues the list item, quote or footnote before it."""


def blocks(body: str) -> list[Block]:
    """
    Cut *body* into its outermost blocks, in order and without gaps.

    A list item holds its nested items, a footnote its indented lines. Any
    text is fine; the result is empty only for an empty one.
    """
    found: list[Block] = []
    for leaf in leaves(body):
        if found and (leaf.joined or leaf.kind == "rule"):
            found[-1] = replace(found[-1], end=leaf.end)
        else:
            found.append(leaf)
    return found


def leaves(body: str) -> list[Block]:
    """
    Cut *body* into its innermost blocks, in order and without gaps.

    Code, formulae and tables inside of list items and quotes stand alone
    here, `Block.joined`.
    """
    return list(scan(body))


def scan(body: str) -> Iterator[Block]:
    """Yield the `leaves` of *body* one after the other."""
    return _Scan(body).run()


class _Scan:
    """One pass over the lines of a body."""

    def __init__(self, body: str) -> None:
        self.lines = body.split("\n")
        self.closings = Closings(self.lines)
        self.item: int | None = None
        """How far the text of the current list item is indented."""
        self.outer: BlockKind | None = None
        """What the block before belongs to."""
        self.blank_before = True

    def run(self) -> Iterator[Block]:
        lines, count = self.lines, len(self.lines)
        at = row = 0
        pending = 0  # blank lines at the very top go to the first block
        while row < count and not lines[row].strip():
            row += 1
        if row == count:
            if size := sum(map(len, lines)) + count - 1:
                yield Block(kind="paragraph", start=0, end=size)
            return
        while row < count:
            kind, end, level, joined = self._take(row)
            self.blank_before = False
            while end < count and not lines[end].strip():
                end += 1
                self.blank_before = True
            size = sum(len(line) + 1 for line in lines[pending:end])
            size -= end == count  # the last line has no end
            yield Block(kind=kind, start=at, end=at + size, level=level, joined=joined)
            at, row, pending = at + size, end, end

    def _take(self, row: int) -> tuple[BlockKind, int, int, bool]:
        # Returns the kind, the row after it, the level, and whether it joins.
        line = self.lines[row]
        text = line.lstrip()
        indent = width(line, text)
        if self.item is not None and indent < self.item:
            self.item = None
        inside = self.item is not None
        deep = indent - (self.item or 0) >= 4

        m = ITEM.match(text) if inside or not deep else None
        if m and not RULE.match(text):
            if not inside:
                self.outer = "list_item"
                self.item = indent + min(len(m[0]), 5)
            return "list_item", self._end_of_item(row, m.end(), text), 0, inside
        code = deep and self.blank_before
        if text[0] == ">" and not code:
            return self._quote(row, inside=inside)

        self.outer = self.outer if inside else None
        if code:
            least = min((self.item or 0) + 4, indent)
            return "code", end_of_indented(self.lines, row, least), 0, inside
        if (end := end_of_fence(self.lines, row, text)) is not None:
            return "code", end, 0, inside
        if (end := end_of_formula(self.closings, row, text)) is not None:
            return "formula", end, 0, inside
        if is_table(self.lines, row):
            return "table", self._end_of_table(row), 0, inside
        if not inside and not deep:
            if m := HEADING.match(text):
                return "heading", row + 1, len(m[1]), False
            if RULE.match(text):
                return "rule", row + 1, 0, False
            if FOOTNOTE.match(text):
                self.item, self.outer = 2, "footnote"
                return "footnote", self._end_of_text(row)[0], 0, False
            if is_html(text):
                return "html", end_of_html(self.lines, row, text), 0, False
        end, level = self._end_of_text(row)
        if level and not inside:
            return "heading", end, level, False
        return "paragraph", end, 0, inside

    def _quote(self, row: int, *, inside: bool) -> tuple[BlockKind, int, int, bool]:
        joined = inside or (self.outer == "quote" and not self.blank_before)
        if not inside:
            self.outer = "quote"
        text = unquoted(self.lines[row])
        if (end := end_of_fence(self.lines, row, text, quoted=True)) is not None:
            return "code", end, 0, joined
        if (end := end_of_formula(self.closings, row, text, quoted=True)) is not None:
            return "formula", end, 0, joined
        end = row + 1
        while end < len(self.lines) and self.lines[end].lstrip()[:1] == ">":
            if FENCE.match(inner := unquoted(self.lines[end])) or (
                inner.startswith(("$$", "\\[", "\\begin"))
                and end_of_formula(self.closings, end, inner, quoted=True) is not None
            ):
                break
            end += 1
        return "quote", end, 0, joined

    def _end_of_table(self, row: int) -> int:
        end = row + 2
        while end < len(self.lines) and self.lines[end].strip():
            if "|" not in self.lines[end] and self._interrupts(end):
                break
            end += 1
        return end

    def _end_of_item(self, row: int, mark: int, text: str) -> int:
        # "- ```" and "- $$" open a block right behind the marker.
        inner = text[mark:]
        if (end := end_of_fence(self.lines, row, inner)) is not None:
            return end
        if inner.startswith(("$$", "\\[")) and (
            end := end_of_formula(self.closings, row, inner)
        ):
            return end
        return self._end_of_text(row)[0] if inner else row + 1

    def _end_of_text(self, row: int) -> tuple[int, int]:
        # Also returns the level that an underline makes it a heading of.
        end = row + 1
        while end < len(self.lines) and self.lines[end].strip():
            if self.item is None and (m := SETEXT.match(self.lines[end])):
                if end - row <= 3:
                    return end + 1, 1 if m[1][0] == "=" else 2
                return end, 0
            if self._interrupts(end):
                break
            end += 1
        return end, 0

    def _interrupts(self, row: int) -> bool:
        line = self.lines[row]
        text = line.lstrip()
        if text[0] not in FIRST:
            return "|" in text and is_table(self.lines, row)
        if m := ITEM.match(text):
            if self.outer == "list_item" and self.item is not None:
                return True
            shallow = width(line, text) < 4
            if shallow and m.end() < len(text) and m[1] in (None, "1"):
                return True
        if width(line, text) >= 4 and self.item is None:
            return False
        return bool(
            text[0] == ">"
            or HEADING.match(text)
            or FENCE.match(text)
            or RULE.match(text)
            or FOOTNOTE.match(text)
            or is_html(text)
            or end_of_formula(self.closings, row, text) is not None
            or is_table(self.lines, row)
        )
