"""``그 다음 달은?``, ``that year``: a time that is told by the one spoken of before."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.dates import periods
from rag.dates.periods import Period
from rag.query_types import Query
from rag.text.lazy_regex import lazily
from rag.types import Turn
from rag.understand.dates.phrases import phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Days that are meant, and where the question says so."""

    since: date | None
    until: date | None
    start: int
    end: int


_UNITS = {"날": "day", "주": "week", "달": "month", "해": "year", "년": "year"}
_PARTICLE = r"(?:에는|에도|에|엔|의|은|는|도)?"
_RELATIVE = lazily(
    rf"(?<![가-힣])(?:그\s*(?:바로\s*)?(?P<to>다음|이후|뒤|이전|전|앞)?|같은|(?P<from>다음|이전|전))\s*"
    rf"(?P<unit>날|주|달|해|년)(?P<_>){_PARTICLE}(?=[\s?.!,]|$)"
    rf"|(?<![가-힣])(?:그\s*(?:때|시기|무렵|기간)|같은\s*(?:시기|기간)){_PARTICLE}(?=[\s?.!,]|$)"
    r"|\b(?:(?:in|on|during)\s+)?(?:the\s+)?(?P<by>next|following|previous|prior|same|that)\s+"
    r"(?P<of>day|week|month|year)\b"
    r"|\b(?:the\s+)?(?P<what>day|week|month|year)\s+(?P<side>after|before)(?:\s+that)?\b"
    r"|\b(?:at\s+that\s+time|back\s+then|(?:that|the\s+same)\s+(?:period|time))\b",
    re.IGNORECASE,
)
_LATER = frozenset({"다음", "이후", "뒤", "next", "following", "after"})
_EARLIER = frozenset({"이전", "전", "앞", "previous", "prior", "before"})
_DAY = lazily(r"(?<![0-9-])(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9-])")

_BARE_DAY = lazily(
    r"^\W*(?:(?:그럼|그러면|그중에서?|그\s*중에서?)\s*)?([0-9]{1,2})일(?=(?:에|은|는|만|자|\s))"
    r"(?=(?:에|자)?\s*(?:쓴\s*|적은\s*)?(?:거|것|건|글|노트)?(?:만|은|는)?(?:\s*(?:보여|알려|줘)[가-힣]*)*\W*$)"
)
_ROW = lazily(r"^- (?P<day>[0-9]{4}-[0-9]{2}-(?P<d>[0-9]{2})) · ", re.MULTILINE)
_TIMES = frozenset({"day", "month", "quarter", "half", "year"})
_LONGEST = {"day": 1, "week": 7, "month": 31}
_BRACKETS = lazily(r"\([^()]*\)")


def moved(
    question: str, was: Query, history: Sequence[Turn], today: date
) -> Moved | None:
    """
    Return the time that *question* means, or None.

    The time spoken of before is that of *was*; where it had none, the first
    day that the last answer names.
    """
    found = _RELATIVE.search(question)
    if not found:
        return None
    said = {name: word.lower() for name, word in found.groupdict().items() if word}
    word = said.get("unit") or said.get("of") or said.get("what")
    unit = _UNITS.get(word or "", word)
    base = _base(was, history, today, unit)
    if base is None:
        return None
    way = {said.get(name, "") for name in ("to", "from", "by", "side")}
    step = 1 if way & _LATER else -1 if way & _EARLIER else 0
    try:
        days = periods.beside(base, unit, step)
    except (ValueError, OverflowError):
        return None
    return Moved(
        since=days.since, until=days.until, start=found.start(), end=found.end()
    )


def day_listed(question: str, history: Sequence[Turn]) -> str:
    """Return *question*, with its month where ``13일 거만`` is of the list before."""
    found = _BARE_DAY.match(question)
    if not found:
        return question
    answer = next((t.content for t in reversed(history) if t.role != "user"), "")
    days = {
        row["day"] for row in _ROW.finditer(answer) if int(row["d"]) == int(found[1])
    }
    if len(days) != 1:
        return question
    return f"{question[: found.start(1)]}{days.pop()} {question[found.end() :]}"


def _base(
    was: Query, history: Sequence[Turn], today: date, unit: str | None
) -> Period | None:
    answer = next((t.content for t in reversed(history) if t.role != "user"), "")
    if was.anchor:  # above the list stands the note that it is told by
        answer = answer.partition("\n\n")[2] or answer
    elif was.group_by in _TIMES and (named := _leading(answer, today, unit)):
        return named
    elif was.since and was.until:
        return Period(was.since, was.until)
    if day := _DAY.search(answer):
        try:
            first = date.fromisoformat(day[0])
        except ValueError:
            return None
        return Period(first, first)
    return None


def _leading(answer: str, today: date, unit: str | None) -> Period | None:
    """
    Return the first time that is named where notes were counted by their days.

    "In May 2023 most was written": the first line names the winner, else the
    first row; in brackets stands what was counted.
    """
    longest = _LONGEST.get(unit or "", 366)
    for line in answer.splitlines():
        for phrase in phrases(_BRACKETS.sub(" ", line), today):
            days = (phrase.since, phrase.until)
            if days[0] and days[1] and (days[1] - days[0]).days < longest:
                return Period(days[0], days[1])
    return None


def timed_as(query: Query, was: Query) -> Query:
    """Return *query* within the days and the category that were spoken of."""
    return replace(
        query,
        since=was.since,
        until=was.until,
        without=was.without,
        category=was.category,
        without_categories=was.without_categories,
    )
