"""Which sentences tell an amount, and whether a passage has what is counted.

A date, the number of an item or of a link, and what only names something
(``2-stage``, ``1st``) tell no amount. And a note that says a lot of numbers, but
nothing of heads, doesn't tell how many heads there are.
"""

from __future__ import annotations

import re

from collections.abc import Collection, Sequence

from rag.analyse.question_units import Unit
from rag.analyse.stop_words import says_little
from rag.text.lazy_regex import lazily


_NO_AMOUNT = lazily(
    r"https?://\S+|^[\s>]*[0-9]{1,2}[.)]\s"
    r"|(?:[0-9]{4}년\s?)?[0-9]{1,2}월(?:\s?[0-9]{1,2}일)?|(?<![0-9])[0-9]{4}년"
    r"|(?<![\w./-])[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}(?![\w/-])"
    r"|\b[0-9]+-(?=[A-Za-z]{3})|\b[0-9]+(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_ASKED_KO = lazily(r"몇|얼마")
_ASKED_EN = lazily(
    r"\bhow (?:many|much) (?!more\b|less\b|\w+er\b)([a-z-]+)"
    r"|\bwhat ((?:[a-z-]+ ){1,2})(?:size|number|value|score|year)\b",
    re.IGNORECASE,
)
_CLAUSE = lazily(r"(?:면|고|서|니까|는데|은데|때)$")
"""Ends what isn't counted, but says when, or how."""
_SIZE = lazily(r"(\S+)\s+(?:크기|개수|점수)[는가]?\s*(?:[?？]|$)")
_LOOSE = frozenset(
    "대략 보통 약 최대 최소 딱 각각 원래 결국 최종 도대체 대충 한 총 개수 수 정도 전체"
    " 크기 사이즈 값 percent".split()
)
"""Words between what is counted and the question for it, and for counts as such."""


def told(sentence: str) -> str:
    """Return *sentence* without the numbers that are no amount."""
    return _NO_AMOUNT.sub(" ", sentence)


def counted(question: str, lacking: Sequence[Unit]) -> bool:
    """Say whether what *question* counts is among what a passage is *lacking*."""
    forms = {u.form for u in lacking if len(u.form) > 1}
    forms = {f for f in forms - _LOOSE if not says_little(f)}
    return any(f in word for word in _counts(question) for f in forms)


def _counts(question: str) -> Collection[str]:
    """Return the words of *question* for what is counted, in lower case."""
    found = []
    if asked := _ASKED_KO.search(question):
        words = question[: asked.start()].split()
        while words and _bare(words[-1]) in _LOOSE:
            words.pop()
        found += [word for word in words[-1:] if not _CLAUSE.search(word)]
    if asked := _ASKED_EN.search(question):
        found += (asked[1] or asked[2]).split()
    if asked := _SIZE.search(question):
        found.append(asked[1])
    return [word.lower() for word in found]


def _bare(word: str) -> str:
    return re.sub(r"(?:[은는이가을를도]|으로|로)$", "", word)
