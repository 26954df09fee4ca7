"""Whether a text holds a word in the other script, or in another spelling.

A phonetic key of consonants finds candidates, and meets much by chance: ``france``
has that of ``variance``. So what shares a key is compared in full.
"""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata

from collections.abc import Collection, Iterable

from rag.analyse import grams, latin, phonetic
from rag.analyse.transliteration import alike


_HANGUL = re.compile(r"[가-힣]{2,}")
_LONGEST = 10
"""Syllables of a word without its particle."""
_SLIP_LATIN, _SLIP_HANGUL = 5, 3
"""Letters, or syllables, from which on a word is known with a slip in it."""
_SLIPS = 2
_ALIKE = 0.8
_FUNCTION_WORD = re.compile(rf"\b(?:{'|'.join(sorted(latin.STOP_WORDS))})\b")
_AS_LONG = 0.6
"""Share of the letters of a word that another spelling has more of."""
_INITIALS = 5
"""Letters of an abbreviation."""
_LETTERS = 40
"""Letters of a word; what is longer is none."""


def sounds_in(spoken: Collection[str], text: str) -> bool:
    """
    Say whether *text* holds one of the words *spoken* as it may be spelt.

    Args:
        spoken: Words of one script, in lower case.
        text: A passage; of its Hangul words the beginnings are compared.
    """
    return any(_holds(word, text) for word in spoken)


def _holds(word: str, text: str) -> bool:
    keys = phonetic.keys(word)
    if not keys or len(word) > _LETTERS:
        return False
    if word.isascii():
        return any(
            not keys.isdisjoint(own) and alike(word, other)
            for other, own in _hangul(text)
        ) or any(
            not keys.isdisjoint(own) and _spelt_alike(word, other)
            for other, own in _latin(text)
        )
    return any(
        not keys.isdisjoint(own) and alike(other, word)
        for other, own in (*_latin(text), *_latin_pairs(text))
    ) or any(
        not keys.isdisjoint(own) and _written_alike(word, other)
        for other, own in _hangul(text)
    )


def spelt_in(word: str, text: str) -> float:
    """Return the share of *word*, 0 or over a half, that one word of *text* has.

    Args:
        word: In Latin letters and lower case.
        text: A passage.
    """
    mine = frozenset(grams.of_document(word))
    # "flashattention" is no other spelling of "attention".
    long = [theirs for theirs in _letters(text) if len(theirs) > _AS_LONG * len(mine)]
    best = max((len(mine & theirs) for theirs in long), default=0)
    return best / len(mine) if 2 * best > len(mine) else 0.0


def run_together_in(word: str, text: str) -> bool:
    """
    Say whether *word* is two words side by side in *text*: ``hardtriplet``.

    Args:
        word: In Latin letters and lower case; its plural will do.
        text: A passage.
    """
    return any(
        other.startswith(word) and other[len(word) :] in {"", "s", "es"}
        for other in _side_by_side(text)
    )


def as_formula_in(word: str, text: str) -> bool:
    """Say whether *text* has *word*, such as ``a+b``, as a formula in LaTeX."""
    return "+" in word and word in _unmarked(text)


def initials_in(word: str, text: str) -> bool:
    """
    Say whether *word* is made of the initials of words side by side in *text*.

    Two letters only of words with capitals: ``FC`` and ``Fully-Connected``. None
    stands for a word such as ``to`` or ``a``, of which prose is full.

    Args:
        word: In Latin letters and lower case.
        text: A passage.
    """
    if not 1 < len(word) <= _INITIALS:
        return False
    return any(word in run for run in _initials(text, len(word) == 2))


def mistyped_in(word: str, text: str) -> bool:
    """
    Say whether *word* looks like a slip of the pen for a word of *text*.

    The first letter is right, and most of the others; Hangul is compared by its
    letters, across spaces: ``연합학슴`` and ``연합 학습``.

    Args:
        word: Of one script, in lower case, that no note has.
        text: A passage.
    """
    if word.isascii():
        return len(word) >= _SLIP_LATIN and _near(
            word,
            (
                o
                for o in latin_words(text)
                if o[0] == word[0] and abs(len(o) - len(word)) <= _SLIPS
            ),
        )
    return len(word) >= _SLIP_HANGUL and _near(
        _jamo(word),
        (
            _jamo(o[: len(word)])
            for o in _runs(text)
            if o[0] == word[0] and len(o) >= len(word)
        ),
    )


