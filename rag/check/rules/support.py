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
from rag.check.evidence.nearest import Nearest
from rag.check.evidence.passages import Evidence
from rag.check.evidence.topics import FRAMES
from rag.check.rules.contradicted import opposed
from rag.check.rules.degrees import degrees
from rag.check.rules.denied import bound
from rag.check.rules.exact import inexact
from rag.check.rules.misattributed import owned
from rag.check.rules.reversed import turned
from rag.check.rules.swapped import crossed
from rag.check.rules.table_cells import celled
from rag.compare.lexicon import Lexicon
from rag.compare.word_match import shares, usual
from rag.compare.words import HARD, SOFT, Reading, Word, clauses, says


_DOUBT, _WORDS, _COMMON, _FOREIGN, _UNNAMED = 1.0, 0.54, 0.05, 1.36, 0.8
_NOUNS, _AWAY, _BARE, _DEGREE, _UNSAID = 0.21, 2.46, -1.5, 0.54, 0.25
_SHADES, _REPLACED = 1.03, 0.82
_EXACTLY, _TAKEN, _CLAUSES, _LENGTH = -1.01, -1.92, -0.64, -0.33
"""Log-odds that a sentence is invented: without anything else; for each word that
is met nowhere and says something; for each common word that is met nowhere; for
each concept of the glossary that a word which isn't met is part of; for each other
of several words that the passages don't name; for each noun; for the share of them
that the nearest unit lacks; for having none; for each way of saying how much that
the nearest units don't use; for each verb that no unit has with the noun before it;
for each adverb that is met nowhere; for each noun put in the place of another; for
each number, name and the like that is met; for the share of the nearest unit that
the sentence takes up; for each clause; for each word. Fitted by logistic regression
to tests/inventions, tests/strangers and sets like them, and tried on notes that it
was not fitted to: who words a note anew takes up most of one sentence of it, who
invents joins its nouns anew, adds words, says that something is more, or always so,
and seldom gets figures right."""
_LONGEST, _MARKED, _PLAIN = 18, 4, 3
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
    foreign, unnamed = _foreign(near, glossary, lacking)
    nearest = [unit for _, unit in near.scored[:_NEAREST]]
    nouns = [w for w in words if w.weight >= HARD]
    doubt = (
        _DOUBT
        + _WORDS * len(lacking)
        + _COMMON * min(sum(w.common for w in lacks), _PLAIN)
        + _FOREIGN * foreign
        + _UNNAMED * unnamed
        + _NOUNS * len(nouns)
        + _AWAY * _away(near, nouns)
        + _BARE * (not nouns)
        + _DEGREE * len(degrees(claim.text, [u.reading.text for u in nearest]))
        + _UNSAID * _unsaid(near, words)
        + _SHADES * sum(w.weight == SOFT and not w.common for w in lacks)
        + _REPLACED * _replaced(near, nouns, lacking)
        + _EXACTLY * min(extra, _MARKED)
        + _TAKEN * _taken(near)
        + _CLAUSES * len(clauses(claim))
        + _LENGTH * min(len(claim.words), _LONGEST)
    )
    if not claim.marks and not any(near.meets(w) for w in words if w.weight > SOFT):
        doubt = max(doubt, _DOUBT)  # of what its numbers are, it doesn't say
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


def _away(near: Nearest, nouns: Sequence[Word]) -> float:
    """Return the share of *nouns* that the nearest unit has nothing of."""
    if not nouns or not near.scored:
        return 0.0
    (_, unit), *_ = near.scored
    return sum(not near.share(w, unit) for w in nouns) / len(nouns)


def _replaced(near: Nearest, nouns: Sequence[Word], lacking: Sequence[Word]) -> int:
    """Count the nouns that may stand for others of the nearest unit.

    Where a unit has nearly all nouns of the sentence, one that is met nowhere has
    the place of one of the unit's that the sentence lacks.
    """
    if _away(near, nouns) > _SAME or not near.scored:
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
