"""Words that say little by themselves, such as 경우, command and albeit."""

from __future__ import annotations

import functools

from collections.abc import Iterator
from importlib import resources


def says_little(form: str) -> bool:
    """Say whether a word does so: a Korean stem, or an English word in lower case.

    ``regular`` and ``regularly`` do, ``regularization`` doesn't: only the endings
    of the same word count, and no stem.
    """
    return form in _words()


@functools.cache
def _words() -> frozenset[str]:
    raw = resources.files("rag.analyse").joinpath("plain_words.txt")
    lines = raw.read_text("utf-8").splitlines()
    words = (w for line in lines if line[:1] != "#" for w in line.split())
    return frozenset(form for word in words for form in _inflected(word))


def _inflected(word: str) -> Iterator[str]:
    yield word
    if not word.isascii() or len(word) < _INFLECTED:
        return
    if word[-1] == "e":
        yield from (word + "s", word + "d", word[:-1] + "ing", word + "ly")
    elif word[-1] == "y" and word[-2] not in "aeiou":
        yield from (word[:-1] + end for end in ("ies", "ied", "ily"))
        yield word + "ing"
    else:
        yield from (word + end for end in ("s", "es", "ed", "ing", "ly"))
        yield from (word + word[-1] + end for end in ("ed", "ing"))


_INFLECTED = 3
"""Letters from which on an English word has endings."""
