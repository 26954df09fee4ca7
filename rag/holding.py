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
_SENTENCE = re.compile(r"[다요죠음함됨임][\W_]*$|\w\s.*[.!]$")


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


def tells(entry: Entry) -> bool:
    """
    Whether *entry* says something that can answer, beside what it is about.

    A title on which nothing follows yet, or only more headings, is a plan to
    write; one that is a sentence tells what was learned.
    """
    return bool(_SENTENCE.search(entry.title)) or any(
        block.kind not in {"heading", "rule"} and _said(text)
        for block in leaves(entry.body)
        if (text := entry.body[block.start : block.end]).strip() != entry.title
    )


def holding(entry: Entry, query: Query) -> bool:
    """Whether *entry* holds what *query* asks for, and lacks what it asks to lack."""
    if query.holding and not holds(entry, query.holding):
        return False
    return not (query.lacking and holds(entry, query.lacking))


def _said(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
