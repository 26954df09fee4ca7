"""Makes one stretch of time of the phrases that together mean one."""

from __future__ import annotations

import re

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from rag.dates.periods import shift
from rag.text.lazy_regex import lazily
from rag.understand.dates.phrases import BESIDE
from rag.understand.dates.time_phrase import DatePhrase


_SAME_YEAR = lazily(
    r"(?:그|같은|동)\s*해(?:의|에는|에|안에)?\s*(?:(?:연?말|12월)(?:까지)?)?(?=\s|$|[?.!,])"
    r"|\b(?:(?:in|of|within|until|through)\s+)?(?:the\s+end\s+of\s+)?"
    r"(?:that|the\s+same)\s+year\b",
    re.IGNORECASE,
)


_YEAR_ASIDE = lazily(
    r"\(\s*(?P<year>(?:19|20)[0-9]{2})\s*년?(?:도)?\s*\)"
    r"|(?<=[\s,])(?P<last>(?:19|20)[0-9]{2})(?:년도?)?\W*$"
)
"""A year by itself, in brackets or at the end."""


def _within_year(text: str, found: list[DatePhrase]) -> list[DatePhrase]:
    """Close ``2022년 7월 이후 그 해에`` at the end, or begin, of its year."""
    said = _SAME_YEAR.search(text)
    if not said:
        return found
    other = [p for p in found if p.end <= said.start() or p.start >= said.end()]
    if len(other) != 1 or said.start() < other[0].end:
        return found
    (phrase,) = other
    since, until = phrase.since, phrase.until
    if since and not until:
        until = date(since.year, 12, 31)
    elif until and not since:
        since = date(until.year, 1, 1)
    return [replace(phrase, since=since, until=until, also=(said.span(),))]


def _with_year(text: str, found: list[DatePhrase]) -> list[DatePhrase]:
    """Give ``봄에 쓴 글 (2023년)`` the year that stands apart from it."""
    aside = _YEAR_ASIDE.search(text)
    if not aside:
        return found
    start, end = aside.span()
    others = [p for p in found if p.end <= start or p.start >= end]
    if len(others) != 1 or len(found) > 2:
        return found
    (phrase,) = others
    if not (phrase.open_year and phrase.since and phrase.until):
        return found
    months = 12 * (int(aside["year"] or aside["last"]) - phrase.since.year)
    try:
        since = shift(phrase.since, months)
        # The last day of February stays the last.
        until = shift(phrase.until + timedelta(days=1), months) - timedelta(days=1)
    except OverflowError:
        return found
    named = replace(phrase, since=since, until=until, open_year=False)
    gone = tuple((_moved(a, months), _moved(b, months)) for a, b in phrase.without)
    return [replace(named, also=(*phrase.also, (start, end)), without=gone)]


def _moved(day: date | None, months: int) -> date | None:
    return day and shift(day, months)


def _sides(text: str, found: Sequence[DatePhrase]) -> list[DatePhrase]:
    """Make one of ``2022년 3월 이후 6월 이전``."""
    out: list[DatePhrase] = []
    for phrase in found:
        if out and _again(text, out[-1], phrase):
            out[-1] = replace(out[-1], end=phrase.end)
            continue
        if out and BESIDE.fullmatch(text, out[-1].end, phrase.start):
            was = out[-1]
            if part := _part(was, phrase) or _piece(was, phrase):
                out[-1] = part
                continue
            since = was.since if was.until is None else phrase.since
            until = was.until if was.since is None else phrase.until
            if (was.until is None) != (was.since is None) and (
                (phrase.since is None) != (phrase.until is None)
                and since
                and until
                and since <= until
            ):
                out[-1] = replace(was, since=since, until=until, end=phrase.end)
                continue
        out.append(phrase)
    return out


def _again(text: str, was: DatePhrase, phrase: DatePhrase) -> bool:
    """Whether the same days are named twice in a row: ``5월 5일 어린이날에``."""
    same = (was.since, was.until) == (phrase.since, phrase.until)
    return same and not text[was.end : phrase.start].strip(" ,(")


def _part(whole: DatePhrase, side: DatePhrase) -> DatePhrase | None:
    """Return what ``from 2022 after June`` leaves of the year, if it does."""
    if whole.since is None or whole.until is None:
        return None
    if (side.since is None) == (side.until is None):
        return None
    edge = side.since or side.until
    if edge is None or not whole.since <= edge <= whole.until:
        return None
    return replace(
        whole,
        since=side.since or whole.since,
        until=side.until or whole.until,
        end=side.end,
    )


def _piece(whole: DatePhrase, piece: DatePhrase) -> DatePhrase | None:
    """Return the June of ``last year, June``, if it lies within."""
    if not (whole.since and whole.until and piece.since and piece.until):
        return None
    within = whole.since <= piece.since and piece.until <= whole.until
    smaller = (whole.since, whole.until) != (piece.since, piece.until)
    if not (within and smaller):
        return None
    return replace(whole, since=piece.since, until=piece.until, end=piece.end)


def joined(text: str, found: Sequence[DatePhrase]) -> list[DatePhrase]:
    """Return the stretches of time that the phrases of *text* mean, in order."""
    return _within_year(text, _with_year(text, _sides(text, found)))
