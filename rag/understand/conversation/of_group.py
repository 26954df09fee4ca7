"""``그 요일에 쓴 글``, ``제일 많은 건?``: what goes on from notes counted by group."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace

from rag.query_types import LISTING, GroupBy, Kind, Query
from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.question import followup, standalone


_NOUNS: dict[GroupBy, tuple[str, str]] = {
    "category": ("카테고리", "category"),
    "tag": ("태그", "tag"),
    "weekday": ("요일", "weekday"),
    "day": ("날", "day"),
    "month": ("달", "month"),
    "year": ("해", "year"),
}
_THAT = lazily(
    r"(?<![가-힣])(?:그|이)\s*(?:(?P<weekday>요일)|(?P<category>카테고리|분류|폴더))(?![가-힣]*\s*(?:말고|빼고|외))"
    r"|\b(?:on\s+)?that\s+(?:(?P<on>weekday|day\s+of\s+the\s+week)|(?P<under>category|folder))\b",
    re.IGNORECASE,
)
_MOST = lazily(
    r"^\W*(?:그럼|그러면|그리고)?\s*(?:그\s*중에?서?\s*)?(?:가장|제일|젤)\s*(?:(?P<many>많)|(?P<few>적))은\s*"
    r"(?:건|거는?|것은?|게|데는?|곳은?)(?:\s*(?:뭐|어디|무엇|언제)[가-힣]*)?\W*$"
    r"|^\W*(?:and\s+|so\s+)?(?:which|what)(?:\s+(?:one|of\s+them))?\s+(?:has|had|is|was)\s+"
    r"(?:the\s+)?(?:(?P<most>most|biggest|largest)|(?P<least>fewest|least|smallest))\W*$",
    re.IGNORECASE,
)
_WEEKDAYS = lazily(
    r"[월화수목금토일]요일|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE
)


def of_group(
    ask: Ask, query: Query, was: Query, question: str, categories: Sequence[str]
) -> Query | None:
    """
    Return what *question* asks of the groups that were counted before, or None.

    Args:
        ask: The question and the conversation.
        query: What the question says by itself.
        was: What the turn before came to.
        question: Its text, in one line.
        categories: Those that exist.
    """
    if was.kind is not Kind.COUNT or was.group_by is None:
        return None
    said = _said(ask, was.group_by, question, categories)
    if said is None:
        return None
    text = Query(text=said, lang=query.lang)
    read = standalone.alone(ask, text, categories, lists=True)
    if read.text or read.kind not in LISTING:
        return None
    return replace(
        read,
        since=was.since,
        until=was.until,
        without=was.without,
        category=read.category or was.category,
        without_categories=was.without_categories,
        weekdays=read.weekdays or was.weekdays,
        months=was.months,
        holding=was.holding,
        carried=followup.last(ask.history),
    )


def _said(
    ask: Ask, by: GroupBy, question: str, categories: Sequence[str]
) -> str | None:
    """Return *question* with the group that it means by its name."""
    if (most := _MOST.match(question)) and by in _NOUNS:
        korean, english = _NOUNS[by]
        if most["most"] or most["least"]:
            end = "most" if most["most"] else "fewest"
            return f"which {english} has the {end} notes?"
        return f"어느 {korean}에 제일 {'많이' if most['many'] else '적게'} 썼어?"
    found = _THAT.search(question)
    if not found:
        return None
    wanted = "weekday" if found["weekday"] or found["on"] else "category"
    answer = next((t.content for t in reversed(ask.history) if t.role != "user"), "")
    name = _leading(answer, categories) if wanted == by else None
    if name is None:
        return None
    name = f"on {name}" if found["on"] else name
    return f"{question[: found.start()]}{name}{question[found.end() :]}"


def _leading(answer: str, categories: Sequence[str]) -> str | None:
    """Return the group that an answer names first: the one with the most notes."""
    named = "|".join(map(re.escape, sorted(categories, key=len, reverse=True)))
    for line in answer.splitlines():
        if days := _WEEKDAYS.findall(line.partition("(")[0]):
            korean = days[0].endswith("요일")
            return "이랑 ".join(days) if korean else " and ".join(f"{d}s" for d in days)
        if named and (found := re.search(named, line)):
            return found[0]
    return None
