"""Finds what a clause says of something, and a short clause of the note denies of it.

A sentence that takes up two of a note comes near to neither. What counts here is
a verb with the noun or the name before it: who has "index가 느려진다" against "index가
빨라진다" is contradicted, whatever else stands around them.
"""

from __future__ import annotations

import re

from collections.abc import Iterator

from rag.check.evidence.nearest import Nearest
from rag.check.evidence.passages import Unit
from rag.check.rules.said_of import apart
from rag.compare.identifiers import Mark
from rag.compare.literal import normal
from rag.compare.stances import ASKED, CONTRAST, MISTAKEN, ON_CONDITION
from rag.compare.word_match import shares
from rag.compare.words import HARD, Reading, Word


_NEAR = 0.4
"""Score of a unit from which on it may contradict."""
_GAP, _FEW = 25, 2
"""Characters up to what stands before a word, and how many of that are meant."""

_BECAUSE = re.compile(r"\b(?:because|since|although|while|whereas)\b")


def bound(near: Nearest) -> Iterator[str]:
    """Yield what is contradicted, as ``opposite: word``."""
    claim = near.claim
    if CONTRAST.search(claim.text) or MISTAKEN.search(claim.text):
        return
    for word in claim.words:
        if not word.signs or not word.acts or _asked(word, claim):
            continue
        if word.denied_by(claim.signs):
            continue  # who speaks of both sides says nothing of either alone
        beside = list(_beside(claim, word))
        if beside and _contradicted(near, word, beside):
            yield f"opposite: {word.form}"
            return


def _contradicted(near: Nearest, word: Word, beside: list[Word | Mark]) -> bool:
    """Say whether a unit says the opposite of *word* of the same, and none agrees."""
    against: list[Unit] = []
    for score, unit in near.scored:
        for other in unit.reading.words:
            agrees = not set(word.signs).isdisjoint(other.signs)
            denies = word.denied_by(other.signs)
            if not (agrees or denies) or not _says(other, unit.reading):
                continue
            theirs = list(_beside(unit.reading, other))
            if not any(_meet(one, two) for one in beside for two in theirs):
                continue
            if agrees:
                return False
            if apart(word, near.claim, unit.reading):
                continue
            if score >= _NEAR and _tells(near, unit, other):
                against.append(unit)
    return bool(against) and not any(
        sign in against[0].reading.signs for sign in word.signs
    )


def _tells(near: Nearest, unit: Unit, word: Word) -> bool:
    """Say whether *unit* is trusted to contradict by *word*.

    Not in a table, where words are far from what they are of; nor where it says
    so of other code, or in a case that the sentence doesn't name.
    """
    text = unit.reading.text
    own = [m for m in unit.reading.marks if m.kind in {"code", "name"}]
    named = {normal(m.text) for m in near.claim.marks}
    return (
        not unit.reading.tabular
        and not MISTAKEN.search(text)
        and not _otherwise(near, unit)
        and all(normal(m.text) in named for m in own if m.start < word.start)
        and not near.of_other_code(unit, [word])
    )


def _otherwise(near: Nearest, unit: Unit) -> bool:
    """Say whether *unit* speaks of the case that the sentence's is the opposite of."""
    spans = [m.span() for m in ON_CONDITION.finditer(unit.reading.text)]
    return any(
        word.denied_by(near.claim.signs)
        for word in unit.reading.words
        if any(start <= word.start < end for start, end in spans)
    )


def _says(word: Word, reading: Reading) -> bool:
    """Say whether a clause of a note says *word* of something."""
    english = word.form.isascii() and not re.search("[가-힣]", reading.text)
    return (word.acts or english) and not _asked(word, reading)


def _asked(word: Word, reading: Reading) -> bool:
    return any(m.start() <= word.start < m.end() for m in ASKED.finditer(reading.text))


def _beside(reading: Reading, word: Word) -> Iterator[Word | Mark]:
    """Yield the nouns and names before *word*; of an English one behind it as well."""
    stood: list[tuple[int, int, Word | Mark]] = [
        (w.start, w.start + len(w.form), w)
        for w in reading.words
        if w.weight >= HARD and not w.common and w is not word
    ]
    stood += [(m.start, m.end, m) for m in reading.marks if m.kind != "quote"]
    stood.sort(key=lambda one: one[0])
    before = [
        s
        for s in stood
        if s[1] <= word.start <= s[1] + _GAP
        and not _BECAUSE.search(reading.text, s[1], word.start)
    ]
    yield from (found for *_, found in before[-_FEW:])
    if word.form.isascii():
        end = word.start + len(word.form)
        behind = [s for s in stood if end <= s[0] <= end + _GAP]
        yield from (found for *_, found in behind[:1])


def _meet(one: Word | Mark, other: Word | Mark) -> bool:
    if isinstance(one, Word) and isinstance(other, Word):
        # "relies on no labels" denies what "does not rely on labels" does.
        return one.negated is other.negated and shares(one.keys, other.keys)
    if isinstance(one, Mark) and isinstance(other, Mark):
        return normal(one.text) == normal(other.text)
    return False
