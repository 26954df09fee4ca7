"""``첫 글이랑 마지막 글``, ``the longest note``: notes at an end of their order."""

from __future__ import annotations

import re

from collections.abc import Mapping

from rag.query_types import Measure
from rag.text.lazy_regex import lazily
from rag.understand.dates import meanings_en
from rag.understand.intent import grouping
from rag.understand.intent.aggregate_phrase import Aggregate, asking
from rag.understand.language import numerals_ko
from rag.understand.language.request_words import ENTRY


_JOSA = r"(?:들)?(?:은|는|이|가|을|를|도|만)?"
_NOTE = (
    rf"(?<![가-힣])(?:{ENTRY}|TILs?)(?!자|로|감|씨|북|꼴){_JOSA}"
    r"(?=[^가-힣]|이?랑|하고|[와과]|뭐|$)"
)
_THING = rf"(?:거|것|건|게|걸){_JOSA}(?=[^가-힣]|이?랑|하고|[와과]|뭐|$)"
_DID = (
    r"(?:(?:내가\s*)?(?:쓴|적은|올린|남긴|작성한|기록한|정리한|올라온|썼던|적었던"
    r"|올렸던)\s*)?"
)
_VERY = r"(?:맨\s*|가장\s*|제일\s*|젤\s*)?"
_FIRST = (
    rf"{_VERY}(?:(?<=맨\s)앞|처음|첫(?:\s*번째)?|최초|오래된)"
    rf"(?:으로|에|의|로)?\s*{_DID}"
)
_LAST = rf"{_VERY}(?:(?<=맨\s)뒤|마지막|최근|최신|나중|끝)(?:으로|에|의)?\s*{_DID}"
_AND = r"\s*(?:이?랑|하고|[와과]|,|·|및|그리고|&)\s*"
_ONE_OF = rf"(?:{_NOTE}|{_THING})?{_AND}"
_COUNTED, _COUNTED_TOO = (
    rf"\s*(?:(?P<k{n}>{numerals_ko.NUMERAL})\s*(?:개|편|건)"
    rf"|(?:top|탑|상위)\s*(?P<k{n}1>[0-9]{{1,2}}))"
    for n in (1, 2)
)
_MANY = rf"(?:{_COUNTED})?"
_OF = r"(?P<of>(?:[^\s,?.!]+\s+){1,3}?)"
"""What the notes are of, between what they are most of and the word for them."""
_MOST = r"(?:가장|제일|젤|최고로)\s*"
_AMONG = r"(?:\s*(?:중에서?|중|가운데서?))?"
_LENGTH = r"(?:(?:길이|분량|내용|글자\s*수)[이가은는도]?\s*)"


def _long(adjective: str, much: str) -> str:
    """Return the pattern of the longest, or shortest, notes in Korean."""
    most = rf"(?:{_LENGTH}?{_MOST}{adjective}|{_LENGTH}{_MOST}{much})\s*{_DID}"
    return (
        rf"(?:{_NOTE}{_AMONG}\s*{most}{_THING}"
        rf"|{most}(?:{_NOTE}|(?P<weak>{_THING})|{_OF}{_NOTE}))"
        rf"{_AMONG}{_MANY}"
        rf"|{adjective}\s*{_NOTE}\s*(?P<several>순)(?:으로|서|서대로)?(?![가-힣])"
        rf"|(?<![가-힣]){adjective}\s*{_DID}(?:{_NOTE}|(?P<weak1>{_THING}))(?:부터)?"
        rf"{_COUNTED_TOO}"
    )


_LONG, _SHORT = "(?:긴|길게|기다란)", "(?:짧은|짧게)"
_BOTH = "|".join(
    rf"{_LENGTH}?{_MOST}{one}\s*{_DID}(?:{_ONE_OF}|{_NOTE}\s+){_LENGTH}?"
    rf"(?:{_MOST})?{other}\s*{_DID}"
    for one, other in ((_LONG, _SHORT), (_SHORT, _LONG))
)


_KOREAN: Mapping[Measure, re.Pattern[str]] = {
    "ends": lazily(
        rf"(?:{_FIRST}(?:{_ONE_OF}|{_NOTE}\s+){_LAST}|{_LAST}{_ONE_OF}{_FIRST})"
        rf"(?:{_NOTE}|(?P<weak>{_THING})){_MANY}",
        needs=("뒤", "마지막", "최근", "최신", "나중", "끝"),
    ),
    "lengths": lazily(
        rf"(?:{_BOTH})(?:{_NOTE}|(?P<weak>{_THING})){_MANY}",
        needs=("짧은", "짧게"),
    ),
    "longest": lazily(
        _long(_LONG, "(?:많은|긴)"),
        needs=("긴", "길게", "기다란", "많은"),
    ),
    "shortest": lazily(_long(_SHORT, "(?:적은|짧은)"), needs=("짧은", "짧게", "적은")),
}
_ONE = r"(?:notes?|entr(?:y|ies)|posts?|tils?)"
_N = rf"(?:{meanings_en.NUMERAL})\s+"
_OLD = r"(?:very\s+)?(?:first|oldest|earliest)"
_NEW = r"(?:very\s+)?(?:last|latest|newest|most\s+recent)"
_MY = r"(?:(?:the|my)\s+)?"
_WRITTEN = r"(?:\s+(?:that\s+)?i(?:['’]ve|\s+have)?\s+(?:ever\s+)?(?:wrote|written))?"


