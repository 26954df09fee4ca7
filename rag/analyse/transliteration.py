"""Whether a Hangul word is an English one as Korean writes it, by rule alone.

Consonants are compared in the classes of `rag.analyse.consonants`, and beside
them the vowels: where they stand, and whether Korean writes a letter so. ㅡ
stands where English has no vowel, and ㅣ may at the end (``batch`` 배치).
"""

from __future__ import annotations

import functools
import itertools
import re

from collections.abc import Iterable

from rag.analyse.consonants import CODAS, ONSETS


_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_ANY = "*"
"""A vowel of an ending that Korean writes by its own rule."""
_WRITTEN = {
    "a": "ㅏㅐㅔㅓㅑㅖㅗ",
    "e": "ㅔㅐㅣㅓㅡㅕㅖ",
    "i": "ㅣㅏㅓㅐㅡ",
    "o": "ㅗㅓㅏㅜㅛ",
    "u": "ㅓㅜㅠㅏㅣㅗㅡ",
    "y": "ㅣㅏㅓㅑㅕㅛㅠ",
    "w": "ㅜㅝㅞㅟㅘㅙㅓㅗ",
}
"""How Korean writes a vowel letter, or the first of several."""
_WRITTEN_TOGETHER = {
    "ea": "ㅣㅓ",
    "ou": "ㅏㅜ",
    "ie": "ㅔ",
    "ui": "ㅣㅟ",
    "ue": "ㅔ",
    "ei": "ㅏ",
    "io": "ㅏㅗ",
    "ia": "ㅏ",
    "eu": "ㅠㅜ",
    "ew": "ㅠㅜ",
}
_SPELT = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"^kn", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"^x", "z"),
        (r"age(?=s?$|r)", "*j"),
        (r"[aeio]rs?$", "*"),
        (r"tion|s?sion|cian", "S*n"),
        (r"ture\b", "S*"),
        (r"cial|tial", "S*l"),
        (r"tch|ch(?![rlm])|sh|th", "S"),
        (r"sch", "sk"),
        (r"ch", "k"),
        (r"ph", "f"),
        (r"igh", "i"),
        (r"gh(?=t)|gh\b", ""),
        (r"ck", "k"),
        (r"dg", "S"),
        (r"qu(?=[aeiou])", "kw"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c|qu?", "k"),
        (r"g(?=[ey])|[jz]", "S"),
        (r"ng(?=$|[^aeiou])", "n"),
        (r"h(?=[^aeiouy*]|$)", ""),
        (r"r(?![aeiouy*])", ""),
        (r"(?<=.)e$", ""),
    )
]
_CLASSES = str.maketrans("lrfvpbtdkgsmnh", "RRPPPPTTKKSMNH")
_UNSAID = re.compile(
    r"(?<=[^aeiouy])e(?=[^aeiouyrx][^e]|[^aeiouy]+[aeiouy]|[dsl]$)",
)
"""An e that may be silent within a word (``pipeline``)."""
_SHORT = 5
"""Letters up to which a word must begin with the very letter."""
_NEVER = {
    letter: {"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ".index(c) for c in written}
    for letter, written in {
        "c": "ㄱ",
        "k": "ㄱ",
        "q": "ㄱ",
        "g": "ㅋ",
        "p": "ㅂ",
        "f": "ㅂ",
        "b": "ㅍ",
        "v": "ㅍ",
        "t": "ㄷ",
        "d": "ㅌ",
    }.items()
}
"""Which first letters of a syllable never write one of these."""
_SLIPS = 4
"""Vowels from which on one of them may be written otherwise."""


def alike(english: str, hangul: str) -> bool:
    """Say whether *hangul*, all syllables, may write *english*, a-z in lower case."""
    if hangul and len(english) <= _SHORT and _begins_otherwise(english, hangul):
        return False
    theirs = _hangul(hangul)
    return any(_same(mine, their) for mine in _english(english) for their in theirs)


def patterns(word: str) -> frozenset[str]:
    """Return how vowels (``A``) and consonants of *word* may follow each other."""
    if word.isascii():
        return frozenset(pattern for pattern, _ in _english(word))
    found = {
        cut
        for pattern, written in _hangul(word)
        for cut in (pattern, pattern[:-1] if written[-1:] == ("ㅣ",) else pattern)
    }
    return frozenset(found)


