"""A message for Discord before it is cut: paragraphs of words, and code."""

from __future__ import annotations

import re

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.render.discord_posts import Picture
from bot.render.discord_text import clean, code_line, escaped, finished, guarded, pieces
from rag.citations.markers import JOINER


BREAK = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """What no message boundary goes through: a word, a link, a span of code."""

    text: str
    """As Discord reads it; `BREAK` for the end of a line."""
    spaced: bool = False
    """Whether a space comes before it, unless it begins a line."""
    marks: tuple[str, ...] = ()
    """Of bold and the like, outermost first."""
    picture: Picture | None = None
    """What *text* names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph, a heading or an item of a list."""

    atoms: tuple[Atom, ...]
    lead: str = ""
    """Before its first line, such as ``- `` or ``## ``."""
    rest: str = ""
    """Before its other lines."""
    quote: int = 0
    """Which quotation it stands in, from 1; 0 for none."""
    tight: bool = False
    """Whether it follows what is before it without a blank line."""
    binds: bool = False
    """Whether it must not be the last of its message, as a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A block of code, a table or a formula in fixed width."""

    lines: tuple[str, ...]
    """As `code_lines` gives them."""
    language: str = ""
    head: int = 0
    """How many of the first lines are repeated in every further message."""
    quote: int = 0
    tight: bool = True
    binds: bool = False


Block = Text | Code


def words(text: str, marks: tuple[str, ...] = ()) -> Iterator[Atom]:
    """Yield *text* as words, its ends of lines as breaks."""
    text = clean(text)
    for match in re.finditer(r"([^\S\n]*)(\n|\S+)", text):
        if match[2] == BREAK:
            yield Atom(text=BREAK)
            continue
        for at, piece in enumerate(pieces(escaped(match[2]))):
            yield Atom(text=piece, spaced=at == 0 and bool(match[1]), marks=marks)
    if text[-1:].isspace():
        yield Atom(text="", spaced=True)  # it parts what follows


def code_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a block of code, ready to be fenced; at least one."""
    lines = clean(text).expandtabs(4).strip("\n").split("\n")
    return tuple(piece for line in lines for piece in pieces(code_line(line), 900))


def quoted(quote: int) -> str:
    """Return what every line of a quotation begins with."""
    return "> " if quote else ""


def fenced(code: Code, lines: Sequence[str]) -> str:
    """Return *lines* of *code* between fences."""
    mark = quoted(code.quote)
    # Without anything between them, the fences would be shown.
    shown = lines if any(line.strip() for line in lines) else [JOINER]
    rows = [f"```{code.language}", *shown, "```"]
    return "\n".join((mark + row).rstrip() if row else mark for row in rows)


def written(text: Text, atoms: Sequence[Atom], *, begun: bool = False) -> str:
    """Return *atoms* of *text* as lines; *begun* says that it goes on."""
    lines = [_line(line) for line in _lines(atoms)]
    mark = quoted(text.quote)
    leads = [text.rest if begun else text.lead, *(text.rest for _ in lines[1:])]
    return "\n".join(
        mark + lead + line for lead, line in zip(leads, lines, strict=True) if line
    )


def _lines(atoms: Iterable[Atom]) -> Iterator[list[Atom]]:
    line: list[Atom] = []
    for atom in atoms:
        if atom.text == BREAK:
            yield line
            line = []
        else:
            line.append(atom)
    yield line


def _line(atoms: Iterable[Atom]) -> str:
    """Return one line; marks are opened late, closed early, and never cross."""
    out, gap = "", False
    opened: tuple[str, ...] = ()
    for atom in atoms:
        gap = gap or atom.spaced
        if not atom.text:
            continue
        marks = atom.marks
        kept = 0
        while kept < min(len(opened), len(marks)) and opened[kept] == marks[kept]:
            kept += 1
        closed = "".join(reversed(opened[kept:]))
        opening = "".join(marks[kept:])
        out += closed
        if out and gap:
            out += " "
        elif (closed and opening) or (out[-1:] == "]" and atom.text[:1] == "("):
            out += JOINER  # runs of stars would be read as one; a link is none
        elif out[-1:] == "`" and atom.text[0] == "`":
            out += JOINER
        out += opening + atom.text
        opened, gap = marks, False
    return finished(guarded(out + "".join(reversed(opened))))
