"""Quantities, in digits and in words, Korean and English.

``1,000``, ``1000`` and ``천`` are one number, so are ``50%`` and ``절반``.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rag.compare.dates import days
from rag.compare.durations import durations
from rag.text.lazy_regex import lazily


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts."""

    value: Decimal
    unit: str
    """A unit of measure, ``count``, ``ordinal``, or empty when none is named."""
    word: bool
    """Whether it is written as a word."""
    start: int
    end: int


_UNITS = {
    name: unit
    for unit, names in {
        "%": "% ％ 퍼센트 프로 percent",
        "count": "개 가지 종 종류 번 줄 층 장 명 항 항목 단계 건 편 곳 군데 쪽 행 열 "
        "ways kinds types terms steps classes items lines layers things "
        "way kind type term step stage "
        "methods stages points cases",
        "ordinal": "번째 차 차원 st nd rd th",
        "year": "년 years year",
        "month": "개월 달 months month",
        "week": "주 주일 weeks week",
        "day": "일 days day",
        "hour": "시간 hours hour hrs h",
        "minute": "분 minutes minute min",
        "second": "초 seconds second sec s",
        "ms": "ms 밀리초 milliseconds",
        "times": "배 times fold x",
        "gb": "gb 기가 기가바이트 gigabytes gib",
        "mb": "mb 메가 메가바이트 megabytes mib",
        "kb": "kb 킬로바이트 kilobytes kib",
        "tb": "tb 테라바이트",
        "epoch": "epoch epochs 에폭 에포크",
        "px": "px 픽셀 pixels pixel",
        "won": "원 won krw",
        "dollar": "달러 dollars usd",
    }.items()
    for name in names.split()
}
MEASURES = frozenset(_UNITS.values()) - {"count", "ordinal", "times"}
"""Units of measure: a number of one is no rival of a mere count."""
_UNIT = "|".join(re.escape(n) for n in sorted(_UNITS, key=len, reverse=True))
# Verbs and the like that end in -s are none.
_PLURAL = (
    r"(?!(?:has|was|does|its|always|perhaps|besides|whereas)\b)"
    r"(?:[a-z]{2,}[a-rtv-z]s|criteria|phenomena|people|children)"
)
_DIGITS = lazily(
    r"(?<![\w.])(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<k>\s?(?:억|[천백십]?만(?!큼)|천|백)(?![가-힣]*[년월])|k\b|(?-i:M\b)"
    r"|\s(?:thousand|million|billion)(?![A-Za-z]))?"
    rf"(?:(?P<gap>[ -]?)(?P<u>{_UNIT})(?![A-Za-z])"
    rf"| (?P<many>{_PLURAL})(?![A-Za-z]))?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_TIMES = {"백": 10**2, "천": 10**3, "k": 10**3, "만": 10**4, "십만": 10**5}
_TIMES |= {"백만": 10**6, "천만": 10**7, "억": 10**8, "m": 10**6, "thousand": 10**3}
_TIMES |= {"million": 10**6, "billion": 10**9}
_KOREAN = dict(
    zip(
        "두 둘 세 셋 석 네 넷 넉 다섯 여섯 일곱 여덟 아홉 열 열두 스무".split(),
        (2, 2, 3, 3, 3, 4, 4, 4, 5, 6, 7, 8, 9, 10, 12, 20),
        strict=True,
    )
)
_COUNTERS = (
    "가지|개|종류|종|번째|번|줄|층|장|명|항목|항|단계|건|편|곳|군데|쪽|행|배|달|주|시간|용어|"
    "방법|방식|모델|함수|기준|요소|값|점|차례|경우|특징|모달리티|부분|문제|이유|조건|축|그룹"
)
_KOREAN_WORD = lazily(
    rf"(?<![가-힣])(?P<n>{'|'.join(sorted(_KOREAN, key=len, reverse=True))})"
    rf"(?:\s*(?P<u>{_COUNTERS})|(?<![둘셋넷열백])(?=\s+[A-Za-z가-힣]))"
)
_KOREAN_FIRST = lazily(r"(?<![가-힣])(?:첫\s*번째|첫째|첫)(?=[\s가-힣])")
_ENGLISH = {
    word: number
    for number, words in enumerate(
        "zero|-|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
        "|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty".split("|")
    )
    for word in words.split()
}
_NTH = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth"
_ORDINALS = {word: number for number, word in enumerate(_NTH.split())}
_ENGLISH_WORD = lazily(
    rf"\b(?P<n>{'|'.join(w for w in (*_ENGLISH, *_ORDINALS) if w != '-')})\b(?!-order)"
    r"(?:[ -](?P<u>[a-z]+))?",
    re.IGNORECASE,
)
_LINKS = frozenset(
    """with and then before by to in on at when if or but for because so from would
    will can could should must may might""".split()
)
_DETERMINED = lazily(
    r"(?:\b(?:the|its|their|our|his|her|my|your|this|that)|-) ?$", re.IGNORECASE
)
_HALF = lazily(
    r"절반|(?<![가-힣])반(?=으로|만[ 큼]|씩)|\bhalf\b",
    re.IGNORECASE,
)
_OUT_OF = lazily(
    rf"\b(?P<n>{'|'.join(w for w in _ENGLISH if w != '-')}) (?:out of|in every)"
    rf" (?P<of>{'|'.join(w for w in _ENGLISH if w not in {'-', 'zero'})})\b",
    re.IGNORECASE,
)
_SINGLE = lazily(
    r"(?<![가-힣0-9])한\s*(?P<ko>시간|분(?!의)|초|달|주)(?![가-힣]*\s*명)"
    r"|\b(?:one|an?)\s+(?P<en>second|minute|hour|day|week|month|year)\b",
    re.IGNORECASE,
)
_SECONDS = {
    "ms": Decimal("0.001"),
    "second": Decimal(1),
    "minute": Decimal(60),
    "hour": Decimal(3600),
    "day": Decimal(86_400),
    "week": Decimal(604_800),
}
_THAN = lazily(r" (?:as|more|less|fewer|the|\w+er)\b")
_OR_MORE = lazily(r"(?<![가-힣])[둘셋넷](?= ?(?:이상|이하|중|사이))")
_HALVED = lazily(r"\bhalv(?:e|es|ed|ing)\b", re.IGNORECASE)
_MULTIPLIED = lazily(r"\b(?P<n>doubl|tripl|quadrupl)(?:e|es|ed|ing)\b", re.IGNORECASE)


def quantities(text: str) -> list[Quantity]:
    """Return the numbers of *text* that belong to no date, in order."""
    taken = [(d.start, d.end) for d in days(text)]
    found: list[Quantity] = []
    for quantity in (*_digits(text), *_words(text)):
        if any(quantity.start < b and a < quantity.end for a, b in taken):
            continue
        taken.append((quantity.start, quantity.end))
        found.append(quantity)
    return sorted(found, key=lambda q: q.start)


def _digits(text: str) -> Iterator[Quantity]:
    if not _DIGIT.search(text):
        return
    for number, unit, start, end in durations(text):
        yield Quantity(Decimal(number).normalize(), unit, False, start, end)  # noqa: FBT003
    for m in _DIGITS.finditer(text):
        try:
            value = Decimal(m["n"].replace(",", ""))
        except InvalidOperation:
            continue
        value *= _TIMES.get((m["k"] or "").strip().lower(), 1)
        unit = "count" if m["many"] else _UNITS.get((m["u"] or "").lower(), "")
        if m["u"] == "times" and not _THAN.match(text, m.end()):
            unit = ""  # so often, and not so much more
        yield Quantity(value.normalize(), unit, False, m.start(), m.end())  # noqa: FBT003


def _words(text: str) -> Iterator[Quantity]:
    for m in _OUT_OF.finditer(text):
        part, whole = _ENGLISH[m["n"].lower()], _ENGLISH[m["of"].lower()]
        yield _word(100 * part / Decimal(whole), "%", m)
    for m in _KOREAN_WORD.finditer(text):
        unit = "ordinal" if m["u"] == "번째" else "count"
        unit = "times" if m["u"] == "배" else unit
        yield _word(_KOREAN[m["n"]], unit, m)
    for m in _KOREAN_FIRST.finditer(text):
        yield _word(1, "ordinal", m)
    for m in _ENGLISH_WORD.finditer(text):
        name = m["n"].lower()
        if name == "first" and _before_all(text, m):
            continue
        unit = "ordinal" if name in _ORDINALS else "count"
        number = Decimal(_ORDINALS[name] if unit == "ordinal" else _ENGLISH[name])
        yield Quantity(number, unit, True, m.start("n"), m.end("n"))  # noqa: FBT003
    for m in _HALF.finditer(text):
        yield Quantity(Decimal(50), "%", True, m.start(), m.end())  # noqa: FBT003


def multiplied(text: str) -> Iterator[Quantity]:
    """Yield what ``tripled`` says that there is three times of; of notes alone.

    An answer may speak of a double quote. ``한 시간`` and ``a second`` are one.
    """
    for m in _OR_MORE.finditer(text):
        yield _word(_KOREAN[m[0]], "count", m)
    for m in _SINGLE.finditer(text):
        yield _word(1, _UNITS[(m["ko"] or m["en"]).lower()], m)
    for m in _HALVED.finditer(text):
        yield _word(50, "%", m)
    for m in _MULTIPLIED.finditer(text):
        yield _word(2 + "dtq".index(m["n"][0].lower()), "times", m)


def _before_all(text: str, m: re.Match[str]) -> bool:
    """Say whether "first" says when, as in "profile first", and counts nothing."""
    alone = m["u"] is None or m["u"].lower() in _LINKS
    return alone and not _DETERMINED.search(text, 0, m.start())


def _word(value: Decimal | int, unit: str, m: re.Match[str]) -> Quantity:
    return Quantity(Decimal(value).normalize(), unit, True, m.start(), m.end())  # noqa: FBT003


def _seconds(q: Quantity) -> Decimal | None:
    """Return how long *q* lasts; None for what is no time of one length."""
    return q.value * _SECONDS[q.unit] if q.unit in _SECONDS else None


def fits(claimed: Quantity, given: Quantity) -> bool:
    """Say whether *given* bears out *claimed*: one value, and no other unit."""
    if (lasts := _seconds(claimed)) is not None and lasts == _seconds(given):
        return True  # 3600초, 즉 1시간
    if claimed.value != given.value:
        return False
    loose = {"", "count", "ordinal"}
    if claimed.unit in loose or given.unit in loose:
        return not ({claimed.unit, given.unit} & {"%", "times"}) or "" in {
            claimed.unit,
            given.unit,
        }
    return claimed.unit == given.unit
