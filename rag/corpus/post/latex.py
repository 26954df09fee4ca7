"""Says what a piece of LaTeX looks like once it has been rendered as text.

The text of a rendered formula is what MathML reads out: a subscript before a
superscript, an accent after its letter, no groups, no spacing. Operators may
be missing from it, since many exports drop them.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from dataclasses import dataclass

from rag.corpus.post.latex_commands import (
    ACCENTS,
    ASCII,
    SKIPS_GROUP,
    SWAPS,
    UNSEEN,
    Atom,
    drawn,
    fold,
    greek,
    is_prose,
    known,
)


MAX_DEPTH = 40
MAX_UNIT = 2000

_NAME = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest piece of a formula that can stand at its end."""

    end: int
    """One past its last character in the line."""
    atoms: tuple[Atom, ...]
    command: bool = False
    """Whether a command of LaTeX that we know opens it."""
    closed: bool = False
    """Whether the formula can't go on after it."""


class _Broken(Exception):
    """This is not LaTeX, or is cut off."""


def units(line: str, at: int, *, split: bool) -> Iterator[Unit]:
    r"""
    Read LaTeX from *at* on, one unit after the other, as long as it is LaTeX.

    Args:
        line: One line of text.
        at: Where to begin.
        split: Whether ``\betax`` is ``\beta`` with something glued to it.
    """
    reader = _Reader(line, split=split)
    while True:
        while at < len(line) and line[at] == " ":
            at += 1
        if at >= len(line) or line[at] in "^_}$" or is_prose(line[at]):
            return
        try:
            unit = reader.unit(at)
        except _Broken:
            return
        yield unit
        if unit.closed:
            return
        at = unit.end


class _Reader:
    """Reads one line; keeps where it stands."""

    def __init__(self, line: str, *, split: bool) -> None:
        self.line = line
        self.split = split
        self.at = 0
        self.stop = 0
        self.closed = False

    def unit(self, at: int) -> Unit:
        self.at, self.stop, self.closed = at, at + MAX_UNIT, False
        command = False
        if self.line[at] == "\\":
            name = self._name(at + 1)
            command = bool(name) and known(name)
        base = self._base(0)
        atoms = base if self.closed else self._scripts(base, 0)
        return Unit(self.at, atoms, command, self.closed)

    def _peek(self) -> str:
        return self.line[self.at] if self.at < min(len(self.line), self.stop) else ""

    def _name(self, at: int) -> str:
        match = _NAME.match(self.line, at)
        name = match[0] if match else ""
        if not self.split or known(name):
            return name
        lengths = range(len(name) - 1, 1, -1)
        return next((name[:n] for n in lengths if known(name[:n])), name)

    def _scripts(self, base: tuple[Atom, ...], depth: int) -> tuple[Atom, ...]:
        sub: tuple[Atom, ...] = ()
        sup: tuple[Atom, ...] = ()
        while True:
            here = self.at
            while self._peek() == " ":
                self.at += 1
            mark = self._peek()
            if mark == "'" and here == self.at:
                self.at += 1
                sup += (Atom("?", "'"),)
            elif mark and mark in "_^":
                self.at += 1
                while self._peek() == " ":
                    self.at += 1
                got = self._base(depth + 1)
                if mark == "_":
                    sub += got
                else:
                    sup += got
            else:
                self.at = here
                return base + sub + sup

    def _base(self, depth: int) -> tuple[Atom, ...]:
        char = self._peek()
        if not char or depth > MAX_DEPTH:
            raise _Broken
        if char == "\\":
            return self._command(depth)
        if char == "{":
            return self._group(depth)
        if char in "}^_$":
            raise _Broken
        if depth == 0 and is_prose(char):
            raise _Broken
        self.at += 1
        return drawn(char)

    def _group(self, depth: int, *, text: bool = False) -> tuple[Atom, ...]:
        """Read ``{…}``; spaces count in text only."""
        self.at += 1
        atoms: tuple[Atom, ...] = ()
        while (char := self._peek()) != "}":
            if not char:
                raise _Broken
            if text and char not in "\\{":
                self.at += 1
                atoms += (Atom("_"),) if char.isspace() else drawn(char)
            elif char == " ":
                self.at += 1
            else:
                atoms += self._scripts(self._base(depth + 1), depth + 1)
        self.at += 1
        return atoms

    def _argument(self, depth: int, *, text: bool = False) -> tuple[Atom, ...]:
        while self._peek() == " ":
            self.at += 1
        if self._peek() == "{":
            return self._group(depth + 1, text=text)
        return self._base(depth + 1)

    def _command(self, depth: int) -> tuple[Atom, ...]:
        name = self._name(self.at + 1)
        if not name:
            char = self.line[self.at + 1 : self.at + 2]
            if not char:
                raise _Broken
            self.at += 2
            if char in ",;:! ":
                return (Atom("_"),)
            return () if char == "\\" else drawn(char, escaped=True)
        self.at += 1 + len(name)
        if _NAME.match(self.line, self.at):
            if depth:
                raise _Broken
            self.closed = True
        return self._meaning(name, depth)

    def _meaning(self, name: str, depth: int) -> tuple[Atom, ...]:
        letter = greek(name) or ASCII.get(name)
        if letter:
            return (Atom("=", fold(letter)),)
        if name in UNSEEN:
            if name in {"left", "right"} and self._peek() == ".":
                self.at += 1
            return ()
        if name == "end":
            raise _Broken
        if name == "begin":
            return self._environment(depth)
        if name == "sqrt":
            return self._root(depth)
        return self._applied(name, depth)

    def _applied(self, name: str, depth: int) -> tuple[Atom, ...]:
        """Read the arguments of a command that is drawn around or as them."""
        if name in ACCENTS:
            return (*self._argument(depth), Atom("^"))
        if name in SKIPS_GROUP:
            self._argument(depth, text=True)
            return ()
        if name in SWAPS:
            above = self._argument(depth)
            return self._argument(depth) + above
        if name.startswith("text") or name in {"mbox", "operatorname"}:
            if self._peek() == "*":
                self.at += 1
            return self._argument(depth, text=True)
        if name.startswith(("math", "bold")) or name == "bm":
            return self._argument(depth)
        if name in {"frac", "dfrac", "tfrac", "binom"}:
            above = self._argument(depth)
            return above + self._argument(depth)
        return (Atom("n", name),)

    def _root(self, depth: int) -> tuple[Atom, ...]:
        index: tuple[Atom, ...] = ()
        if self._peek() == "[":
            self.at += 1
            while self._peek() != "]":
                index += self._base(depth + 1)
            self.at += 1
        return (Atom("?"), *self._argument(depth), *index)

    def _environment(self, depth: int) -> tuple[Atom, ...]:
        match = re.compile(r"\{([A-Za-z]+\*?)\}").match(self.line, self.at)
        if not match or depth > MAX_DEPTH:
            raise _Broken
        self.at = match.end()
        if match[1] == "array" and self._peek() == "{":
            self._group(depth + 1, text=True)
        close = f"\\end{{{match[1]}}}"
        atoms: tuple[Atom, ...] = (Atom("b"),)
        while not self.line.startswith(close, self.at):
            if self._peek() == " ":
                self.at += 1
            else:
                atoms += self._scripts(self._base(depth + 1), depth + 1)
        self.at += len(close)
        return (*atoms, Atom("b"))
