"""What goes on from a list of notes: ``몇 개야?``, ``ML & DL은?``, ``더 보여줘``."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rag.query_types import PAGE, Filters, Kind, Query
from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.conversation import sums
from rag.understand.dates import when
from rag.understand.filters import holding
from rag.understand.filters.categories import wordy
from rag.understand.intent import grouping, kinds
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
    r"|^\W*(?:show\s+(?:me\s+)?|give\s+me\s+)?(?P<en>[1-9][0-9]?)\s+more(?:\s+notes?)?\W*$",
    re.IGNORECASE,
)
_ANEW = lazily(
    r"^\W*(?:다시\s*)?(?:맨\s*)?(?:처음|앞|위)(?:부터|으로)(?:\s*(?:다시|보여|돌아|줘|해)[가-힣]*)*\W*$"
    r"|^\W*(?:start\s+over|from\s+the\s+(?:start|beginning|top))(?:\s+again)?\W*$",
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
_AMONG = lazily(
    r"그\s*중|그\s*가운데|만(?=\s|$|[?.!])|\b(?:only|just|among|of\s+(?:them|those|these))\b",
    re.IGNORECASE,
)
_SOME = lazily(
    r"그\s*중에?서?|그\s*가운데|\b(?:among|of)\s+(?:them|those|these)\b", re.IGNORECASE
)
_ALSO = lazily(r"별로는\W*$|^\W*(?:and|그럼|그러면)(?![가-힣])", re.IGNORECASE)
_LISTED = lazily(
    rf"{grouping.N}|{grouping.MANY}|개수|갯수|목록|리스트|제목|전부|모두|\bhow\s+many\b|\b(?:list|all)\b",
    re.IGNORECASE,
)
"""Is about notes, and no question on what they say."""
_A_WEEK, _A_YEAR = 7, 365
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

    Args:
        ask: The question and the conversation.
        query: What the question says by itself.
        was: What the turn before came to, a list or a count.
        question: Its text, in one line.
        categories: Those that exist.
    """
    own = replace(was, lang=query.lang, measure=None, having=None)
    if _MORE.match(question):
        return _further(own)
    if _ANEW.match(question):
        return replace(own, skip=0, kind=Kind.LIST)
    if found := _NUMBER_MORE.match(question):
        many = numerals_ko.number(found["n"]) if found["n"] else int(found["en"])
        return replace(_further(own), count=many, nth=None)
    if found := _NUMBER.match(question):
        many = numerals_ko.number(found["n"]) if found["n"] else int(found["en"])
        return replace(own, count=many, skip=0, nth=None, kind=Kind.LIST)
    if (found := _PLACE.match(question)) and own.newest_first is not None:
        return replace(own, nth=numerals_ko.number(found["n"]), count=1, skip=0)
    if query.measure is None and kinds.told_when(question):
        return replace(own, kind=Kind.WHEN, count=None, nth=None) if own.text else own
    if _SUM_UP.match(question):
        return own if own.text else replace(own, kind=Kind.LIST)
    held = was.holding or was.lacking or _AMONG.search(question)
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
        return replace(_likewise(ask, narrowed, was, question), text=about)
    if read.text or read.kind not in standalone.LISTING:
        return None
    asked = read.narrowed or read.group_by or read.measure or read.count
    if not (asked or _LISTED.search(question)):
        return None
    if _fresh(read, question):
        return read
    return _likewise(ask, read, was, question)


def _further(was: Query) -> Query:
    """Return the notes that come next in the order of *was*."""
    if was.nth:
        return replace(was, nth=was.nth + 1)
    one = was.anchor is not None and was.anchor.way in {"next", "previous"}
    shown = was.count or (1 if one else PAGE)
    return replace(was, skip=was.skip + shown, kind=Kind.LIST)


def _fresh(read: Query, question: str) -> bool:
    """Whether it asks for notes in full, and not for something of those before."""
    if _AMONG.search(question) or _ALSO.search(question):
        return False
    if read.kind is Kind.COUNT and not read.narrowed and read.group_by is None:
        return bool(_WHOLE.search(question))
    if read.measure in _RANKED and not standalone.WRITTEN.search(question):
        return False  # "제일 짧은 건?"
    grouped = read.group_by is not None or read.measure is not None
    return grouped or bool(standalone.WRITTEN.search(question))


def _likewise(ask: Ask, read: Query, was: Query, question: str) -> Query:
    """Return the list of *was* but for what *read* says: ``그럼 11월에는?``."""
    parts = sums.narrowed(was.parts, read)
    if was.parts and not parts:
        was = was.parts[-1]  # another time is told of as the last one was
    phrase = when.parse(question, ask.today)
    if phrase and phrase.open_year and was.since:
        # The year goes without saying; it is the one spoken of before.
        then = date(was.since.year, 12, 31)
        phrase = when.parse(question, min(then, ask.today)) or phrase
        read = replace(read, since=phrase.since, until=phrase.until, open_year=False)
    timed = bool(replace(read.filters, category=None, without_categories=()))
    ordered = read.newest_first is not None or read.count is not None
    counts = read.kind is Kind.COUNT or (
        was.kind is Kind.COUNT and not standalone.LISTS.search(question)
    )
    # "react는?" behind those on redis: a name that is as good a subject
    instead = read.category is not None and not wordy(read.category)
    instead = instead and not (_AMONG.search(question) or was.category)
    days = _days(read.filters, was.filters)
    same = read.group_by is None and read.measure is None
    same = (
        same and (timed or not read.filters) and not standalone.LISTS.search(question)
    )
    told = was if same else read
    end = read if ordered else was
    return replace(
        read,
        text="" if instead else was.text,
        kind=Kind.COUNT if counts else Kind.LIST,
        since=days.since,
        until=days.until,
        without=days.without,
        weekdays=days.weekdays,
        months=days.months,
        undated=read.undated or (was.undated and not timed),
        either=read.either if read.holding else was.either,
        holding=read.holding or (() if read.lacking else was.holding),
        lacking=read.lacking or (() if read.holding else was.lacking),
        without_texts=read.without_texts or was.without_texts,
        newest_first=end.newest_first,
        count=end.count,
        nth=end.nth,
        category=read.category or (None if read.without_categories else was.category),
        without_categories=read.without_categories or was.without_categories,
        group_by=told.group_by if counts else read.group_by,
        then_by=told.then_by,
        measure=told.measure,
        having=told.having,
        today=told.today,
        anchor=was.anchor,
        parts=parts,
        carried=followup.last(ask.history),
    )


def _days(said: Filters, was: Filters) -> Filters:
    """
    Return the days of *said*, and those of *was* that it leaves as they are.

    A stretch of time and days that come again narrow each other; what is named
    anew is exchanged. Days of the week go without a stretch in which not all of
    them lie, and months without one that is told by the month itself.
    """
    if not (said.since or said.until or said.without or said.recur):
        return was
    if said.months:  # of any year
        return replace(said, weekdays=said.weekdays or was.weekdays)
    if said.weekdays and not (said.since or said.until or said.without):
        return replace(was, weekdays=said.weekdays)
    long = (said.until - said.since).days + 1 if said.since and said.until else _A_YEAR
    return replace(
        said,
        weekdays=said.weekdays or (was.weekdays if long >= _A_WEEK else ()),
        months=was.months if long >= _A_YEAR else (),
    )
