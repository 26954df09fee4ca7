"""Finds what a sentence says the other way round: first and then, from and to, than.

The words of "B 전에 A" are those of "A 전에 B"; only which stands where tells them
apart. Both the sentence and the note must put it in such a way.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from rag.check.evidence.nearest import NEAREST, Nearest
from rag.check.evidence.parts import Part, Term, Terms
from rag.check.rules.compared import mirrored
from rag.compare.words import Reading, Word


_NEAR = 0.6
"""Score of a unit from which on it may tell the order."""
_NUMBERS = 0.25
"""The same where it goes from one number to another: few notes have both."""
_LONGEST = 2000
"""Characters of a sentence; what is longer is none."""
_SOME = r"[^.;\n]{2,200}"
_ONE = r"(?:(?! and )[^.;,\n]){1,40}"
_FEW = r"[^.;,\n]{1,40}"
_STEP = r"[^.;,\n→]{1,40}"
_NOUN = r"(?:[^\s.;,]{0,30}[^\s.;,은는이가을를] ){0,2}[^\s.;,]{1,30}?"
_WAYS = tuple(
    (kind, needs, re.compile(pattern, re.IGNORECASE))
    for kind, needs, pattern in (
        (
            "then",
            ("뒤", "후", "다음"),
            (
                rf"(?P<a>{_SOME}?)(?<=[가-힣]) ?(?<![가-힣]이)(?:뒤|후|다음)"
                rf"(?:에야|에만|에는|에)?(?=[\s,])(?P<b>{_SOME})"
            ),
        ),
        (
            "then",
            ("전에", "앞서"),
            rf"(?P<b>{_SOME}?) (?:이?전에|앞서)[는도]?(?=[\s,])(?P<a>{_SOME})",
        ),
        ("then", ("after ",), rf"(?:^|[.;,] ?)after (?P<a>{_FEW}), (?P<b>{_SOME})"),
        ("then", ("before ",), rf"(?:^|[.;,] ?)before (?P<b>{_FEW}), (?P<a>{_SOME})"),
        ("then", (" after ",), rf"(?P<b>{_ONE}) after (?P<a>{_ONE})"),
        ("then", (" before ",), rf"(?P<a>{_ONE}) before (?P<b>{_ONE})"),
        ("then", ("then ",), rf"(?P<a>{_SOME}),? (?:and )?then (?P<b>{_FEW})"),
        (
            "from",
            ("에서 ", "부터 "),
            rf"(?P<a>{_FEW})(?:에서|부터) (?P<b>{_FEW}?)(?:으로|로|까지)(?=[\s,.]|$)",
        ),
        (
            "from",
            ("from ",),
            rf"\bfrom (?P<a>{_FEW}?) (?:back )?(?:in)?to (?P<b>{_FEW})",
        ),
        ("from", ("→",), rf"(?P<a>{_STEP}) ?→ ?(?P<b>{_STEP})"),
        ("from", (" to ",), rf"(?P<a>{_FEW}) to (?P<b>{_FEW})"),
        (
            "into",
            ("를 ", "을 "),
            rf"(?P<a>{_FEW})[을를] (?P<b>{_NOUN})(?:으로|로|에|에게)(?=[\s,.]|$)",
        ),
        (
            "than",
            ("보다", "에 비해"),
            rf"(?P<a>{_NOUN})(?:보다[는도]?|에 비해서?)(?=[\s,])",
        ),
        (
            "than",
            (" than ",),
            rf" than (?P<a>{_FEW}?)(?= (?:when|because|if|and|but)\b|[.;,\n]|$)",
        ),
        ("not", (" 아니라 ",), rf"(?P<a>{_FEW})[이가은는게]? 아니라 (?P<b>{_FEW})"),
        (
            "not",
            (" of ", " than "),
            rf"(?P<b>{_FEW}) (?:instead of|rather than) (?P<a>{_FEW})",
        ),
        ("not", (" but ",), rf"\bnot (?P<a>{_FEW}?),? but (?P<b>{_FEW})"),
    )
)
"""What each is called, one of which it holds in lower case, and how it is said."""
_BESIDE = {"from": (2, 2), "not": (2, 2), "into": (4, 2)}
"""Terms next to what joins them that are meant, where not all are."""
_ASIDE = re.compile(r"\([^()\n]*\)")
_TOPIC = re.compile(r"(?<=[가-힣A-Za-z)])[은는] |: ")
_BEFORE = re.compile(r"(?<=[가-힣A-Za-z)])(?:[은는이가면]|에서는?|에는) |: ")
"""What stands before that which is made into something else."""
_POINT = re.compile(r"(?<=[0-9A-Za-z])\.(?=[0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class _Pair:
    kind: str
    first: Part
    second: Part


def turned(near: Nearest) -> Iterator[str]:
    """Yield what the note has the other way round, as ``turned: word``."""
    mine = list(_pairs(near.claim))
    for score, unit in near.scored if mine else ():
        if score < _NUMBERS:
            return
        far = score < max(_NEAR, NEAREST * near.top)
        for theirs in _pairs(unit.reading):
            for pair in mine:
                if far and not (_numbered(pair.first.terms) and pair.kind == "from"):
                    continue
                if (
                    pair.kind == theirs.kind
                    and (found := _swapped(pair, theirs))
                    and not (pair.kind == "than" and mirrored(near.claim, unit.reading))
                ):
                    yield f"turned: {found}"
                    return


def _pairs(reading: Reading) -> Iterator[_Pair]:
    """Yield what *reading* says to come first and then, be more than, and so on."""
    if len(reading.text) > _LONGEST:
        return
    text = _ASIDE.sub(lambda m: " " * len(m[0]), _POINT.sub("N", reading.text))
    for mark in reading.marks:
        if mark.kind != "quote":
            text = text[: mark.start] + "N" * (mark.end - mark.start) + text[mark.end :]
    low = text.lower()
    ways = [(k, way) for k, needs, way in _WAYS if any(n in low for n in needs)]
    if not ways:
        return
    terms = Terms(reading)
    for kind, way in ways:
        for m in way.finditer(text):
            start, end = m.span("a")
            before = _BEFORE if kind == "into" else _TOPIC
            topics = (t.end() for t in before.finditer(text, start, end))
            first = terms.within(max(topics, default=start), end)
            if kind == "than":
                start = max(text.rfind(c, 0, m.start()) for c in ".;,\n") + 1
                end = min(text.find(c, m.end()) % (len(text) + 1) for c in ".;,\n")
                second = (
                    *terms.within(start, m.start("a")),
                    *terms.within(m.end("a"), end),
                )
            else:
                second = terms.within(*m.span("b"))
            if few := _BESIDE.get(kind):
                first, second = first[-few[0] :], second[: few[1]]
            if kind == "from" and _numbered(first[-1:]) and _numbered(second[:1]):
                first, second = first[-1:], second[:1]  # whatever else goes with them
            if kind == "not":  # which is which is what it is about
                first, second = map(_unsigned, (first, second))
            if first and second:
                yield _Pair(kind, Part.of(first), Part.of(second))


def _swapped(mine: _Pair, theirs: _Pair) -> str:
    """Return a term that both have, but on opposite sides, as others are."""
    first, second = _only(mine.first, mine.second), _only(mine.second, mine.first)
    if mine.kind == "into" and not _of_one_thing(mine, theirs):
        return ""
    straight = _held(first, theirs.first, theirs.second)
    if mine.kind != "than":  # there the second has all that is said as well
        straight += _held(second, theirs.second, theirs.first)
    there = _held(first, theirs.second, theirs.first)
    back = _held(second, theirs.first, theirs.second)
    if mine.kind == "into":  # what is made stays, what it is of changes
        heads = mine.first.terms[-1], mine.second.terms[-1]
        straight = [t for t in straight if t not in heads]
    if straight or not there or not back:
        return ""
    return there[0].form if isinstance(there[0], Word) else str(there[0])


def _of_one_thing(mine: _Pair, theirs: _Pair) -> bool:
    """Say whether the same is made into something, or each into the other."""
    ours, other = mine.first.terms[-1], mine.second.terms[-1]
    made = Part.of(theirs.first.terms[-1:])
    return made.holds(ours) or (
        made.holds(other) and Part.of(theirs.second.terms[-1:]).holds(ours)
    )


def _unsigned(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(replace(t, signs=()) if isinstance(t, Word) else t for t in terms)


def _numbered(terms: tuple[Term, ...]) -> bool:
    return any(isinstance(term, Decimal) for term in terms)


def _only(one: Part, other: Part) -> list[Term]:
    return [term for term in one.terms if not other.holds(term)]


def _held(terms: list[Term], one: Part, other: Part) -> list[Term]:
    """Return those of *terms* that *one* has and *other* hasn't."""
    return [t for t in terms if one.holds(t) and not other.holds(t)]
