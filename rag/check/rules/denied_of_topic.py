"""Finds what a clause says of something, and one of the note about the same denies.

"A는 지원하지만 B는 지원하지 않는다" says both that something is so and that it isn't;
only what each clause is about tells which is which.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.check.evidence.nearest import Nearest
from rag.check.evidence.passages import Unit
from rag.check.rules.placed_terms import Placed
from rag.check.rules.said_of import apart
from rag.check.rules.term_lines import line
from rag.compare.clause_ends import LINKED
from rag.compare.stances import ASKED, MISTAKEN, ON_CONDITION
from rag.compare.words import Reading, Word


_NEAR = 0.4
"""Score of a unit from which on it may contradict."""
_CUT = re.compile(rf"[,;\n]\s?|\.\s|때문에,?\s|{LINKED}")


@dataclass(frozen=True, slots=True)
class _Clause:
    """What a Korean clause is about, and what it says of that."""

    about: tuple[Placed, ...]
    """The names in it."""
    says: tuple[Placed, ...]

    def concerns(self, other: _Clause) -> bool:
        """Say whether both are about the same, or one about a kind of it."""
        return all(t.among(other.about) for t in self.about) or all(
            t.among(self.about) for t in other.about
        )


def denied_of_topic(near: Nearest) -> Iterator[str]:
    """Yield what the note denies of the same, as ``opposite: word``."""
    if MISTAKEN.search(near.claim.text) or "수록" in near.claim.text:
        return
    for clause in _clauses(near.claim):
        verbs = [t for t in clause.says if _tells(t)]
        if verbs and _denied(near, clause, verbs[-1]):
            yield f"opposite: {verbs[-1].form}"
            return


def _denied(near: Nearest, clause: _Clause, verb: Placed) -> bool:
    word = verb.term
    if not isinstance(word, Word):
        return False
    others = [t for t in clause.says if t is not verb and t.names and not t.acts]
    case = _conditions(near.claim)
    if not any(
        score >= _NEAR
        and word.denied_by(unit.reading.signs)
        and not _otherwise(case, unit)
        and not apart(word, near.claim, unit.reading)
        and _denies(unit, clause, verb, others)
        for score, unit in near.scored
    ):
        return False
    return not any(
        clause.concerns(noted) and verb.among(noted.says)
        for unit in near.units
        if unit.reading.prose
        for noted in _clauses(unit.reading)
    )


def _denies(
    unit: Unit, clause: _Clause, verb: Placed, others: Sequence[Placed]
) -> bool:
    """Say whether *unit* denies *verb* of the same, and speaks of the *others*."""
    if not unit.reading.prose or MISTAKEN.search(unit.reading.text):
        return False
    for noted in _clauses(unit.reading):
        if not clause.concerns(noted):
            continue
        for term in noted.says:
            if _tells(term) and verb.opposes(term) and not _asked(term, unit.reading):
                met = [t.among(line(unit.reading).terms) for t in others]
                exact = all(isinstance(t.term, str) for t in clause.about)
                return all(met) or (exact and any(met))
    return False


def _clauses(reading: Reading) -> Iterator[_Clause]:
    """Yield the clauses of *reading* that name what they are about."""
    if not reading.topics:
        return
    text, terms = reading.text, line(reading).terms
    cuts = [0, *(m.end() for m in _CUT.finditer(text)), len(text) + 1]
    for start, end in pairwise(cuts):
        topic = next((t for t in reading.topics if start <= t[0] < end), None)
        if topic is None:
            continue
        first, last, after = topic
        about = tuple(t for t in terms if first <= t.start < last and t.names)
        says = tuple(t for t in terms if after <= t.start < end)
        if about and says:
            yield _Clause(about, says)


def _conditions(claim: Reading) -> list[Placed]:
    """Return on what condition *claim* says so: in the opposite case all may differ."""
    found = []
    for m in ON_CONDITION.finditer(claim.text):
        found += [t for t in line(claim).terms if m.start() <= t.start < m.end()][-1:]
    return found


def _otherwise(case: Sequence[Placed], unit: Unit) -> bool:
    """Say whether *unit* speaks of the opposite of one of *case*."""
    terms = line(unit.reading).terms
    noted = _conditions(unit.reading)
    return any(
        any(t.opposes(n) for n in told) and not t.among(told)
        for t in case
        for told in (terms, noted)
    )


def _tells(term: Placed) -> bool:
    word = term.term
    return isinstance(word, Word) and word.acts and bool(word.signs)


def _asked(term: Placed, reading: Reading) -> bool:
    found = ASKED.finditer(reading.text)
    return any(m.start() <= term.start < m.end() for m in found)
