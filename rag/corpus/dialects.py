"""Says in plain Markdown what editors and site generators have marks of their own for.

Callouts of Obsidian and GitHub, ``:::tip`` and ``!!! note``, code between tags of
Liquid or Hugo, components, and HTML that stands for a heading or a picture.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.corpus.html_tables import END, table
from rag.corpus.inline_marks import inline, is_only_links
from rag.text.block_lines import FENCE, unquoted
from rag.text.lazy_regex import lazily


Row = tuple[str, int]
"""A row and the line of the file that it stands for."""

_GAP = "\0"
"""A blank row between what is put in and what is around it, if there is none."""
_NESTED = 3
"""How deep boxes that are told by their indentation are looked into."""

_SIGNS = lazily(
    r"\[\[|\[!|:::|!!!|\?\?\?|==|\{%|\{\{[<%]|\{:|%%|</?[a-zA-Z]|^#{1,6} +:"
    r"|^import |[ \t]\^[a-zA-Z]",
    re.MULTILINE,
)
_CALLOUT = lazily(r"([ \t]*>[ \t>]*)\[![\w-]+(?:\|[^\]\n]*)?\][+-]?(.*)")
_BOX = lazily(r"[ \t]*:{3,}[ \t]*[a-zA-Z][\w-]*[ \t]*(?:\[(.*)\]|\{[^{}]*\}|(\S.*))?")
_END_OF_BOX = lazily(r"[ \t]*:{3,}[ \t]*")
_INDENTED_BOX = lazily(
    r"([ \t]*)(?:!!!|\?\?\?\+?|===)(?:[ \t]+\w[\w-]*)*(?:[ \t]+\"(.*)\")?[ \t]*"
)
_CODE = lazily(
    r"[ \t]*(?:\{%-?[ \t]*highlight[ \t]+([\w+#-]+)[^\n]*%\}"
    r"|\{\{[<%][ \t]*highlight[ \t]+\"?([\w+#-]+)[^\n]*[%>]\}\})[ \t]*"
)
_END_OF_CODE = lazily(
    r"[ \t]*(?:\{%-?[ \t]*endhighlight[^\n]*%\}|\{\{[<%][ \t]*/[ \t]*highlight[^\n]*"
    r"[%>]\}\})[ \t]*"
)
_SCRIPT = lazily(r"[ \t]*<(?:script|style)\b", re.IGNORECASE)
_END_OF_SCRIPT = lazily(r".*</(?:script|style)>.*", re.IGNORECASE)
_NOTHING = lazily(
    r"[ \t]*\{%-?[ \t]*(?:end)?raw[ \t]*-?%\}[ \t]*"
    r"|import\s+[\w{},*\s]+\s+from\s+['\"][^'\"]+['\"];?\s*"
)
_COMPONENT = lazily(r"[ \t]*</?[A-Z]\w*(?:[ \t][^<>]*)?/?>[ \t]*")
_LABEL = lazily(r"\b(?:label|title)=[\"']([^\"'<>]+)[\"']")
_HEADING = lazily(r"[ \t]{0,3}<h([1-6])\b[^<>]*>(.*)</h\1>[ \t]*", re.IGNORECASE)
_CAPTION = lazily(r"[ \t]*<figcaption[^<>]*>(.*)</figcaption>[ \t]*", re.IGNORECASE)
_ICONS = lazily(r"([ \t]{0,3}#{1,6}[ \t]+)(?::[a-z0-9_+-]{2,40}:[ \t]*)+")


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
    if not _SIGNS.search("\n".join(rows)):
        return numbered
    found: list[Row] = []
    gap: Row | None = None
    for row, line in _Pass(numbered).run():
        if row == _GAP:
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
    depth: int = 0

    def run(self) -> Iterator[Row]:
        last = {
            end: self._last(end)
            for end in (_END_OF_BOX, _END_OF_CODE, _END_OF_SCRIPT, END)
        }
        at = 0
        while at < len(self.rows):
            row, line = self.rows[at]
            text = unquoted(row) if row.lstrip()[:1] == ">" else row.lstrip()
            end = at + 1
            if m := FENCE.match(text.lstrip("-*+ ")):
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
            elif at <= last[_END_OF_SCRIPT] and _SCRIPT.match(row):
                end = self._past(at - 1, _END_OF_SCRIPT)
            elif at <= last[END] and (told := table(self.rows, at)):
                yield from ((row or _GAP, line) for row, line in told[0])
                end = told[1]
            elif at < last[_END_OF_BOX] and (m := _BOX.fullmatch(row)):
                yield from _titled(m[1] or m[2], line)
            elif _END_OF_BOX.fullmatch(row):
                yield _GAP, line
            elif (m := _INDENTED_BOX.fullmatch(row)) and (inner := self._inner(at, m)):
                end += len(inner)
                yield from _titled(m[2], line)
                yield from _Pass(inner, self.depth + 1).run()
                yield _GAP, inner[-1][1]
            else:
                yield from _single(row, line)
            at = end

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
            wide = row.expandtabs(4)
            if wide.strip() and len(wide) - len(wide.lstrip()) < least:
                break
            inner.append((wide[least:], line))
        while inner and not inner[-1][0].strip():
            inner.pop()
        return inner


def _single(row: str, line: int) -> Iterator[Row]:
    if m := _CALLOUT.fullmatch(row):
        if title := m[2].strip().strip("*").strip():
            yield f"{m[1]}**{inline(title)}**", line
            yield m[1].rstrip(), line
    elif _NOTHING.fullmatch(row):
        pass
    elif _COMPONENT.fullmatch(row):
        label = _LABEL.search(row)
        yield from _titled(label[1] if label else None, line)
    elif m := _HEADING.fullmatch(row):
        yield f"{'#' * int(m[1])} {inline(m[2]).strip()}", line
    elif m := _CAPTION.fullmatch(row):
        yield inline(m[1]).strip(), line
    elif is_only_links(row):
        yield _GAP, line
        yield row, line
        yield _GAP, line
    else:
        said = inline(_ICONS.sub(r"\1", row))
        if said.strip() or not row.strip():
            yield said, line


def _titled(title: str | None, line: int) -> Iterator[Row]:
    """Yield what stands over a box, apart from what is around it."""
    yield _GAP, line
    if title and (words := inline(title).strip().strip("*").strip()):
        yield f"**{words}**", line
        yield _GAP, line