def _near(word: str, others: Iterable[str]) -> bool:
    """Say whether one of *others* is as good as *word*; cheap looks go first."""
    matcher = difflib.SequenceMatcher(None, "", word, autojunk=False)
    for other in others:
        matcher.set_seq1(other)
        if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
            return True
    return False


def _jamo(word: str) -> str:
    return unicodedata.normalize("NFD", word)


@functools.lru_cache(maxsize=64)
def latin_words(text: str) -> frozenset[str]:
    """Return the words of at least three Latin letters in *text*, in lower case."""
    return frozenset(re.findall(r"[a-z]{3,}", text.lower()))


@functools.lru_cache(maxsize=64)
def _runs(text: str) -> frozenset[str]:
    """Return what begins with a Hangul word, and goes on without spaces."""
    squashed = re.sub(r"(?<=[가-힣])[ \t]+(?=[가-힣])", " ", text)
    return frozenset(
        m[1].replace(" ", "")[:_LONGEST]
        for m in re.finditer(r"(?<![가-힣])(?=([가-힣][가-힣 ]{1,20}))", squashed)
    )


def _spelt_alike(word: str, other: str) -> bool:
    """Say whether more than half of the letters, three at a time, are the same."""
    mine, theirs = set(grams.of_document(word)), set(grams.of_document(other))
    return 2 * len(mine & theirs) > min(len(mine), len(theirs))


def _written_alike(word: str, other: str) -> bool:
    """Say whether at least half of the syllables are: 메세지 and 메시지."""
    same = sum(a == b for a, b in zip(word, other, strict=False))
    return len(word) == len(other) and 2 * same >= len(word)


@functools.lru_cache(maxsize=64)
def _latin(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    found = {
        word: phonetic.keys(word)
        for word in latin.words(text)
        if word.isalpha() and len(word) <= _LETTERS
    }
    return tuple((word, keys) for word, keys in found.items() if keys)


@functools.lru_cache(maxsize=64)
def _side_by_side(text: str) -> frozenset[str]:
    """Return what two Latin words of *text*, one after the other, make as one."""
    return frozenset(
        m[1] + m[2]
        for m in re.finditer(
            r"(?<![a-z])(?=([a-z]{2,20})[ \t_-]([a-z]{2,20})(?![a-z]))", text.lower()
        )
    )


@functools.lru_cache(maxsize=64)
def _latin_pairs(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    found = {word: phonetic.keys(word) for word in _side_by_side(text)}
    return tuple((word, keys) for word, keys in found.items() if keys)


@functools.lru_cache(maxsize=64)
def _unmarked(text: str) -> str:
    return re.sub(r"\\[A-Za-z]+|[\s^_{}$\\]", "", text).lower()


@functools.lru_cache(maxsize=64)
def _initials(text: str, capital: bool) -> frozenset[str]:  # noqa: FBT001
    """Return the initials of each run of Latin words in *text*, in lower case."""
    word = "[A-Z][a-z]+" if capital else "[A-Za-z]+"
    text = re.sub("(?<=[a-z])(?=[A-Z])", " ", text)  # TensorFlow
    text = _FUNCTION_WORD.sub("|", text)
    return frozenset(
        "".join(re.findall(r"(?<![A-Za-z])[A-Za-z]", m[0])).lower()
        for m in re.finditer(rf"(?<![A-Za-z]){word}(?:[ -]{word})+", text)
    )


@functools.lru_cache(maxsize=64)
def _letters(text: str) -> tuple[frozenset[str], ...]:
    """Return the grams of each word of *text* in Latin letters."""
    return tuple(frozenset(grams.of_document(w)) for w in set(latin.words(text)))


@functools.lru_cache(maxsize=64)
def _hangul(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the words of *text*, with and without what may be their particles."""
    found = {
        m[0][:end]: phonetic.keys(m[0][:end])
        for m in _HANGUL.finditer(text)
        for end in range(2, min(len(m[0]), _LONGEST) + 1)
    }
    return tuple((word, keys) for word, keys in found.items() if keys)
