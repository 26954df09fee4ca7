"""What a note holds beside prose: code, formulae, tables, links, things to do."""

from __future__ import annotations

import re

from rag.query_types import Holding, Query
from rag.text.blocks import leaves
from rag.types import Entry


_IN_TEXT: dict[Holding, re.Pattern[str]] = {
    "formula": re.compile(r"(?<![\\$])\$(?!\s)[^$\n]+(?<!\s)\$(?!\d)|\$\$|\\\(|\\\["),
    "link": re.compile(r"\bhttps?://|\]\([^)\s]+\)"),
    "todo": re.compile(
        r"\b(?:TODO|FIXME)\b|^[ \t>]*[-*+][ \t]+\[ \][ \t]+\S"
        r"|^(?:[^\w\n`~|\[\]]*(?:[0-9]{1,2}\.[ ]?)?)"
        r"(?:(?:(?:앞으로|다음에|추후|내일|(?:다음|이번)[ ]?주에?|더|나중에)[ ]?)?"
        r"(?:해야[ ]?|공부(?:해야[ ]?)?[ ]?)?할[ ]?(?:일|것|내용)"
        r"|(?:안|못)[ ]?(?:한|푼|끝낸)[ ]?(?:일|것|거|문제)"
        r"|남은[ ]?(?:일|것|문제|과제|숙제|질문)|미해결(?:[ ](?:문제|질문))?"
        r"|(?i:to-?dos?|open questions?|next steps?|left to do))(?:들|[ ]?목록)?"
        r"[ \t*]*(?:[:：]|$)",
        re.MULTILINE,
    ),
    "done": re.compile(r"^[ \t>]*[-*+][ \t]+\[[xX]\][ \t]", re.MULTILINE),
    "picture": re.compile(r"!\[[^\]]*\]\(|!\[\[|<img\b", re.IGNORECASE),
}
_NEXT_HEADING = re.compile(r"^#{1,6}[ \t]", re.MULTILINE)
_SENTENCE = re.compile(r"[다요죠음함됨임][\W_]*$|\w\s.*[.!]$")


def holds(entry: Entry, what: Holding) -> bool:
    """
    Whether *entry* holds that; ``nothing`` means no more than headings.

    Code within a sentence doesn't count, a formula does.
    """
    if what == "category":
        return bool(entry.category)
    if what == "tag":
        return bool(entry.tags)
    if what == "nothing":
        said = (
            entry.body[block.start : block.end].replace(entry.title, "")
            for block in leaves(entry.body)
            if block.kind not in {"heading", "rule"}
        )
        return not any(map(_said, said))
    if places(entry, what):
        return True
    return any(block.kind == what for block in leaves(entry.body))


def spans(entry: Entry, what: Holding) -> list[tuple[int, int]]:
    """Return where in the body of *entry* that stands: blocks, and lines of prose."""
    body = entry.body
    whole = [(b.start, b.end) for b in leaves(body) if b.kind == what]
    lines = {
        (body.rfind("\n", 0, at) + 1, (body.find("\n", at) + 1 or len(body) + 1) - 1)
        for at in places(entry, what)
        if not any(start <= at < end for start, end in whole)
    }
    cut = ((a, a + len(body[a:b].rstrip())) for a, b in sorted((*whole, *lines)))
    return [(a, b) for a, b in cut if a < b]


def places(entry: Entry, what: Holding) -> list[int]:
    """Return where in the body of *entry* that stands, as far as prose tells."""
    found = _IN_TEXT.get(what)
    if found is None:
        return []
    return [
        m.start()
        for block in leaves(entry.body)
        if block.kind != "code"
        for m in found.finditer(entry.body, block.start, block.end)
        if not block.level or _is_over_something(entry.body, block.end)
    ]


def _is_over_something(body: str, at: int) -> bool:
    """Tell whether anything is said before the next heading, or the end."""
    below = _NEXT_HEADING.search(body, at)
    return any(map(str.isalnum, body[at : below.start() if below else len(body)]))


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
    """Whether *entry* holds what *query* asks for, and nothing that it must lack."""
    held = (holds(entry, what) for what in query.holding)
    if query.holding and not (any(held) if query.either else all(held)):
        return False
    return not any(holds(entry, what) for what in query.lacking)


def _said(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
