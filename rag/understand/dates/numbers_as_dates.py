"""Whether a number that may be a date is one: ``11.5에``, ``by 2022``."""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily
from rag.understand.dates.moments import Atom
from rag.understand.language import exclusion
from rag.understand.language.request_words import bare, content, framing


_DATED = lazily(
    r"\s*(?:에(?!서)|엔|부터|까지|이전|이후|전에|후에|쯤|경|자(?![가-힣])|날|의(?=\s)|~|-|꺼|[?!,.]*\s*$|[,)])"
)
_UNIT = lazily(
    r"\s+(?!notes|entries|posts|tils|was|has|is|does|things|onwards?)[a-z]+s\b",
    re.IGNORECASE,
)
_BEFORE_YEAR = lazily(
    (
        r"(?:^|\s)(?:in|since|before|after|until|till|during|from|of|by|through|between"
        r"|year)\s+(?:the\s+year\s+)?$"
    ),
    re.IGNORECASE,
)

_PLACED = lazily(r"^(?:에는|에|엔|자|날|꺼|일)")


def dated(text: str, atom: Atom) -> bool:
    """Whether what stands around a number makes a date of it."""
    before, after = text[: atom.start], text[atom.end :]
    if atom.when and atom.when.doubtful:
        beside = f"{before} {_PLACED.sub(' ', after)}"
        if content(beside) or not beside.strip():
            return False
    if exclusion.around(text, atom.start, atom.end):
        return True
    if _BEFORE_YEAR.search(before):
        return not _UNIT.match(after)
    if before.rstrip().endswith(("~", "-", "부터", "랑", "과", "하고")):
        return bool(re.search(r"[0-9년월일]\s*(?:[~-]|부터|이?랑|과|하고)\s*$", before))
    words = before.split()
    if words and not framing(bare(words[-1])):
        return False
    following = after.split()
    return bool(_DATED.match(after)) or (
        after[:1].isspace() and framing(bare(following[0]))
    )
