"""``분기별``, ``해마다``, ``per year and category``: what notes are counted by."""

from __future__ import annotations

import re

from rag.query_types import GroupBy
from rag.text.lazy_regex import lazily


_UNITS: dict[str, GroupBy] = {
    **dict.fromkeys(("날짜", "일", "날", "day", "date"), "day"),
    **dict.fromkeys(("요일", "weekday"), "weekday"),
    **dict.fromkeys(("월", "달", "month"), "month"),
    **dict.fromkeys(("분기", "quarter"), "quarter"),
    **dict.fromkeys(("반기", "half", "half year", "half-year"), "half"),
    **dict.fromkeys(("연도", "년도", "해", "년", "연", "year"), "year"),
    **dict.fromkeys(
        ("카테고리", "분류", "폴더", "섹션", "category", "folder", "section"),
        "category",
    ),
    **dict.fromkeys(("태그", "해시태그", "tag", "hashtag"), "tag"),
}
_KOREAN = (
    r"날짜|요일|월|달|분기|반기|연도|년도|해|년|연|일|카테고리|분류|폴더|섹션"
    r"|(?:해시)?태그|tag"
)
_ENGLISH = (
    r"day|date|weekday|month|quarter|half[\s-]?year|half|year|category|folder|section"
    r"|(?:hash)?tag"
)
_AND = r"\s*(?:,|·|/|×|및|와|과|랑|이랑|하고)?\s*"
_BESIDE = r"\s*(?:,|·|/|×|및|와|과|랑|이랑|하고)\s*|\s+"
_EACH = lazily(
    rf"""
    # Of two, the first may go without its own "별".
    (?<![가-힣0-9])(?:각\s*)?(?:(?P<k1>{_KOREAN})(?:\s*(?:별|마다)(?:로|의|은|는)?{_AND}|{_BESIDE}))?
    (?P<k2>{_KOREAN})\s*(?:별|마다)(?:로)?(?:의|은|는)?(?![가-힣])
    |(?<![가-힣])매\s*(?P<k3>월|달|년|해|분기|반기)(?![가-힣])
    |(?<![가-힣])(?:한\s*)?(?P<k4>분기|반기)\s*(?:에|당)(?=\s*몇)
    |\b(?:per|by|each|every|for\s+each|for\s+every)\s+(?P<e1>{_ENGLISH})s?
    (?:\s*(?:,|and|&|/|×|x|then)\s*(?:then\s+)?(?:(?:per|by|each)\s+)?
    (?P<e2>{_ENGLISH})s?)?\b
    |\b(?P<e3>quarter|month|year)ly\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WHICH = lazily(
    r"""
    (?:무슨|어느|어떤|몇|몇\s*번째)\s*(?P<k>분기|반기)(?:에|가|는|에는)?(?![가-힣])
    |(?:가장|제일|젤|더)\s*(?:(?:글|노트)[이가]\s+)?(?:많이|많은|적게|적은)\s*(?:쓴\s*|적은\s*|올린\s*)?
    (?P<k2>분기|반기)(?:는|은|가)?(?![가-힣])
    |\b(?:which|what)\s+(?P<e>quarter|half(?:[\s-]year)?)(?:\s+of\s+the\s+year)?\b
    |\b(?:busiest|most\s+active|most\s+productive)\s+(?P<e2>quarter|half)\b
    |(?P<half>\b(?:in\s+)?(?:the\s+)?first\s+(?:half\s+)?(?:or|and|vs\.?|than)\s+
    (?:(?:in\s+)?the\s+)?second\s+half\b(?:\s+of\s+the\s+year\b)?)
    """,
    re.IGNORECASE | re.VERBOSE,
)


_HALVES = tuple(
    lazily(
        rf"(?<![가-힣]){which}반기(?:에서|에|를|을|의|은|는|가|이?랑|와|과|하고|보다|별로?)*"
        r"(?:\s*(?:,|vs\.?|중에?서?|가운데)(?![가-힣]))?"
        r"(?:\s*(?:언제가?|어느\s*쪽[이에]?|어느\s*때|어디[가에]?)(?=\s|$))?"
    )
    for which in ("[상전]", "[하후]")
)
"""Both halves of a year: that is what notes are counted by."""


_AGAIN = lazily(
    r"(?:마다|매\s*[월달년해]|매\s*분기|매\s*반기|\b(?:each|every)\s+\w+)\s*$",
    re.IGNORECASE,
)
_NUMBER = lazily(
    r"몇|개수|갯수|편수|얼마나|통계|세어|비율|평균|\b(?:how\s+(?:many|much|often)|count|number|most"
    r"|fewest|least|average|share)\b|(?:가장|제일|젤|더)\s*(?:많|적|자주)",
    re.IGNORECASE,
)


def distributed(text: str) -> tuple[list[GroupBy], list[tuple[int, int]]]:
    """Return the units that notes are counted by, two at most, and where they stand."""
    units: list[GroupBy] = []
    spans: list[tuple[int, int]] = []
    for pattern in (_EACH, _WHICH):
        for found in pattern.finditer(text):
            if _AGAIN.search(found[0]) and not _NUMBER.search(text):
                continue  # "해마다 2월에 쓴 글": which ones, not how many a year
            for name, word in found.groupdict().items():
                if word and (unit := _unit(name, word)) not in units:
                    units.append(unit)
            spans.append(found.span())
    halves = [pattern.search(text) for pattern in _HALVES]
    if all(halves):
        units.append("half")
        spans += [found.span() for found in halves if found]
    return units[:2], spans


def _unit(name: str, word: str) -> GroupBy:
    return "half" if name.startswith("half") else _UNITS[" ".join(word.lower().split())]
