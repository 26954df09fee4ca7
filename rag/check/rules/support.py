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
from rag.check.rules.compared import compared
from rag.check.rules.contradicted import opposed
from rag.check.rules.denied import bound
from rag.check.rules.denied_of_topic import denied_of_topic
from rag.check.rules.exact import inexact
from rag.check.rules.exchanged import exchanged
from rag.check.rules.invention_signs import WEIGHTS, exact, signs
from rag.check.rules.misattributed import owned
from rag.check.rules.people import unnamed
from rag.check.rules.proportions import proportions
from rag.check.rules.reversed import turned
from rag.check.rules.swapped import crossed
from rag.check.rules.table_cells import celled
from rag.compare.lexicon import Lexicon
from rag.compare.word_match import usual
from rag.compare.words import HARD, SOFT, Reading, Word


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
        return Weighed(0.0, ("cites: nothing",), (), WEIGHTS.always)
    near = Nearest(claim, evidence, glossary)
    strange = [*inexact(near), *unnamed(near)]
    wrong = [
        *strange,
        *opposed(near),
        *bound(near),
        *denied_of_topic(near),
        *proportions(near),
        *celled(near),
        *crossed(near),
        *exchanged(near),
        *turned(near),
        *compared(near),
        *owned(near),
    ]
    extra = exact(claim)
    words, lacks = told(near)
    wrong += [f"name: {w.form}" for w in lacks if w.name]
    missing = dict.fromkeys(
        w.form for w in lacks if _tells(w) and not usual(glossary, w.form)
    )
    total = sum(w.weight for w in words) + extra
    met = total - sum(w.weight for w in lacks) - len(strange)
    found = signs(near, glossary, words, lacks)
    doubt = sum(weight * sign for weight, sign in zip(WEIGHTS, found, strict=True))
    if not claim.marks and not any(near.meets(w) for w in words if w.weight > SOFT):
        doubt = max(doubt, WEIGHTS.always)  # of what its numbers are, it doesn't say
    share = met / total if total else 1.0
    return Weighed(share, tuple(dict.fromkeys(wrong)), tuple(missing), doubt)


def told(near: Nearest) -> tuple[list[Word], list[Word]]:
    """Return the words of a sentence, but frames, and those that are met nowhere."""
    glossed = _glosses(near.claim, near.meets)
    words = [w for w in near.claim.words if w.form not in FRAMES]
    return words, [w for w in words if not near.meets(w) and w.start not in glossed]


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
