"""``노트 중에 CLIP 빼고``, ``everything except CLIP``: a list without a subject."""

from __future__ import annotations

import re

from rag.lazily import lazily
from rag.understand import grouping, kinds
from rag.understand.left_out import BEHIND


_PARTED = lazily(
    r"^(?P<of>.*?(?:중에서?|중|가운데|노트들?|글들?|에서)\s+)?(?P<gone>\S.*?)"
    + BEHIND.pattern
    + r"(?P<rest>.*)$"
)
_PARTED_EN = lazily(
    r"^(?P<rest>.*?)(?:^|\s)(?:except(?:\s+for)?|excluding|other\s+than|apart\s+from"
    r"|aside\s+from|besides|everything\s+but|all\s+but|but\s+not)\s+"
    r"(?:(?:the\s+)?(?:ones?|those|notes?)\s+)?(?:(?:on|about)\s+)?(?P<gone>.+?)[\s?.!]*$",
    re.IGNORECASE,
)
_NOTE = lazily(rf"(?:{grouping.N})(?!자|에)", re.IGNORECASE)
_EVERYTHING = lazily(
    r"\b(?:everything|all)\b|나머지|다른\s*(?:거|것|노트|글)", re.IGNORECASE
)
_WITHIN = lazily(r"\b(?:in|with|of|for|from|to|when|using)\b", re.IGNORECASE)
_LONGEST = 200
"""Characters of a question that is looked at."""


def parted(text: str) -> tuple[str, str] | None:
    """
    Return the subject that is left out of a list, and the rest of *text*.

    ``redis 빼고 DB 노트`` is ``redis`` and ``DB 노트``. None where none is.
    """
    if len(text) > _LONGEST:
        return None
    found = _PARTED.search(text) or _PARTED_EN.search(text)
    if found is None:
        return None
    of = found.groupdict().get("of") or ""
    return found["gone"].strip(), f"{of}{found['rest']}".strip()


def asked(rest: str) -> bool:
    """Whether notes are asked for but those on a subject: ``노트 중에 CLIP 빼고``."""
    more = kinds.ASKS.search(grouping.MANY_OF.sub(" ", rest))
    if more or not (sides := parted(rest)):
        return False
    gone, kept = sides
    if _WITHIN.search(gone):
        return False  # "everything but the last line in vim"
    asked = _NOTE.search(kept) or _EVERYTHING.search(rest) or grouping.how_many(kept)
    both = len(grouping.subject(gone)), len(grouping.subject(kept))
    return bool(asked) and 0 < both[0] <= kinds.NAME and both[1] <= kinds.NAME
