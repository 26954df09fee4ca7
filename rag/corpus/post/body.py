"""Turns the lines of an entry of a post into Markdown, line by line."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.corpus.post import code_lines


_ITEM = re.compile(r"([ \t\xa0]*)([•◦▪‣·∙*+-]|\d{1,3}[.)])[ \t\xa0]+(?=\S)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an entry, or all lines of a piece of code."""

    kind: str
    """``text``, ``item``, ``code``, ``fenced`` or ``blank``."""
    line: int
    """Where it begins in the file, counted from 1."""
    text: str = ""
    """Without indentation and bullet; code as it stands."""
    indent: int = 0
    """How many columns it is set in."""
    marker: str = ""
    """``-`` or ``3.``; for code its language."""

    @property
    def prose(self) -> bool:
        """Whether formulae and footnotes may stand in it."""
        return self.kind in {"text", "item"}


def rows(lines: Sequence[str], start: int, stop: int) -> list[Row]:
    """Read the lines from *start* up to *stop*, both counted from 0."""
    found: list[Row] = []
    lines = lines[:stop]
    at = start
    while at < stop:
        end, row = _row(lines, at, found)
        found.append(row)
        at = end
    return _joined(found)


def _row(lines: Sequence[str], at: int, before: Sequence[Row]) -> tuple[int, Row]:
    line = lines[at]
    if not line.strip():
        return at + 1, Row("blank", at + 1)
    fence = _FENCE.match(line)
    if fence:
        return _fenced(lines, at, fence[1])
    item = _ITEM.match(line)
    if item:
        mark = item[2] if item[2][0].isdigit() else "-"
        indent = len(item[1].expandtabs(4))
        return at + 1, Row("item", at + 1, line[item.end() :].strip(), indent, mark)
    code = code_lines.block(lines, at, inside=_last_kind(before) == "code")
    if code:
        text = "\n".join(lines[at : code[0]])
        return code[0], Row("code", at + 1, text, marker=code[1])
    bare = line.lstrip()
    indent = len(line[: len(line) - len(bare)].expandtabs(4))
    return at + 1, Row("text", at + 1, bare.strip(), indent)


def _last_kind(before: Sequence[Row]) -> str:
    return next((row.kind for row in reversed(before) if row.kind != "blank"), "")


def _fenced(lines: Sequence[str], at: int, fence: str) -> tuple[int, Row]:
    later = range(at + 1, len(lines))
    close = next((n for n in later if lines[n].strip() == fence), None)
    end = at + 1 if close is None else close + 1
    # A fence that is never closed must not swallow the entry.
    kind = "text" if close is None else "fenced"
    return end, Row(kind, at + 1, "\n".join(lines[at:end]).strip("\n"))


def _joined(found: Sequence[Row]) -> list[Row]:
    """Join pieces of code with only blank lines between them."""
    done: list[Row] = []
    for row in found:
        gap = 0
        while row.kind == "code" and gap < len(done) and done[-1 - gap].kind == "blank":
            gap += 1
        last = done[-1 - gap] if gap < len(done) else None
        if row.kind == "code" and last and last.kind == "code":
            del done[len(done) - gap - 1 :]
            text = last.text + "\n" * (gap + 1) + row.text
            language = row.marker if last.marker == row.marker else ""
            done.append(Row("code", last.line, text, marker=language))
        else:
            done.append(row)
    return done


@dataclass(slots=True)
class Writer:
    """Collects the lines of a body and where each comes from."""

    out: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    _open: list[tuple[int, int]] = field(default_factory=list)
    """Indentation and content column of the list items that are open."""
    _gap: bool = False

    def add(self, row: Row, text: str, *, formula: bool = False) -> None:
        """
        Write *row*.

        Args:
            row: What to write.
            text: Its text as it shall read; prose only.
            formula: Whether it is a formula on a line of its own.
        """
        if row.kind == "blank":
            self._gap = bool(self.out)
        elif row.kind == "item":
            self._item(row, text)
        elif row.kind == "text":
            self._text(row, ["$$", text.strip("$"), "$$"] if formula else [text])
        else:
            self._code(row)

    def note(self, text: str, line: int, *, first: bool) -> None:
        """Write the definition of a footnote below everything else."""
        self._gap = first and bool(self.out)
        self._put([text], [line])

    def _put(self, texts: list[str], lines: list[int]) -> None:
        if self._gap and self.out:
            self.out.append("")
            self.lines.append(self.lines[-1])
        self._gap = False
        self.out += texts
        self.lines += lines

    def _item(self, row: Row, text: str) -> None:
        going = bool(self._open)
        while self._open and self._open[-1][0] >= row.indent:
            self._open.pop()
        column = self._open[-1][1] if self._open else 0
        self._open.append((row.indent, column + len(row.marker) + 1))
        # A blank line does not end a list, and a list begins after one.
        self._gap = not going
        self._put([f"{' ' * column}{row.marker} {text}"], [row.line])

    def _text(self, row: Row, texts: list[str]) -> None:
        if self._gap and self._open:
            while self._open and row.indent < self._open[-1][1]:
                self._open.pop()
        column = self._open[-1][1] if self._open else 0
        self._put([" " * column + text for text in texts], [row.line] * len(texts))

    def _code(self, row: Row) -> None:
        self._open.clear()
        self._gap = True
        texts = [text.replace("\xa0", " ") for text in row.text.split("\n")]
        lines = [row.line + n for n in range(len(texts))]
        if row.kind == "code":
            ticks = max((len(run) for run in re.findall("`{3,}", row.text)), default=2)
            fence = "`" * (ticks + 1)
            texts = [f"{fence}{row.marker}", *texts, fence]
            lines = [lines[0], *lines, lines[-1]]
        self._put(texts, lines)
        self._gap = True
