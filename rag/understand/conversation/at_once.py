"""``2023년 몇 개야? 2024년은?``, ``CLIP 글이랑 GAN 글 각각 몇 개``: counts at once."""

from __future__ import annotations

import functools
import re

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rag.query_types import Kind, Query
from rag.text.lazy_regex import lazily
from rag.types import Ask, Turn
from rag.understand.anchors.anchored import anchored
from rag.understand.conversation.likewise import AMONG
from rag.understand.conversation.moved_dates import moved
from rag.understand.conversation.relisted import relisted
from rag.understand.conversation.told_by import beside_time
from rag.understand.filters import several_left_out
from rag.understand.intent import grouping, kinds
from rag.understand.language import exclusion
from rag.understand.question import standalone


_HANGUL = lazily(r"[가-힣]")
_MANY = rf"(?:{grouping.MANY}|개수|갯수)"
_TURN = lazily(
    r"(?<=[?？!])\s*(?:(?:그리고|그럼|그러면|또)\s+|(?:and|what\s+about)\s+(?=how|in\b|[12]))?"
    r"|(?<=[가-힣])\.\s+"
    rf"|(?:(?<=\s)(?={_MANY})|(?<=[가-힣A-Za-z0-9]))(?P<many>\s*{_MANY}[^?？]{{0,8}}?(?:고|이?며|는데|은데|이고)),?\s+"
    r"(?:그리고\s+|또\s+)?"
    r"|,?\s+(?:and|&)\s+(?=how\s+(?:many|much)\b)|,\s+(?:and\s+)?(?:what|how)\s+about\s+",
    re.IGNORECASE,
)
"""Between two counts; behind the first, in Korean, a verb that goes on."""
_EACH_KO = lazily(
    rf"^(?P<items>\S.*?)\s*(?P<noun>(?:글|노트|기록|포스트|것|거)(?:들)?(?:은|는|이|가|을|를)?)?\s+"
    rf"(?:각각|각자|따로(?:\s*따로)?|(?:둘|셋|넷)\s*다|중에?서?|(?=(?:뭐가|어느\s*(?:게|쪽이?|것이)|어디가)\s))"
    rf"\s*(?:.*(?:{_MANY}|더\s*(?:많|적[은었게어])).*)$"
)
_EACH_EN = lazily(
    r"^(?:(?P<vs>compare)\s+)?(?:the\s+)?(?:how\s+many|number\s+of|count)\s+(?:notes?|entries|posts)\s+"
    r"(?:(?:do|did|have)\s+i\s+(?:have|write|written|wrote)\s+|are\s+there\s+)?"
    r"(?:about|on|in|from|of|for|under)\s+(?P<items>\S.*?)"
    r"(?(vs)|\s+(?:each|respectively|separately))\W*$"
    r"|^(?:which|what)\s+(?:has|had|is\s+there)\s+(?:more|fewer|most)\s+"
    r"(?:notes?|entries|posts)(?:\s+(?:about|on|in))?\s*[,:]?\s+(?P<of>\S.*?)\W*$",
    re.IGNORECASE,
)
_NOTE = lazily(rf"(?:{grouping.N})(?!자)", re.IGNORECASE)
_NUMBER = lazily(
    rf"{grouping.MANY_OF.pattern}|더\s*(?:많|적)|\bnumber\s+of\b|\b(?:more|fewer)\s+notes\b",
    re.IGNORECASE,
)
LISTED = lazily(r"목록|리스트|보여|알려|제목|\b(?:list|show)\b", re.IGNORECASE)
"""Wants notes by their names."""
_LONGEST = 200
"""Characters of a question that is looked at."""
_MOST = 6
"""Counts in one question."""


def at_once(ask: Ask, query: Query, categories: Sequence[str]) -> Query | None:
    """
    Return the counts that are asked for in one question, as the parts of one, or None.

    A count that follows another is read as it would be in a turn of its own. All
    must be counts by dates, categories or subjects: else it is one question.
    """
    plain = _NUMBER.search(query.text) and not exclusion.BEHIND.search(query.text)
    if len(query.text) > _LONGEST or not plain:
        return None
    parts = _each(ask, query, categories) or _in_turn(ask, query, categories)
    if len(parts) < 2:
        return None
    return Query(
        text="", kind=Kind.COUNT, lang=query.lang, measure="sum", parts=tuple(parts)
    )


@functools.lru_cache(maxsize=256)
def by_itself(text: str, today: date, categories: tuple[str, ...]) -> Query:
    """Read an earlier turn by itself; every later one reads it again."""
    ask, query = Ask(question=text, today=today), Query(text=text)
    return (
        anchored(ask, query, categories)
        or at_once(ask, query, categories)
        or standalone.alone(ask, query, categories)
    )


