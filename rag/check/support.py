"""Holds one sentence against the passages that it cites.

A sentence is borne out when everything in it that is exact (numbers, dates,
names, code, formulae, quotations) stands in the passages, when what it speaks
of does, by word, synonym, translation or sound, and when the unit of the note
that comes nearest to it doesn't say the opposite.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.analyse.glossary import Glossary, squashed
from rag.check.identifiers import Mark, holds
from rag.check.lexicon import Lexicon
from rag.check.meeting import misspelt, named, names, shares, stands, usual
from rag.check.numbers import Quantity, fits
from rag.check.passages import Evidence, Unit
from rag.check.topics import FRAMES
from rag.check.words import HARD, MEASURES, SOFT, VERB, Reading, Word


_DOUBT, _NEAR, _SHARE, _LACKS, _SHADES = 3.3, -4.4, 1.8, 1.8, 1.3
_EXACTLY, _FOREIGN, _UNNAMED, _APART, _LENGTH = -1.3, 0.6, 1.7, 1.25, -0.32
"""Log-odds that a sentence is invented: without anything else; for the score of
the nearest unit; for the share of its weight that is met nowhere; for that
weight; for each adverb that isn't; for each number, name and the like that is;
for each concept of the glossary that a word which isn't met is part of; for each
other of several words that the passages don't name; for the share of its pairs
of names that no unit holds together; for each word. Fitted by logistic
regression to tests/inventions and to sets like it: who words a note anew adds a
word, who invents adds several, or joins what the note holds apart, and seldom
gets figures right."""
_LONGEST, _MARKED = 18, 4
"""So many words, and numbers and the like, count at most."""
_USUAL = 0.4
"""What is left of the weight of a usual word."""
_LONG = {True: 10, False: 4}
"""Letters of a Latin name of a concept, syllables of a Korean one, from which on
it is no everyday word."""
_WINDOW = 2
"""Names after one that make pairs with it."""
LIKE = 0.75
"""Units from this share of the best one's score on are read as evidence."""
NEAR = 0.5
"""Score of a unit from which on it is taken to speak of the same."""
TELLING, TELLING_OPPOSITE = 0.7, 0.75
"""Score of a unit from which on it is trusted to contradict, by denying, and by
a word that is the opposite of another: who words a note anew denies otherwise."""

NEAREST = 0.93
"""From this share of the best one's score on a unit may contradict."""
FORGIVES = 0.85
"""From this share of the best unit's score on, another that agrees settles it."""
FORGIVES_OPPOSITE = 0.5
"""The same where nothing is denied and words alone are opposites: they may
be used of other things."""
_BESIDE = 6
"""Words nearest to a number that tell what it is a number of."""
_CLOSE = 30
"""Characters within which a name tells what a number is of."""
_A_FEW = 12
_MANY = 0.75
"""Share of the words around a small number that its sentence must hold."""
_WHOLE = 0.5
"""What the whole sentence counts for beside the clause, in finding its units."""

_EXACT = 1.5
"""What a name, code or a formula weighs in finding the units."""
_AROUND = 0.6
"""What a word counts for that only stands in what a unit is under."""
_ASIDE = 0.8
"""What is left of the score of a unit that is about other code."""


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
        return Weighed(0.0, ("cites: nothing",), (), _DOUBT + _SHARE)
    judge = _Judge(claim, evidence, glossary)
    strange = list(judge.exact())
    wrong = [*strange, *judge.opposed()]
    extra = len(claim.marks) + len(claim.quantities) + len(claim.days)
    glossed = _glosses(claim, judge.meets)
    words = [w for w in claim.words if w.form not in FRAMES]
    lacks = [w for w in words if not judge.meets(w) and w.start not in glossed]
    wrong += [f"name: {w.form}" for w in lacks if w.name]
    missing = dict.fromkeys(
        w.form for w in lacks if _tells(w) and not usual(glossary, w.form)
    )
    total = sum(w.weight for w in words) + extra
    met = total - sum(w.weight for w in lacks) - len(strange)
    spoken = sum(w.weight for w in words if _says(w)) + extra
    lacking = [w for w in lacks if _says(w)]
    weight = sum(w.weight * (_USUAL if usual(glossary, w.form) else 1) for w in lacking)
    foreign, unnamed = judge.foreign(lacking)
    doubt = (
        _DOUBT
        + _NEAR * judge.top
        + _SHARE * weight / (spoken or 1.0)
        + _LACKS * weight
        + _SHADES * sum(w.weight == SOFT and not w.common for w in lacks)
        + _EXACTLY * min(extra, _MARKED)
        + _FOREIGN * foreign
        + _UNNAMED * unnamed
        + _APART * judge.apart()
        + _LENGTH * min(len(claim.words), _LONGEST)
    )
    share = met / total if total else 1.0
    return Weighed(share, tuple(dict.fromkeys(wrong)), tuple(missing), doubt)


