"""Consonant keys by which an English word meets its Korean transliteration.

``batch`` and ``배치`` share a key, by rule alone: vowels are dropped, consonants
that Korean does not tell apart become one class, doubled ones become one.
"""

from __future__ import annotations

import functools
import re

from rag.analyse.consonants import CODAS, ONSETS
from rag.analyse.transliteration import patterns


MIN_LENGTH = 3
"""Consonants; shorter keys meet by chance."""
SOUNDS = 5
"""Consonants and groups of vowels, where there are fewer consonants."""

_ENGLISH = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"^kn", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^x", "z"),
        (r"tion|sion|ssion|cian", "Sn"),
        (r"ture\b", "Ser"),
        (r"cial|tial", "Sl"),
        (r"tch", "S"),
        (r"sch", "sk"),
        (r"ch(?=[rlm])", "k"),
        (r"ch|sh|th", "S"),
        (r"ph", "f"),
        (r"gh(?=t)|gh\b", ""),
        (r"igh", "i"),
        (r"ck", "k"),
        (r"dg", "S"),
        (r"qu", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"g(?=[ey])|[jz]", "S"),
        (r"ng(?=$|[^aeiou])", "n"),
        (r"h(?=[^aeiouy]|$)", ""),
        (r"r(?![aeiouy])", ""),  # Korean writes only the r before a vowel
    )
]
_CLASSES = str.maketrans("lrfvpbtdkgqsmnh", "RRPPPPTTKKKSMNH", "aeiouyw")
_DOUBLED = re.compile(r"(.)\1+")


def _english(word: str) -> str:
    for pattern, to in _ENGLISH:
        word = pattern.sub(to, word)
    return _DOUBLED.sub(r"\1", word.translate(_CLASSES))


def _hangul(word: str) -> str:
    out = []
    for char in word:
        at = ord(char) - 0xAC00
        out.append(ONSETS[at // 588])
        out.append(CODAS[at % 28])
    return _DOUBLED.sub(r"\1", "".join(out).replace("-", ""))


@functools.lru_cache(maxsize=200_000)
def keys(word: str) -> frozenset[str]:
    """
    Return the keys of one lower-case word, all Hangul syllables or all a-z.

    Several where English spelling is ambiguous (``ch``, ``ge``). Where two
    consonants are left, since those in a row are one or it begins with a vowel
    (``rolling``, 업데이트), the key says where the vowels are. None for a word
    with fewer sounds than `SOUNDS`, or of other scripts.
    """
    if word and all("가" <= c <= "힣" for c in word):
        found = {_hangul(word)}
    elif word.isascii() and word.isalpha() and len(word) >= MIN_LENGTH:
        spellings = {word}
        if "ch" in word:
            spellings.add(word.replace("ch", "k"))
        if re.search("g[eiy]", word):
            spellings |= {re.sub("g(?=[eiy])", to, s) for s in spellings for to in "kj"}
        found = {_english(s) for s in spellings}
    else:
        return frozenset()
    long = frozenset(key for key in found if len(key) >= MIN_LENGTH)
    if long or all(len(key) < MIN_LENGTH - 1 for key in found):
        return long
    return frozenset(p for p in patterns(word) if len(p) >= SOUNDS)
