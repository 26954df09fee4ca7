"""``토요일에 쓴 글``, ``notes from February, any year``: days that come again."""

from __future__ import annotations

import re

from dataclasses import dataclass
from datetime import date, timedelta

from rag.text.lazy_regex import lazily
from rag.understand.dates import meanings_en
from rag.understand.language import exclusion
from rag.understand.language.request_words import ENTRY


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekdays:
    """Days of the week, and where they are named."""

    start: int
    end: int
    days: tuple[int, ...]
    """From 0 for Monday."""
    sure: bool
    """Whether all such days are meant; else it may be the latest one."""


_DAYS = "월화수목금토일"
_THE = r"(?<![가-힣0-9])(?<!지난)(?<!이번)(?<!저번)(?<!다음)(?<!전전)(?<!주)(?<!주\s)"
_NOT_ONE = (
    r"(?<!지난\s)(?<!이번\s)(?<!저번\s)(?<!다음\s)(?<!지난주\s)(?<!이번주\s)(?<!저번주\s)"
    r"(?<!번째\s)(?<!마지막\s)(?<!첫\s)(?<!일\s)(?<!일\()"
)
_ONE = rf"(?:[{_DAYS}](?:요일|욜)|주말|평일)"
_KOREAN = lazily(
    rf"{_THE}{_NOT_ONE}(?P<named>{_ONE}(?:\s*(?:이랑|랑|와|과|하고|이나|나|,|·|및|또는)\s*{_ONE})*)"
    r"(?!\s*(?:부터|~|-|까지|별))(?P<all>들|마다)?(?:에만|에는|에도|엔|에|의|은|는|만)?(?![가-힣])"
)
_WRITTEN_THEN = lazily(
    rf"\s*(?:내가\s*)?(?:[가-힣]{{1,4}}(?:쓴|은|한|린|긴|온|운)\s*|쓴\s*)?(?:{ENTRY}|거|것|게|건)"
    r"(?![가-힣]*자)"
)
_ALL = lazily(
    r"(?:^|\s)(?:싹|다|모두|전부|모든|항상|매번|주로|목록|리스트|모아|몇\s*(?:개|편|건|번)|개수|갯수"
    r"|적\s*(?:이|은)?\s*있)|\b(?:all|every|ever|list|how\s+(?:many|often)|usually|any)\b",
    re.IGNORECASE,
)
_NAME_EN = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ENGLISH = lazily(
    r"(?<!last )(?<!this )(?<!next )(?<!past )(?<!first )(?<!second )(?<!third )"
    r"(?<!fourth )\b(?:(?:on|at|during|over)\s+)?"
    r"(?P<any>(?:an?|any|every|each|the)\s+)?"
    rf"(?P<named>(?P<days>{_NAME_EN}(?P<s>s)?(?:\s*(?:and|or|,)\s*{_NAME_EN}s?)*)"
    r"|(?P<end>weekends?)|(?<=on )(?P<work>weekdays))\b"
    r"(?!\s+(?:of|after|before)\b)",
    re.IGNORECASE,
)
_ANY_YEAR = lazily(
    r"해마다|매년|매해|어느\s*해든|모든\s*해|(?:연도|년도|해|몇\s*년)(?:는|은|를|에)?\s*(?:상관|관계|구분|무관|안\s*가리)"
    r"|\b(?:any|every|each|whatever|whichever)\s+year\b|\byears?\s+(?:doesn't|does\s+not)"
    r"\s+matter\b|\bregardless\s+of\s+(?:the\s+)?year\b|\b(?:over|across|of\s+all)\s+"
    r"(?:all\s+)?(?:the\s+)?years\b",
    re.IGNORECASE,
)


def weekdays(text: str) -> Weekdays | None:
    """Return the days of the week that *text* names without saying of which week."""
    if found := _KOREAN.search(text):
        days: set[int] = set()
        for name in re.findall(_ONE, found["named"]):
            days |= {"주말": {5, 6}, "평일": {0, 1, 2, 3, 4}}.get(
                name, {_DAYS.index(name[0])} if name[0] in _DAYS else set()
            )
        rest = text[: found.start()] + " " + text[found.end() :]
        several = len(days) > 1 or bool(found["all"])
        then = _WRITTEN_THEN.match(text, found.end())
        sure = several or bool(then) or bool(_ALL.search(rest))
    elif found := _ENGLISH.search(text):
        names = re.findall(_NAME_EN, found["days"] or "", re.IGNORECASE)
        days = {meanings_en.weekday_of(name) for name in names}
        days |= {5, 6} if found["end"] else set()
        days |= {0, 1, 2, 3, 4} if found["work"] else set()
        rest = text[: found.start()] + " " + text[found.end() :]
        every = found["any"] and not found["any"].lower().startswith("the")
        sure = bool(len(days) > 1 or every or found["s"] or _ALL.search(rest))
    else:
        return None
    start, end = found.span()
    if whole := exclusion.around(text, *found.span("named")) or exclusion.around(
        text, start, end
    ):
        return Weekdays(
            start=min(start, whole[0]),
            end=max(end, whole[1]),
            days=tuple(sorted(set(range(7)) - days)),
            sure=True,
        )
    return Weekdays(start=start, end=end, days=tuple(sorted(days)), sure=sure)


def months(since: date | None, until: date | None) -> tuple[int, ...]:
    """Return the months from one day to another, if they are whole; else ()."""
    if since is None or until is None or since.day != 1:
        return ()
    if (until + timedelta(days=1)).day != 1:
        return ()
    count = (until.year - since.year) * 12 + until.month - since.month + 1
    if not 1 <= count < 12:
        return ()
    return tuple(sorted((since.month - 1 + n) % 12 + 1 for n in range(count)))


def any_year(text: str) -> bool:
    """Whether it is said that the year doesn't matter."""
    return _ANY_YEAR.search(text) is not None
