"""What is listed or counted: entries, their months, their categories."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.query_types import GroupBy
from rag.text.lazy_regex import lazily
from rag.understand.language.request_words import ENTRY, WRITTEN, content, without


_CATEGORY = r"(?:카테고리|분류|폴더|섹션)"
_TAG = r"(?:(?<![가-힣])(?:해시\s?)?태그|(?<![A-Za-z])tags?(?![A-Za-z]))"
_MOSTLY = (
    r"(?:(?:가장|제일|젤|더)\s*(?:(?:글|노트)[이가]\s*)?)?(?:많이|많은|적게|적은|자주|열심히|조금|활발한|활발히|바빴던|꾸준히|뜸했던|뜸한|드물게|게을렀던)"
    r"\s*(?:[가-힣]{1,6}\s*)?"
)
_TOLD = r"(?=[은는이가을를의에]|\s|[?.!]|$)"
N = rf"(?:(?!글(?:자|로벌)|노트북|메모리)(?:{ENTRY})|TILs?|notes?|entries|posts?)"
DID = rf"(?:{WRITTEN}|정리|기록|작성|공부|올|남|했|있|되|돼|추가|업데이트|분류)"
MANY = r"몇\s*(?:개|편|건|번|가지|종류|달|일|꼭지)"
_GROUPS: tuple[tuple[GroupBy, re.Pattern[str]], ...] = (
    (
        "category",
        lazily(
            rf"{_CATEGORY}\s*별|(?:무슨|어떤|어느)\s*{_CATEGORY}|{_CATEGORY}(?:의|에는|는|은|가|들"
            rf"|엔)?\s*"
            rf"(?:들(?:은|이)?\s*)?(?:종류|목록|리스트|전체|전부|이름|다(?=\s)|뭐|무엇|어떤|몇|개수|갯수"
            rf"|수(?=[는가\s])|총|알려|보여|나열|뭔|있)"
            rf"|{_CATEGORY}[가-힣]*\s*(?:중|가운데)|(?:by|per|each)\s+(?:category|folder"
            rf"|section)|(?:which|what)\s+(?:\w+\s+)?(?:category|categories|folders?"
            rf"|sections?)"
            r"|(?:how\s+many|list|show|all|number\s+of|name"
            r"|give\s+me)\s+(?:\w+\s+){0,3}?(?:categories|folders|sections)"
            rf"|{_MOSTLY}(?:{_CATEGORY}|분야|주제){_TOLD}"
            r"|(?:무슨|어떤|어느)\s*(?:주제|분야|내용)(?:들)?(?:이|가|을|를|은|는)?\s*(?:있|다뤘|다루|적|썼|쓰"
            r"|공부|배웠|들어|많이|제일|가장|정리)"
            r"|(?:which|what)\s+(?:topics|subjects|areas|fields)\b"
            r"|categor(?:y|ies)\s+(?:breakdown|stat(?:s|istics)|counts?|distribution)\b"
            r"|categories\s+(?:are|do|have|exist|list)|^\W*categories\W*$"
            r"|^\W*카테고리(?:들)?\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        "tag",
        lazily(
            rf"{_TAG}\s*별|(?:무슨|어떤|어느)\s*{_TAG}|{_MOSTLY}{_TAG}{_TOLD}"
            rf"|{_TAG}(?:들)?(?:은|는|이|가|을|를|의|엔|에는)?\s*(?:종류|목록|리스트|전체|전부|이름"
            r"|다(?=\s)|뭐|무엇|어떤|몇|개수|갯수|수(?=[는가\s])|총|알려|보여|나열|뭔|있)"
            r"|\btags?\s+(?:counts?|breakdown|distribution|stat(?:s|istics))\b"
            r"|\b(?:by|per|each)\s+(?:hash)?tag\b|\b(?:which|what)\s+(?:\w+\s+)?(?:hash)?tags?\b"
            r"|\b(?:how\s+many|list|show|all|number\s+of)\s+(?:\w+\s+){0,2}?(?:hash)?tags\b",
            re.IGNORECASE,
        ),
    ),
    (
        "weekday",
        lazily(
            rf"요일\s*별|(?:무슨|어느|어떤)\s*요일|{_MOSTLY}요일{_TOLD}"
            r"|(?:which|what)\s+(?:weekday|day\s+of\s+the\s+week)"
            r"|(?:by|per)\s+weekday",
            re.IGNORECASE,
        ),
    ),
    (
        "day",
        lazily(
            rf"날짜\s*별|(?:무슨|어느|어떤)\s*날(?!짜|씨|개)|{_MOSTLY}날(?!짜|씨|개){_TOLD}"
            r"|(?:which|what)\s+(?:day|date)(?!\s+of)|(?:by|per)\s+(?:day|date)"
            r"|busiest\s+day|days?\s+with",
            re.IGNORECASE,
        ),
    ),
    (
        "month",
        lazily(
            r"월\s*별|달\s*별|매달|(?:무슨|어느|어떤|몇)\s*(?:달|월)(?!\s*(?:전|간|동안))"
            rf"|{_MOSTLY}달{_TOLD}"
            rf"|(?:언제|어디|어느\s*(?:쪽|게|때))(?:가|이|에)?\s*(?:{N}[이가]?\s*)?"
            r"(?:가장|제일|더|젤|많)|\bwhen\b.*\bmost\b|(?:by|per|each|every)\s+month"
            r"|monthly|(?:which|what)\s+months?|months?\s+(?:with|when|did|had|has)"
            r"|(?:busiest|most\s+(?:active|productive))\s+months?",
            re.IGNORECASE,
        ),
    ),
    (
        "year",
        lazily(
            r"연도\s*별|년도\s*별|해\s*별|년\s*별|매년|매해|(?:무슨|어느|어떤|몇)\s*(?:해|년도"
            r"|연도)(?![가-힣]*\s*전)"
            rf"|{_MOSTLY}(?:해|연도|년도){_TOLD}"
            r"|(?:by|per|each|every)\s+year|yearly|annually|(?:which|what)\s+years?"
            r"|(?:busiest|most\s+(?:active|productive))\s+years?",
            re.IGNORECASE,
        ),
    ),
)
_HOW_MANY = r"[가이]?\s*(?:안\s+[가-힣]+|없는|(?:(?:제일|가장|젤)\s*)?(?:많은|적은))"
"""Behind a word for groups, tells of the groups of a note: ``태그 없는 글``."""
_GROUP_FRAME = lazily(
    rf"(?:{_CATEGORY}|{_TAG})(?!{_HOW_MANY}\s*{N})[가-힣]*|\b(?:hashtags?|categor(?:y|ies)|folders?|sections?|months?|monthly"
    rf"|years?|yearly)\b"
    r"|월\s*별[가-힣]*|달\s*별[가-힣]*|연도\s*별[가-힣]*|년도\s*별[가-힣]*|해별|매달|매년|종류[가-힣]*|이름[가-힣]*"
    r"|(?:^|(?<=\s))(?:달|월|해|연도|년도|요일|날|분야|주제)(?:들)?(?:에|이|은|는|의|가|을|를)?(?=[\s?.!]|$)"
    r"|요일\s*별[가-힣]*|날짜\s*별[가-힣]*|적은|적게|조금|많은|\b(?:weekdays?|days?|dates?|week|topics?"
    r"|subjects|areas|fields)\b"
    r"|\b(?:per|by|each|busiest|active|productive|exist|names?|different|distinct|kinds?|types?"
    r"|available|out|often|most|more|fewer|fewest|least|frequent(?:ly)?|statistics|stats|use"
    r"|used|using|breakdown|distribution|grouped|group|sort(?:ed)?|into|organi[sz]ed"
    r"|cnt)\b"
    r"|통계|분포|각각|비율|합계|정렬|묶어서?|나눠서?|나뉘어|구성|분류돼|분류되어|존재해?",
    re.IGNORECASE,
)
COUNT = lazily(
    rf"{N}[가-힣]*\s*(?:은|는|이|가|을|를|의)?\s*(?:모두|전부|다|총|전체|합쳐서?|지금|대략)?\s*(?:{MANY}"
    rf"|개수|갯수|총\s*수|수(?=[는가를\s?]|$)|얼마나\s*(?:많|있|돼|되))"
    rf"|{MANY}\s*(?:의|짜리)?\s*{N}|{_CATEGORY}[가-힣]*\s*(?:총|모두|전부|다)?\s*(?:{MANY}"
    rf"|개수|갯수|수(?=[는가\s?]))|총\s*{MANY}\s*{DID}"
    r"|\bhow\s+many\s+(?:(?:different|distinct|separate|total|of\s+(?:my"
    r"|the))\s+)*(?:(?:\w[\w&+-]*\s+){0,3}?(?:notes?|entries|posts?|tils?)"
    r"|categories|folders|sections|times\s+(?:did|have)\s+i|days\s+(?:did|have)\s+i"
    r"|things\s+(?:did|have)\s+i)\b"
    r"|\b(?:number|count|total)\s+(?:number\s+)?of\s+(?:(?:my|the|all)\s+)*(?:notes"
    r"|entries|posts|tils|categories|folders|sections)\b"
    r"|\bhow\s+many\s+(?:did|have|do)\s+(?:i|we)\s+(?:write|written|post(?:ed)?|note|add)"
    r"|\bcount\s+(?:(?:my|the|all|of)\s+)*(?:notes|entries|posts|tils|categories)\b"
    r"|\b(?:note|entry|til|category)\s+count\b|\bhow\s+(?:often|much)\s+(?:did|have"
    r"|do)\s+i\s+(?:write|written|stud|learn|record|note|log)",
    re.IGNORECASE,
)
MOST = lazily(
    r"(?:가장|제일|젤|더)\s*(?:(?:글|노트)[이가]\s*)?(?:많|적게|적은|자주|활발|열심|조금|바빴|바쁜|뜸|드물|게을)|많이\s*(?:쓴|적은|정리한|배운|공부한|썼|적었)"
    r"|\bmost\b|\bbusiest\b|\bfewe(?:st|r)\b|\bleast\b|\bmore\b|별로?|\b(?:per|by|each"
    r"|every)\b|monthly|yearly",
    re.IGNORECASE,
)
TOPIC = lazily(
    r"(?:에\s*)?(?:대해서?|대한|관련(?:해서?|된|한)?|관해서?|관한)"
    r"|(?:[이가을를]\s*)?언급(?:된|한|하는|되는|했던|됐던)?"
    rf"|(?:(?:얘기|이야기|내용|말|단어)[이가]?\s*)?(?:나온|나오는|나왔던|등장하는|등장한|들어간)(?=\s*(?:{N}|거|것|적))"
    r"|\b(?:(?:that|which)\s+)?(?:talk|speak|tell)(?:s|ing)?\s+(?:about|of)\b"
    r"|\b(?:about|on|regarding|mention\w*|related|cover\w*|concerning|contain\w*"
    r"|tagged)\b",
    re.IGNORECASE,
)
EVERY = (
    r"(?:목록|리스트|전부|모두|모아|전체|싹|쭉|쫙|나열|제목들?|(?<![가-힣])다(?=\s*(?:알려|보여|찾|말해|나열|모아|줘|뽑|꺼내|가져|출력|정리)|\s*[?!.~ㅋㅎ]*$)"
    r"|하나도\s*빠짐없이|빠짐없이)"
)


def group(text: str) -> GroupBy | None:
    """
    Return what is listed or counted instead of entries, or None.

    Only when nothing but the frame is left beside it: ``카테고리 종류가 뭐뭐
    있어?`` is about the notes, ``카테고리 변수는 몇 개로 나눠?`` is not.
    """
    for name, pattern in _GROUPS:
        found = pattern.search(text)
        if not found:
            continue
        counted = name in {"category", "tag"} or MOST.search(text)
        if not (counted or COUNT.search(text)):
            continue
        if not content(_GROUP_FRAME.sub(" ", _frameless(text))):
            return name
    return None


MANY_OF = lazily(rf"{MANY}|개수|갯수|\bhow\s+many\b|\bcount\b", re.IGNORECASE)
"""Asks for a number."""


def how_many(text: str) -> bool:
    """Whether it asks for a number and leaves open of what: ``몇 개야?``."""
    return bool(MANY_OF.search(text)) and not subject(text)


def topical(text: str) -> bool:
    """Whether a subject is named, as in ``about GAN``, rather than a place."""
    return TOPIC.search(text) is not None


def subject(text: str) -> str:
    """Return what is left of a list's or a count's wording without its frame."""
    kept = content(_GROUP_FRAME.sub(" ", _frameless(TOPIC.sub(" ", text))))
    return " ".join(word.strip("?!.,~") for word in kept)


def _frameless(text: str) -> str:
    # An entry's noun that stands glued to its subject: GAN관련노트.
    text = re.sub(rf"(?<=[A-Za-z0-9])(?=(?:관련|{N}|에\s*대))", " ", text)
    # SQL's own words name no unit of ours.
    text = _GROUP_BY.sub("groupby", text)
    # The counter stays, so that its endings are read as such.
    return re.sub(EVERY, " ", re.sub(MANY, "몇개", text))


_GROUP_BY = lazily(
    r"\bgroup\s+by\b(?!\s+(?:the\s+)?(?:day|date|week|month|quarter|year|categor|folder))",
    re.IGNORECASE,
)
_WHERE = lazily(
    rf"(?:어느|무슨|어떤)\s*{_CATEGORY}(?:에|로|인|야|에\s*들)|\b(?:which|what)\s+(?:category"
    rf"|folder|section)\s+(?:is|does|has|are|do|did|contains?|holds?|covers?)\b"
    r"|\bunder\s+(?:which|what)\s+(?:category|folder)|\bin\s+(?:which"
    r"|what)\s+(?:category|folder|section)",
    re.IGNORECASE,
)


def filed(text: str) -> bool:
    """Whether the question is under which category something is filed."""
    return _WHERE.search(text) is not None and not MOST.search(text)


_UNDATED = lazily(
    r"날짜(?:[가는도이]|\s*정보가?)?\s*(?:없|안\s*(?:적|쓰|나오|붙)|(?:적히|쓰이|붙|표시되|남)지?\s*않|모르|미상|불명)[가-힣]*"
    r"|언제\s*[가-힣]{1,4}\s?[가-힣]{0,2}지\s*(?:모르|알\s*수\s*없|안\s*적)[가-힣]*"
    r"|\b(?:without|(?:ha(?:ve|s)|with|lack(?:s|ing)?)\s+no|lack(?:s|ing)?|missing)"
    r"\s+(?:an?\s+|any\s+)?dates?(?:\s+info(?:rmation)?)?\b|\bun-?dated\b|\bdateless\b",
    re.IGNORECASE,
)


def undated(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """
    Return where entries without a date are asked for, and nothing else is.

    Args:
        text: The question.
        spans: What of it was understood otherwise.
    """
    found = _UNDATED.search(text)
    if not found or subject(without(text, [*spans, found.span()])):
        return None
    return found.span()
