"""Finds what stands in a note without saying anything: comments and contents."""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence

from rag.text.blocks import Block, scan
from rag.text.lazy_regex import lazily


FEWEST = 2
"""Links to places of the same page that make a table of contents."""

_MARK = lazily(r"[ \t]*\[{1,2}_?toc_?\]{1,2}\s*", re.IGNORECASE)
_LINK = lazily(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\[.+\]\(#\S*\)\s*")


def unsaid(body: str) -> frozenset[int]:
    """
    Return the rows of *body*, from 0, that say nothing to who reads the page.

    HTML comments on rows of their own, such as the hints of a template; lists
    of links to headings of the same page, with the heading above them that
    stands over nothing else, save one of the first level; ``[toc]``. The
    blank rows behind go with them.
    """
    if "<!--" not in body and "](#" not in body and "toc" not in body.lower():
        return frozenset()
    gone: set[int] = set()
    for first, last in _spans(body, [*scan(body)]):
        start = body.count("\n", 0, first)
        rows = body.count("\n", first, last) + (last == len(body))
        gone.update(range(start, start + rows))
    return frozenset(gone)


def _spans(body: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(blocks):
        block = blocks[at]
        source = body[block.start : block.end]
        end = at + 1
        if block.kind == "list_item":
            while end < len(blocks) and blocks[end].kind == "list_item":
                end += 1
            if _is_contents(body[block.start : blocks[end - 1].end]):
                over = at and _is_over_nothing(blocks, at - 1, end)
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


def _is_over_nothing(blocks: Sequence[Block], at: int, end: int) -> bool:
    """Tell whether a heading leads to nothing but what stands up to *end*."""
    level = blocks[at].level
    last = end == len(blocks) or blocks[end].kind == "rule"
    return level > 1 and (last or 0 < blocks[end].level <= level)
