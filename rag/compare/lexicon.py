"""Words that say the same, or the opposite, in Korean and in English."""

from __future__ import annotations

import functools
import itertools
import re

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from rag.analyse import latin
from rag.analyse.glossary import Glossary
from rag.analyse.stop_words import frames


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known about words; English ones are keyed by their stems."""

    senses: Mapping[str, tuple[tuple[int, int], ...]]
    """Numbers of the groups that a word is in, with 1 or, for the side of the
    opposites, -1."""
    soft: frozenset[str]
    """Words that say little, wherever else they are; see `rag.analyse.stop_words`,
    too.
    """
    known: frozenset[str]
    """Words that are in some group that says something."""

    def knows(self, form: str) -> bool:
        """Say whether *form* is a word of it, in this or another ending."""
        return form in self.senses or latin.stem(form) in self.senses

    @classmethod
    @functools.cache
    def load(cls) -> Lexicon:
        """Read the lexicon that comes with tilbot."""
        return parse(_raw(*_GENERAL, *_NAMES))


_GENERAL = ("lexicon.tsv", "vocabulary.tsv")
_NAMES = ("terms.tsv",)


def _raw(*names: str) -> str:
    here = resources.files("rag.compare")
    return "\n".join(here.joinpath(name).read_text("utf-8") for name in names)


_MOSTLY = 0.6
"""Part of the times of its usual translation that another must come to."""
_AMBIGUOUS = 1
"""Translations of a word of a single name, at most."""


def parse(raw: str) -> Lexicon:
    """Read the lines of a lexicon; its head says how they are written."""
    senses: dict[str, dict[int, int]] = {}
    soft: set[str] = set()
    hard: set[str] = set()
    for number, line in enumerate(raw.splitlines()):
        if line.startswith("#") or not line.strip():
            continue
        little = line.startswith("~")
        for sign, cell in zip((1, -1), line.lstrip("~").split("\t"), strict=False):
            words = {_key(word) for word in cell.split()}
            (soft if little else hard).update(words)
            for word in words:
                # Who is on both sides of a group is on neither.
                was = senses.setdefault(word, {}).setdefault(number, sign)
                if was != sign:
                    del senses[word][number]
    return Lexicon(
        senses={word: tuple(groups.items()) for word, groups in senses.items()},
        soft=frozenset(soft) | latin.STOP_WORDS,
        known=frozenset(hard),
    )


@functools.cache
def translations(glossary: Glossary) -> Mapping[str, frozenset[str]]:
    """Return what Korean words of the glossary are in English, as stems.

    Names of a concept in both languages, of as many words, are taken word by
    word: ``확산 모델`` and ``diffusion model`` have the same order. What a word
    is next to seldom, as names of one concept differ, is left out.
    """
    found: dict[str, Counter[str]] = {}
    for concept in glossary.concepts:
        pairs = set()
        for english, korean in itertools.product(concept.english, concept.korean):
            theirs, mine = re.findall(r"[a-z]+", english.lower()), korean.split()
            if len(theirs) == len(mine):
                pairs |= set(zip(mine, map(latin.stem, theirs), strict=True))
        for one, other in pairs:
            found.setdefault(one, Counter())[other] += 1
    return {
        word: frozenset(stem for stem, n in stems.items() if n >= most * _MOSTLY)
        for word, stems in found.items()
        if len(word) > 1
        and ((most := max(stems.values())) > 1 or len(stems) <= _AMBIGUOUS)
    }


@functools.lru_cache(maxsize=1024)
def general(form: str) -> bool:
    """Say whether an English word is one of the language, and nobody's name.

    Looks into the text itself, for to parse it takes ten times as long.
    """
    stem = re.escape(latin.stem(form))
    return frames(form) or bool(
        re.search(rf"(?<![a-z]){stem}[a-z]{{0,3}}\b", _language())
    )


@functools.lru_cache(maxsize=1024)
def abroad(form: str) -> frozenset[str]:
    """
    Return the words of the other script that say the same as *form* may.

    Args:
        form: A Korean morpheme, or an English word in any ending.

    Returns:
        Korean stems and nouns, or stems of English words; none of a word that
        says little.

    Looks into the text itself, as `general` does.
    """
    key = _key(form)
    found: set[str] = set()
    # The stem of "boundary" ends in an i.
    for line in _lines(key[:-1] if form.isascii() else key):
        for side in line.split("\t"):
            words = {_key(w) for w in side.split()}
            if key in words:
                found |= {w for w in words if w.isascii() != form.isascii()}
    return frozenset(found)


def _lines(start: str) -> Iterator[str]:
    """Yield the lines of the lexicon in which a word begins with *start*.

    But for those of words that say little.
    """
    text, at = _whole(), 0
    while start and (at := text.find(start, at)) >= 0:
        line = text[text.rfind("\n", 0, at) + 1 : text.find("\n", at)]
        if text[at - 1].isspace() and not line.startswith(("~", "#")):
            yield line
            at = text.find("\n", at)
        at += 1


@functools.cache
def _whole() -> str:
    return "\n" + _raw(*_GENERAL, *_NAMES) + "\n"


@functools.cache
def _language() -> str:
    return _raw(*_GENERAL)


def _key(word: str) -> str:
    return latin.stem(word.lower()) if word.isascii() and "_" not in word else word
