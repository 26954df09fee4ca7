"""Tells a page that lists the notes of its folder from one that is a note."""

from __future__ import annotations

import re

from rag.text.blocks import scan
from rag.text.lazy_regex import lazily


FEWEST = 3
SHARE = 0.6
"""Links to files, in all and of the lines that aren't headings, of a list that
says something besides."""

_NAME = lazily(r".*/(?:readme|index|summary|toc)(?:\.[a-z-]+)+", re.IGNORECASE)
_EXPORTED = lazily(r".* [0-9a-f]{32}\.[a-z]+")
"""What Notion calls a page; those that hold others list them."""
_LINE = lazily(
    r"\s*(?:(?:[-*+]|\d{1,4}[.)])\s+|\|\s*)?(?:\[[ x]\]\s+)?"
    r"\[[^\]]*\]\(\s*<?([^()\s>]+)"
)
_WEB = lazily(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NOTE = lazily(r"\.(?:md|markdown|mdx|txt)(?:#.*)?$", re.IGNORECASE)


def lists_links(path: str, text: str) -> bool:
    """
    Tell whether *text* is a list of links to files, by its name and by its lines.

    Links to other sites are none of these: a collection of them is a note. A
    few links make a list where nothing else is said. The page on top of a
    repository is told by its name alone.
    """
    exported = bool(_EXPORTED.fullmatch(path))
    if not exported and not _NAME.fullmatch(path):
        return False
    links = lines = 0
    for block in scan(text):
        if block.level or block.kind in {"code", "rule", "html"}:
            continue
        for line in text[block.start : block.end].split("\n"):
            m = _LINE.match(line)
            # An exported page may hold a file beside others; it isn't their list.
            near = m and not exported and not _WEB.match(m[1])
            links += bool(m and (near or _NOTE.search(m[1])))
            lines += any(map(str.isalnum, line))
    return (links >= FEWEST and links >= SHARE * lines) or 0 < links == lines
