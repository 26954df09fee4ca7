"""Whether a passage lacks a term that the question names by its own name."""

from __future__ import annotations

import re

from rag.analyse.stop_words import says_little
from rag.relevance.evidence import Coverage


_MOST = 0.5
"""Share from which on a missing English word is taken for framing."""
_HANGUL = re.compile(r"[가-힣]")
CAPITAL = re.compile(r"(?<=[\w,;:)] )(?:[A-Z][A-Za-z]+)|\b[A-Za-z]+[A-Z][A-Za-z]*")
"""What is a name in an English question: its first word has a capital anyway."""
_TIMES = frozenset(
    """january february march april june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday jan feb mar apr
    jun jul aug sep sept oct nov dec""".split()
)
"""What has a capital letter, too, and says when something was written."""
NAME_LETTERS = 3
"""Letters that such a name has at least."""
_VERSION = re.compile(r"[a-z]{1,3}-?[0-9]+[a-z]?")


def names_missing(question: str, found: Coverage, text: str) -> bool:
    """Say whether a term is missing which the question names by its own name.

    In a Korean question, what is written in Latin letters is such a name, in any
    question a letter with digits (``v3``), and in an English one what has a
    capital letter. Else, about a passage in Latin letters as well, it is what says
    something, unless the passage has most of the rest: people frame what they
    ask in words that no list holds.

    Args:
        question: What was asked.
        found: What the passage holds of it, and what it doesn't.
        text: The passage.
    """
    missing = [u for u in found.lacking if u.latin and len(u.form) > 1]
    if _HANGUL.search(question) or any(_VERSION.fullmatch(u.form) for u in missing):
        return bool(missing)
    low = text.lower()
    named = {m[0].lower().removesuffix("s") for m in CAPITAL.finditer(question)}
    named -= _TIMES
    if any(
        (name := u.form.removesuffix("s")) in named
        and len(name) >= NAME_LETTERS
        and name not in low
        and not any(other.form in name for other in found.met)
        for u in missing
    ):
        return True
    return (
        not _HANGUL.search(text)
        and found.share < _MOST
        and any(not says_little(u.form) for u in missing)
    )
