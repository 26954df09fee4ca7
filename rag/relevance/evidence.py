"""How far a passage answers a question: what it speaks of, and what it lacks.

The score of a search doesn't tell: a note that only mentions a term ranks as
high as one that explains it. So the passage is read against the question. How
much of what the question speaks of does it hold, by word, sound, gram or
meaning? Does it lack a term that the question names in Latin letters? And is
what is asked for (a number, a formula, code, a person, an address) there at
all, in a sentence that speaks of it?
"""

from __future__ import annotations

import re

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from rag.analyse.cross_script import (
    as_formula_in,
    initials_in,
    mistyped_in,
    run_together_in,
    sounds_in,
    spelt_in,
)
from rag.analyse.question_units import Unit
from rag.analyse.stop_words import says_little
from rag.types import Hit, Outcome


STRONG = 0.3
WEAK = 0.2
"""Bands of `Hit.strength`: from the first on a question counts as answered,
from the second on the passage is named as near."""

_SOUND, _NAME, _MEANING, _ABROAD, _GRAM = 0.9, 0.9, 0.6, 0.6, 0.7
"""What meeting a unit in another way counts for beside the word itself."""
_SLIPPED = 0.7
"""What it counts for that a passage has a word of which it is a slip."""
_LONG = 4
"""Syllables of what may be two words of the other script."""
_MET = 0.35
"""From this on a unit counts as met."""
_UNNAMED = (STRONG + WEAK) / 2
"""The strength, at most, of a passage that names nothing of the question."""
_NAMED = 0.6
"""From this on a unit counts as named."""
_PLAIN = 0.3
"""What is left of the weight of a word that says little."""
_LACKING = 0.3
"""What a missing term, or a missing kind of answer, takes away."""
_DESPITE = 0.7
"""The share from which on a passage may answer though it lacks a term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The terms that a passage holds."""

    words: Collection[str]
    grams: Collection[str]
    sounds: Collection[str]
    meanings: Collection[str]
    text: str = ""
    """Itself, NFC."""
    names: Collection[str] = ()
    """Names of the concepts that it shares with the question, as `Concept.names`."""


_SEVERAL = re.compile(
    r"전부|모두|모아|다 (?:찾|보여|알려|정리)|노트들|글들|각각|둘 다"
    r"|여러 (?:군데|노트|글)"
    r"|\bacross\b|\ball (?:the |my )?(?:notes|entries)\b|\bboth\b|\beach\b",
    re.IGNORECASE,
)


def several(question: str) -> bool:
    """Say whether *question* asks for what more than one note says."""
    return bool(_SEVERAL.search(question))


_WHEN = re.compile(
    r"언제|며칠|몇\s*월|몇\s*년|날짜|\bwhen\b|\bwhat (?:date|day)\b", re.IGNORECASE
)


def asks_when(question: str) -> bool:
    """Say whether *question* asks for a day, so that a missing one matters."""
    return bool(_WHEN.search(question))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a passage holds of what is asked."""

    share: float
    """From 0 to 1, by weight; 0 for a question that speaks of nothing."""
    lacking: tuple[Unit, ...]
    """What it doesn't hold."""
    unsaid: tuple[Unit, ...]
    """What it doesn't hold by word, sound, spelling or another name."""
    met: tuple[Unit, ...]
    """What it holds, that of the most weight first."""
    named: bool
    """Whether it holds, by word, sound or spelling, something that says more than
    ``way`` or ``경우`` do; what only its concepts are described by doesn't count."""

    @property
    def told(self) -> tuple[Unit, ...]:
        """What it holds itself, if there is any; else what it only means."""
        return tuple(u for u in self.met if u not in self.unsaid) or self.met


def coverage(
    units: Sequence[Unit],
    held: Held,
    weight: Callable[[Unit], float],
    new: Collection[str] = (),
    unheard: Collection[str] = (),
) -> Coverage:
    """
    Hold a question against a passage.

    Args:
        units: What the question speaks of.
        held: The terms of the passage.
        weight: How much a unit says; positive.
        new: Forms of units that no note has, which may be mistyped.
        unheard: Those of them that name a concept, so that what another one is
            described by doesn't stand for them.
    """
    total = met = 0.0
    lacking, unsaid, told, has = [], [], [], []
    for unit in units:
        itself = meets(unit, held)
        likely = itself < _SLIPPED and unit.form in new
        if likely and mistyped_in(unit.form, held.text):
            itself = _SLIPPED
        means = 0.0 if unit.form in unheard else _means(unit, held)
        share = max(itself, means, _ABROAD * any(w in held.words for w in unit.abroad))
        little = says_little(unit.form)
        much = weight(unit) * (_PLAIN if little else 1.0)
        told += [] if little else [itself]
        total += much
        met += much * share
        if itself < _MET:
            unsaid.append(unit)
        if share < _MET:
            lacking.append(unit)
        else:
            has.append((-much, unit))
    return Coverage(
        share=met / total if total else 0.0,
        lacking=tuple(lacking),
        unsaid=tuple(unsaid),
        met=tuple(unit for _, unit in sorted(has, key=lambda pair: pair[0])),
        named=not told or max(told) >= _NAMED,
    )


def meets(unit: Unit, held: Held) -> float:
    """Return how surely the passage has the unit itself, 0 to 1."""
    if any(w in held.words for w in unit.words):
        return 1.0
    best = 0.0
    # What is written as one word may sound like two.
    long = not unit.latin and len(unit.form) >= _LONG
    if (long or any(s in held.sounds for s in unit.sounds)) and sounds_in(
        unit.spoken, held.text
    ):
        best = _SOUND
    if len(unit.form) > 1 and any(unit.form in name for name in held.names):
        best = max(best, _NAME)
    if unit.latin and any(
        spells(unit.form, held.text)
        for spells in (run_together_in, initials_in, as_formula_in)
    ):
        best = max(best, _NAME)
    if len(unit.form) > 1 and unit.grams:
        if unit.latin:  # half of "clip" is in "client", and "bread" in three words
            best = max(best, _GRAM * spelt_in(unit.form, held.text))
        else:
            shared = sum(g in held.grams for g in unit.grams)
            best = max(best, _GRAM * shared / len(unit.grams))
    return best


def _means(unit: Unit, held: Held) -> float:
    """Return how surely the passage names what the unit describes, 0 to 1."""
    return _MEANING * any(w in held.meanings for w in unit.words)


def strength(
    found: Coverage,
    *,
    name_missing: bool,
    want_missing: bool,
    beside: bool = False,
) -> float:
    """
    Return `Hit.strength`, 0 to 1, for a passage.

    Args:
        found: What it holds of the question.
        name_missing: Whether it lacks a term that the question names.
        want_missing: Whether it lacks what is asked for.
        beside: Whether what it says can't be the answer, however near it is.
    """
    share = found.share - _LACKING * name_missing - _LACKING * want_missing
    other = name_missing and found.share < _DESPITE
    near = other or beside or not found.named
    return max(0.0, min(share, _UNNAMED) if near else share)


def heard(hits: Sequence[Hit]) -> bool:
    """Return whether some note speaks of what was searched for alone, for *hits*."""
    return any(h.strength >= WEAK for h in hits)


def outcome(hits: Sequence[Hit]) -> Outcome:
    """Return ANSWERED, NEAREST or NO_EVIDENCE for the *hits* of a question."""
    best = max((h.strength for h in hits[:3]), default=0.0)
    if best >= STRONG:
        return Outcome.ANSWERED
    return Outcome.NEAREST if best >= WEAK else Outcome.NO_EVIDENCE