def _begins_otherwise(english: str, hangul: str) -> bool:
    """Say whether a short word begins with a letter that Korean writes otherwise.

    ``clip`` has the consonants of 그래프 by class, but no c is written ㄱ.
    """
    lead = (ord(hangul[0]) - ord("가")) // 588
    if english.startswith(("ch", "th", "ph", "ps", "kn")):
        return False
    return lead in _NEVER.get(english[0], ())


_Sounds = tuple[str, tuple[str, ...]]
"""Consonant classes with ``A`` for each group of vowels, and those groups."""


def _same(mine: _Sounds, theirs: _Sounds) -> bool:
    (pattern, vowels), (other, written) = mine, theirs
    if other.endswith("A") and not pattern.endswith("A"):
        if written[-1] != "ㅣ":
            return False
        other, written = other[:-1], written[:-1]
    if pattern != other:
        return False
    wrong = sum(not _writes(v, w) for v, w in zip(vowels, written, strict=True))
    return wrong == 0 or (wrong == 1 and len(vowels) >= _SLIPS)


def _writes(letters: str, written: str) -> bool:
    if letters[0] == _ANY or written[0] == "ㅡ":
        return True
    # A consonant of its own, as in "yo" 요, says nothing of the vowel behind it.
    heads = range(len(letters) - len(letters.lstrip("iyw")) + 1)
    return any(
        letters[at] == _ANY
        or written[0] in _WRITTEN[letters[at]]
        or written[0] in _WRITTEN_TOGETHER.get(letters[at : at + 2], "")
        for at in heads
        if at < len(letters)
    )


@functools.lru_cache(maxsize=20_000)
def _english(word: str) -> tuple[_Sounds, ...]:
    """Return the sounds of *word*; several where its spelling leaves them open."""
    spellings = {word}
    if "ch" in word:
        spellings.add(word.replace("ch", "k"))
    if re.search("g[eiy]", word):
        spellings |= {re.sub("g(?=[eiy])", to, s) for s in spellings for to in "kj"}
    found: dict[_Sounds, None] = {}
    for spelling in sorted(spellings):
        silent = [m.start() for m in _UNSAID.finditer(spelling)][:3]
        for n in range(len(silent) + 1):
            for gone in itertools.combinations(silent, n):
                said = "".join(c for i, c in enumerate(spelling) if i not in gone)
                found[_sounds(said)] = None
    return tuple(found)


def _sounds(word: str) -> _Sounds:
    for pattern, to in _SPELT:
        word = pattern.sub(to, word)
    return _joined(
        (
            m[0] if m[0][0] in "aeiouyw*" else m[0].translate(_CLASSES),
            m[0][0] in "aeiouyw*",
        )
        for m in re.finditer(r"[aeiouyw*]+|.", word)
    )


@functools.lru_cache(maxsize=20_000)
def _hangul(word: str) -> tuple[_Sounds, ...]:
    """Return the sounds of *word*; ㅡ before ㄴ may stand for a vowel (토큰)."""
    return tuple({_syllables(word, closed=c): None for c in (False, True)})


def _syllables(word: str, *, closed: bool) -> _Sounds:
    parts: list[tuple[str, bool]] = []
    for char in word:
        at = ord(char) - 0xAC00
        vowel, coda = _VOWELS[at % 588 // 28], CODAS[at % 28].replace("-", "")
        parts.append((ONSETS[at // 588].replace("-", ""), False))
        if vowel != "ㅡ" or (closed and coda == "N"):
            parts.append((vowel, True))
        parts.append((coda, False))
    return _joined(parts)


def _joined(parts: Iterable[tuple[str, bool]]) -> _Sounds:
    """Put consonants and vowels together: two of a kind in a row are one."""
    pattern = ""
    vowels: list[str] = []
    for text, vowel in parts:
        if not text:
            continue
        if not vowel:
            pattern += text if not pattern.endswith(text) else ""
        elif pattern.endswith("A"):
            vowels[-1] += text
        else:
            pattern += "A"
            vowels.append(text)
    return pattern, tuple(vowels)
