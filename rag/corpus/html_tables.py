"""Writes the tables that a note has in HTML as those of Markdown."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.corpus.inline_marks import inline
from rag.text.block_lines import FENCE
from rag.text.lazy_regex import lazily


ROWS = 400
"""Rows of a file that a table may take up."""

_OPENS = lazily(r"[ \t]*<table\b[^<>]*>.*", re.IGNORECASE)
END = lazily(r".*</table>[ \t]*", re.IGNORECASE)
_CELL = lazily(
    r"<t([hd])\b([^<>]*)>(.*?)(?=</?t[hdr]\b|</?t(?:able|head|body)\b|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_WIDE = lazily(r"\b(?:col|row)span=[\"']?(?!1\b)\d", re.IGNORECASE)
_CAPTION = lazily(r"<caption\b[^<>]*>([^<]*)</caption>", re.IGNORECASE)
_TAG = lazily(r"</?[a-zA-Z][^<>]*>")


def table(
    rows: Sequence[tuple[str, int]], at: int
) -> tuple[list[tuple[str, int]], int] | None:
    """
    Return the table of Markdown for the one that begins at *at*, and where it ends.

    None if none does, or one with cells over several columns or rows, or with
    another table or a fence in it.
    """
    if not _OPENS.fullmatch(rows[at][0]):
        return None
    end = at
    while not END.fullmatch(rows[end][0]):
        end += 1
        if end == min(at + ROWS, len(rows)):
            return None
        if _OPENS.fullmatch(rows[end][0]) or FENCE.match(rows[end][0].lstrip()):
            return None
    source = "\n".join(row for row, _ in rows[at : end + 1])
    if source.lower().count("<table") > 1 or _WIDE.search(source):
        return None
    found: list[tuple[list[str], int]] = []
    # A header may stand in no row of its own.
    for part in re.finditer(
        r"(?:<tr\b|<table\b).*?(?=<tr\b|\Z)", source, re.IGNORECASE | re.DOTALL
    ):
        cells = [_words(m[3]) for m in _CELL.finditer(part[0])]
        if any(cells):
            found.append((cells, rows[at + source.count("\n", 0, part.start())][1]))
    width = max((len(cells) for cells, _ in found), default=0)
    if width < 2:
        return None
    out = [(_row(cells, width), line) for cells, line in found]
    out.insert(1, ("|" + " --- |" * width, out[0][1]))
    if m := _CAPTION.search(source):
        out[:0] = [(_words(m[1]), rows[at][1]), ("", rows[at][1])]
    return [("", rows[at][1]), *out, ("", rows[end][1])], end + 1


def _row(cells: Sequence[str], width: int) -> str:
    return (
        "".join(f"| {cell} " for cell in (*cells, *[""] * (width - len(cells)))) + "|"
    )


def _words(source: str) -> str:
    text = _TAG.sub(
        "",
        inline(
            re.sub(r"<br\s*/?>", " ", source, flags=re.IGNORECASE).replace("\n", " ")
        ),
    )
    return " ".join(text.replace("|", "\\|").split())
