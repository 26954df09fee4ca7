"""``CLIP 글에 있는 표``, ``the code in the MAML note``: a piece of a note by name."""

from __future__ import annotations

import re

from datetime import date

from rag.query_types import Piece
from rag.text.lazy_regex import lazily
from rag.understand.dates import when
from rag.understand.filters import holding
from rag.understand.intent import grouping, kinds
from rag.understand.language.request_words import ENTRY


_KOREAN = lazily(
    rf"^(?P<about>\S.*?)\s*(?<![가-힣])(?:{ENTRY}|TIL)(?!들)(?:에서는|에서|에는|에|의|속|안)?\s+"
    r"(?:(?:안|속)에\s*)?(?:있는|있던|나온|나오는|나왔던|들어\s*있는|들어간|적힌|적어\s*둔|쓴|쓰인|포함된|넣은|붙인)?\s*"
    rf"(?P<thing>{holding.ANY_KO})(?:들)?(?:만|을|를|도|은|는|이|가)?"
    r"(?:\s*(?:좀|다|전부|모두|그대로|뭐|어떤|다시|볼|한번|보여|알려|꺼내|출력|가져|찾아|있|줘|줄래"
    r"|주세요|봐|싶)[가-힣]*)*\W*$",
    re.IGNORECASE,
)
_ENGLISH = lazily(
    r"^\W*(?:(?:please|can\s+you|could\s+you|i\s+want\s+to)\s+)*"
    r"(?:(?:show|give|display|see|get|print|open|find|quote)\s+(?:me\s+)?|what(?:['’]?s|\s+is|\s+are)\s+|)"
    rf"(?:(?:the|all|any|every|all\s+the|that)\s+)*(?P<thing>{holding.ANY_EN})\s+"
    r"(?:that\s+(?:is|are)\s+)?(?:in|of|from|inside)\s+(?:the|my|that)\s+(?P<about>\S.*?)\s+"
    r"(?:note|entry|post|til)\b\W*$",
    re.IGNORECASE,
)
_HANGUL = lazily(r"[가-힣]")
_LONGEST = 120


def asked(text: str, today: date) -> Piece | None:
    """
    Return what of which note *text* wants to see, or None.

    The note is named by what it is about, which a time is not.
    """
    if len(text) > _LONGEST:
        return None
    korean = _HANGUL.search(text) is not None
    found = (_KOREAN if korean else _ENGLISH).match(text)
    if not found:
        return None
    about = grouping.subject(found["about"])
    if when.parse(about, today):
        return None
    things = holding.things(found["thing"], korean=korean)
    if not about or len(about) > 2 * kinds.NAME or len(things) != 1:
        return None
    return Piece(about=about, what=things[0])