class _Judge:
    def __init__(
        self, claim: Reading, evidence: Sequence[Evidence], glossary: Glossary
    ) -> None:
        self._claim = claim
        self._evidence = evidence
        self._glossary = glossary
        self.concepts = claim.concepts & frozenset(
            c for e in evidence for c in e.concepts
        )
        self._said = squashed(claim.text)
        self._names = {c: self._parts(c) for c in self.concepts}
        self._meets: dict[int, bool] = {}
        self._met: dict[tuple[int, int], float] = {}
        self._held: dict[int, float] = {}
        self.units = self._nearest()

    def meets(self, word: Word) -> bool:
        """Say whether *word* is anywhere in the passages."""
        if id(word) not in self._meets:
            self._meets[id(word)] = any(
                shares(word.keys, e.keys)
                or stands(word, e.squashed)
                or misspelt(word, e.keys)
                for e in self._evidence
            )
            self._meets[id(word)] |= self._named(word, self.concepts)
            self._meets[id(word)] |= word.name and self._spelt_out(word.form)
        return self._meets[id(word)]

    def _parts(self, concept: int) -> list[str]:
        """Return those names of *concept* that the sentence uses, and their words."""
        known = names(self._glossary, concept)
        return [part for name, parts in known if name in self._said for part in parts]

    def _named(self, word: Word, concepts: frozenset[int]) -> bool:
        """Say whether the sentence names one of *concepts* by *word*."""
        return any(named(word, part) for c in concepts for part in self._names[c])

    def _spelt_out(self, form: str) -> bool:
        """Say whether the passages spell out what *form* abbreviates."""
        letters = form.removesuffix("s")
        if not _ACRONYM.fullmatch(letters):
            return False
        initials = r"\b" + r"[a-z]*[\s-]+".join(letters)
        return any(
            re.search(initials, text, re.IGNORECASE)
            for e in self._evidence
            for u in e.units
            for text in (u.reading.text, u.context.text)
        )

    def _nearest(self) -> list[Unit]:
        words = self._claim.words
        self.scored = [
            (self._score(u, words), u) for e in self._evidence for u in e.units
        ]
        self.scored.sort(key=lambda pair: -pair[0])
        self.top = max((s for s, _ in self.scored), default=0.0)
        return [u for s, u in self.scored if s and s >= LIKE * self.top]

    def _score(self, unit: Unit, words: Sequence[Word]) -> float:
        """Return how much of *words*, and of what is exact, *unit* holds."""
        total = sum(w.weight for w in words) + _EXACT * len(self._claim.marks)
        met = sum(w.weight * self._share(w, unit) for w in words)
        return (met + self._exactly(unit)) / total if total else 0.0

    def _share(self, word: Word, unit: Unit) -> float:
        """Return 1 for a word that *unit* holds, less for one from its context."""
        key = id(word), id(unit)
        if key not in self._met:
            shared = self._claim.concepts & unit.reading.concepts
            self._met[key] = (
                1.0
                if shares(word.keys, unit.reading.keys)
                or misspelt(word, unit.reading.keys)
                or self._named(word, shared)
                else _AROUND * shares(word.keys, unit.context.keys)
            )
        return self._met[key]

    def _exactly(self, unit: Unit) -> float:
        if id(unit) not in self._held:
            self._held[id(unit)] = sum(
                _EXACT
                if holds(mark, unit.source)
                else _EXACT * 0.4 * holds(mark, unit.around)
                for mark in self._claim.marks
            )
        return self._held[id(unit)]

    def foreign(self, lacks: Sequence[Word]) -> tuple[int, int]:
        """Count the concepts that are named by words which are not there, and others.

        The others have a name of several words, each of which is there.
        """
        mine = others = 0
        for c in self._claim.concepts - self.concepts:
            said = [n for n in self._glossary.concepts[c].names if n in self._said]
            strange = any(
                w.form.rstrip("s") in n and not usual(self._glossary, w.form)
                for w in lacks
                for n in said
            )
            mine += strange
            others += not strange and any(len(n) >= _LONG[n.isascii()] for n in said)
        return mine, others

    def apart(self) -> float:
        """Return the share of its pairs of names that no unit holds together."""
        units = [u for e in self._evidence for u in e.units]
        apart = pairs = 0
        for words in clauses(self._claim):
            nouns = [w for w in words if w.weight >= HARD and _says(w)]
            held = [
                {id(u) for u in units if self._share(w, u)}
                for w in nouns
                if self.meets(w)
            ]
            for at, mine in enumerate(held):
                for other in held[at + 1 : at + 1 + _WINDOW]:
                    pairs += 1
                    apart += not mine & other
        return apart / pairs if pairs else 0.0

    def exact(self) -> Iterator[str]:
        """Yield what is exact and not in the passages."""
        claim, evidence = self._claim, self._evidence
        for mark in claim.marks:
            there = any(holds(mark, e.source) for e in evidence)
            if not there or (mark.kind == "formula" and self._elsewhere(mark)):
                yield f"{mark.kind}: {mark.text}"
        for day in claim.days:
            if not any(day.within(d) for e in evidence for d in e.dated):
                yield f"date: {claim.text[day.start : day.end]}"
        for q in claim.quantities:
            if not self._counted(q):
                yield f"number: {claim.text[q.start : q.end].strip()}"

    def _elsewhere(self, mark: Mark) -> bool:
        """Say whether the nearest units have other formulae in place of *mark*."""
        near = self._about(mark.start, NEAREST)
        return (
            self.top >= NEAR
            and any(m.kind == "formula" for u in near for m in u.reading.marks)
            and not any(holds(mark, u.source) or holds(mark, u.around) for u in near)
            and not self._value_told(mark, near)
        )

    @staticmethod
    def _value_told(mark: Mark, near: Sequence[Unit]) -> bool:
        """Say whether one of *near* has name and value of ``p=0.6``, of more values."""
        name, _, value = mark.text.replace(" ", "").partition("=")
        return any(
            holds(Mark("name", name, 0, 0), u.source)
            and any(f"{q.value:f}" == value for q in u.quantities)
            for u in near
            if name and value
        )

    def _counted(self, q: Quantity) -> bool:
        given = [g for e in self._evidence for g in e.quantities]
        if (
            q.word
            and q.unit == "count"
            and int(q.value) in {s for e in self._evidence for s in e.sizes}
        ):
            return not self._other(q, {"count"})
        if q.unit == "ordinal" and q.value <= max(
            (s for e in self._evidence for s in e.sizes), default=0
        ):
            return not self._other(q, {"ordinal", ""})
        if any(fits(q, g) for g in given):
            if q.unit in MEASURES:
                return not self._other(q, {q.unit}, NEAREST)
            return not self._other(q, {q.unit, "", "ordinal"})
        if any(d.year == q.value for e in self._evidence for d in e.days):
            return True
        text = f"{q.value:f}"
        return (q.word and q.value == 2 and not self._other(q, {"count"})) or (
            not q.unit
            and not self._other(q, {"", "ordinal"})
            and any(
                re.search(rf"(?<![0-9.]){re.escape(text)}(?![0-9]|\.[0-9])", e.squashed)
                for e in self._evidence
            )
        )

    def _other(self, q: Quantity, units: set[str], share: float = LIKE) -> bool:
        """Say whether the nearest units give another number in place of *q*."""
        if self.top < NEAR + 0.1:
            return False
        if self._told_of(q):
            return False
        around = self._about(q.start, share)
        near = [[*u.quantities, *u.context.quantities] for u in around]
        rivals = [
            [g for g in u.reading.quantities if g.unit in units and _rivals(q, g)]
            for u in around
        ]
        return any(rivals) and not any(g.value == q.value for n in near for g in n)

    def _told_of(self, q: Quantity) -> bool:
        """Say whether a sentence with that number speaks of what stands around it.

        It must hold the names there, and as much of the rest as any sentence
        with another such number; the smaller a number is, the more it may be a
        number of.
        """
        beside = [w for w in self._beside(q.start) if _says(w) and w.weight >= VERB]
        few = q.value in range(_A_FEW + 1)
        enough = _MANY * len(beside) if few else _AROUND
        names = [w for w in beside if w.form.isascii()]
        units = [u for e in self._evidence for u in e.units]
        marks = [
            m
            for m in self._claim.marks
            if m.kind in {"name", "code"} and abs(m.start - q.start) <= _CLOSE
            if any(holds(m, u.source) for u in units)
        ]
        told, rival = 0.0, 0.0
        for unit in units:
            held = [self._share(w, unit) for w in beside]
            met = sum(s for s in held if s > few * _AROUND)
            if any(fits(q, g) for g in unit.quantities):
                if all(self._share(w, unit) for w in names) and all(
                    holds(m, unit.source) for m in marks
                ):
                    told = max(told, met)
            elif any(g.unit == q.unit for g in unit.quantities):
                rival = max(rival, met)
        return told > 0 and told >= max(enough, rival)

    def _beside(self, at: int) -> list[Word]:
        """Return the words next to what stands *at*."""
        return sorted(self._claim.words, key=lambda w: abs(w.start - at))[:_BESIDE]

    def _about(self, at: int, share: float) -> list[Unit]:
        """Return the units that speak of what stands around *at*, the best first."""
        found = self._near(self._beside(at))
        return [u for s, u in found if s and s >= share * found[0][0]]

    def opposed(self) -> Iterator[str]:
        """Yield what a clause says, and the nearest units the opposite of."""
        if _CONTRAST.search(self._claim.text):
            return  # what is denied of one is said of the other
        for words in map(self._stated, clauses(self._claim)):
            near = self._near(words)
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
                floor = (FORGIVES if denies else FORGIVES_OPPOSITE) * top
                if found and not any(
                    self._agrees(other, words, found)
                    for s, other in near
                    if other is not unit and s >= floor
                ):
                    yield from (f"opposite: {w.form}" for w in found)
                    break

    def _stated(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """Return those of *words* that are said, and not asked or left open."""
        asked = [m.span() for m in _ASKED.finditer(self._claim.text)]
        return tuple(w for w in words if not any(a <= w.start < b for a, b in asked))

    def _agrees(self, unit: Unit, words: Sequence[Word], found: Sequence[Word]) -> bool:
        """Say whether *unit* says what another says the opposite of."""
        signs = unit.reading.signs | unit.context.signs
        return not self._opposite(unit, words) and all(
            any(sign in signs for sign in word.signs) for word in found
        )

    def _near(self, words: Sequence[Word]) -> list[tuple[float, Unit]]:
        """Return the units, those that speak of *words* first."""
        scored = [
            (
                (self._score(u, words) + _WHOLE * s)
                / (1 + _WHOLE)
                * (_ASIDE if self._other_code(u) else 1),
                u,
            )
            for s, u in self.scored
        ]
        return sorted(scored, key=lambda pair: -pair[0])

    def _opposite(self, unit: Unit, words: Sequence[Word]) -> list[Word]:
        """Return those of *words* that *unit* says the opposite of."""
        # What a unit only stands under bears out, but doesn't contradict; nor
        # does what the author reports to have been mistaken in.
        if _MISTAKEN.search(unit.reading.text):
            return []
        read, signs = unit.reading, unit.reading.signs
        # Each denies what the other doesn't: "not A but B" put otherwise.
        loose, other = _denies(words, signs), _denies(read.words, self._claim.signs)
        both = self._claim.signs
        found = []
        for word in words:
            mine = [
                (k, s)
                for k, s in word.signs
                if ((k, s) in signs or (k, -s) in signs)
                # Who speaks of both sides says nothing of either alone.
                and (k, -s) not in both
            ]
            agrees = any((k, s) in signs for k, s in mine)
            if mine and not agrees and not (loose and other):
                found.append(word)
        return [*found, *self._rival(unit)]

    def _other_code(self, unit: Unit) -> bool:
        """Say whether *unit* is about other code than the claim, which others are."""
        named = [m for m in self._claim.marks if m.kind in {"code", "name"}]
        own = [m for m in unit.reading.marks if m.kind in {"code", "name"}]
        return (
            bool(named and own)
            and not any(holds(m, unit.source) for m in named)
            and any(
                holds(m, u.source)
                for m in named
                for e in self._evidence
                for u in e.units
            )
        )

    def _rival(self, unit: Unit) -> list[Word]:
        """Return the words that name another item of the list than *unit*'s."""
        if not unit.label:
            return []
        for e in self._evidence:
            for other in e.units:
                theirs = other.label - unit.label
                if not theirs or not other.label:
                    continue
                mine = unit.label - other.label
                named = [w for w in self._claim.words if w.keys & theirs]
                if (
                    named
                    and all(any(k in w.keys for w in named) for k in theirs)
                    and not any(shares(w.keys, unit.reading.keys) for w in named)
                    and not any(w.keys & mine for w in self._claim.words)
                    and mine
                ):
                    return named
        return []


_CONTRAST = re.compile(
    r"달리|반면|반대로|아니라|대신|기 쉽"
    r"|\b(?:unlike|whereas|rather than|instead|in contrast)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"[^,;.\n]{0,40}(?:여부|[는은을]지(?=[를도\s]))|\bwhether\b[^,;.\n]*", re.IGNORECASE
)
"""What is asked in Korean stands before its ending, in English behind it."""
_GLOSS = re.compile(
    r"(?<=[가-힣])"
    r"\(((?![A-Z][a-z]+\))[A-Za-z][A-Za-z'’-]*(?: [a-z][A-Za-z'’-]*){0,3})\)"
)
_ACRONYM = re.compile(r"[a-z]{2,6}")
_MISTAKEN = re.compile(
    r"줄(?:로만|로)? 알|오해|착각|틀린 생각|\b(?:mistak|wrongly|used to think|thought)"
)
_CLAUSE = re.compile(
    r",\s|;\s|\s(?:but|while|whereas|and)\s|(?<=[가-힣])(?:고|며|지만|으나|는데|면서),?\s"
)


def clauses(claim: Reading) -> list[tuple[Word, ...]]:
    """Return the words of *claim*, clause by clause; short ones go with the next."""
    cuts = [m.end() for m in _CLAUSE.finditer(claim.text)]
    found: list[tuple[Word, ...]] = []
    held: list[Word] = []
    for start, end in zip([0, *cuts], [*cuts, len(claim.text)], strict=True):
        held += [w for w in claim.words if start <= w.start < end]
        if sum(w.weight >= VERB for w in held) > 1:
            found.append(tuple(held))
            held = []
    if held and found:
        found[-1] = (*found[-1], *held)
    return found or [tuple(held)]


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


def _rivals(q: Quantity, other: Quantity) -> bool:
    """Say whether *other* may be what *q* ought to be: a few, if that is a word."""
    return not q.word or other.value <= _A_FEW


def _tells(word: Word) -> bool:
    """Say whether it matters that *word* is met nowhere."""
    if word.common or word.negated:
        return False
    if word.form.isascii():
        return word.weight >= HARD or (word.rare and word.weight > SOFT)
    # A single syllable is mostly a torn piece of a word that Kiwi doesn't know.
    return word.weight >= HARD and len(word.form) > 1


def _denies(words: Sequence[Word], signs: frozenset[tuple[str, int]]) -> bool:
    """Say whether one of *words* is denied that is not likewise in *signs*."""
    return any(w.negated and not any(s in signs for s in w.signs) for w in words)


def _says(word: Word) -> bool:
    """Say whether a word says something, and is not denied."""
    return not word.common and not word.negated and word.weight > SOFT
