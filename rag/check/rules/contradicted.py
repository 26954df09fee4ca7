"""Finds what a sentence says, and the nearest units say the opposite of.

Either denies what the other says, or one has a word where the other has its
opposite; or the sentence says of one item of a list what another one says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rag.check.evidence.nearest import NEAREST, Nearest
from rag.check.evidence.passages import Unit
from rag.check.rules.said_of import apart
from rag.compare.literal import normal
from rag.compare.stances import ASKED, CASE, CONTRAST, MISTAKEN, ON_CONDITION, TOPIC
from rag.compare.word_match import shares
from rag.compare.words import VERB, Reading, Word, clauses


TELLING, TELLING_OPPOSITE = 0.7, 0.75
"""Score of a unit from which on it is trusted to contradict, by denying, and by
a word that is the opposite of another: who words a note anew denies otherwise."""
FORGIVES = 0.85
"""From this share of the best unit's score on, another that agrees settles it."""
FORGIVES_RIVAL = 0.78
"""The same where it is about another item, which comes near by its name alone."""
FORGIVES_OPPOSITE = 0.5
"""The same where nothing is denied and words alone are opposites: they may
be used of other things."""
_BESIDE = 6
"""Characters within which words are denied together."""

_AROUND = 3
"""Words next to one that tell what it is said of."""
_SPOKEN = 0.45
"""Share of them that a unit must hold to speak of the same."""


def opposed(near: Nearest) -> Iterator[str]:
    """Yield what is contradicted, as ``opposite: word``."""
    yield from _Opposed(near).wrong()


