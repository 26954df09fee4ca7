"""Days that no calendar has, and a list of no notes: what can have no answer."""

from __future__ import annotations

import re

from datetime import date

from rag.query_types import Talk
from rag.text.lazy_regex import lazily
from rag.understand.dates.meanings_en import MONTH_NAMES, NAMES
from rag.understand.language.request_words import content, without


_DAY = (
    lazily(
        r"(?<![0-9])(?:(?P<y>(?:19|20)[0-9]{2})\s*년도?\s*)?(?P<m>[0-9]{1,2})\s*월"
        r"(?:\s*(?P<d>[0-9]{1,2})\s*일)?(?:에|에는|날|의|은|도)?(?![0-9가-힣])"
    ),
    lazily(
        r"(?<![0-9.-])(?P<y>(?:19|20)[0-9]{2})(?P<_>[-./])(?P<m>[0-9]{1,2})(?P=_)(?P<d>[0-9]{1,2})"
        r"(?![0-9.-])(?:에|에는)?"
    ),
    lazily(
        rf"\b(?:on\s+|in\s+)?(?:the\s+)?(?:(?P<n>{MONTH_NAMES})\.?\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?"
        rf"|(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<n1>{MONTH_NAMES}))\b"
        r"(?:,?\s+(?P<y>(?:19|20)[0-9]{2}))?(?![0-9])",
        re.IGNORECASE,
    ),
)
_NONE = lazily(
    r"^\W*(?:(?:가장\s*|제일\s*)?(?:최근|최신|마지막|처음)(?:에|으로)?\s*)?(?:쓴\s*)?(?:글|노트|거|것)?\s*"
    r"(?<![0-9.])0\s*(?:개|편|건)만?(?:\s*(?:좀|만|보여|알려|줘|주세요|뽑아)[가-힣]*)*\W*$"
    r"|^\W*(?:(?:show|list|give)\s+(?:me\s+)?)?(?:the\s+|my\s+)?"
    r"(?:(?:last|latest|newest|first|oldest|most\s+recent|recent)\s+)?(?:0|zero)\s+"
    r"(?:(?:last|latest|newest|oldest|recent)\s+)?(?:notes?|entries|posts)\W*$",
    re.IGNORECASE,
)
_LEAP = 2024
_LONGEST = 120


def asked(text: str) -> Talk | None:
    """Return what is impossible of the notes that *text* asks for, or None."""
    if len(text) > _LONGEST:
        return None
    if _NONE.match(text):
        return Talk.NO_NOTES
    for pattern in _DAY:
        for found in pattern.finditer(text):
            if not _exists(found) and not content(without(text, [found.span()])):
                return Talk.NO_DAY
    return None


def _number(name: str) -> int:
    """Return the number of the month of that name, or of its first letters."""
    return [n[:3] for n in NAMES].index(name[:3].lower()) + 1


def _exists(found: re.Match[str]) -> bool:
    said = found.groupdict()
    name = said.get("n") or said.get("n1")
    month = int(said["m"]) if not name else _number(name)
    day = said.get("d") or said.get("d1")
    try:
        date(int(said["y"] or _LEAP), month, int(day or 1))
    except ValueError:
        return False
    return True
