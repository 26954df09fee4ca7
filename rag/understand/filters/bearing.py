"""``카테고리 없는 글``, ``untagged notes``: notes by whether they bear such a thing."""

from __future__ import annotations

import re

from collections.abc import Mapping

from rag.query_types import Holding
from rag.text.lazy_regex import lazily
from rag.understand.language.request_words import ENTRY


_LACKS = (
    r"(?:(?:하나도|아예|전혀)\s*)?(?:없는|빠진|없이\s*(?:쓴|적은|올린|남긴)"
    r"|안\s*(?:달린|단|붙은|붙인|정한|정해진|적은|적힌|넣은|들어간|속한|된|한|나눈|나뉜)"
    r"|(?:달|달리|붙|붙이|정하|정해지|적|적히|지정되|지정하|속하|들어가|되|하)지\s*않은)"
)
_HAS = r"(?:있는|달린|붙은|붙인|정해진|정한)"
_NOTE = rf"(?:{ENTRY}|TIL|거(?![가-힣]*래)|것|(?:건|게)(?![가-힣]))"
_NOTES = r"(?:notes?|entries|entry|posts?|tils?)"
_WITH = r"(?:with|having|have|has)"


def _said(ko: str, en: str, without: str) -> re.Pattern[str]:
    """Return the pattern of notes that bear, or don't, what goes by these names."""
    return lazily(
        rf"(?<![가-힣A-Za-z])(?:아무\s*|아직\s*)?{ko}(?:[이가은는도을를]|에도?)?\s*(?:지정\s*)?"
        rf"(?:(?P<no>{_LACKS})|{_HAS})\s*(?={_NOTE})"
        rf"|(?<=notes )(?:that\s+)?(?:(?P<no1>without|{_WITH}\s+no|lacking|missing)"
        rf"|{_WITH})\s+(?:an?\s+|any\s+)?{en}(?=\W*$|\s+(?:in|from)\s+[0-9])"
        rf"|(?P<no2>{without})",
        re.IGNORECASE,
    )


_BORNE: Mapping[Holding, re.Pattern[str]] = {
    "category": _said(
        r"(?:카테고리|분류|폴더|섹션)",
        r"(?:categor(?:y|ies)|folders?|sections?)",
        rf"(?<![가-힣])미분류(?:된|인)?\s*(?={_NOTE})"
        rf"|\b(?:uncategori[sz]ed|unfiled|unclassified)(?=\s+{_NOTES}\b)"
        r"|(?<=notes )(?:that\s+are\s+)?(?:in|under)\s+no\s+"
        r"(?:category|folder|section)\b",
    ),
    "tag": _said(
        r"(?:해시\s?)?태그",
        r"(?:hash)?tags?",
        rf"\buntagged(?=\s+{_NOTES}\b)",
    ),
}


def find(text: str) -> tuple[Holding, bool, tuple[int, int]] | None:
    """Return what the notes asked for bear, whether they do, and where that is said."""
    for what, pattern in _BORNE.items():
        if found := pattern.search(text):
            return what, not any(found.groups()), found.span()
    return None
