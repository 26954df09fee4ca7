"""Says in plain Markdown what one row says that an editor has marks of its own for."""

from __future__ import annotations

import re

from collections.abc import Iterator

from rag.corpus.inline_marks import inline, is_only_links
from rag.text.lazy_regex import lazily


Row = tuple[str, int]
"""A row and the line of the file that it stands for."""

GAP = "\0"
"""A blank row between what is put in and what is around it, if there is none."""
_CALLOUT = lazily(r"([ \t]*>[ \t>]*)\[![\w-]+(?:\|[^\]\n]*)?\][+-]?(.*)")
_NOTHING = lazily(r"[ \t]*\{%-?[ \t]*(?:end)?raw[ \t]*-?%\}[ \t]*")
_COMPONENT = lazily(r"[ \t]*</?[A-Z]\w+(?:[ \t][^<>]*)?/?>[ \t]*")
LABEL = lazily(r"\b(?:label|title)=[\"']([^\"'<>]+)[\"']")
_HEADING = lazily(r"[ \t]{0,3}<h([1-6])\b[^<>]*>(.*)</h\1>[ \t]*", re.IGNORECASE)
_CAPTION = lazily(r"[ \t]*<figcaption[^<>]*>(.*)</figcaption>[ \t]*", re.IGNORECASE)
_ICONS = lazily(r"([ \t]{0,3}#{1,6}[ \t]+)(?::[a-z0-9_+-]{2,40}:[ \t]*)+")


def single(row: str, line: int) -> Iterator[Row]:
    """Yield what *row* says in plain Markdown: nothing, itself, or more."""
    if m := _CALLOUT.fullmatch(row):
        if title := m[2].strip().strip("*").strip():
            yield f"{m[1]}**{inline(title)}**", line
            yield m[1].rstrip(), line
    elif _NOTHING.fullmatch(row):
        pass
    elif _COMPONENT.fullmatch(row):
        label = LABEL.search(row)
        yield from titled(label[1] if label else None, line)
    elif m := _HEADING.fullmatch(row):
        yield f"{'#' * int(m[1])} {inline(m[2]).strip()}", line
    elif m := _CAPTION.fullmatch(row):
        yield inline(m[1]).strip(), line
    elif is_only_links(row):
        yield GAP, line
        yield row, line
        yield GAP, line
    else:
        said = inline(_ICONS.sub(r"\1", row))
        if said.strip() or not row.strip():
            yield said, line


def titled(title: str | None, line: int) -> Iterator[Row]:
    """Yield what stands over a box, apart from what is around it."""
    yield GAP, line
    if title and (words := inline(title).strip().strip("*").strip()):
        yield f"**{words}**", line
        yield GAP, line
