"""Notes on one topic of different dates: the newest leads, and a change is said.

It orders what an answer shows, not what a search finds. Two passages are on
one topic when they answer about equally well, meet the same terms of the
question, and share other words as well. What doesn't is left where it is.
"""

from __future__ import annotations

import re

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


_ALIKE = 0.7
"""The share of the better passage's score, and of its hold on the question,
that the other must reach."""
_SHARED = 0.3
"""The share of the words of the shorter one, beside the question's, that both
must hold."""
_SAME_CLAIM = 0.5
_FEWEST = 2
"""What share of its words a sentence must share with another, and how many at
least, to be about the same matter."""
_NUMBER = re.compile(r"(?<![\w.\-/])[0-9]+(?:[.,][0-9]+)*(?![\w\-/]*[0-9])")
_NEGATION = re.compile(
    r"않|없[다는이어었습]|아니[다라며고]|(?<![가-힣])(?:안|못)\s|못\s?[하한했된]|불가|금지"
    r"|\b(?:not|never|no|cannot|without)\b|n['’]t\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"더\s?이상|이제(?:는|부터)|바뀌|바뀐|변경|대체|폐지|삭제됐|삭제되|이전과\s?달리|예전과\s?달리"
    r"|\b(?:no\s+longer|any\s?more|deprecated|replaced|renamed|removed|superseded|obsolete"
    r"|now|has\s+changed|have\s+changed|instead\s+of)\b",
    re.IGNORECASE,
)

Words = Callable[[Sequence[str]], Sequence[frozenset[str]]]
"""Gives the content words of each text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What an answer shows of a note."""

    day: date | None
    text: str
    score: float
    words: frozenset[str]
    """Its content words."""


def newest_first(
    passages: Sequence[Passage], asked: Mapping[str, float]
) -> tuple[list[int], list[list[int]]]:
    """
    Return in which order to show *passages*, and those on one topic.

    Args:
        passages: As the search ranks them.
        asked: What each word of the question weighs.

    Returns:
        Indices of all passages; and groups of indices, each of two or more on
        one topic with different dates, the newest first.
    """
    order = list(range(len(passages)))
    groups: list[list[int]] = []
    taken: set[int] = set()
    for leader in order:
        if leader in taken:
            continue
        group = [leader] + [
            other
            for other in order[leader + 1 :]
            if other not in taken
            and _one_topic(passages[leader], passages[other], asked)
        ]
        taken |= set(group)
        if len(group) > 1:
            groups.append(sorted(group, key=lambda i: _age(passages[i])))
    shown = order[:]
    for group in groups:
        for place, index in zip(sorted(group), group, strict=True):
            shown[place] = index
    return shown, groups


def _age(passage: Passage) -> int:
    return -passage.day.toordinal() if passage.day else 0


def _one_topic(one: Passage, other: Passage, asked: Mapping[str, float]) -> bool:
    if one.day is None or other.day is None or one.day == other.day:
        return False
    low, high = sorted((one.score, other.score))
    if low < _ALIKE * high:
        return False
    held = [sum(asked[w] for w in p.words & asked.keys()) for p in (one, other)]
    both = sum(asked[w] for w in one.words & other.words & asked.keys())
    if not both or both < _ALIKE * max(held):
        return False
    rest = [p.words - asked.keys() for p in (one, other)]
    fewest = min(map(len, rest))
    return fewest > 0 and len(rest[0] & rest[1]) >= _SHARED * fewest


def disagree(
    newer: str, older: str, split: Callable[[str], Iterable[str]], words: Words
) -> bool:
    """
    Say whether two texts on one topic say different things, by rule of thumb.

    Two sentences on the same matter differ in their numbers, or one of them
    denies; or a newer one says that something has changed.

    Args:
        newer: The later text.
        older: The earlier one.
        split: Gives the sentences of a text.
        words: Gives the content words of texts.
    """
    sides = [[s for s in split(text) if s.strip()] for text in (newer, older)]
    held = [list(words(side)) for side in sides]
    return any(
        _differ(mine, its, len(common) / max(1, min(len(a), len(b))))
        for mine, a in zip(sides[0], held[0], strict=True)
        for its, b in zip(sides[1], held[1], strict=True)
        if len(common := _plain(a) & _plain(b)) >= _FEWEST
    )


def _plain(words: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in words if not w.isdigit())


def _differ(newer: str, older: str, share: float) -> bool:
    if _CHANGE.search(newer) and not _CHANGE.search(older):
        return True
    if share < _SAME_CLAIM:
        return False
    numbers = [set(_NUMBER.findall(text)) for text in (newer, older)]
    if all(numbers) and numbers[0].isdisjoint(numbers[1]):
        return True
    return bool(_NEGATION.search(newer)) != bool(_NEGATION.search(older))
