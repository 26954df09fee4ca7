"""Words that say little by themselves, such as 경우, command and albeit."""

from __future__ import annotations

import functools

from collections.abc import Iterator
from importlib import resources


def says_little(form: str) -> bool:
    """Say whether a word does so: a Korean stem, or an English word in lower case.

    ``command`` and ``commands`` do, but no other ending: ``regularization`` says
    much, and ``missing`` may be the subject.
    """
    plural = len(form) > _INFLECTED and form[-1] == "s"
    return form in _words() or (plural and form[:-1] in _words())


def frames(form: str) -> bool:
    """Say whether a word is one of them in any ending, as in a told sentence."""
    return says_little(form) or form in _inflected()


@functools.cache
def _words() -> frozenset[str]:
    raw = resources.files("rag.analyse").joinpath("stop_words.txt")
    lines = raw.read_text("utf-8").splitlines()
    return frozenset(w for line in lines if line[:1] != "#" for w in line.split())


@functools.cache
def _inflected() -> frozenset[str]:
    return frozenset(form for word in _words() for form in _endings(word))


def _endings(word: str) -> Iterator[str]:
    if not word.isascii() or len(word) < _INFLECTED:
        return
    if word[-1] == "e":
        yield from (word + "d", word[:-1] + "ing", word + "ly")
    elif word[-1] == "y" and word[-2] not in "aeiou":
        yield from (word[:-1] + end for end in ("ies", "ied", "ily"))
        yield word + "ing"
    else:
        yield from (word + end for end in ("es", "ed", "ing", "ly"))
        yield from (word + word[-1] + end for end in ("ed", "ing"))


_INFLECTED = 3
"""Letters from which on an English word has endings."""
