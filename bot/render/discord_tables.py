"""Tables, which Discord has none of: fixed width where they fit, else lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.render.boxes import width
from bot.render.discord_blocks import Atom, Block, Code, Text, code_lines, words
from bot.render.discord_inline import Setting, holds_link, parts, plain


if TYPE_CHECKING:
    from markdown_it.token import Token

WIDEST = 60
"""Columns of a table in fixed width; a telephone shows about forty."""


def table_blocks(tokens: Sequence[Token], setting: Setting) -> list[Block]:
    """Return the table of *tokens* as code, or as a list where that is too wide."""
    rows = list(_rows(tokens))
    cells = [[plain(cell) for cell in row] for row in rows]
    sizes = [max(map(width, column)) for column in zip(*cells, strict=True)]
    linked = any(holds_link(cell) for row in rows for cell in row)
    if linked or sum(sizes) + 2 * (len(sizes) - 1) > WIDEST:
        return list(_listed(rows, setting))
    cells.insert(1, ["─" * size for size in sizes])
    lines = [
        "  ".join(
            cell + " " * (size - width(cell))
            for cell, size in zip(row, sizes, strict=True)
        ).rstrip()
        for row in cells
    ]
    return [Code(lines=tuple(code_lines("\n".join(lines))), head=2)]


def _rows(tokens: Sequence[Token]) -> Iterator[list[str]]:
    row: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            row.append(token.content)
        elif token.type == "tr_close":
            yield row


def _listed(rows: Sequence[Sequence[str]], setting: Setting) -> Iterator[Block]:
    """Yield an item a row: its first cell, and below it the others by name."""
    head, *body = rows
    for row in body or [[""] * len(head)]:
        for at, (name, cell) in enumerate(zip(head, row, strict=True)):
            label = [*words(plain(name), ("**",))]
            atoms: list[Atom] = [*label, Atom(text=":")] if label else []
            if not (label or cell):
                continue
            lead = "- " if at == 0 else "  - "
            rest = "  " if at == 0 else "    "
            atoms.append(Atom(text="", spaced=True))
            blocks: list[Block] = []
            for part in parts(cell, setting):
                if isinstance(part, Code):
                    blocks.append(part)
                else:
                    atoms += part
            yield Text(atoms=tuple(atoms), lead=lead, rest=rest, tight=True)
            yield from blocks
