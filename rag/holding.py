"""What a note holds beside prose: code, formulae, tables, links, pictures."""

from __future__ import annotations

import re

from rag.blocks import leaves
from rag.query_types import Holding, Query
from rag.types import Entry


_IN_TEXT: dict[Holding, re.Pattern[str]] = {
    "formula": re.compile(r"(?<![\\$])\$(?!\s)[^$\n]+(?<!\s)\$(?!\d)|\$\$|\\\(|\\\["),
    "link": re.compile(r"\bhttps?://|\]\([^)\s]+\)"),
    "picture": re.compile(r"!\[[^\]]*\]\(|!\[\[|<img\b", re.IGNORECASE),
}


def holds(entry: Entry, what: Holding) -> bool:
    """
    Whether *entry* holds that; ``nothing`` means no more than a title.

    Code within a sentence doesn't count, a formula does.
    """
    if what == "nothing":
        return not _said(entry.body.removeprefix(entry.title).replace(entry.title, ""))
    if found := _IN_TEXT.get(what):
        prose = "".join(
            entry.body[b.start : b.end] for b in leaves(entry.body) if b.kind != "code"
        )
        if found.search(prose):
            return True
    return any(block.kind == what for block in leaves(entry.body))


def holding(entry: Entry, query: Query) -> bool:
    """Whether *entry* holds what *query* asks for, and nothing that it must lack."""
    held = (holds(entry, what) for what in query.holding)
    if query.holding and not (any(held) if query.either else all(held)):
        return False
    return not any(holds(entry, what) for what in query.lacking)


def _said(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