def _in_turn(ask: Ask, query: Query, categories: Sequence[str]) -> list[Query]:
    """Return the counts that stand one behind the other."""
    pieces = _pieces(query.text)
    if not 1 < len(pieces) <= _MOST:
        return []
    parts, said = list[Query](), list[Turn]()
    for piece in pieces:
        asked = replace(ask, question=piece, history=tuple(said))
        alone = standalone.alone(asked, Query(text=piece, lang=query.lang), categories)
        read: Query | None = alone
        whole = _counts(alone) and grouping.MANY_OF.search(piece)
        timed = alone.since or not parts  # "그 해 10월은?" says when itself
        then = None if timed else moved(piece, parts[-1], (), ask.today)
        if then:  # "그 다음 해는?": of the time that was named right before
            read = beside_time(asked, alone, parts[-1], piece, then, categories)
        elif parts and (AMONG.search(piece) or not whole):
            read = relisted(asked, alone, parts[-1], piece, categories)
            bare = bool(parts[-1].text) and _BARE.match(piece)
            if read is None and (bare or _NOTE.search(piece)):  # "ViT는?", "ViT 글은?"
                about = grouping.subject(bare["what"] if bare else alone.text)
                read = replace(alone, text=about, kind=Kind.COUNT) if about else None
            if read and read.kind is Kind.LIST and not LISTED.search(piece):
                read = replace(read, kind=Kind.COUNT)  # "코드 있는 글은?"
        if read is None or not _counts(read) or read.parts:
            return []
        parts.append(replace(read, carried=()))
        said.append(Turn(role="user", content=piece))
    return _different(parts)


def _pieces(text: str) -> list[str]:
    pieces, at = list[str](), 0
    for found in _TURN.finditer(text):
        piece = text[at : found.start()]
        pieces.append(f"{piece} 몇 개?" if found["many"] else piece)
        at = found.end()
    pieces.append(text[at:])
    return [piece.strip() for piece in pieces if re.search(r"\w", piece)]


def _each(ask: Ask, query: Query, categories: Sequence[str]) -> list[Query]:
    """Return a count for each of several things that are named side by side."""
    whole = standalone.alone(ask, query, categories)
    if whole.group_by and not (whole.text or whole.weekdays):
        return []  # by year, by half of a year
    korean = _HANGUL.search(query.text) is not None
    found = (_EACH_KO if korean else _EACH_EN).match(query.text)
    if not found:
        return []
    said = found["items"] or found["of"]
    items = several_left_out.beside(said, categories)
    if not 1 < len(items) <= _MOST:
        return []
    noted = _NOTE.search(query.text) is not None
    parts = list[tuple[str, Query]]()
    for item in items:
        text = f"{item} 노트 몇 개야?" if korean else f"how many notes on {item}?"
        if korean and _NOTE.search(item):
            text = f"{item} 몇 개야?"
        read = standalone.alone(
            ask, Query(text=text, lang=query.lang), categories, lists=True
        )
        if not korean and read.text:  # no note is on May, but some are from it
            dated = f"how many notes from {item}?"
            then = standalone.alone(ask, Query(text=dated, lang=query.lang), categories)
            if then.since and not then.text:
                text, read = dated, then
        if not _counts(read) or (read.text and not noted):
            return []
        parts.append((text, read))
    return _different(_in_year(ask, query, categories, parts))


def _in_year(
    ask: Ask, query: Query, categories: Sequence[str], said: Sequence[tuple[str, Query]]
) -> list[Query]:
    """
    Return what is *said*, with the year where only one of them names it.

    It goes on from the one before, else back from the one behind: ``2021년 5월이랑
    6월``, ``May and June 2021``.
    """
    named = [read.since.year for _, read in said if read.since and not read.open_year]
    parts, year = list[Query](), next(iter(named), None)
    for text, alone in said:
        read = alone
        if year and read.since and read.open_year:
            then = replace(ask, today=min(date(year, 12, 31), ask.today))
            piece = Query(text=text, lang=query.lang)
            read = standalone.alone(then, piece, categories, lists=True)
        elif read.since and not read.open_year:
            year = read.since.year
        parts.append(read)
    return parts


def _different(parts: Sequence[Query]) -> list[Query]:
    """Return *parts*, or none where one is said twice."""
    return list(parts) if len(set(parts)) == len(parts) else []


def _counts(read: Query) -> bool:
    """Whether it counts notes by dates, a category or a subject, and no more."""
    plain = read.group_by is None and read.measure is None and read.anchor is None
    named = bool(read.text) or read.narrowed
    return (
        read.kind is Kind.COUNT
        and plain
        and named
        and read.newest_first is None
        and not read.skip
        and len(read.text) <= kinds.NAME
        and not _DATE_LEFT.search(read.text)
    )


_BARE = lazily(r"^(?P<what>[A-Za-z]\S*(?:\s[A-Za-z]\S*)?)(?<!글)(?:은|는)\W*$")
"""Names a subject and nothing that is asked of it, behind notes on another."""
_DATE_LEFT = lazily(r"(?<![A-Za-z0-9])[0-9]{1,4}\s*(?:년|월|일)|^\W*[0-9]{4}\W*$")
"""A time that was not understood is no subject."""
