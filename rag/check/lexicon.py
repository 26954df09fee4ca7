"""Words that say the same, or the opposite, in Korean and in English."""

from __future__ import annotations

import functools

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from rag.analyse import latin


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known about words; English ones are keyed by their stems."""

    senses: Mapping[str, tuple[tuple[int, int], ...]]
    """Numbers of the groups that a word is in, with 1 or, for the side of the
    opposites, -1."""
    soft: frozenset[str]
    """Words that say little, wherever else they are."""
    known: frozenset[str]
    """Words that are in some group that says something."""

    @classmethod
    @functools.cache
    def load(cls) -> Lexicon:
        """Read the lexicon that comes with tilbot."""
        raw = resources.files("rag.check").joinpath("lexicon.tsv").read_text("utf-8")
        return parse(raw)


_LIST = 30
"""Words from which on a line is a list of words, and not of those that say the
same."""


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
            for word in () if len(words) > _LIST else words:
                # Who is on both sides of a group is on neither.
                was = senses.setdefault(word, {}).setdefault(number, sign)
                if was != sign:
                    del senses[word][number]
    return Lexicon(
        senses={word: tuple(groups.items()) for word, groups in senses.items()},
        soft=frozenset(soft) | frozenset(latin.STOP_WORDS),
        known=frozenset(hard),
    )


def _key(word: str) -> str:
    return latin.stem(word.lower()) if word.isascii() and "_" not in word else word
