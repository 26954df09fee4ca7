"""``가장 최근``, ``최근 3개``, ``the first two notes``: which end, how many."""

from __future__ import annotations

import re

from dataclasses import dataclass

from rag.text.lazy_regex import lazily
from rag.understand.dates import meanings_en
from rag.understand.language import numerals_ko
from rag.understand.language.request_words import ENTRY


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which entries come first, and how many are wanted."""

    start: int
    end: int
    newest_first: bool | None
    """True for the latest, False for the first ones, None for any."""
    count: int | None
    """None when no number was named and the wording is not a singular."""
    nth: int | None = None
    """Which one in that order is wanted, from 1."""


_THING = rf"(?:{ENTRY}|TIL|것|거|건|게|내용)"
_DONE = (
    r"(?:에|으로|로)?\s*(?:내가\s*)?(?:[가-힣]{0,3}(?:쓴|적은|한|운|린|긴|된|둔)\s*)?"
    rf"(?:{_THING}(?:들)?\s*)?(?:중에?\s*)?"
)
_MANY = rf"(?P<n>{numerals_ko.NUMERAL})\s*(?:개(?!월)|편|건|가지)(?:만|를|을|씩)?"
_PLURAL = lazily(
    r"들|목록|리스트|순(?:으로|서)?(?![가-힣])|전부|모두|\b\w+s\b", re.IGNORECASE
)
_ENDS = (
    r"(?P<new>(?:가장|제일|젤|맨)\s*(?:최근|마지막|나중|최신|늦게|뒤)|마지막|최근|최신|요즘|요새|근래"
    rf"|얼마\s*전|새로(?=\s*(?:쓴|적은|올린|올라온|추가|기록|정리|작성|배운))|새(?=\s+{_THING}))"
    r"|(?P<old>(?:가장|제일|젤|맨)\s*(?:처음|먼저|첫|오래된|오래\s*전|옛날|예전|이른|일찍|앞)"
    rf"|언제부터\s*(?:(?:[가-힣]+기|공부|기록|정리)[를을]?\s*)?시작|최초|처음(?!부터)|첫\s*(?:번째\s*)?(?={_THING})"
    rf"|첫\s*번째로(?=\s*{_DONE}{_THING})|오래된)"
)
_KOREAN = lazily(
    rf"(?:{_ENDS})(?:(?:순(?:으로|서대로)?\s*)?{_DONE}{_MANY}|순(?:으로|서대로)?|에는|에|으로|로|의)?"
)
_LATER = lazily(rf"{_THING}(?:들)?\s*(?:중에?서?\s*)?{_MANY}")
_ONE = lazily(r"언제부터|가장|제일|젤|맨|마지막|최초|처음|첫")
_NOUN = r"(?:notes?|entr(?:y|ies)|posts?|tils?|things?|topics?)"
_SIDE = (
    r"(?P<new>most\s+recent|latest|newest|last|recent)|(?P<old>(?:very\s+)?first"
    r"|earliest|oldest)"
)
_ENGLISH = lazily(
    rf"\b(?:the\s+|my\s+)?(?:(?:(?P<k>{meanings_en.NUMERAL})\s+)?(?:{_SIDE})"
    rf"(?:\s+(?P<n>{meanings_en.NUMERAL})(?!\s*(?:day|week|month|year|hour)))?"
    r"|(?P<lately>recently|lately|what['’]?s\s+new|anything\s+new"
    r"|new(?=\s+(?:notes|entries|posts))))(?=\W|$)",
    re.IGNORECASE,
)
_RANKED_KO = lazily(
    rf"(?P<n>{numerals_ko.NUMERAL})\s*번째로\s*(?:(?P<new>최근|늦게|나중|최신)|(?P<old>오래된|먼저"
    r"|일찍|오래\s*전))(?:에|인|의)?"
    rf"|(?P<after>(?:맨\s*)?(?:첫(?:\s*번째)?|처음)\s*(?:쓴\s*)?{_THING}\s*(?:바로\s*)?(?:다음|뒤)(?:에|의)?(?=\s))"
    rf"|(?P<ahead>(?:맨\s*|가장\s*)?(?:마지막|최근)\s*(?:쓴\s*)?{_THING}\s*(?:바로\s*)?(?:전|앞|직전)(?:에|의)?(?=\s))"
    rf"|(?P<back>뒤|끝|마지막)에서\s*(?P<n2>{numerals_ko.NUMERAL})\s*번째(?:로|의|에)?"
    rf"|(?<!매)(?P<n3>{numerals_ko.NUMERAL})\s*번째(?:로)?\s*(?:쓴|적은|작성한|정리한|올린)?\s*"
    r"(?=(?:노트|글(?!자)|기록|TIL|메모|포스트)(?!에서))"
)
_RANKED_EN = lazily(
    rf"\b(?:the\s+|my\s+)?(?P<n>{'|'.join(meanings_en.ORDINALS)})[\s-]+"
    r"(?:(?P<new>newest|latest|most[\s-]recent|to[\s-]last|last)|(?P<old>oldest|earliest)"
    r"|(?P<ever>(?=(?:note|entry|post)\b)))"
    r"|\b(?:the\s+|my\s+)?(?:last\s+but\s+one|penultimate)\b",
    re.IGNORECASE,
)
_AHEAD = lazily(rf"\s*(?:\w[\w-]*\s+){{0,3}}?{_NOUN}\b", re.IGNORECASE)
_VERB = lazily(
    r"\b(?:write|wrote|learn|learned|learnt|study|studied)\s*$", re.IGNORECASE
)


def find(text: str) -> Order | None:
    """Return the first such wording; whether it is about notes is not asked."""
    return _ranked(text) or _korean(text) or _english(text) or _number(text)


def _ranked(text: str) -> Order | None:
    """Read ``두 번째로 오래된 글``, ``뒤에서 세 번째``, ``the second newest note``."""
    if found := _RANKED_KO.search(text):
        said = found["n"] or found["n2"] or found["n3"]
        n = numerals_ko.number(said) if said else 2  # the one beside the end
        newest = any(found[name] is not None for name in ("new", "back", "ahead"))
        if n < 1:
            return None
    elif found := _RANKED_EN.search(text):
        n = meanings_en.ORDINALS[found["n"].lower()] if found["n"] else 2
        newest = found["old"] is None and found["ever"] is None
        if n == 1 and found["ever"] is not None:
            return None  # "the very first note" says so itself
    else:
        return None
    return Order(
        start=found.start(), end=found.end(), newest_first=newest, count=1, nth=n
    )


def _number(text: str) -> Order | None:
    """Read ``노트 3개``, with no end named."""
    found = _LATER.search(text)
    if not found:
        return None
    return Order(
        start=found.start("n"),
        end=found.end(),
        newest_first=None,
        count=numerals_ko.number(found["n"]) or None,
    )


def _korean(text: str) -> Order | None:
    found = _KOREAN.search(text)
    if not found or re.match(r"[가-힣]", text[found.start() - 1 : found.start()]):
        if not found or not re.match(r"[가-힣]", found[0]):
            return None
        if text[found.start() - 1] not in "에서의로중글트":
            return None
    count = None
    if found["n"]:
        count = numerals_ko.number(found["n"])
    elif later := _LATER.search(text, found.end()):
        count = numerals_ko.number(later["n"])
    elif _ONE.match(found[0]) and not _PLURAL.search(text, found.start()):
        count = 1
    return Order(
        start=found.start(),
        end=found.end(),
        newest_first=found["new"] is not None,
        count=count or None,
    )


def _english(text: str) -> Order | None:
    for found in _ENGLISH.finditer(text):
        digits = found["n"] or found["k"]
        count = meanings_en.number(digits) if digits else None
        rest, side = text[found.end() :], (found["new"] or found["old"] or "").lower()
        noun = _AHEAD.match(rest)
        if side in {"last", "first", "very first", "recent"} and not (
            noun or (not rest.strip(" ?.!") and _VERB.search(text[: found.start()]))
        ):
            continue
        single = noun is None or not noun[0].rstrip().endswith("s")
        if count is None and single and not found["lately"] and side != "recent":
            count = 1
        return Order(
            start=found.start(),
            end=found.end(),
            newest_first=found["old"] is None,
            count=count or None,
        )
    return None
