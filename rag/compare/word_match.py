"""When two words are taken for one: by form, group, translation, sound or concept."""

from __future__ import annotations

import functools
import re

from rag.analyse.glossary import Glossary
from rag.compare.lexicon import Lexicon
from rag.compare.words import Word


_OFTEN = 12
"""Times in the glossary from which on a word is one of the general language, or
of the whole field, so that it says little that it is met nowhere."""
_SPELT = 8
"""Letters from which on a word is known with a slip in it."""


def shares(keys: frozenset[str], others: frozenset[str]) -> bool:
    """Say whether two words, or a word and a text, have a key in common.

    A sound meets one of the other script alone, or "france" is much else.
    """
    return not meeting(keys).isdisjoint(others)


@functools.lru_cache(maxsize=20_000)
def meeting(keys: frozenset[str]) -> frozenset[str]:
    """Return which keys of another word meet one of *keys*."""
    return frozenset(
        ("e" if key[0] == "k" else "k") + key[1:] if key[0] in "ke" else key
        for key in keys
        if key[0] in "kewgt"
    )


def stands(word: Word, squashed: str) -> bool:
    """Say whether *word* stands in a text without white space, as it is."""
    latin = word.form.isascii()
    return len(word.form) >= (4 if latin else 2) and word.form in squashed


def misspelt(word: Word, keys: frozenset[str]) -> bool:
    """Say whether the keys hold *word* with one letter more, less, or another.

    Who writes notes mistypes; who answers from them writes it properly. What is
    a word by itself is no slip, nor is another first letter (``atypical``).
    """
    form = word.form.removesuffix("s")
    if not form.isascii() or len(form) < _SPELT:
        return False
    return any(
        k[:2] == "w" + form[0]
        and abs(len(k) - 1 - len(form)) <= 1
        and _one_off(form, k[1:])
        and not Lexicon.load().knows(k[1:])
        for k in keys
    )


def _one_off(one: str, other: str) -> bool:
    """Say whether two different words are one edit, or two swapped letters, apart."""
    same = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    a, b = one[same:], other[same:]
    return (
        a[1:] == b[1:]
        or a[1:] == b
        or a == b[1:]
        or (a[2:] == b[2:] and a[:2] == b[1::-1])
    )


@functools.cache
def names(glossary: Glossary, concept: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each name of a concept as one term, as `Concept.names`, and its words.

    Korean is written with spaces or without, so that such a name is one word.
    """
    found = glossary.concepts[concept]
    words = [
        *(tuple(re.findall(r"[a-z0-9]+", name.lower())) for name in found.english),
        *((re.sub(r"\s+", "", name),) for name in found.korean),
    ]
    return tuple(zip(found.names, words, strict=True))


def named(word: Word, name: str) -> bool:
    """Say whether *word* is a part of the name of a concept, of `names`."""
    if not word.form.isascii():
        return len(word.form) > 1 and word.form in name
    return word.form == name or (len(word.form) > 3 and name.startswith(word.form))


@functools.cache
def usual(glossary: Glossary, form: str) -> bool:
    """Say whether a word is often used of other things, by the glossary."""
    text = _written(glossary)
    return (
        text.count(f" {form.removesuffix('s')}" if form.isascii() else form) >= _OFTEN
    )


@functools.cache
def _written(glossary: Glossary) -> str:
    return "\n".join(f" {c.text}" for c in glossary.concepts).lower()
