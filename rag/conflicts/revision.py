"""Whether a sentence of a note says of itself that it changes what an earlier one says.

``1시간에서 15분으로 줄였다`` names the value that it takes the place of; who writes
that something was removed, or is not used any more, says which. Then the earlier
sentence need not be repeated word by word, nor stand in the same words.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence

from rag.compare.numbers import Quantity
from rag.compare.words import Reading
from rag.conflicts import change_cues
from rag.conflicts.statement import Item, Said
from rag.text.lazy_regex import lazily


_FROM = lazily(
    r"에서\s+(?P<now>\S+(?:\s\S+){0,3}?)(?:으로|로)\s+(?:다시\s+|더\s+)?"
    r"(?:줄[이였인]|늘[리렸린]|낮[추췄춘]|높[이였인]|올[리렸린]|내[리렸린]|바[꾸꿨꾼뀌뀐]"
    r"|변경|옮[기겼긴]|교체|전환|갈아|조정)"
)
_TURNS = lazily(
    r"\b(?:moved?|switch\w*|chang\w+|reduc\w+|lower\w*|rais\w+|increas\w+|cut|bump\w*"
    r"|upgrad\w+|downgrad\w+|dropped|shorten\w*|extend\w*|migrat\w+|went)\b[^.;]*?"
    r"\bfrom\s+(?P<was>[^.;,]{1,40}?)\s+to\s+(?P<now>[^.;,]{1,40})",
    re.IGNORECASE,
)
_DROPS = lazily(
    r"(?<=\s)(?:없앴|없애기로|뺐|빼기로|그만두|그만뒀|그만둔|걷어냈|폐지|제거했|제거하기로|지웠)"
)
_OBJECT = lazily(r".*[을를은는도](?=\s)", re.DOTALL)
_DROPPED = lazily(
    r"\b(?:I|we|has|have|had|was|were|been)(?:['’]ve)?\s+(?:\w+\s+)?"
    r"(?:dropped|removed|stopped\s+using|abandoned|retired|got\s+rid\s+of)\s+"
    r"(?P<what>[^.;,]{1,60})",
    re.IGNORECASE,
)
_UNUSED = lazily(
    r"(?:을|를|은|는)\s(?:\S+\s)?(?:쓰지|사용하지|두지|하지)\s?(?:않|말)|\S\s대신\s"
)
_UNUSED_EN = lazily(
    r"\b(?:(?:no\s+longer|don['’]t|stopped)\s+us(?:e|ing)|instead\s+of(?:\s+using)?)\s+"
    r"(?P<what>[^.;,]{1,60})",
    re.IGNORECASE,
)
_NEAR = 12
"""Characters between a name and what is said of it."""
_MOST = 0.7
"""Which share of what is dropped the earlier sentence must speak of."""


def revises(newer: Said, older: Said) -> bool:
    """Say whether *newer* says that it changes what *older* says."""
    return (
        _moves(newer, older)
        or any(_drops(part, older) for part in _dropped(newer))
        or any(_replaces(part, older) for part in _unused(newer))
    )


def _moves(newer: Said, older: Said) -> bool:
    """Say whether it names the value of *older*, and another in its place."""
    for m in (*_FROM.finditer(newer.text), *_TURNS.finditer(newer.text)):
        begin, end = m.span("was") if m.re is _TURNS else (m.start() - _NEAR, m.start())
        was = _value(newer, begin, end)
        now = _value(newer, *m.span("now"))
        subject = [
            i
            for i in newer.items
            if was and i.hard and not was.start <= i.start < m.end()
        ]
        if (
            was
            and _has(older, was)
            and not (now and _has(older, now))
            and any(_in(older.reading, i) for i in subject)
        ):
            return True
    return False


def _value(said: Said, start: int, end: int) -> Quantity | Item | None:
    """Return the last number of a stretch of text, or else its last name."""
    numbers = [q for q in said.reading.quantities if start <= q.start and q.end <= end]
    found: list[Quantity | Item] = [*_named(said, start, end), *numbers]
    return found[-1] if found else None


def _has(said: Said, value: Quantity | Item) -> bool:
    """Say whether the sentence itself has a number or a name."""
    if isinstance(value, Item):
        return _in(said.reading, value)
    return any(
        value.value == q.value and value.unit == q.unit for q in said.reading.quantities
    )


def _dropped(newer: Said) -> Iterator[list[Item]]:
    """Yield what it says to be gone."""
    for m in _DROPS.finditer(newer.text):
        begin = change_cues.clause(newer.text, m.start())
        if what := _OBJECT.match(newer.text, begin, m.start()):
            yield _named(newer, *what.span())
    for m in _DROPPED.finditer(newer.text):
        yield _named(newer, *m.span("what"))


def _unused(newer: Said) -> Iterator[list[Item]]:
    """Yield what it says not to be used any more, and for what, the thing last."""
    if not change_cues.CHANGES.search(newer.text):
        return
    for m in _UNUSED.finditer(newer.text):
        begin = change_cues.clause(newer.text, m.start())
        yield [i for i in newer.items if begin <= i.start <= m.start()]
    for m in _UNUSED_EN.finditer(newer.text):
        yield [i for i in newer.items if m.start("what") <= i.start < m.end("what")]


def _drops(gone: Sequence[Item], older: Said) -> bool:
    """Say whether *older* does, or has, most of what is gone."""
    held = [i for i in gone if _in(older.reading, i)]
    return (
        len(held) > 1
        and len(held) >= _MOST * len(gone)
        and bool(change_cues.PRACTICE.search(older.text))
    )


def _replaces(unused: Sequence[Item], older: Said) -> bool:
    """Say whether *older* uses it, for the same, in a note about it."""
    held = [i for i in unused if i.held_by(older)]
    return (
        len(held) > 1
        and len(held) >= _MOST * len(unused)
        and unused[-1].hard
        and _in(older.reading, unused[-1])
        and _in(older.above, unused[-1])
    )


def _in(reading: Reading, item: Item) -> bool:
    return item.held_by(Said(reading, reading))


def _named(said: Said, start: int, end: int) -> list[Item]:
    return [i for i in said.items if i.hard and start <= i.start < end]
