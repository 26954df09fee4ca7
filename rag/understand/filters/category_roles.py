"""Whether a question names a category as a place of notes, or as a subject."""

from __future__ import annotations

import re

from collections.abc import Sequence

from rag.text.lazy_regex import lazily
from rag.types import Ask
from rag.understand.filters import categories as known
from rag.understand.intent import grouping


_SHOWN = lazily(
    rf"{grouping.N}|목록|리스트|보여|나열|{grouping.MANY}|개수|갯수|(?:뭐|무엇|뭣|어떤\s*(?:게|것|거|노트|글))"
    r"[가이]?\s*(?:있|들|적|썼|쓰|배웠|공부|정리)|\b(?:list|show|how\s+many|what['’]?s\s+in)\b",
    re.IGNORECASE,
)
"""Asks for the notes of a place, not for what it is."""
_NOTES = lazily(
    rf"(?:노트|글(?!자)|TIL|포스트)(?:들)?|\b(?:notes|entries|posts)\b|{grouping.MANY}\s*(?:야|지|있|$|[?])"
    r"|(?:뭐|무엇|어떤\s*(?:게|것|거))[가이]?\s*(?:있|들|적|썼)"
    r"|(?:공부|정리|기록|학습|작성)\s*(?:했|한\s*(?:거|것|게|건|내용))|배웠|배운|썼|쓴\s*(?:거|것|게|건)|적었"
    r"|다뤘|올렸|올린|남긴|뭐\s*(?:했|해)|\b(?:did|have)\s+i\b|\bi\s+(?:wr[io]te|learn\w*|stud\w+)\b",
    re.IGNORECASE,
)
"""The same, where the name of a place is a word like any other."""
_MOST = 6
"""Categories that a question names."""


def named(
    text: str,
    dated: Sequence[tuple[int, int]],
    ask: Ask,
    categories: Sequence[str],
    *,
    parts: bool = False,
) -> tuple[known.Named | None, list[known.Named]]:
    """
    Return the category that is kept to, and those that are left out.

    What is said of time doesn't matter. With *parts*, a word of a name will do.
    """
    where, gone = None, list[known.Named]()
    if ask.any_category or grouping.filed(text):
        return where, gone
    plain = blanked(text, dated)
    for _ in range(_MOST):
        found = known.find(plain, categories, parts=parts)
        if found is None:
            break
        if found.left_out:
            gone.append(found)
        elif where:
            break  # one that is kept to, another that only looks like one
        else:
            where = found
        plain = blanked(plain, [(found.start, found.end)])
    return where, gone


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return *text* with blanks in those places, so that all others stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def are_asked(where: known.Named, rest: str) -> bool:
    """Whether the notes of a category are asked for, of which *rest* is the frame."""
    if grouping.topical(rest):
        return False
    if known.wordy(where.category):
        return bool(_SHOWN.search(rest)) or not rest.strip(" ?!.~")
    # "git show" and "python list" are of git and Python themselves.
    return bool(_NOTES.search(rest))
