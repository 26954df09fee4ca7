"""What a note holds beside prose: code, formulae, tables, links, things to do."""

from __future__ import annotations

import re

from rag.query_types import Holding, Query
from rag.text.blocks import leaves
from rag.text.sentences import sentences
from rag.types import Entry


_IN_TEXT: dict[Holding, re.Pattern[str]] = {
    "formula": re.compile(r"(?<![\\$])\$(?!\s)[^$\n]+(?<!\s)\$(?!\d)|\$\$|\\\(|\\\["),
    "link": re.compile(r"\bhttps?://|\]\([^)\s]+\)"),
    "todo": re.compile(
        r"\b(?:TODO|FIXME)\b|^[ \t>]*[-*+][ \t]+\[ \][ \t]+\S"
        r"|^[ \t>#*+-]*(?:(?:(?:앞으로|다음에)[ ]?)?(?:해야[ ]?)?할[ ]?(?:일|것)"
        r"|(?:안|못)[ ]?(?:한|푼|끝낸)[ ]?(?:일|것|거|문제)"
        r"|남은[ ]?(?:일|것|문제|과제|숙제|질문)|미해결(?:[ ](?:문제|질문))?"
        r"|(?i:to-?dos?|open questions?|next steps?|left to do))(?:들|[ ]?목록)?"
        r"[ \t*]*(?:[:：]|$)",
        re.MULTILINE,
    ),
    "done": re.compile(r"^[ \t>]*[-*+][ \t]+\[[xX]\][ \t]", re.MULTILINE),
    "picture": re.compile(r"!\[[^\]]*\]\(|!\[\[|<img\b", re.IGNORECASE),
}
_ANNOUNCES = re.compile(
    r"(?:[을를]|대해서?|대하여|관해서?|관하여|의미인지|무엇인지|(?:이|한|여러)\s?곳에|여기에?)\s+"
    r"(?:(?:간단히|간략히|짧게|차차|나중에|\S+에|모아)\s+){0,3}"
    r"(?:기록|(?<![을를] )정리|정리(?=[하합한함](?!였))|메모|요약|적어)"
    r"\s?(?:[하합했해한함둔두둡]\S{0,8})?\W*$"
    r"|^\W*(?:(?:some |short |a )?notes?|a (?:list|collection|summary)) (?:on|about|of)"
    r"\b[^.,:;]{1,60}\W*$",
    re.IGNORECASE,
)
"""Says no more than what is written about; ends a sentence."""
_SENTENCE = re.compile(r"[다요죠음함됨임][\W_]*$|\w\s.*[.!]$")


def holds(entry: Entry, what: Holding) -> bool:
    """
    Whether *entry* holds that; ``nothing`` means no more than headings.

    Code within a sentence doesn't count, a formula does.
    """
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
    ]


def tells(entry: Entry) -> bool:
    """
    Whether *entry* says something that can answer, beside what it is about.

    A title on which nothing follows yet, or only more headings, is a plan to
    write; one that is a sentence tells what was learned. That something is
    written down here, or behind a link, tells nothing of it.
    """
    titled = _SENTENCE.search(entry.title) and not _ANNOUNCES.search(entry.title)
    return bool(titled) or any(
        block.kind not in {"heading", "rule"} and _telling(text)
        for block in leaves(entry.body)
        if (text := entry.body[block.start : block.end]).strip() != entry.title
    )


def _telling(text: str) -> bool:
    """Whether a block says more than that something is written down."""
    said = [text[a:b] for a, b in sentences(text)]
    return bool(_said(text)) and not (said and all(map(_ANNOUNCES.search, said)))


def holding(entry: Entry, query: Query) -> bool:
    """Whether *entry* holds what *query* asks for, and nothing that it must lack."""
    held = (holds(entry, what) for what in query.holding)
    if query.holding and not (any(held) if query.either else all(held)):
        return False
    return not any(holds(entry, what) for what in query.lacking)


def _said(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
