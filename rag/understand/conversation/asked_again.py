"""``아까 첫 번째 질문 다시``, ``back to my first question``: what was asked before."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.text.lazy_regex import lazily
from rag.types import Turn
from rag.understand.question.followup import asked


_SAID = r"(?:(?:내가\s*)?(?:했던|한|물어본|물어봤던|물었던|물은)\s*)?"
_AGAIN = lazily(
    rf"^\W*(?:그럼\s*)?(?:(?:아까|방금|좀\s*전에?|이전에?|앞에서?)\s*)?{_SAID}"
    rf"(?:(?P<first>(?:맨|제일|가장)?\s*처음|첫\s*(?:번\s*째)?)|마지막|직전|바로\s*전|이전|앞|그)?"
    rf"(?:에|의)?\s*{_SAID}(?:질문|물음)(?:으로|을|에|은|로|부터)?\s*"
    r"(?:다시|돌아가)[가-힣\s]{0,14}\W*$"
    r"|^\W*(?:(?:ok|so|please|now|can\s+you|could\s+you|let['’]?s)\W+)*"
    r"(?:go\s+back\s+to|back\s+to|answer|repeat|redo|again)\s*,?\s*(?:my|the)\s+"
    r"(?:(?:very\s+)?(?P<nth>first)|last|previous|earlier)\s+question(?:\s+again)?"
    r"(?:\W+please)?\W*$",
    re.IGNORECASE,
)


def asked_again(question: str, history: Sequence[Turn]) -> int | None:
    """Return which turn of *history* holds the question that is asked once more."""
    found = _AGAIN.match(question)
    if found is None:
        return None
    turns = [at for at, turn in enumerate(history) if asked(turn)]
    turns = [at for at in turns if not _AGAIN.match(history[at].content)]
    if not turns:
        return None
    return turns[0] if found["first"] or found["nth"] else turns[-1]