class _Opposed:
    def __init__(self, near: Nearest) -> None:
        self._near = near

    def wrong(self) -> Iterator[str]:
        """Yield what a clause says, and the nearest units the opposite of."""
        if any(p.search(self._near.claim.text) for p in (CONTRAST, MISTAKEN)):
            return  # what is denied of one is said of the other
        for words in map(self._stated, clauses(self._near.claim)):
            near = self._near.near(words)
            top = near[0][0] if near else 0.0
            if top < TELLING:
                continue
            for score, unit in near:
                if score < NEAREST * top:
                    break
                if near[0][1].label - unit.label and unit.label - near[0][1].label:
                    continue  # another item, which has another subject
                found = self._opposite(unit, words)
                denies = any(w.negated for w in found) or any(
                    w.negated and any(not w.keys.isdisjoint(f.keys) for f in found)
                    for w in unit.reading.words
                )
                if top < (TELLING if denies else TELLING_OPPOSITE):
                    continue
                floor = top * (
                    FORGIVES
                    if denies
                    else FORGIVES_RIVAL
                    if self._rival(unit, words)
                    else FORGIVES_OPPOSITE
                )
                if found and not any(
                    self._agrees(other, words, found)
                    for s, other in near
                    if other is not unit and s >= floor
                ):
                    yield from (f"opposite: {w.form}" for w in found)
                    break

    def _stated(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """Return those of *words* that are said, and not asked or left open."""
        asked = [m.span() for m in ASKED.finditer(self._near.claim.text)]
        return tuple(w for w in words if not any(a <= w.start < b for a, b in asked))

    def _agrees(self, unit: Unit, words: Sequence[Word], found: Sequence[Word]) -> bool:
        """Say whether *unit* says what another says the opposite of."""
        signs = unit.reading.signs | unit.context.signs
        return not self._opposite(unit, words) and all(
            any(sign in signs for sign in word.signs) for word in found
        )

    def _opposite(self, unit: Unit, words: Sequence[Word]) -> list[Word]:
        """Return those of *words* that *unit* says the opposite of."""
        # What a unit only stands under bears out, but doesn't contradict; nor
        # does what the author reports to have been mistaken in.
        told = unit.reading.text
        if MISTAKEN.search(told) or self._other_case(unit):
            return []
        if told.startswith("|"):
            return self._rival(unit, words)  # what a table denies is read by its cells
        read, signs = unit.reading, unit.reading.signs
        # Each denies what the other doesn't: "not A but B" put otherwise.
        both = self._near.claim.signs
        loose, other = _denies(words, signs), _denies(read.words, both)
        found = []
        for word in words:
            # Who speaks of both sides says nothing of either alone.
            exact = self._exactly(word, read)
            if (loose and other and not exact) or word.denied_by(both):
                continue
            if (
                word.denied_by(signs)
                and not any((k, s) in signs for k, s in word.signs)
                and not self._answered(word, unit)
                and self._spoken_of(word, unit, words)
            ):
                found.append(word)
        if self._turned_round(found, unit):
            found = []
        found = [w for w in found if not apart(w, self._near.claim, read)]
        return [*found, *self._rival(unit, words)]

    def _turned_round(self, found: Sequence[Word], unit: Unit) -> bool:
        """Say whether both a condition and what comes of it are put otherwise.

        "공유하지 않으면 떨어진다" agrees with "공유하니 올랐다".
        """
        text = unit.reading.text
        spans = [m.span() for m in ON_CONDITION.finditer(text)]
        held = [
            any(a <= w.start < b for a, b in spans)
            for f in found
            for w in unit.reading.words
            if w.denied_by(f.signs)
        ]
        return any(held) and not all(held)

    def _other_case(self, unit: Unit) -> bool:
        """Say whether *unit* tells what happens with a setting not spoken of."""
        named = {normal(m.text) for m in self._near.claim.marks}
        return any(
            normal(m.text) not in named and CASE.match(unit.reading.text, m.end)
            for m in unit.reading.marks
        )

    def _exactly(self, word: Word, read: Reading) -> bool:
        """Say whether *read* has the very verb *word*, where one of them denies it."""
        contrary = {(k, -s) for k, s in word.signs if k[0] == "w"}
        facing = [w for w in read.words if not contrary.isdisjoint(w.signs)]
        said = [(word, self._near.claim.text), *((w, read.text) for w in facing)]
        both = self._near.claim.signs
        if any(w.negated and w.denied_by(both) for w in read.words if w not in facing):
            return False  # "relies on no labels"
        return (
            word.acts
            and bool(facing)
            and not any(text[: w.start].endswith(("만 ", "뿐 ")) for w, text in said)
        )

    def _spoken_of(self, word: Word, unit: Unit, words: Sequence[Word]) -> bool:
        """Say whether *unit* speaks of what stands around *word* as well."""
        telling = [w for w in words if w.weight >= VERB and w is not word]
        around = sorted(telling, key=lambda w: abs(w.start - word.start))[:_AROUND]
        held = sum(w.weight * self._near.share(w, unit) for w in around)
        return held >= _SPOKEN * sum(w.weight for w in around)

    def _answered(self, word: Word, unit: Unit) -> bool:
        """Say whether what opposes *word* is what another word agrees with.

        "값을 합쳐 집계할 수 없다" agrees with "can't be aggregated" in its second verb.
        """
        others = [w for w in self._near.claim.words if w is not word]
        facing = [w for w in unit.reading.words if word.denied_by(w.signs)]
        # "파티션의 끝 값이 아니라" denies what "파티션 끝 값이 아니라" does.
        denied = [w for w in others if w.negated]
        beside = [w for t in facing for w in _beside(t, unit.reading.words)]
        return all(_agree(others, [theirs]) for theirs in facing) or (
            _agree(_beside(word, denied), (w for w in unit.reading.words if w.negated))
            or _agree(denied, (w for w in beside if w.negated))
        )

    def _begins_with(self, words: Sequence[Word]) -> bool:
        """Say whether the sentence is about *words*, and not merely names them."""
        m = TOPIC.match(self._near.claim.text)
        return m is not None and all(w.start < m.end() for w in words)

    def _rival(self, unit: Unit, words: Sequence[Word]) -> list[Word]:
        """Return the words that name another item of the list than *unit*'s."""
        if not unit.label or not words:
            return []
        end = words[-1].start + 1  # what a later clause is about is no matter
        for other in self._near.units:
            theirs = other.label - unit.label
            if not theirs or not other.label:
                continue
            mine = unit.label - other.label
            named = [
                w for w in self._near.claim.words if w.keys & theirs and w.start < end
            ]
            if (
                named
                and all(any(k in w.keys for w in named) for k in theirs)
                and (
                    self._begins_with(named)
                    or not any(shares(w.keys, unit.reading.keys) for w in named)
                )
                # What all stands under is none of its items, unless they both are.
                and (
                    not all(shares(w.keys, unit.context.keys) for w in named)
                    or shares(mine, unit.context.keys)
                )
                and not any(w.keys & mine for w in self._near.claim.words)
                and mine
                # A name that is torn to pieces in one may be whole in the other.
                and not all(key[1:] in self._near.said for key in mine)
                # Nor is a clause about what an earlier one is, if it names its own.
                and (
                    any(w in words for w in named)
                    or not all(self._near.called(key[1:]) for key in mine)
                )
            ):
                return named
        return []


def _agree(words: Iterable[Word], others: Iterable[Word]) -> bool:
    """Say whether one of *words* says or denies the same as one of *others*."""
    theirs = {sign for w in others for sign in w.signs}
    return any(not theirs.isdisjoint(w.signs) for w in words)


def _beside(word: Word, words: Iterable[Word]) -> list[Word]:
    """Return those of *words* that may be denied together with *word*."""
    return [w for w in words if 0 < abs(w.start - word.start) <= _BESIDE]


def _denies(words: Sequence[Word], signs: frozenset[tuple[str, int]]) -> bool:
    """Say whether one of *words* is denied that is not likewise in *signs*."""
    return any(w.negated and not any(s in signs for s in w.signs) for w in words)
