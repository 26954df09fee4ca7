"""Sentences that say what the notes lack: of all that was asked, or of a part."""

from __future__ import annotations

import re

from rag.injection.about_answers import touches_answers
from rag.text.sentences import sentences


_LONGEST = 200
"""Characters that such a sentence has at most."""
_PLAIN = 80
"""The same where only its end says so, and nothing that the notes are spoken of."""

_NOTES = r"(?:노트|메모|기록|자료|대목|구절)"
_NONE = r"(?:없|않|못)[가-힣]*\W*$"
_FOUND = r"(?:알|찾을|찾아볼|확인할|답할|답변할|말할)"
_WHAT = r"(?:내용|정보|언급|설명|기록|자료|근거|답|답변|부분|것)"
_ABSENT = re.compile(
    rf"{_NOTES}[^.]{{0,80}}?(?:내용|언급|정보|설명|기록|근거|답|나오|나와|나타나|적혀|적어"
    rf"|찾|다루|다뤄|포함|말하|밝히|쓰여|등장)[^.]{{0,12}}{_NONE}"
    rf"|{_NOTES}(?:들)?에(?:는|서|서는)?\s*(?:전혀\s*|따로\s*)?{_NONE}"
    r"|\b(?:notes?|passages?|entries)\b[^.]{0,20}\b(?:not|nothing|never|\w+n['’]t)\b"
    r"\s*(?:\w+ly\s+)?(?:say|mention|contain|cover|include|describe|answer|tell|specify"
    r"|state|explain|discuss|address|provide|about|on)\b"
    r"|\b(?:no|nothing|not)\b[^.]{0,40}\b(?:in|of)\s+(?:the|my|your|these)\s+"
    r"(?:notes?|passages?)\b\W*$",
    re.IGNORECASE | re.DOTALL,
)
_PLAINLY = re.compile(
    rf"(?:에\s*(?:대해서?는?|관해서?는?|대한|관한)\s*(?:{_WHAT}\S*\s*)?"
    rf"|(?:^|관련\s*|관련된\s*|해당\s*|그\s*|이\s*|요청하신\s*|질문하신\s*){_WHAT}\S*\s*)"
    rf"(?:{_FOUND}\s*수\s*{_NONE}|찾지\s*{_NONE}|{_NONE})"
    r"|^\W*(?:however,?\s+|but\s+)?nothing\s+(?:is|was)\s+(?:said|written|noted|recorded"
    r"|mentioned|known)\s+(?:about|of|on)\b"
    r"|^\W*(?:however,?\s+|but\s+)?(?:there\s+is|i\s+(?:found|have|could\s+find))\s+"
    r"(?:no\s+(?:information|mention|note)|nothing)\s+(?:about|of|on|regarding)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"[,;]|[가-힣](?:고|며|지만|는데|으나|니)\s|\b(?:but|and|which)\b"
)
_CLAUSE = (
    re.compile(
        rf"{_NOTES}\S*\s+(?:\S+에는?\s+)?(?P<said>[^,.]{{6,120}}?(?:다|라))(?:고|는)\s+"
        rf"(?:{_WHAT}|말|이야기|구절|대목|적혀|나오|나와|쓰여|되어)[^.]{{0,16}}{_NONE}"
    ),
    re.compile(
        r"\b(?:notes?|passages?)\b[^.]{0,20}\b(?:not|never|\w+n['’]t)\s+(?:\w+ly\s+)?"
        r"(?:say|mention|state|contain|tell)\s+(?:anywhere\s+)?that\s+"
        r"(?P<said>[^.]{8,160})",
        re.IGNORECASE,
    ),
)
_REQUEST = re.compile(
    r"\b(?:would|could|can|will) you\b|\bplease\b|\bmind\b|주실|주시|줄래|주겠|줄\s?수",
    re.IGNORECASE,
)
"""A question that asks somebody to do something, and for nothing of the notes."""
_SENTINEL = re.compile(
    r"(?:^|[.!?]\s|\n)[\W_]*not[ _-]in[ _-](?:the[ _-])?notes?[\W_]*(?:$|\n)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"[가-힣](?:고|라고|다고|는지|지|말|내용|언급|것|대목|이야기)만\s|뿐\s?(?:이|입|,|\s)"
    r"|\b(?:only|just|merely)\b",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"\W*(?:(?:정말\s*)?(?:죄송|미안)(?:합니다|하지만|해요)|안타깝게도|아쉽게도"
    r"|i['’]?\s?a?m\s+(?:very\s+)?sorry|(?:very\s+)?sorry|unfortunately"
    r"|i\s+apologi[sz]e)\W*",
    re.IGNORECASE,
)

_AGREES = re.compile(
    r"\W*(?:(?:네|예|넵|아니[요오]|아쉽게도|안타깝게도|yes|no|yep|unfortunately)\b\W*)?"
    r"(?:(?:바로 )?(?:그렇|그러하|맞|정확|아니|틀리|옳)(?:습니다|아요|네요|합니다|해요"
    r"|에요|지 않습니다|지 않아요)|아닙니다|그래요|그럼요|틀렸습니다"
    r"|(?:that['’]?s|that is|it is|you are|you['’]re)? ?(?:not )?"
    r"(?:right|correct|true|exactly|exact|so))\W*",
    re.IGNORECASE,
)
"""Yes or no, and nothing else: what it is said to stands in another sentence."""


def denies(text: str) -> bool:
    """Say whether a sentence says that the notes lack something."""
    if len(text) >= _LONGEST:
        return False
    if _ABSENT.search(text):
        return True
    return (
        len(text) < _PLAIN
        and bool(_PLAINLY.search(text))
        and not _CLAUSES.search(_POLITE.sub("", text, count=1))
    )


def only(text: str) -> bool:
    """Say whether a sentence says what the notes hold instead: only that."""
    return bool(_ONLY.search(text))


def denied(text: str) -> str | None:
    """Return the clause that a sentence says no note has; None where it names none.

    ``노트에는 X를 끌 수 있다는 내용이 없습니다`` denies ``X를 끌 수 있다``.
    """
    found = (pattern.search(text) for pattern in _CLAUSE)
    return next((m["said"].strip() for m in found if m), None)


def questions(topic: str) -> str:
    """Return the sentences that ask, of a question and what was made of it.

    What else stands there is nothing that anybody would say to be missing.
    """
    told = [topic[a:b] for a, b in sentences(topic)]
    asking = [
        t
        for t in told[1:]
        if t.rstrip("\"'”’) ").endswith(("?", "？"))
        and not _REQUEST.search(t)
        and not touches_answers(t)
    ]
    return "\n".join([*told[:1], *asking])


def polite(text: str) -> bool:
    """Say whether a sentence only says that somebody is sorry, or yes, or no."""
    return bool(_POLITE.fullmatch(text) or _AGREES.fullmatch(text))


def agreed(reply: str) -> bool:
    """Say whether a reply holds what stands for silence, however it is written."""
    return bool(_SENTINEL.search(reply))


def begins(text: str) -> int:
    """Return where a sentence begins to say something, behind being sorry."""
    said = _POLITE.match(text)
    return said.end() if said else 0
