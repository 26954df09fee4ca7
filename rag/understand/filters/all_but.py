"""``노트 중에 CLIP 빼고``, ``everything except CLIP``: a list without a subject."""

from __future__ import annotations

import re

from rag.text.lazy_regex import lazily
from rag.understand.intent import grouping, kinds
from rag.understand.language.exclusion import BEHIND, OPENS


_PARTED = lazily(
    r"^(?P<of>.*?(?:중에서?|중|가운데|노트들?|글들?|에서)\s+)?(?P<gone>\S.*?)"
    + BEHIND.pattern
    + r"(?P<rest>.*)$"
)
_BUT = lazily(r"\b(?:everything|all)\s+but\s", re.IGNORECASE)
_NOTE = lazily(rf"(?:{grouping.N})(?!자|에)", re.IGNORECASE)
_OF_NOTES = lazily(rf"(?:{grouping.N})[가-힣]*\W*$|{grouping.EVERY}", re.IGNORECASE)
_EVERYTHING = lazily(
    r"\b(?:everything|all)\b|나머지|다른\s*(?:거|것|노트|글)", re.IGNORECASE
)
_WITHIN = lazily(r"\b(?:in|with|of|for|from|to|when|using)\b", re.IGNORECASE)
_THERE_IS = lazily(
    r"\s(?:또\s*)?(?:뭐가?|어떤\s*(?:게|글이?|노트가?))\s*(?:더\s*)?있[가-힣]*\W*$"
)
_LONGEST = 200
"""Characters of a question that is looked at."""


def parted(text: str) -> tuple[list[str], str] | None:
    """
    Return the subjects that are left out of a list, and the rest of *text*.

    ``redis 빼고 DB 노트`` is ``redis`` and ``DB 노트``. None where none is.
    """
    if len(text) > _LONGEST:
        return None
    gone, rest = list[str](), text
    while found := _PARTED.search(rest):
        gone.append(found["gone"].strip())
        rest = f"{found['of'] or ''}{found['rest']}".strip()
    if not gone:
        rest, *after = OPENS.split(text)
        if _BUT.search(text):
            rest = f"{rest} everything"
        gone = [part.strip(" ,?.!") for part in after]
    gone = [part for part in gone if part]
    return (gone, rest.strip()) if gone else None


def asked(rest: str) -> bool:
    """Whether notes are asked for but those on a subject: ``노트 중에 CLIP 빼고``."""
    more = kinds.ASKS.search(grouping.MANY_OF.sub(" ", rest))
    if more or not (sides := parted(rest)):
        return False
    gone, kept = sides
    if any(_WITHIN.search(one) for one in gone):
        return False  # "everything but the last line in vim"
    asked = bool(_NOTE.search(kept)) or grouping.how_many(kept)
    if not asked and not grouping.subject(_EVERYTHING.sub(" ", kept)):
        asked = bool(_EVERYTHING.search(rest) or _OF_NOTES.search(kept))
    named = all(0 < len(grouping.subject(one)) <= kinds.NAME for one in gone)
    return asked and named and len(grouping.subject(kept)) <= kinds.NAME


def only(rest: str) -> bool:
    """Whether *rest* does no more than leave subjects out: ``CLIP 빼고 보여줘``."""
    # The notes that it is left out of are named elsewhere: "git 글 중에".
    said = f"노트 중에 {_THERE_IS.sub(' ', rest)}"
    sides = parted(said)
    return sides is not None and not grouping.subject(sides[1]) and asked(said)
