"""Finds what a sentence says grows with something, and the note says shrinks with it.

"X일수록 Y" and "the more X, the more Y" have two ends. Who turns round one of them
says the opposite; who turns round both says the same.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence

from rag.check.evidence.nearest import Nearest
from rag.check.rules.compared import LESS, measures
from rag.check.rules.placed_terms import Placed
from rag.check.rules.term_lines import line
from rag.compare.words import Reading


_NEAR = 0.4
"""Score of a unit from which on it may speak of the same."""
_WAYS = (
    re.compile(r"(?P<one>[^,.;\n|]{1,60}) ?수록,? (?P<other>[^,.;\n|]{1,60})"),
    re.compile(
        r"\bthe (?P<one>(?:more|less|worse|\w+er)\b[^,.;\n]{1,60}),"
        r" the (?P<other>(?:more|less|worse|\w+er)\b[^.;\n]{1,60})",
        re.IGNORECASE,
    ),
)

_Ends = tuple[Sequence[Placed], Sequence[Placed]]


def proportions(near: Nearest) -> Iterator[str]:
    """Yield what grows where the note says it shrinks, as ``opposite: word``."""
    for mine in _ends(near.claim):
        for score, unit in near.scored:
            if score < _NEAR:
                break
            for noted in _ends(unit.reading):
                turned = [_turned(*ends) for ends in zip(mine, noted, strict=True)]
                about = [_shared(*ends) for ends in zip(mine, noted, strict=True)]
                for (found, same), (other, also), shared in (
                    (turned[0], turned[1], about[1]),
                    (turned[1], turned[0], about[0]),
                ):
                    if found and not same and not other and (also or shared):
                        yield f"opposite: {found[0].form}"
                        return


def inverted(claim: Reading, told: Reading) -> bool:
    """Say whether both ends are turned round: "높을수록 크다" is "낮을수록 작다"."""
    for mine in _ends(claim):
        for noted in _ends(told):
            (one, same), (other, also) = (
                _turned(*ends) for ends in zip(mine, noted, strict=True)
            )
            # The 학습 of 학습률 measures nothing.
            same, also = (
                [t for t in s if t.acts or t.form.isascii()] for s in (same, also)
            )
            less = bool(LESS.search(claim.text)) is not bool(LESS.search(told.text))
            if one and not same and (less if not other else not also):
                return True
    return False


def _ends(reading: Reading) -> Iterator[_Ends]:
    text = reading.text
    if "수록" not in text and ", the " not in text:
        return
    for way in _WAYS:
        for m in way.finditer(text):
            one, other = (
                [t for t in line(reading).terms if m.start(k) <= t.start < m.end(k)]
                for k in ("one", "other")
            )
            yield one, other


def _turned(
    one: Sequence[Placed], noted: Sequence[Placed]
) -> tuple[list[Placed], list[Placed]]:
    """Return the measures that are opposed at an end, and those that are the same."""
    by = [t for t in one if measures(t)]
    return (
        [t for t in by if any(t.opposes(n) for n in noted if measures(n))],
        [t for t in by if t.among(noted)],
    )


def _shared(one: Sequence[Placed], noted: Sequence[Placed]) -> bool:
    """Say whether both ends are about the same."""
    return any(t.names and not t.acts and t.among(noted) for t in one)
