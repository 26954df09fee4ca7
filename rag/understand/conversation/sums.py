"""``다 합쳐서 몇 개야?``, ``which of them has more?``: of several lists or counts."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace

from rag.query_types import Kind, Lang, Query
from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.dates import meanings_en
from rag.understand.language import numerals_ko
from rag.understand.question import followup


_SO = r"^\W*(?:(?:그럼|그러면|그래서|이제|자|아|그리고|근데)[\s,]+)*"
_UNIT = r"(?:달|해|년|개월|분기|주|날|개|가지|군데|카테고리|분류|폴더|요일|기간)"
_FEW = (
    rf"(?:(?P<n>{numerals_ko.NUMERAL})\s*{_UNIT}|(?P<w>둘|셋|넷))"
    r"(?:를|을|은|는|이|가)?\s*(?:다\s*|모두\s*|전부\s*)?"
)
_IT = (
    r"(?:(?:이거|그거|이것|그것|이것들|그것들|지금까지|여태|앞에|위에)"
    r"(?:를|을|은|는|의|거)?\s*)*"
)
_SUM = (
    r"(?:합치면|합쳐서?|합친|합하면|합해서?|합한|더하면|더해서?|더한|합계|합산|총합|합)"
    r"(?:하면|해서|은|는|이|을)?"
)
_MANY = (
    r"(?:\s*(?:거|것|게|수|개수|글|노트|모두|전부|다|총)(?:는|은|이|가)?)*"
    r"\s*(?:(?:몇\s*(?:개|편|건)|얼마|어떻게|알려|뭐)[가-힣]*(?:\s*[가-힣]{1,4})?)?\W*$"
)
_MORE = (
    r"(?:더|가장|제일|젤)\s*(?:많|적)[가-힣]*"
    r"(?:\s*(?:썼|쓴|적었|올렸|공부|정리|나와|나오)[가-힣]*)?"
)
_WHICH = (
    r"(?:뭐|뭘|어느\s*(?:게|것|쪽|달|해|카테고리|분류)|어떤\s*(?:게|것|쪽)|무엇|무슨\s*달"
    r"|어디|언제|누가)(?:이|가|에|에서|를|을)?\s*"
)
_WORDS = {"둘": 2, "셋": 3, "넷": 4}
_AND = r"^\W*(?:(?:and|so|then|ok(?:ay)?)[\s,]+)*"
_OF_THEM = r"(?:\s+of\s+(?:them|these|those|both|the\s+\w+))?"
_ADDED = (
    lazily(rf"{_SO}{_IT}(?:{_FEW})?(?:다\s*|모두\s*|전부\s*|싹\s*)?{_SUM}{_MANY}"),
    lazily(
        rf"{_AND}(?:how\s+many|what)?\W*(?:is\s+that\s+|are\s+(?:there\s+|they\s+)?"
        r"|does\s+that\s+make\s+|notes?\s+)*(?:(?:all|both|the)\s+)*"
        rf"(?:(?P<n>{meanings_en.NUMERAL})\s+(?:\w+\s+)?)?(?:in\s+total|altogether|combined"
        rf"|together|summed(?:\s+up)?|added(?:\s+up)?|sum|total){_OF_THEM}\W*$"
        rf"|{_AND}(?:add|sum)\s+(?:them|these|those|it|both)"
        r"(?:\s+(?:all|up|together))*\W*$",
        re.IGNORECASE,
    ),
)
_THAT = r"(?:건|게|거|것|쪽|달|해|카테고리|분류|데|곳)[은는이가]?"
_COMPARED = (
    lazily(
        rf"{_SO}(?:(?:{_FEW}|그|이)\s*(?:중에?서?|가운데서?|에서)\s*)?(?:{_WHICH})?"
        rf"{_MORE}\W*$"
        rf"|{_SO}(?:(?:그|둘|셋|넷)\s*)?(?:중에?서?\s*)?(?:더|가장|제일|젤)\s*(?:많|적)은\s*{_THAT}\s*"
        r"(?:(?:뭐|어디|언제|어느)[가-힣]*(?:\s*[가-힣]{1,3})?)?\W*$"
    ),
    lazily(
        rf"{_AND}(?:which|what)(?:\s+(?:one|month|year|category|week|quarter)|{_OF_THEM})*"
        r"\s+(?:has|had|is|was|did\s+i\s+write)\s+(?:the\s+)?"
        r"(?:more|most|bigger|biggest|larger|largest|fewer|fewest|less|least|smaller"
        r"|smallest)(?:\s+(?:notes?|entries|posts?|in|about))*\W*$",
        re.IGNORECASE,
    ),
)
_LONGEST = 80


def asked(question: str) -> re.Match[str] | None:
    """Return what asks for the sum of what was counted, or for the largest of it."""
    if len(question) > _LONGEST:
        return None
    patterns = (*_ADDED, *_COMPARED)
    return next((found for p in patterns if (found := p.search(question))), None)


def summed(
    ask: Ask, query: Query, found: re.Match[str], earlier: Sequence[Query]
) -> Query | None:
    """
    Return *query* for the notes of several turns together, or None.

    Args:
        ask: The question and the conversation.
        query: Holds its language.
        found: What `asked` returned.
        earlier: The lists and counts that came right before, the last one first.
    """
    parts = list[Query]()
    for was in earlier:
        plain = _plain(was, query.lang)
        if plain not in parts:
            parts.append(plain)
    many = _number(found)
    if len(parts) < 2 or many == 1:
        return None
    return Query(
        text="",
        kind=Kind.COUNT,
        lang=query.lang,
        measure="sum",
        parts=tuple(reversed(parts[:many])),
        carried=followup.last(ask.history),
    )


def narrowed(parts: Sequence[Query], read: Query) -> tuple[Query, ...]:
    """Return *parts* within the category that *read* names; () with another time."""
    if replace(read.filters, category=None):
        return ()
    place = read.category
    return tuple(replace(p, category=place or p.category) for p in parts)


def _plain(was: Query, lang: Lang) -> Query:
    """Return *was* as a count, so that the same notes are counted once."""
    return replace(
        was, lang=lang, kind=Kind.COUNT, carried=(), phrasings=(), today=None
    )


def _number(found: re.Match[str]) -> int | None:
    said = found.groupdict()
    if word := said.get("w"):
        return _WORDS[word]
    number = said.get("n")
    if number is None:
        return None
    if re.match(r"[a-z]", number, re.IGNORECASE):
        return meanings_en.number(number)
    return numerals_ko.number(number)
