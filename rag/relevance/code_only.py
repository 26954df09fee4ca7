"""Whether a passage has what is to be explained in its code alone."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.text.lazy_regex import lazily


_EXPLAINED = lazily(
    r"뭐\s?(?:하는|할\s?때)|뭘\s?하는|무슨\s?(?:역할|뜻|의미|용도|기능|옵션|인자|파라미터|일)|역할|용도|의미|뜻(?!밖)"
    r"|(?:어떤|무슨)\s?(?:거|것|옵션|인자|파라미터|함수|기능)(?:야|이야|인지|임|죠|예요|인가|지)"
    r"|왜\s?(?:쓰|써|필요|넣|주)|설명"
    r"|\bwhat\s+(?:is|does|are|do)\b.{1,60}\b(?:do|does|for|mean|control|stand\s+for)\b"
    r"|\bexplain|\bpurpose|\bmeaning|\brole\s+of",
    re.IGNORECASE,
)
_NAME = lazily(r"[A-Za-z]\w*(?:_\w+)+|[a-z]+[A-Z]\w*", re.ASCII)
"""What is a name in code only: with an underscore, or humps."""
_COMMENT = lazily(r"(?:#|//|--|/\*|\"\"\"|<!--)\s*\S")
_FENCES = ("```", "~~~")


def unexplained(question: str, sentences: Sequence[str]) -> bool:
    """
    Say whether *question* wants a name explained that is only used in code.

    A setting in the signature of a function isn't told what it does; who names it
    in a sentence, or in a comment beside it, may tell.

    Args:
        question: What was asked.
        sentences: Of a passage; a fence is one.
    """
    if not _EXPLAINED.search(question):
        return False
    names = {m[0].lower() for m in _NAME.finditer(question)}
    used = {n for n in names if any(n in s.lower() for s in sentences)}
    return any(not any(_tells(n, s.lower()) for s in sentences) for n in used)


def _tells(name: str, sentence: str) -> bool:
    """Say whether *sentence* has *name* outside of code, or with a comment."""
    if not sentence.startswith(_FENCES):
        return name in sentence
    return any(name in row and _COMMENT.search(row) for row in sentence.splitlines())
