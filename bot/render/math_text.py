"""Formulae as text that a terminal can show.

The source is parsed by pylatexenc; what can't be shown faithfully stays as it
was written, for LaTeX is readable too, and half a formula is not.
"""

from __future__ import annotations

import re

from collections.abc import Sequence
from typing import Any

from bot.render.boxes import Box, beside, grid
from bot.render.math_grammar import Unreadable, alphabet, grammar, symbol
from bot.render.math_pieces import accented, atom, script, struck, tidy
from bot.render.math_tables import (
    ACCENTS,
    ALPHABETS,
    BINOMIALS,
    BRACED,
    FRACTIONS,
    MATRICES,
    MODULO,
    NAMES,
    ROWS,
    SILENT,
    SPACED,
    STACKED,
    SYMBOLS,
    UPRIGHT,
)


_LONGEST = 4_000
"""Characters; a formula beyond it is not worth the parsing."""
_PLACE = re.compile("[\ue000-\uf8ff]")
_FOREIGN = re.compile("[\ue000-\uf8ff\0-\b\x0b-\x1f]")
"""What must not be in a source, for it has a meaning here."""


def formula(latex: str, *, display: bool = False) -> str:
    """
    Return *latex* as Unicode text, or unchanged where that fails.

    Args:
        latex: A formula without its dollars.
        display: Whether it stands by itself and may take several lines.

    Never raises.
    """
    from pylatexenc.latexwalker import (
        LatexWalker,
        LatexWalkerError,
    )

    source = latex.strip()
    if len(source) > _LONGEST or _FOREIGN.search(source):
        return source
    try:
        # Its positions are used: tolerant parsing would lose characters.
        walker = LatexWalker(source, latex_context=grammar(), tolerant_parsing=False)
        nodes, _, _ = walker.get_latex_nodes()
        writer = _Writer(display=display)
        lines = writer.box(writer.write(nodes)).lines
    except (Unreadable, LatexWalkerError, RecursionError):
        return source
    if len(lines) == 1:
        return lines[0].strip() or source
    return "\n".join(line.rstrip() for line in lines)


class _Writer:
    """Turns the nodes of one formula into text.

    In a display, what takes several lines is kept aside as a `Box`, and a
    private character stands for it until the lines are put together.
    """

    def __init__(self, *, display: bool) -> None:
        self._display = display
        self._boxes: list[Box] = []

    def box(self, text: str) -> Box:
        """Return *text* with its boxes in their places."""
        parts = [
            self._boxes[ord(part) - 0xE000]
            if _PLACE.fullmatch(part)
            else Box(lines=(part,))
            for part in re.split("([\ue000-\uf8ff])", tidy(text).strip())
            if part
        ]
        return beside(parts)

    def flat(self, nodes: Sequence[Any]) -> str:
        """Return the text of *nodes* on a single line."""
        display, self._display = self._display, False
        try:
            return tidy(self.write(nodes)).strip()
        finally:
            self._display = display

    def write(self, nodes: Sequence[Any]) -> str:
        """Return the text of *nodes*, boxes as private characters."""
        from pylatexenc import latexwalker as lw

        out, before = "", ""
        for node in nodes:
            if isinstance(node, lw.LatexCharsNode):
                piece = re.sub(r"\s+", " ", node.chars)
                if before in {"left", "right"}:
                    piece = piece.removeprefix(".")  # a bracket that isn't there
            elif isinstance(node, lw.LatexGroupNode):
                piece = self.write(node.nodelist)
            elif isinstance(node, lw.LatexMacroNode):
                piece = self._macro(node)
            elif isinstance(node, lw.LatexSpecialsNode):
                piece = self._special(node, out)
            elif isinstance(node, lw.LatexEnvironmentNode):
                piece = self._environment(node)
            elif isinstance(node, lw.LatexCommentNode):
                piece = ""
            else:
                raise Unreadable
            out += struck(piece) if before == "not" else piece
            before = getattr(node, "macroname", "")
        return out

    def _macro(self, node: Any) -> str:
        name = node.macroname
        if name in SILENT or name == "not":
            return ""
        if name in NAMES:
            return f" {name}\a"
        if name in SYMBOLS:
            text = SYMBOLS[name]
            return f" {text} " if text in SPACED else text
        args = [a for a in (node.nodeargd.argnlist if node.nodeargd else []) if a]
        if args:
            return self._applied(name, args)
        text = symbol(name)
        return f" {text} " if text in SPACED else text

    def _applied(self, name: str, args: list[Any]) -> str:
        texts = [self.flat([arg]) for arg in args]
        last = texts[-1]
        if name in FRACTIONS and len(texts) == 2:
            return f" {atom(texts[0])}/{atom(last)} "
        if name in BINOMIALS:
            return f"C({texts[0]}, {last})"
        if name == "sqrt":
            degree = script("^", texts[0]) if len(texts) == 2 else ""
            return f"{degree}√{atom(last)}"
        if name in STACKED:
            mark = "_" if name == "underset" else "^"
            return f"{last}{script(mark, texts[0])} "
        if name in ACCENTS:
            return accented(last, ACCENTS[name])
        if name in ALPHABETS:
            return alphabet(name, last)
        if name in UPRIGHT:
            # The spaces inside are meant; those outside belong to the formula.
            return self.write([args[-1]]) if name.startswith("text") else last
        if name in BRACED:
            return last
        if name == "tag":
            return f"  ({last})"
        if name in MODULO:
            return f" (mod {last})"
        raise Unreadable

    def _special(self, node: Any, before: str) -> str:
        mark = node.specials_chars
        if mark in "^_":
            if not node.nodeargd or None in node.nodeargd.argnlist:
                raise Unreadable  # a macro took it for its argument
            text = self.flat(node.nodeargd.argnlist)
            # An operator with its limits and what it works on stay apart.
            gap = " " if re.search(r"\a\S*$|[∑∏∫]\S*$", before) else ""
            return "\b" + script(mark, text) + gap
        if mark == "~":
            return " "
        if set(mark) == {"'"}:
            return "′" * len(mark)
        if mark == "&":
            return " "
        return str(mark)

    def _environment(self, node: Any) -> str:
        name = node.environmentname
        if name not in MATRICES and name not in ROWS:
            raise Unreadable
        rows = _cells(node.nodelist)
        if not self._display:
            flat = ["  ".join(filter(None, map(self.flat, row))) for row in rows]
            left, right = MATRICES.get(name, ("", ""))
            return (
                f"{left} {'; '.join(flat)} {right}"
                if left or right
                else ("; ".join(flat))
            )
        cells = [[self.box(self.write(cell).strip()) for cell in row] for row in rows]
        left, right = MATRICES.get(name, ("", ""))
        gap = 1 if name in ROWS else 2
        self._boxes.append(grid(cells, left=left, right=right, gap=gap))
        return f" {chr(0xE000 + len(self._boxes) - 1)} "


def _cells(nodes: Sequence[Any]) -> list[list[list[Any]]]:
    r"""Split the body of an environment at ``\\`` and ``&``."""
    rows: list[list[list[Any]]] = [[[]]]
    for node in nodes:
        if getattr(node, "macroname", None) == "\\":
            rows.append([[]])
        elif getattr(node, "specials_chars", None) == "&":
            rows[-1].append([])
        else:
            rows[-1][-1].append(node)
    blank = all(not getattr(n, "chars", "x").strip() for c in rows[-1] for n in c)
    return rows[:-1] if blank and len(rows) > 1 else rows
