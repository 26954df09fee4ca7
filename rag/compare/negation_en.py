"""What an English sentence denies.

not, n't, no, never, cannot, without, ``keep from -ing``, and the prefixes non-,
un-, in-, dis-. Two negations cancel out.
"""

from __future__ import annotations

import functools
import re

from rag.text.lazy_regex import lazily


_ENGLISH_NOT = re.compile(
    r"(?:not|no|never|non|zero|sub|prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?"
    r"|cannot|without|neither|nor|hardly|lacks?|fails?|unable|none|nothing|nobody"
    r"|leav(?:e|es|ing)|left|\w+n['’]t)$",
    re.IGNORECASE,
)
_UNLESS = {
    "not": re.compile(r" only\b"),
    "nothing": re.compile(r" (?:but|more than|other than|else than)\b"),
    "zero": re.compile(r"-"),
    "fail": re.compile(r" (?:with|due|because|if|when|on|at)\b"),
    "lea": re.compile(r"(?! out\b)"),
    "left": re.compile(r"(?! out\b)"),
}
"""What comes behind the beginnings of such words when they deny nothing."""
_ENGLISH_PREFIX = re.compile(r"(?:non-?|sub-?|un|in|im|ir|dis|de)(?=[a-z]{4})")
_KEPT_FROM = lazily(
    r"\b(?:keep(?:s|ing)?|kept|prevent(?:s|ed|ing)?|stop(?:s|ped|ping)?"
    r"|protect(?:s|ed|ing)?|block(?:s|ed|ing)?|sav(?:e|es|ed|ing)|guard(?:s|ed|ing)?)"
    r"\b[^.,;:]{1,60}?\bfrom (?:\w+ly )?"
    r"(?:(?:being|getting) (?:\w+ly )?(?P<done>\w+)|(?P<doing>\w+ing)\b)",
    re.IGNORECASE,
    needs=("from ",),
)
_SET_ASIDE = re.compile(
    r"\b(?:rather than|instead of)\b[^.,;:!?]{1,80}"
    r"|\b(?:or else|otherwise)\b[^.;:!?]{1,80}"
    r"|\b(?:as long as|until|unless)\b[^.,;:!?]{1,60}?"
    r"(?:\b(?:not|no|none|nothing|nobody)\b|n['’]t\b)[^.,;:!?]{1,60}"
    r"|\sfar(?= (?:more|less|better|worse|fewer|too|\w{3,}er)\b)"
    r"|\b(?:exclud|omit|skip|(?:leav|left)(?=\w* out\b))\w*(?: out)?"
    r"(?: (?:any|all|the|this|its))*"
    r"(?: (?!(?:the|and|or|which|that|if|when|from|in|on|of|to|at|for)\b)\w+){1,2}",
    re.IGNORECASE,
)
"""What is neither said nor denied: what something is held against, or would come of
it, on what it depends, and what is left out, which another may say is not there."""
_TAKEN_AWAY = re.compile(
    r"\b(?:remov|eliminat)\w+ (?:(?:any|all|the|this|its|extra|more) ){1,2}(\w+)",
    re.IGNORECASE,
)
"""What is taken away, which another says there is none of."""
_NEXT = re.compile(r"\W([A-Za-z]+)")
_OVER_UNDER = re.compile(r"(over|under)-?([a-z]{4,})")


_SAYS = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|does|do|did|can|could|will|would|must|should|may"
    r"|might|not|never|cannot)|n['’]t)\s(?:(?:not|never|also|\w+ly)\s)?$",
    re.IGNORECASE,
)


def says(text: str, at: int) -> bool:
    """Say whether what stands *at* is what a clause says of something."""
    before = text[max(0, at - 40) : at]
    return before[-1:].isspace() and bool(_SAYS.search(before))


def negates(word: str, text: str, end: int) -> bool:
    """Say whether an English *word* denies what follows its *end* in *text*."""
    if not _may_negate(word):
        return False
    low = word.lower()
    return not any(low.startswith(w) and p.match(text, end) for w, p in _UNLESS.items())


@functools.lru_cache(maxsize=20_000)
def _may_negate(word: str) -> bool:
    return _ENGLISH_NOT.match(word) is not None


def kept_from(text: str) -> tuple[set[int], set[int]]:
    """Return where *text* says ``keep``, and what something is kept from.

    ``keep X from being lost``, ``stop X from losing``: losing is denied.
    """
    found = list(_KEPT_FROM.finditer(text))
    what = {max(m.start("done"), m.start("doing")) for m in found}
    return {m.start() for m in found}, what


def set_aside(text: str) -> set[int]:
    """Return where the words of *text* start that it neither says nor denies."""
    spans = [m.span() for m in _SET_ASIDE.finditer(text)]
    return {w.start(1) for a, b in spans for w in _NEXT.finditer(text, a, b)} | {
        m.start(1) for m in _TAKEN_AWAY.finditer(text)
    }


def unprefixed(word: str) -> tuple[str, int] | None:
    """Return an English *word* without the prefix that turns it, and 1 or -1."""
    if m := _OVER_UNDER.match(word):
        return m[2], 1 if m[1] == "over" else -1
    m = _ENGLISH_PREFIX.match(word)
    return (word[m.end() :], -1) if m and len(word) - m.end() >= 5 else None
