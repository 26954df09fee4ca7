"""``CLIP이랑 GAN 빼고``, ``except CLIP and GAN``: several things left out at once."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.text.lazy_regex import lazily
from rag.understand.dates import recurring
from rag.understand.filters import categories as known
from rag.understand.filters import category_roles, holding
from rag.understand.intent import grouping
from rag.understand.language.exclusion import BEHIND, OPENS


_HANGUL = lazily(r"[가-힣]")
_BESIDE = lazily(
    r"(?<=\S)(?:이?랑|하고|[와과]|이?나|도(?=\s+\S+$))\s+"
    r"|\s*(?:·|/|(?<!노트)(?<!글),)\s*|\s+(?:및|그리고|또는|혹은)\s+"
    r"|\s+(?:&|\+)\s+|(?:\s*,)?\s+(?:and|or|nor)\s+",
    re.IGNORECASE,
)
"""Stands between things that are named together."""
_JOSA = lazily(
    r"(?<![A-Za-z0-9가-힣])(?P<stem>[가-힣]+?)(?P<josa>이?랑|하고|[와과]|이?나)\s+$"
)

_OF = lazily(
    r".*(?:중에서는?|중에|중|가운데서?|에서는?|(?<![가-힣])(?:노트|글)들?[은는]?)\s+",
    re.DOTALL,
)
"""Before what is left out stands what it is left out of."""
_SIDE = lazily(r"\s*(?:,|\()?\s+(?=(?:in|from|of|by|per)\s)|\s*[?.!]*$", re.IGNORECASE)
_LONGEST = 200
"""Characters of a question that is looked at."""
_MOST = 5
"""Things that are left out together."""


def apart(text: str, categories: Sequence[str]) -> str | None:
    """
    Return *text* with each of several things left out by itself, or None.

    ``2022년이랑 GAN 글 빼고 몇 개야`` is ``2022년 빼고 GAN 글 빼고 몇 개야``. The
    name of a category is never taken apart.
    """
    if len(text) > _LONGEST:
        return None
    if _HANGUL.search(text) and (behind := BEHIND.search(text)):
        return _korean(text, behind, categories)
    opens = OPENS.search(text)
    if opens is None or (opens[0].lower().startswith("without") and holding.find(text)):
        return None  # "without code or tables"
    return _english(text, opens, categories)


def _korean(text: str, behind: re.Match[str], categories: Sequence[str]) -> str | None:
    before = text[: behind.start()]
    of = _OF.match(before)
    begin = of.end() if of else 0
    items = beside(before[begin:], categories)
    if len(items) < 2:
        return None
    # The last one keeps what else stands there: "GAN 글은 빼고".
    each = " ".join([*(f"{item} 빼고" for item in items[:-1]), items[-1]])
    return f"{before[:begin]}{each}{text[behind.start() :]}"


def _english(text: str, opens: re.Match[str], categories: Sequence[str]) -> str | None:
    rest = text[opens.end() :]
    side = _SIDE.search(rest)
    end = side.start() if side else len(rest)
    items = beside(rest[:end], categories)
    if len(items) < 2:
        return None
    each = " ".join(f"except {item}" for item in items)
    every = "everything " if re.match("every|all", opens[0], re.IGNORECASE) else ""
    return f"{text[: opens.start()]}{every}{each}{rest[end:]}"


def beside(text: str, categories: Sequence[str]) -> list[str]:
    """Return the things that *text* names; itself where they are not several."""
    whole = _names(text, categories)
    items, at = list[str](), 0
    for found in _BESIDE.finditer(text):
        within = any(a < found.start() and found.end() <= b for a, b in whole)
        if within or _part_of_word(text[at : found.end()]):
            continue
        items.append(text[at : found.start()].strip())
        at = found.end()
    items.append(text[at:].strip())
    items = [item for item in items if item]
    named = len(items) <= _MOST and all(map(_names_something, items))
    return items if named else [text]


def _names(text: str, categories: Sequence[str]) -> list[tuple[int, int]]:
    """Return where *text* names categories, or days of the week together."""
    days = recurring.weekdays(text)
    spans = [(days.start, days.end)] if days else []
    for _ in range(_MOST):
        found = known.find(text, categories, parts=True)
        if found is None:
            break
        spans.append((found.start, found.end))
        text = category_roles.blanked(text, spans)
    return spans


def _part_of_word(text: str) -> bool:
    """Whether what looks like ``와`` or ``하고`` belongs to the word itself."""
    found = _JOSA.search(text)
    if found is None:
        return False
    stem, josa = found["stem"], found["josa"]
    if josa in {"와", "과", "나", "이나", "랑", "이랑"}:
        closed = (ord(stem[-1]) - ord("가")) % 28 > 0
        fits = closed is (josa in {"과", "이나", "이랑"})
        return not fits or (len(stem) < 2 and len(josa) < 2)
    return not grouping.subject(stem)  # "정리하고"


def _names_something(item: str) -> bool:
    """Whether *item* is a name of something, and no clause."""
    return len(item.split()) <= 4
