"""``제일 많이 쓴 태그 3개``, ``top 3 tags``: so many of what notes are counted by."""

from __future__ import annotations

import re

from rag.query_types import GroupBy
from rag.text.lazy_regex import lazily
from rag.understand.dates import meanings_en
from rag.understand.intent import aggregates_en as en
from rag.understand.intent import aggregates_ko as ko
from rag.understand.intent.aggregate_phrase import Aggregate, asking
from rag.understand.language import numerals_ko


_UNITS_KO = (
    r"(?:해시)?태그|카테고리|분류|폴더|섹션|주제|분야"
    r"|요일|날짜|날|달|분기|반기|해|연도|년도"
)
_UNITS_EN = (
    r"(?:hash)?tag|categor(?:y|ie)|folder|section|topic"
    r"|weekday|day|month|quarter|year"
)


def _ko(mark: int) -> tuple[str, str]:
    """Return the patterns of a unit and of a number; *mark* keeps groups apart."""
    many = (
        rf"(?P<n{mark}>{numerals_ko.NUMERAL})\s*(?:개|곳|위|가지|달|해|날)?"
        r"(?:만|까지|는|은|를|을|가|이)?"
    )
    return rf"(?P<u{mark}>{_UNITS_KO})(?:들)?(?:은|는|이|가|을|를|만|의)?", many


def _en(mark: int) -> tuple[str, str]:
    return rf"(?P<u{mark}>{_UNITS_EN})s?", rf"(?P<n{mark}>{meanings_en.NUMERAL})"


_TOP_KO = r"(?:상위|하위|톱|탑|[Tt]op)"
_USED_KO = (
    r"(?:(?:가장|제일|젤)\s*)?(?:(?:글|노트)[이가]\s*)?"
    r"(?:많이|자주|적게|많은|적은|활발한|바빴던)(?:\s*(?:내가\s*)?"
    r"(?:쓴|쓰인|썼던|적은|단|달린|붙은|붙인|사용한|사용된|나온|나오는|등장한|다룬"
    r"|올린|기록한))?"
)
_OF = r"\s*(?:중(?:에서?)?\s*)?"
(_U1, _N1), (_U2, _N2), (_U3, _N3) = map(_ko, (1, 2, 3))
_KOREAN = lazily(
    rf"(?<![가-힣A-Za-z])(?:{_TOP_KO}\s*{_N1}(?:의)?\s*{_U1}"
    rf"|{_USED_KO}\s*{_U2}{_OF}(?:{_TOP_KO}\s*)?{_N2}"
    rf"|{_U3}{_OF}{_TOP_KO}\s*{_N3})(?=\W|$)"
)
_USED_EN = (
    r"(?:(?:most|least)\s+(?:used|common|frequent(?:ly\s+used)?|active|productive"
    r"|popular|written(?:\s+about)?)|busiest)"
)
_MOST_EN = r"\s+with\s+(?:the\s+)?(?:most|fewest)\s+notes\b"
(_V1, _K1), (_V2, _K2), (_V3, _K3), (_V4, _K4) = map(_en, (1, 2, 3, 4))
_ENGLISH = lazily(
    rf"\b(?:the\s+|my\s+)?(?:"
    rf"(?:top|bottom)\s+{_K1}\s+(?:{_USED_EN}\s+)?{_V1}\b(?:{_MOST_EN})?"
    rf"|{_K2}\s+{_USED_EN}\s+{_V2}\b|{_USED_EN}\s+{_K3}\s+{_V3}\b"
    rf"|{_K4}\s+{_V4}{_MOST_EN})",
    re.IGNORECASE,
)
_CATEGORY = frozenset({"주제", "분야", "topic", "categorie"})


def find(text: str, *, korean: bool) -> Aggregate | None:
    """Return which groups, and how many of them, *text* asks for, or None."""
    found = (_KOREAN if korean else _ENGLISH).search(text)
    if not found:
        return None
    said = {k.rstrip("1234"): t.lower() for k, t in found.groupdict().items() if t}
    units: dict[str, GroupBy] = ko.UNITS if korean else en.UNITS
    unit = "category" if said["u"] in _CATEGORY else units.get(said["u"])
    number = numerals_ko.number if korean else meanings_en.number
    many = number(said["n"])
    if unit is None or many < 1:
        return None
    rest = asking(text, [found.span()], korean=korean)
    return Aggregate(rest=rest, group_by=unit, top=many, of_subject="may")