def _length(word: str) -> str:
    """Return the pattern of the longest, or shortest, notes in English."""
    return (
        rf"\b{_MY}(?P<k>{_N})?{word}\s+(?P<k1>{_N})?(?:(?P<several>notes|entries|posts)"
        rf"|{_ONE})\b{_WRITTEN}"
        rf"|\b{_MY}(?P<k2>{_N})?{word}\s+(?P<k3>{_N})?{_OF}(?:(?P<several1>notes|entries"
        rf"|posts)|{_ONE})\b{_WRITTEN}"
        rf"|\b(?:which|what)\s+{_ONE}\s+(?:is|was|are)\s+(?:the\s+)?{word}\b"
        rf"|\b(?P<weak>{_MY}{word})(?:\s+ones?|(?=\W*$))"
    )


_SIZES: Mapping[Measure, tuple[str, ...]] = {
    "longest": ("longest", "lengthiest", "biggest"),
    "shortest": ("shortest", "briefest", "smallest"),
}
_BIG, _SMALL = (f"(?:{'|'.join(words)})" for words in _SIZES.values())
_ENGLISH: Mapping[Measure, re.Pattern[str]] = {
    "ends": lazily(
        rf"\b{_MY}(?:{_OLD}(?:\s+{_ONE})?\s+(?:and|&)\s+{_MY}{_NEW}"
        rf"|{_NEW}(?:\s+{_ONE})?\s+(?:and|&)\s+{_MY}{_OLD})"
        rf"\s+(?P<k>{_N})?(?:{_ONE}|(?P<weak>ones?))\b",
        re.IGNORECASE,
        needs=("first", "oldest", "earliest"),
    ),
    "lengths": lazily(
        rf"\b{_MY}(?:{_BIG}(?:\s+{_ONE})?\s+(?:and|&)\s+{_MY}{_SMALL}"
        rf"|{_SMALL}(?:\s+{_ONE})?\s+(?:and|&)\s+{_MY}{_BIG})"
        rf"\s+(?P<k>{_N})?(?:{_ONE}|(?P<weak>ones?))\b",
        re.IGNORECASE,
        needs=_SIZES["shortest"],
    ),
    **{
        measure: lazily(_length(f"(?:{'|'.join(words)})"), re.IGNORECASE, needs=words)
        for measure, words in _SIZES.items()
    },
}
_FEW = 5
"""Notes that are named where several are asked for, with no number."""
_HANGUL = lazily(r"[가-힣]")
_WITHIN = lazily(r"\W*(?:about|on|of|in|from|for|under|by|since)\b", re.IGNORECASE)
"""Stands before what notes are of, behind the word for them."""
_TO = lazily(
    r"\bhow\s+(?:to|do|does|can|should)\b|\b(?:find|get|print|delete|return)ing\b",
    re.IGNORECASE,
)


def find(text: str, *, noted: bool) -> Aggregate | None:
    """
    Return what *text* asks of notes at an end, or None.

    Args:
        text: The question, in one line.
        noted: Whether notes are spoken of, so that ``제일 긴 거`` is one.
    """
    korean = _HANGUL.search(text) is not None
    for measure, pattern in (_KOREAN if korean else _ENGLISH).items():
        found = pattern.search(text)
        if not found:
            continue
        said = {
            name.rstrip("0123456789"): t for name, t in found.groupdict().items() if t
        }
        spans = [found.span()]
        if "of" in said:
            start, end = found.span("of")
            spans = [(found.start(), start), (end, found.end())]
        if "weak" in said and not noted:
            continue
        if _asked_of(text[found.end() :], korean=korean) or _TO.search(text):
            return None
        many = said.get("k", "").strip()
        number = numerals_ko.number if korean else meanings_en.number
        return Aggregate(
            rest=asking(text, spans, korean=korean),
            measure=measure,
            count=number(many) if many else _FEW if "several" in said else None,
            # "가장 긴 공통 부분 수열 글" is on the longest of something else.
            of_subject="may" if len(said.get("of", "").split()) < 2 else "no",
        )
    return None


def _asked_of(behind: str, *, korean: bool) -> bool:
    """Whether more is asked of those notes: ``제일 긴 글 찾는 코드``."""
    within = None if korean else _WITHIN.match(behind)
    return bool(grouping.subject(behind)) and not within
