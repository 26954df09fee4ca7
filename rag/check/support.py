"""Holds one sentence against the passages that it cites.

A sentence is borne out when everything in it that is exact (numbers, dates,
names, code, formulae, quotations) stands in the passages, when what it speaks
of does, by word, synonym, translation or sound, and when the unit of the note
that comes nearest to it doesn't say the opposite.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.analyse.glossary import Glossary
from rag.check.bound import bound
from rag.check.cells import celled
from rag.check.counted import inexact
from rag.check.crossed import crossed
from rag.check.lexicon import Lexicon
from rag.check.meeting import usual
from rag.check.nearest import Nearest
from rag.check.opposed import opposed
from rag.check.ordered import turned
from rag.check.owned import owned
from rag.check.passages import Evidence
from rag.check.topics import FRAMES
from rag.check.words import HARD, SOFT, Reading, Word, clauses, says


_DOUBT, _NEAR, _WORDS, _LACKS, _COMMON, _SHADES = 2.06, -3.17, 0.64, 0.68, 0.26, 1.03
_EXACTLY, _FOREIGN, _UNNAMED, _APART, _LENGTH = -1.03, 1.56, 0.98, 0.61, -0.26
"""Log-odds that a sentence is invented: without anything else; for the score of
the nearest unit; for each word that is met nowhere and says something; for what
these weigh; for each common word and for each adverb that is met nowhere; for each
number, name and the like that is met; for each concept of the glossary that a word
which isn't met is part of; for each other of several words that the passages don't
name; for the share of its pairs of names that no unit holds together; for each
word. Fitted by logistic regression to tests/inventions, tests/strangers and sets
like them, and tried on notes that it was not fitted to: who words a note anew adds
a word, who invents adds several, common ones as well, or joins what the note holds
apart, and seldom gets figures right."""
_LONGEST, _MARKED, _PLAIN = 18, 4, 3
"""So many words, numbers and the like, and common words that aren't met count at
most."""
_USUAL = 0.4
"""What is left of the weight of a usual word."""
_LONG = {True: 10, False: 4}
"""Letters of a Latin name of a concept, syllables of a Korean one, from which on
it is no everyday word."""
_WINDOW = 2
"""Names after one that make pairs with it."""
_GLOSS = re.compile(
    r"(?<=[가-힣])"
    r"\(((?![A-Z][a-z]+\))[A-Za-z][A-Za-z'’-]*(?: [a-z][A-Za-z'’-]*){0,3})\)"
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What came of holding a sentence against passages."""

    share: float
    """Of its weight that is met, 0 to 1."""
    wrong: tuple[str, ...]
    """What is contradicted, or exact and not there; ``kind: text``."""
    missing: tuple[str, ...]
    """Words that are met nowhere and name something."""
    doubt: float
    """Log-odds that the passages don't say it; above 0 it is not borne out."""


def weigh(claim: Reading, evidence: Sequence[Evidence], glossary: Glossary) -> Weighed:
    """Hold *claim* against all of *evidence* taken together."""
    if not evidence:
        return Weighed(0.0, ("cites: nothing",), (), _DOUBT)
    near = Nearest(claim, evidence, glossary)
    strange = list(inexact(near))
    wrong = [
        *strange,
        *opposed(near),
        *bound(near),
        *celled(near),
        *crossed(near),
        *turned(near),
        *owned(near),
    ]
    extra = len(claim.marks) + len(claim.quantities) + len(claim.days)
    glossed = _glosses(claim, near.meets)
    words = [w for w in claim.words if w.form not in FRAMES]
    lacks = [w for w in words if not near.meets(w) and w.start not in glossed]
    wrong += [f"name: {w.form}" for w in lacks if w.name]
    missing = dict.fromkeys(
        w.form for w in lacks if _tells(w) and not usual(glossary, w.form)
    )
    total = sum(w.weight for w in words) + extra
    met = total - sum(w.weight for w in lacks) - len(strange)
    lacking = [w for w in lacks if says(w)]
    weight = sum(w.weight * (_USUAL if usual(glossary, w.form) else 1) for w in lacking)
    foreign, unnamed = _foreign(near, glossary, lacking)
    doubt = (
        _DOUBT
        + _NEAR * near.top
        + _WORDS * len(lacking)
        + _LACKS * weight
        + _COMMON * min(sum(w.common for w in lacks), _PLAIN)
        + _SHADES * sum(w.weight == SOFT and not w.common for w in lacks)
        + _EXACTLY * min(extra, _MARKED)
        + _FOREIGN * foreign
        + _UNNAMED * unnamed
        + _APART * _apart(near)
        + _LENGTH * min(len(claim.words), _LONGEST)
    )
    share = met / total if total else 1.0
    return Weighed(share, tuple(dict.fromkeys(wrong)), tuple(missing), doubt)


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


def _apart(near: Nearest) -> float:
    """Return the share of its pairs of names that no unit holds together."""
    units = near.units
    apart = pairs = 0
    for words in clauses(near.claim):
        nouns = [w for w in words if w.weight >= HARD and says(w)]
        held = [
            {id(u) for u in units if near.share(w, u)} for w in nouns if near.meets(w)
        ]
        for at, mine in enumerate(held):
            for other in held[at + 1 : at + 1 + _WINDOW]:
                pairs += 1
                apart += not mine & other
    return apart / pairs if pairs else 0.0


def _glosses(claim: Reading, meets: Callable[[Word], bool]) -> set[int]:
    """Return where the words of what a met Korean term is called in English start.

    ``은행원 알고리즘(Banker's algorithm)``: a model translates where the note
    doesn't. A single capital word may be somebody's name, and a word of the
    language says something of its own; neither is one of these.
    """
    found: set[int] = set()
    known = Lexicon.load().knows
    for m in _GLOSS.finditer(claim.text):
        before = [w for w in claim.words if w.start < m.start(1) - 1]
        if before and meets(before[-1]) and not before[-1].form.isascii():
            found |= {
                w.start
                for w in claim.words
                if m.start(1) <= w.start < m.end(1) and not known(w.form)
            }
    return found


def _tells(word: Word) -> bool:
    """Say whether it matters that *word* is met nowhere."""
    if word.common or word.negated:
        return False
    if word.form.isascii():
        return word.weight >= HARD or (word.rare and word.weight > SOFT)
    # A single syllable is mostly a torn piece of a word that Kiwi doesn't know.
    return word.weight >= HARD and len(word.form) > 1
