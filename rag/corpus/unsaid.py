"""Finds what stands in a note without saying anything: comments and contents."""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence

from rag.text.blocks import Block, scan
from rag.text.lazy_regex import lazily


FEWEST = 2
"""Links to places of the same page that make a table of contents."""

_MARK = lazily(r"[ \t]*\[{1,2}_?toc_?\]{1,2}\s*", re.IGNORECASE)
_MARKUP = lazily(
    r"[ \t]*(?:(?:</?(?:details|aside|div|center|section|figure|article|p|br)\b[^<>]*>"
    r"[ \t]*)+|\{%(?![-\s]*(?:end)?(?:highlight|raw)\b)[^\n]*%\}|\{:[^{}\n]*\}"
    r"|\{\{[<%][^\n]*[%>]\}\}|%%[^\n]+%%|\^[a-zA-Z][\w-]{2,})[ \t]*"
)
"""A row that sets the page: tags, Liquid, Kramdown, Hugo; comments of Obsidian and
its names of blocks."""
_PLACE = lazily(r"\s*[*+-][ \t]+\S.{0,40}\n[ \t]*\{:[ \t]*toc[^{}\n]*\}\s*")
"""An item in whose place Kramdown puts the contents."""
_SIGNS = ("<!--", "](#", "</", "<br", "<det", "{%", "{:", "{{", "%%", "\n^")
_LINK = lazily(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\[.+\]\(#\S*\)\s*")
_TITLE = lazily(
    r"[#\s\W\d_]*(?:목차|차례|(?:table of )?contents|toc)[\s\W_]*", re.IGNORECASE
)
"""What the contents are called, which no note is."""


def unsaid(body: str) -> frozenset[int]:
    """
    Return the rows of *body*, from 0, that say nothing to who reads the page.

    HTML comments on rows of their own, such as the hints of a template; lists
    of links to headings of the same page, with the heading above them that
    stands over nothing else, save one of the first level that isn't called
    ``contents``; ``[toc]``. The
    blank rows behind go with them. So do rows that only set the page, such as
    ``<details>``, ``{% include %}`` or ``{: .notice}``.
    """
    if "toc" not in body.lower() and not any(sign in body for sign in _SIGNS):
        return frozenset()
    blocks = [*scan(body)]
    gone = _markup(body, blocks)
    for first, last in _spans(body, blocks):
        start = body.count("\n", 0, first)
        rows = body.count("\n", first, last) + (last == len(body))
        gone.update(range(start, start + rows))
    return frozenset(gone)


def _markup(body: str, blocks: Sequence[Block]) -> set[int]:
    """Return the rows of nothing but marks that a page is set by, outside of code."""
    gone: set[int] = set()
    for block in blocks:
        if block.kind in {"code", "formula"}:
            continue
        first = body.count("\n", 0, block.start)
        rows = body[block.start : block.end].split("\n")
        gone.update(at for at, row in enumerate(rows, first) if _MARKUP.fullmatch(row))
    return gone


def _spans(body: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(blocks):
        block = blocks[at]
        source = body[block.start : block.end]
        end = at + 1
        if block.kind == "list_item":
            while end < len(blocks) and blocks[end].kind == "list_item":
                end += 1
            listed = body[block.start : blocks[end - 1].end]
            if _is_contents(listed) or _PLACE.fullmatch(listed):
                over = at and (
                    _is_titled(body, blocks[at - 1])
                    or _is_over_nothing(blocks, at - 1, end)
                )
                yield blocks[at - 1 if over else at].start, blocks[end - 1].end
        elif _is_comment(block, source) or _MARK.fullmatch(source):
            yield block.start, block.end
        at = end


def _is_comment(block: Block, source: str) -> bool:
    text = source.strip()
    return (
        block.kind == "html"
        and text.startswith("<!--")
        and text.find("-->") == len(text) - 3
    )


def _is_contents(source: str) -> bool:
    rows = [row for row in source.split("\n") if row.strip()]
    return len(rows) >= FEWEST and all(map(_LINK.fullmatch, rows))


def _is_titled(body: str, block: Block) -> bool:
    """Tell whether the block is a heading that calls what is below it contents."""
    return block.level > 0 and bool(_TITLE.fullmatch(body[block.start : block.end]))


def _is_over_nothing(blocks: Sequence[Block], at: int, end: int) -> bool:
    """Tell whether a heading leads to nothing but what stands up to *end*."""
    level = blocks[at].level
    last = end == len(blocks) or blocks[end].kind == "rule"
    return level > 1 and (last or 0 < blocks[end].level <= level)
