"""What is told of notes' dates and categories, when not how many notes there are."""

from __future__ import annotations

import re

from collections.abc import Iterator

from rag.query_types import GroupBy, Measure
from rag.text.lazy_regex import lazily
from rag.understand.dates import meanings_en, meanings_ko
from rag.understand.intent import aggregates_en as en
from rag.understand.intent import aggregates_ko as ko
from rag.understand.intent import extremes, kinds, most_written, top_groups
from rag.understand.intent.aggregate_phrase import Aggregate, asking
from rag.understand.intent.kinds import ASKS
from rag.understand.intent.per_group import distributed
from rag.understand.language import numerals_ko
from rag.understand.language.request_words import without


_HANGUL = lazily(r"[가-힣]")
_ADVERB = lazily(
    r"\s*[(,]?\s*\b(?:days?|months?),?\s+not\s+(?:the\s+)?(?:notes|entries|posts)\b\s*\)?"
    r"|(?<![가-힣])실제로?(?![가-힣])|\bactually\b",
    re.IGNORECASE,
)
"""Says once more that days are meant, or that it is so."""
_SHARE = lazily(
    r"""
    (?:몇\s*(?:퍼센트|프로|%)|비율|비중|퍼센트|백분율|점유율)
    (?:은|는|이|가|을|를|로|야|이야|씩|쯤|정도|나)*
    (?:\s*(?:어떻게|얼마나|얼마)\s*[돼되]?[가-힣]*)?
    |\b(?:(?:what|which)\s+)?(?:percent(?:age)?s?|proportions?|share|fraction)(?:\s+of)?\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_EVERY_KO = lazily(
    r"""
    (?P<all>(?<![가-힣])(?:전부|모두|다|죄다))\s+[^?？]{1,60}?\s*(?:카테고리|분류|폴더|쪽)?
    (?P<end>(?:이|가)?\s*
    (?:맞지|맞아|맞나|맞는지|이지|지|이야|야|인가|인지|이었|였)(?:요|어|나|니|지)?)\s*[?？]*\s*$
    """,
    re.VERBOSE,
)
_EVERY_EN = lazily(
    r"""
    ^\W*(?P<all>(?:are|were|is|was)\s+(?:all|every|everything)\b).{1,90}?
    (?P<end>(?:\s+(?:category|folder|section))?(?:,?\s*(?:right|correct|true))?)\W*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CATEGORY = lazily(
    r"(?<![가-힣])(?:카테고리|분류)(?:들)?(?:의|간)?(?=\s)|\bcategor(?:y|ies)\b"
)
_ANY = lazily(
    r"""
    (?:노트|글|기록|메모|일지|포스트|TIL|거|것|게|건|적)(?:이|은|는|도|가)?\s*
    (?P<ko>(?:하나라도\s*|혹시\s*)?(?:있|없)
    (?:어|나|니|지|는지|음|는가|던가|었나|었어|어요|나요|을까|습니까)[가-힣]*)\s*[?？!.]*\s*$
    |^\W*(?P<en>(?:is|are|was|were)\s+there\s+(?:any|an?|some)(?:thing)?
    |(?:did|have|do)\s+(?:i|we)\s+(?:ever\s+)?
    (?:writ\w+|wrote|have|had|post\w*|take|took|make|made)\s+(?:any|an?|some)(?:thing)?)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TALLY = lazily(
    r"(?:세어|세)\s*(?:줘|봐|주세요|줄래|볼래)|통계|분포|추이|개수|갯수|\b(?:number|count|tally|stat(?:s|istics)"
    r"|distribution|breakdown)\b",
    re.IGNORECASE,
)
"""Wants numbers."""
_ASKS_KO = lazily(r"몇|뭐|뭘|무엇|어떤|어느|무슨|언제|알려|보여")


def candidates(text: str, *, noted: bool = False) -> Iterator[Aggregate]:
    """
    Yield the aggregates that *text* may ask for, the likelier first.

    Args:
        text: The question.
        noted: Whether notes are spoken of anyway.


    It asks for one only if the rest names nothing but dates and a category, which
    is for the caller to see: ``가장 긴 gap을 가진 데이터`` names data.
    """
    korean = bool(_HANGUL.search(text))
    language = ko if korean else en
    plain = " ".join(text.split())
    plain = " ".join(_ADVERB.sub(" ", plain).split())
    if whether := _all(plain, korean=korean):
        yield whether
    if top := top_groups.find(plain, korean=korean):
        yield top
    noted = noted or bool(language.NOTED.search(plain))
    for measure, pattern in language.PATTERNS:
        found = pattern.search(plain)
        if found and (noted or "weak" not in _said(found)):
            yield _aggregate(plain, measure, found, korean=korean)
    if end := extremes.find(plain, noted=noted):
        yield end
    if by := _groups(plain, korean=korean):
        yield by
    if by := _most(plain, korean=korean):
        yield by
    found = _ANY.search(plain)
    if found and not ASKS.search(plain):
        span = found.span("ko" if found["ko"] else "en")
        yield Aggregate(rest=asking(plain, [span], korean=korean), measure="any")


def _aggregate(
    text: str, measure: Measure | None, found: re.Match[str], *, korean: bool
) -> Aggregate:
    said = _said(found)
    unit = _unit(said.get("u", ""), korean=korean)
    having: tuple[int, int | None] | None = None
    if "zero" in said:
        having = (0, 0)
    elif "n" in said:
        having = bounds(said["n"], said.get("c", ""), korean=korean)
    elif "row" in said:
        least, unit = _row(said["row"], korean=korean)
        having = least, None
    elif "bare" in said:
        having = 2, None
    if measure == "streak":
        unit = "month" if unit == "month" else "day"
    old = said.get("old")
    spans = [found.span()]
    if "during" in said:  # "which months in 2022 had none": stays in the rest
        spans = [
            (found.start(), found.start("during")),
            (found.end("during"), found.end()),
        ]
    return Aggregate(
        rest=asking(text, spans, korean=korean, when=measure == "elapsed"),
        measure=measure,
        group_by=unit,
        having=having,
        oldest=old is not None and (not korean or "시작" in old),
    )


def _said(found: re.Match[str]) -> dict[str, str]:
    """Return what the groups hold, those of one name but for digits together."""
    said: dict[str, str] = {}
    for key, value in found.groupdict().items():
        if value:
            name = key.rstrip("0123456789")
            said[name] = f"{said.get(name, '')} {value}".strip().lower()
    return said


def _unit(word: str, *, korean: bool) -> GroupBy | None:
    units = ko.UNITS if korean else en.UNITS
    word = re.sub(r"^(?:몇|한)\s*", "", word)
    return units.get(word) or units.get(word.removesuffix("s"))


def bounds(number: str, bound: str, *, korean: bool) -> tuple[int, int | None]:
    """Return the least and the most that ``두``, ``이상`` or ``at least two`` say."""
    if number in {"여러", "multiple", "several"}:
        return 2, None
    many = _number(number, korean=korean)
    if re.search(r"넘[게는]|초과|more\s+than|over", bound):
        return many + 1, None
    if re.search(r"미만|fewer\s+than|less\s+than|under", bound):
        return 1, many - 1
    if re.search(r"이하|at\s+most|up\s+to|or\s+(?:fewer|less)", bound):
        return 1, many
    if re.search(r"이상|나$|at\s+least|or\s+more|\+", bound):
        return many, None
    return many, many


def _number(word: str, *, korean: bool) -> int:
    if word in {"하나", "a single"}:
        return 1
    return numerals_ko.number(word) if korean else meanings_en.number(word)


def _row(said: str, *, korean: bool) -> tuple[int, GroupBy]:
    """Return how long ``이틀``, ``세 달`` or ``three days`` in a row are."""
    if korean and said in meanings_ko.WORDS:
        many, unit = meanings_ko.WORDS[said]
        return (many * 7 if unit == "week" else many), "day"
    numeral = numerals_ko.NUMERAL if korean else meanings_en.NUMERAL
    found = re.match(numeral, said, re.IGNORECASE)
    many = _number(found[0], korean=korean) if found else 1
    return many, "month" if re.search("달|개월|month", said) else "day"


def _all(text: str, *, korean: bool) -> Aggregate | None:
    """Read ``전부 ML & DL 맞지?``: whether all notes are of a category."""
    found = (_EVERY_KO if korean else _EVERY_EN).search(text)
    if not found or (korean and _ASKS_KO.search(text)):
        return None
    spans = [found.span("all"), found.span("end")]
    return Aggregate(rest=asking(text, spans, korean=korean), measure="all")


def _groups(text: str, *, korean: bool) -> Aggregate | None:
    """Read ``분기별로 몇 개?``, ``per year and category``, ``카테고리별 비율``."""
    share = _SHARE.search(text)
    units, spans = distributed(text)
    if share and not units and (named := _CATEGORY.search(text)):
        units, spans = ["category"], [*spans, named.span()]
    if not (units or share):
        return None
    if share:
        spans = [*spans, share.span()]
    counts = _tallied(without(text, spans))
    if counts and (tally := _TALLY.search(text)):
        spans = [*spans, tally.span()]
    return Aggregate(
        rest=asking(text, spans, korean=korean),
        measure="share" if share else None,
        group_by=units[0] if units else None,
        then_by=units[1] if len(units) > 1 else None,
        of_subject="may" if counts and not share else "no",
    )


def _tallied(text: str) -> bool:
    """Whether notes are to be counted, or nothing but a name of them is left."""
    if kinds.counts(text):
        return True
    noted = most_written.NOTES.search(text) is not None
    return noted and bool(_TALLY.search(text) or kinds.named(text))


def _most(text: str, *, korean: bool) -> Aggregate | None:
    """Read ``GAN 얘기는 언제 제일 많이 했지?``: when most was written of a subject."""
    found = (most_written.KOREAN if korean else most_written.ENGLISH).search(text)
    if not found:
        return None
    said = _said(found)
    unit = _unit(said["u"], korean=korean) if "u" in said else "month"
    rest = without(text, [found.span()])
    noted = "noted" in said or most_written.NOTES.search(rest)
    if not noted:
        return None
    spans = [found.span()]
    return Aggregate(
        rest=asking(text, spans, korean=korean), group_by=unit, of_subject="must"
    )
