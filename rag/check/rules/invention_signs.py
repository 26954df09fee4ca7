"""What tells that a sentence may be invented, and how much each sign of it weighs.

Who words a note anew takes up most of one sentence of it; who invents joins its
nouns anew, adds words, says that something is more, or always so, and seldom gets
figures right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rag.analyse.glossary import Glossary
from rag.check.evidence.nearest import Nearest
from rag.check.rules.degrees import degrees
from rag.compare.word_match import shares, usual
from rag.compare.words import HARD, SOFT, Reading, Word, clauses, says


class Signs(NamedTuple):
    """The signs of one sentence; their weights have the same names."""

    always: float
    """1."""
    lacking: float
    """Words that are met nowhere and say something."""
    common: float
    """Common words that are met nowhere."""
    shades: float
    """Adverbs that are met nowhere."""
    foreign: float
    """Concepts of the glossary that a word which isn't met is part of."""
    unnamed: float
    """Other concepts that the passages don't name."""
    nouns: float
    """Nouns, met or not."""
    away: float
    """Share of them that the nearest unit lacks, 0 to 1."""
    bare: float
    """1 if there is none."""
    replaced: float
    """Nouns put in the place of others."""
    unsaid: float
    """Verbs that no unit has with the noun before them."""
    degree: float
    """Ways of saying how much that the nearest units don't use."""
    exact: float
    """Numbers, names, code and the like."""
    taken: float
    """Share of the nearest unit that the sentence takes up, 0 to 1."""
    clauses: float
    words: float


WEIGHTS = Signs(
    always=1.0,
    lacking=0.54,
    common=0.05,
    shades=1.03,
    foreign=1.36,
    unnamed=0.8,
    nouns=0.21,
    away=2.46,
    bare=-1.5,
    replaced=0.82,
    unsaid=0.25,
    degree=0.54,
    exact=-1.01,
    taken=-1.92,
    clauses=-0.64,
    words=-0.33,
)
"""Log-odds that a sentence is invented. Fitted by logistic regression to the sets in
tests/inventions and tests/strangers and others like them, and tried on notes that
they were not fitted to; but ``bare``, of which there are few examples, is held back,
and ``always`` such that at most three of a hundred honest sentences are flagged.
``python tests/bench/fit.py`` fits them to the project's own sets."""
_WORDS, _EXACT, _COMMON = 18, 4, 3
"""So many words, numbers and the like, and common words that aren't met count at
most."""
_SAME = 0.34
"""Share of its nouns up to which the nearest unit may lack what a sentence repeats
but for a noun."""
_NEAREST = 2
"""Units that a sentence may have from how much it speaks of."""
_LONG = {True: 10, False: 4}
"""Letters of a Latin name of a concept, syllables of a Korean one, from which on
it is no everyday word."""


def exact(claim: Reading) -> int:
    """Return how many numbers, days, names and the like *claim* has."""
    return len(claim.marks) + len(claim.quantities) + len(claim.days)


def signs(
    near: Nearest, glossary: Glossary, words: Sequence[Word], lacks: Sequence[Word]
) -> Signs:
    """
    Return the signs of a sentence.

    Args:
        near: The sentence, and the units of its passages.
        glossary: Knows what is called otherwise.
        words: Of the sentence, but frames.
        lacks: Those of them that are met nowhere.
    """
    lacking = [w for w in lacks if says(w)]
    foreign, unnamed = _foreign(near, glossary, lacking)
    nouns = [w for w in words if w.weight >= HARD]
    nearest = [unit.reading.text for _, unit in near.scored[:_NEAREST]]
    return Signs(
        always=1.0,
        lacking=len(lacking),
        common=min(sum(w.common for w in lacks), _COMMON),
        shades=sum(w.weight == SOFT and not w.common for w in lacks),
        foreign=foreign,
        unnamed=unnamed,
        nouns=len(nouns),
        away=(away := _away(near, nouns)),
        bare=not nouns,
        replaced=_replaced(near, lacking) if away <= _SAME else 0,
        unsaid=_unsaid(near, words),
        degree=len(degrees(near.claim.text, nearest)),
        exact=min(exact(near.claim), _EXACT),
        taken=_taken(near),
        clauses=len(clauses(near.claim)),
        words=min(len(near.claim.words), _WORDS),
    )


def _foreign(
    near: Nearest, glossary: Glossary, lacks: Sequence[Word]
) -> tuple[int, int]:
    """Count the concepts that are named by words which are not there, and others.

    The others have a name of several words, each of which is there.
    """
    mine = others = 0
    for c in near.claim.concepts - near.concepts:
        said = [n for n in glossary.concepts[c].names if n in near.said]
        strange = any(
            w.form.rstrip("s") in n and not usual(glossary, w.form)
            for w in lacks
            for n in said
        )
        mine += strange
        others += not strange and any(len(n) >= _LONG[n.isascii()] for n in said)
    return mine, others


def _away(near: Nearest, nouns: Sequence[Word]) -> float:
    """Return the share of *nouns* that the nearest unit has nothing of."""
    if not nouns or not near.scored:
        return 0.0
    (_, unit), *_ = near.scored
    return sum(not near.share(w, unit) for w in nouns) / len(nouns)


def _replaced(near: Nearest, lacking: Sequence[Word]) -> int:
    """Count the nouns that may stand for others of the nearest unit.

    Where a unit has nearly all nouns of the sentence, one that is met nowhere has
    the place of one of the unit's that the sentence lacks.
    """
    if not near.scored:
        return 0
    (_, unit), *_ = near.scored
    theirs = [w for w in unit.reading.words if w.weight >= HARD]
    left = [w for w in theirs if not shares(w.keys, near.claim.keys)]
    return min(len(left), sum(w.weight >= HARD for w in lacking))


def _unsaid(near: Nearest, words: Sequence[Word]) -> int:
    """Count the verbs that no unit has together with the noun before them."""
    found, noun = 0, None
    for word in words:
        if noun and word.weight > SOFT and (word.acts or word.weight < HARD):
            found += not any(
                near.share(word, u) == 1 and near.share(noun, u) for u in near.units
            )
        if word.weight >= HARD:
            noun = word
    return found


def _taken(near: Nearest) -> float:
    """Return the share of the nearest unit, by weight, that the sentence takes up."""
    if not near.scored:
        return 0.0
    (_, unit), *_ = near.scored
    words, keys = unit.reading.words, near.claim.keys
    total = sum(w.weight for w in words)
    met = sum(w.weight for w in words if shares(w.keys, keys))
    return met / total if total else 0.0
