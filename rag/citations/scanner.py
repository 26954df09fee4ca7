r"""Finds the markers in a reply, checks them and renumbers them.

One scanner serves a whole reply and a stream of pieces alike, so that both
give the same text:

- a marker that points nowhere goes, with the space before it;
- a marker in code is moved behind the code, for inside it would be part of
  it: behind a span, or on a line of its own below a fence;
- forms that models slip into are read too: ``[TIL-1]``, ``【til-1】``,
  ``\[til-1\]``, ``(til-1)``, ``[til-1, til-3]``, ``[til-1, 3]``, ``[til-1~3]``;
- whatever the going of one marker would join into another is parted by U+2060
  (word joiner), which nobody sees; a space parts what would make a link of one.

A span of code ends on its line; one that does not is text.
"""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.citations.markers import (
    JOINER,
    MARKER,
    MAYBE,
    NOT_IN_NOTES,
    OPEN,
    STARTS,
    joins,
    numbers_in,
    run,
)


_PLAIN = re.compile(rf"[^\s\\`~{OPEN}]+")
_BLANK = re.compile(r"\s+")
_RUN = re.compile(r"`+|~+")
_FENCE_PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*")
_FIRST = re.compile(r"(?:^|\n)(?:[ \t>*+-]|[0-9]{1,9}[.)][ \t])*\[til-[0-9]+\]$")
_DECORATION = "*_\"'.:,()!"


