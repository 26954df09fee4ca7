"""Whether a question asks for notes themselves, though it may not say so."""

from __future__ import annotations

import re

from rag.query_types import LISTING, Kind, Lang
from rag.text.lazy_regex import lazily
from rag.understand.intent import grouping, kinds


WRITTEN = lazily(
    r"배웠|배운|정리|공부|적었|적은|썼|쓴|기록|노트|글|TIL|했|한\s*거"
    r"|\b(?:learn(?:ed|t)?|stud(?:y|ied)|wr(?:ite|ote|itten)|notes?|did\s+i|entries)\b",
    re.IGNORECASE,
)
"""Says that notes are meant."""
LISTS = lazily(
    r"목록|리스트|제목|전체|전부|모두|다\s*(?:보여|알려|꺼내)|\b(?:list|titles?|everything|all)\b",
    re.IGNORECASE,
)
"""Asks for a list, with no word of what it is of."""
NOTE = lazily(rf"(?:{grouping.N})(?!자|에)", re.IGNORECASE)
_TO_DO = lazily(
    r"(?:공부|정리|복습|학습|기록|작성)\s*(?:할|해야|하려|하고\s*싶)|(?:쓸|적을|볼|읽을|배울)\s*(?:거|것|게|내용|주제)"
)
"""What is still to be done, of which notes may tell."""


def kind(rest: str, lang: Lang, *, dated: bool) -> Kind:
    """Return the kind; a question of nothing but time or writing is a list."""
    said = kinds.kind(rest, lang)
    if said in LISTING or _TO_DO.search(rest):
        return said
    lists = dated or WRITTEN.search(rest) or LISTS.search(rest)
    if lists and not grouping.subject(rest):
        return Kind.COUNT if grouping.how_many(rest) else Kind.LIST
    return said
