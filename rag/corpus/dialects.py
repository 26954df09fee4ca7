"""Says in plain Markdown what editors and site generators have marks of their own for.

Callouts of Obsidian and GitHub, ``:::tip`` and ``!!! note``, code between tags of
Liquid or Hugo, components, and HTML that stands for a heading or a picture.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.corpus.dialect_rows import GAP, LABEL, Row, single, titled
from rag.corpus.html_tables import END, table
from rag.text.block_lines import FENCE, unquoted
from rag.text.blocks import scan
from rag.text.lazy_regex import lazily


_NESTED = 3
"""How deep boxes that are told by their indentation are looked into."""

_SIGNS = lazily(
    r"\[\[|\[!|:::|!!!|\?\?\?|==|\{%|\{\{[<%]|\{:|%%|</?[a-zA-Z]|^#{1,6} +:"
    r"|^import |[ \t]\^\w",
    re.MULTILINE,
)
_BOX = lazily(
    r"[ \t]*:{3,}[ \t]*[a-zA-Z][\w-]*[ \t]*"
    r"(?:(?:\[(.*)\])?[ \t]*(\{[^{}]*\})?|([^\s\[{].*))[ \t]*"
)
_END_OF_BOX = lazily(r"[ \t]*:{3,}[ \t]*")
_INDENTED_BOX = lazily(
    r"([ \t]*)(?:(?:!!!|\?\?\?\+?)(?:[ \t]+[a-z][a-z-]*(?:[ \t]+(?:inline|end))*"
    r"|(?:[ \t]+[\w-]+)*[ \t]+\"(.*)\")|===\+?!?[ \t]+\"(.+)\")[ \t]*",
    re.IGNORECASE,
)
"""One of a kind, or with a title: words without quotes are a person's own, and signs
alone underline a heading."""
_CODE = lazily(
    r"[ \t]*(?:\{%-?[ \t]*highlight[ \t]+([\w+#-]+)[^\n]*%\}"
    r"|\{\{[<%][ \t]*highlight[ \t]+\"?([\w+#-]+)[^\n]*[%>]\}\})[ \t]*"
)
_END_OF_CODE = lazily(
    r"[ \t]*(?:\{%-?[ \t]*endhighlight[^\n]*%\}|\{\{[<%][ \t]*/[ \t]*highlight[^\n]*"
    r"[%>]\}\})[ \t]*"
)
_SCRIPT = lazily(
    r"[ \t]*<(script|style)\b[^<>]*>(?:[ \t]*|.*</\1>[ \t]*)", re.IGNORECASE
)
"""Nothing behind the tag but what it holds: a note may talk of ``<script>``."""
_END_OF_SCRIPT = lazily(r".*</(?:script|style)>[ \t]*", re.IGNORECASE)
_IMPORT = lazily(r"import ([^'\"\n]+)\bfrom[ \t]*['\"][^'\"\n]+['\"];?[ \t]*")
_USED = lazily(r"<([A-Z]\w+)")
_NAME = lazily(r"\w+")


def plain(rows: Sequence[str], first: int) -> list[Row]:
    """
    Return *rows* as Markdown that says the same, with their lines.

    Code stays as typed, and so does what nobody closes. A row of nothing but
    links to other notes stays, too, apart from what is around it: it is no
    statement.

    Args:
        rows: Of a note, without its front matter.
        first: The file's line of the first row.
    """
    numbered = [*zip(rows, range(first, first + len(rows)), strict=True)]
    text = "\n".join(rows)
    if not _SIGNS.search(text):
        return numbered
    used = frozenset(_USED.findall(text)) if "import " in text else frozenset()
    found: list[Row] = []
    gap: Row | None = None
    for row, line in _Pass(numbered, used).run():
        if row == GAP:
            gap = ("", line)
            continue
        if gap and row.strip() and found and found[-1][0].strip():
            found.append(gap)
        gap = None
        found.append((row, line))
    return found


@dataclass(slots=True)
class _Pass:
    """One pass over the rows of a note, or of a box in it."""

    rows: Sequence[Row]
    used: frozenset[str]
    """Components that the note uses."""
    depth: int = 0

    def run(self) -> Iterator[Row]:
        last = {
            end: self._last(end)
            for end in (_END_OF_BOX, _END_OF_CODE, _END_OF_SCRIPT, END)
        }
        code = self._indented_code()
        at = 0
        while at < len(self.rows):
            row, line = self.rows[at]
            text = unquoted(row) if row.lstrip()[:1] == ">" else row.lstrip()
            end = at + 1
            if at in code:
                end = code[at]
                yield from self.rows[at:end]
            elif m := FENCE.match(text.lstrip("-*+ ")):
                end = self._past_fence(at, m[1] or m[2])
                yield from self.rows[at:end]
            elif text[:2] == "$$" and row.count("$$") % 2:
                end = self._past_formula(at)
                yield from self.rows[at:end]
            elif at < last[_END_OF_CODE] and (m := _CODE.fullmatch(row)):
                end = self._past(at, _END_OF_CODE)
                yield f"```{m[1] or m[2]}", line
                yield from self.rows[at + 1 : end - 1]
                yield "```", self.rows[end - 1][1]
            elif at <= last[_END_OF_SCRIPT] and _SCRIPT.fullmatch(row):
                end = self._past_script(at)
                if end == at:
                    yield row, line
                    end += 1
            elif at <= last[END] and (told := table(self.rows, at)):
                yield from ((row or GAP, line) for row, line in told[0])
                end = told[1]
            elif at < last[_END_OF_BOX] and (m := _BOX.fullmatch(row)):
                label = LABEL.search(m[2]) if m[2] else None
                yield from titled(m[1] or m[3] or (label and label[1]), line)
            elif _END_OF_BOX.fullmatch(row):
                yield GAP, line
            elif (m := _INDENTED_BOX.fullmatch(row)) and (inner := self._inner(at, m)):
                end += len(inner)
                yield from titled(m[2] or m[3], line)
                yield from _Pass(inner, self.used, self.depth + 1).run()
                yield GAP, inner[-1][1]
            elif not self._is_import(row):
                yield from single(row, line)
            at = end

    def _is_import(self, row: str) -> bool:
        """Tell the import of a component from one that the note shows."""
        m = _IMPORT.fullmatch(row) if row.startswith("import ") else None
        return m is not None and not self.used.isdisjoint(_NAME.findall(m[1]))

    def _last(self, what: re.Pattern[str]) -> int:
        at = len(self.rows) - 1
        while at >= 0 and not what.fullmatch(self.rows[at][0]):
            at -= 1
        return at

    def _past(self, at: int, what: re.Pattern[str]) -> int:
        """Return the row after the next that is *what*."""
        while not what.fullmatch(self.rows[at + 1][0]):
            at += 1
        return at + 2

    def _indented_code(self) -> dict[int, int]:
        """Return the rows where code begins that no fence tells, and where it ends."""
        if not any(row[:1] in {" ", "\t"} for row, _ in self.rows):
            return {}
        found: dict[int, int] = {}
        at = 0
        body = "\n".join(row for row, _ in self.rows)
        for block in scan(body):
            end = at + body.count("\n", block.start, block.end)
            end += block.end == len(body)  # the last row has no end
            if block.kind == "code":
                while not self.rows[at][0].strip():
                    at += 1
                row = self.rows[at][0]
                if row[:1] in {" ", "\t"} and not FENCE.match(row.lstrip("-*+ \t>")):
                    found[at] = end
            at = end
        return found

    def _past_script(self, at: int) -> int:
        """Return the row behind a script, *at* if code or another comes before."""
        for end in range(at, len(self.rows)):
            row = self.rows[end][0]
            if _END_OF_SCRIPT.fullmatch(row):
                return end + 1
            if FENCE.match(row.lstrip()) or (end > at and _SCRIPT.fullmatch(row)):
                break
        return at

    def _past_fence(self, at: int, mark: str) -> int:
        for end in range(at + 1, len(self.rows)):
            text = unquoted(self.rows[end][0]).strip()
            if text.startswith(mark) and not text.strip(mark[0]):
                return end + 1
        return len(self.rows)

    def _past_formula(self, at: int) -> int:
        for end in range(at + 1, min(at + 80, len(self.rows))):
            if "$$" in self.rows[end][0]:
                return end + 1
        return at + 1

    def _inner(self, at: int, box: re.Match[str]) -> list[Row]:
        """Return what is indented below a box, without the indentation."""
        least = len(box[1].expandtabs(4)) + 4
        inner: list[Row] = []
        later = range(at + 1, len(self.rows)) if self.depth < _NESTED else ()
        for row, line in (self.rows[other] for other in later):
            text = row.lstrip(" \t")
            wide = len(row[: len(row) - len(text)].expandtabs(4))
            if text and wide < least:
                break
            inner.append((" " * (wide - least) + text, line))
        while inner and not inner[-1][0].strip():
            inner.pop()
        return inner