@dataclass(kw_only=True)
class Scanner:
    """Reads a reply piece by piece; call `feed` often, then `finish` once."""

    known: frozenset[str]
    """Numbers of the passages that were shown, in decimal."""
    order: list[str] = field(default_factory=list)
    """Those that were cited, by first use; the first is now ``[til-1]``."""
    invented: list[str] = field(default_factory=list)
    """Markers that pointed nowhere, as ``til-n``."""
    silent: bool = False
    """Whether it began with `NOT_IN_NOTES`; what follows is not read."""
    out: str = ""
    """The text so far."""
    _held: str = ""
    _fence: str = ""
    _lifted: list[str] = field(default_factory=list)
    _space: str = ""
    _gone: bool = False
    """Whether something went since the last word."""
    _spare: bool = False
    """Whether a space went with it, that words on both sides may need."""
    _group: set[str] = field(default_factory=set)

    def feed(self, piece: str) -> str:
        """Return what can be shown, now that *piece* has come."""
        return self._advance(piece, final=False)

    def finish(self) -> str:
        """Return the rest."""
        before = len(self.out)
        self._advance("", final=True)
        if self._fence:
            # Left open, it would swallow what is put below it.
            self._space = "\n"
            self._close_fence(self._fence)
        return self.out[before:]

    def _advance(self, piece: str, *, final: bool) -> str:
        before = len(self.out)
        text, at = self._held + piece, 0
        while at < len(text) and not self.silent:
            read = self._fenced if self._fence else self._token
            end = read(text, at, final=final)
            if end == at:
                break
            at = end
        self._held = text[at:]
        return self.out[before:]

    def _token(self, text: str, at: int, *, final: bool) -> int:
        """Read one thing and return its end, or *at* if more has to come."""
        first = text[at]
        if blank := _BLANK.match(text, at):
            self._space += blank[0]
            return blank.end()
        if first in "`~":
            return self._code(text, at, final=final)
        if marker := MARKER.match(text, at):
            self._cite(numbers_in(marker[1]))
            return marker.end()
        if first not in STARTS:
            return self._word(text, at, final=final)
        maybe = MAYBE.match(text, at)
        if maybe and maybe.end() == len(text) and not final:
            return at
        self._say(first)
        return at + 1

    def _word(self, text: str, at: int, *, final: bool) -> int:
        found = _PLAIN.match(text, at)
        word = found[0] if found else text[at]
        if at + len(word) == len(text) and not final:
            return at
        if word.strip(_DECORATION) == NOT_IN_NOTES:
            self._silence()
        else:
            self._say(word.replace(NOT_IN_NOTES, f"NOT{JOINER}_IN_NOTES"))
        return at + len(word)

    def _code(self, text: str, at: int, *, final: bool) -> int:
        after, line_end = run(text, at), text.find("\n", at)
        mark = text[at:after]
        if after == len(text) and not final:
            return at
        line = text[at:] if line_end < 0 else text[at:line_end]
        prefix = self.out and (self.out + self._space).rpartition("\n")[2]
        if len(mark) >= 3 and _FENCE_PREFIX.fullmatch(prefix):
            if line_end < 0 and not final:
                return at
            if mark[0] == "~" or "`" not in line[len(mark) :]:
                line, read = self._lift(line), len(line)
                self._say(line)
                self._fence, self._space = line[: run(line)], "\n"
                return at + read + (line_end >= 0)
            # No fence, but it may look like one when what follows it goes.
            if MARKER.search(line) or NOT_IN_NOTES in line:
                self._say(JOINER)
        if mark[0] == "`":
            runs = _RUN.finditer(line, len(mark))
            closing = next((m for m in runs if m[0] == mark), None)
            if closing and (final or at + closing.end() < len(text)):
                self._span(mark, line[len(mark) : closing.start()])
                return at + closing.end()
            # Either it is still to come, or what came may yet be longer.
            if line_end < 0 and not final:
                return at
        self._say(mark)
        return after

    def _span(self, mark: str, content: str) -> None:
        clean = self._lift(content)
        if clean.strip() == NOT_IN_NOTES:
            self._silence()
        elif clean == content:
            self._say(mark + content + mark)
        elif not clean.strip():
            self._gone = True
        else:
            # What is left must not open or close with the marks themselves.
            if clean[0] == "`" or mark in _RUN.findall(clean):
                clean = f" {clean}"
            if clean[-1] == "`":
                clean = f"{clean} "
            self._say(mark + clean + mark)
        self._drop_lifted()

    def _fenced(self, text: str, at: int, *, final: bool) -> int:
        end = text.find("\n", at)
        if end < 0 and not final:
            return at
        line = self._lift(text[at:] if end < 0 else text[at:end])
        mark = line.strip(" \t>")
        if mark.startswith(self._fence) and not mark.strip(self._fence[0]):
            self._close_fence(line)
            return len(text) if end < 0 else end
        if line.strip():
            self._say(line)
        else:
            self._space += line
        self._space += "\n"
        return len(text) if end < 0 else end + 1

    def _close_fence(self, line: str) -> None:
        self._fence = ""
        self._say(line)
        if any(number in self.known for number in self._lifted):
            self._space = "\n"
        self._drop_lifted()

    def _lift(self, code: str) -> str:
        """Take the markers out of *code*."""
        previous = None
        while code != previous:
            previous = code
            for marker in MARKER.finditer(code):
                self._lifted += numbers_in(marker[1])
            code = re.sub(rf"[ \t]*{MARKER.pattern}", "", code, flags=MARKER.flags)
        return code

    def _drop_lifted(self) -> None:
        lifted, self._lifted = self._lifted, []
        if lifted:
            self._cite(lifted)

    def _cite(self, numbers: Sequence[str]) -> None:
        self.invented += [f"til-{n}" for n in numbers if n not in self.known]
        if "\n" in self._space:
            self._group = set()
        cited = [n for n in dict.fromkeys(numbers) if n in self.known - self._group]
        if not cited:
            self._vanish()
            return
        self.order += [n for n in cited if n not in self.order]
        group = self._group
        parted = JOINER if self.out.endswith("\\") and not self._space else ""
        self._say(parted + "".join(f"[til-{self.order.index(n) + 1}]" for n in cited))
        self._group = group | set(cited)

    def _silence(self) -> None:
        self.silent = not self.out.strip(">#-*(")
        self._vanish()

    def _vanish(self) -> None:
        self._gone = True
        kept = self._space.rstrip(" \t")
        self._spare = self._spare or kept != self._space
        self._space = kept

    def _say(self, text: str) -> None:
        if self._group and not self._space and text[0] in "(:[" and text[:4] != "[til":
            # A colon defines a link only behind what begins a line.
            self._space = " " if text[0] != ":" or _FIRST.search(self.out) else ""
        if self._spare and not self._space and text[0].isalnum():
            self._space = " "
        if not self.out:
            self._space = ""
        before = self.out + self._space
        if self._gone and before and joins(before, text[0]):
            self._space += JOINER
        self.out += self._space + text
        self._space, self._gone, self._spare = "", False, False
        self._group = set()
