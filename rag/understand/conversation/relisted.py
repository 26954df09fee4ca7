"""What goes on from a list of notes: ``몇 개야?``, ``ML & DL은?``, ``더 보여줘``."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace

from rag.query_types import LISTING, PAGE, Kind, Query
from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.conversation import less_or_more
from rag.understand.conversation.likewise import AMONG, likewise
from rag.understand.filters import holding
from rag.understand.intent import grouping, kinds
from rag.understand.intent.notes_meant import WRITTEN
from rag.understand.language import numerals_ko
from rag.understand.question import followup, standalone


_SHOW = r"(?:\s*(?:좀\s*)?(?:보여|알려|줘|있|없|뭐)[가-힣]*)?"
_MORE = lazily(
    rf"^\W*(?:좀\s*|그리고\s*)?(?:더{_SHOW}|계속(?:\s*(?:보여|해)[가-힣]*)?|나머지[는도]?{_SHOW}"
    r"|(?:그\s*)?(?:바로\s*)?(?:다음|이전|전|뒤|앞)(?:에)?(?:\s*(?:쓴|적은))?\s*(?:거|것|건|글|노트|페이지|목록)"
    rf"[은는도]?{_SHOW}|(?:그\s*)?(?:다음|이전)[은는]?"
    r"|그\s*(?:전|뒤|앞)(?:에)?[은는도]"
    r"|(?:show\s+(?:me\s+)?)?(?:some\s+)?more|(?:(?:and\s+)?the\s+)?(?:next|previous)"
    r"(?:\s+(?:ones?|notes?|page))?|(?:and\s+)?the\s+rest"
    r"|(?:and\s+)?(?:the\s+)?(?:older|earlier)\s+ones)\W*$",
    re.IGNORECASE,
)
_NUMBER = lazily(
    rf"^\W*(?:그럼|그러면|아니|그냥)?\s*(?P<n>{numerals_ko.NUMERAL})\s*(?:개|편|건)(?:는|만|로|를)?"
    r"(?:\s*(?:보여|알려|줘|주)[가-힣]*)?\W*$"
    r"|^\W*(?:(?:what|how)\s+about|just|only|show(?:\s+me)?|make\s+it)\s+"
    r"(?P<en>[1-9][0-9]?)(?:\s+(?:of\s+them|notes?))?\W*$",
    re.IGNORECASE,
)
_NUMBER_MORE = lazily(
    rf"^\W*(?:그럼\s*)?(?P<n>{numerals_ko.NUMERAL})\s*(?:개|편|건)\s*(?:만\s*)?더{_SHOW}\W*$"
    rf"|^\W*(?:그럼\s*)?(?:그\s*)?(?:바로\s*)?(?:다음|이전|전|뒤|앞)(?:\s*(?:거|것|글|노트))?\s*"
    rf"(?P<n1>{numerals_ko.NUMERAL})\s*(?:개|편|건)(?:만|는|은|도)?{_SHOW}\W*$"
    r"|^\W*(?:and\s+)?(?:the\s+)?(?:next\s+(?P<en1>[1-9][0-9]?)|(?P<en2>[1-9][0-9]?)\s+"
    r"(?:before|after)\s+(?:that|those|them))(?:\s+notes?)?\W*$"
    r"|^\W*(?:show\s+(?:me\s+)?|give\s+me\s+)?(?P<en>[1-9][0-9]?)\s+more(?:\s+notes?)?\W*$",
    re.IGNORECASE,
)
_ANEW = lazily(
    r"^\W*(?:다시\s*)?(?:맨\s*)?(?:처음|앞|위)(?:부터|으로)(?:\s*(?:다시|보여|돌아|줘|해)[가-힣]*)*\W*$"
    r"|^\W*(?:start\s+over|from\s+the\s+(?:start|beginning|top))(?:\s+again)?\W*$",
    re.IGNORECASE,
)
_AS = r"(?:으로|대로|로)?(?:\s*(?:다시|정렬|나열|보여|알려|바꿔|해|줘|주세요)[가-힣]*)*"
_ORDERED = lazily(
    rf"^\W*(?:그럼\s*|다시\s*)?(?:이걸\s*|그걸\s*)?(?:(?P<new>(?:최신|최근|새로운)\s*(?:거|것|글)?\s*순)"
    rf"|(?P<old>(?:오래된|옛날|예전)\s*(?:거|것|글)?\s*순|(?:날짜|시간|작성일?|과거)\s*순)"
    rf"|(?P<back>거꾸로|역순|반대\s*(?:순서)?)){_AS}\W*$"
    r"|^\W*(?:(?:and|now|please|can\s+you)\s+)*(?:(?:sort|order|show|list)\s+(?:them\s+|those\s+|these\s+|it\s+)?)?"
    r"(?:by\s+)?(?:(?P<new_en>(?:newest|latest|most\s+recent)(?:\s+(?:ones?|notes?))?\s+first)"
    r"|(?P<old_en>(?:oldest|earliest)(?:\s+(?:ones?|notes?))?\s+first|(?<=by\s)date|chronologically)"
    r"|(?P<back_en>(?:in\s+)?(?:reversed?|the\s+other)(?:\s+(?:order|way\s+(?:a)?round))?))(?:[\s,]+please)?\W*$",
    re.IGNORECASE,
)
_PLACE = lazily(
    rf"^\W*(?:그럼\s*)?(?P<n>{numerals_ko.NUMERAL})\s*번\s*째(?:\s*(?:거|것|건|글|노트))?[은는도]?\W*$"
)
_FEW = lazily(
    rf"(?:거|것|글|노트)\s*(?:중에?서?\s*)?(?P<n>하나|둘|셋|{numerals_ko.NUMERAL}(?=\s*(?:개|편|건)))"
    r"\s*(?:개|편|건)?만?(?:\s|[?.!]|$)"
)
"""How many of the latest are wanted, behind the word for them."""
_COUNTED = {"하나": 1, "둘": 2, "셋": 3}
_SUM_UP = lazily(
    r"^\W*(?:좀\s*|그럼\s*)?(?:(?:간단히|짧게|다시|한번)\s*)?(?:요약|정리)(?:\s*좀)?\s*(?:해|부탁|해줘)?[가-힣]*\W*$"
    r"|^\W*(?:please\s+)?(?:summar\w+|sum\s+up)(?:\s+(?:them|these|those|it))?\W*$",
    re.IGNORECASE,
)
_SOME = lazily(
    r"그\s*중에?서?|그\s*가운데|\b(?:among|of)\s+(?:them|those|these)\b",
    re.IGNORECASE,
)
_THERE = lazily(r"^\W*(?:거기|여기)(?:에서|서)\s+(?=\S)")
_ALSO = lazily(r"별로는\W*$|^\W*(?:and|그럼|그러면)(?![가-힣])", re.IGNORECASE)
_LISTED = lazily(
    rf"{grouping.N}|{grouping.MANY}|개수|갯수|목록|리스트|제목|전부|모두|\bhow\s+many\b|\b(?:list|all)\b",
    re.IGNORECASE,
)
"""Is about notes, and no question on what they say."""
_RANKED = frozenset({"ends", "longest", "shortest"})
_WHOLE = lazily(
    r"전체|모두|전부|다\s*합|통틀어|\b(?:in\s+total|altogether|overall)\b",
    re.IGNORECASE,
)


def relisted(
    ask: Ask, query: Query, was: Query, question: str, categories: Sequence[str]
) -> Query | None:
    """
    Return the list or count that *question* asks for after another, or None.

    What narrows a list of so many notes picks from those that were shown.

    Args:
        ask: The question and the conversation.
        query: What the question says by itself.
        was: What the turn before came to, a list or a count.
        question: Its text, in one line.
        categories: Those that exist.
    """
    question = _THERE.sub("그중 ", question)
    read = _relisted(ask, query, was, question, categories)
    if read is None or not _picks(read, was, question):
        return read
    many = None if read.count == was.count else read.count
    return replace(read, among=was, count=many, nth=None, skip=0)


def _picks(read: Query, was: Query, question: str) -> bool:
    """Whether *read* asks for some of the so many notes that *was* named."""
    among = AMONG.search(question)
    if not among or (among["only"] and WRITTEN.search(question)):
        return False  # "2022년 노트만" says itself which notes
    some = was.kind is Kind.LIST and was.count is not None and not was.measure
    return some and not was.group_by and _narrowing(read) != _narrowing(was)


def _narrowing(query: Query) -> tuple[object, ...]:
    held = query.holding, query.lacking, query.without_texts, query.undated
    return (query.text, query.filters, query.count, *held)


def _relisted(
    ask: Ask, query: Query, was: Query, question: str, categories: Sequence[str]
) -> Query | None:
    own = replace(was, lang=query.lang, measure=None, having=None)
    if _MORE.match(question):
        return _further(own)
    if _ANEW.match(question):
        return replace(own, skip=0, kind=Kind.LIST)
    if found := _NUMBER_MORE.match(question):
        told = {n.rstrip("12"): t for n, t in found.groupdict().items() if t}
        many = numerals_ko.number(told["n"]) if "n" in told else int(told["en"])
        return replace(_further(own), count=many, nth=None)
    if found := _NUMBER.match(question):
        many = numerals_ko.number(found["n"]) if found["n"] else int(found["en"])
        return replace(own, count=many, skip=0, nth=None, kind=Kind.LIST)
    if found := _ORDERED.match(question):
        return _turned(own, found)
    if (found := _PLACE.match(question)) and own.newest_first is not None:
        return replace(own, nth=numerals_ko.number(found["n"]), count=1, skip=0)
    if query.measure is None and kinds.told_when(question):
        return replace(own, kind=Kind.WHEN, count=None, nth=None) if own.text else own
    if _SUM_UP.match(question):
        return own if own.text else replace(own, kind=Kind.LIST)
    if gone := less_or_more.leaving_out(question, followup.last(ask.history)):
        said = Query(text=gone, lang=query.lang)
        read = standalone.alone(ask, said, categories, lists=True)
        if less := less_or_more.without(ask, own, read):
            return less
    if more := less_or_more.added(ask, own, question, categories):
        return more
    held = was.holding or was.lacking or AMONG.search(question)
    asked_of = holding.whole(question) if held else question
    read = standalone.alone(
        ask, Query(text=asked_of, lang=query.lang), categories, lists=True
    )
    if read.count == standalone.RECENT and (few := _FEW.search(question)):
        many = _COUNTED.get(few["n"]) or numerals_ko.number(few["n"])
        read = replace(read, count=many)
    if grouping.how_many(question):
        read = replace(read, text="", kind=Kind.COUNT)
    if read.text and _SOME.search(question) and not kinds.ASKS.search(question):
        about = grouping.subject(_SOME.sub(" ", read.text))
        narrowed = replace(read, text=about, kind=Kind.LIST, carried=())
        return replace(likewise(ask, narrowed, was, question), text=about)
    if read.text or read.kind not in LISTING:
        return None
    asked = read.narrowed or read.group_by or read.measure or read.count
    if not (asked or _LISTED.search(question)):
        return None
    if _fresh(read, question):
        return read
    return likewise(ask, read, was, question)


def _further(was: Query) -> Query:
    """Return the notes that come next in the order of *was*."""
    if was.nth:
        return replace(was, nth=was.nth + 1)
    one = was.anchor is not None and was.anchor.way in {"next", "previous"}
    shown = was.count or (1 if one else PAGE)
    return replace(was, skip=was.skip + shown, kind=Kind.LIST)


def _turned(was: Query, found: re.Match[str]) -> Query:
    """Return the list *was* in the order that is asked for: ``오래된 순으로``."""
    said = {
        name.removesuffix("_en") for name, word in found.groupdict().items() if word
    }
    newest = not was.newest_first if "back" in said else "new" in said
    if was.count is not None:  # the same five from their other end, not other five
        first = was.newest_first is not False
        back = not was.turned if "back" in said else newest != first
        return replace(was, turned=back, kind=Kind.LIST)
    return replace(was, newest_first=newest, skip=0, kind=Kind.LIST)


def _fresh(read: Query, question: str) -> bool:
    """Whether it asks for notes in full, and not for something of those before."""
    if AMONG.search(question) or _ALSO.search(question):
        return False
    if read.kind is Kind.COUNT and not read.narrowed and read.group_by is None:
        return bool(_WHOLE.search(question))
    if read.measure in _RANKED and not WRITTEN.search(question):
        return False  # "제일 짧은 건?"
    grouped = read.group_by is not None or read.measure is not None
    return grouped or bool(WRITTEN.search(question))
