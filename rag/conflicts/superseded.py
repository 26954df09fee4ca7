"""Notes on one topic of different dates: the newest leads, and a change is said.

It orders what an answer shows, not what a search finds. Two notes are on one
topic when sentences of theirs that answer speak of one matter, and they answer
about equally well; they clash when such sentences say different things, however
well they answer. What has no date is no later word on anything.
"""

from __future__ import annotations

import itertools

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.compare.words import Reading
from rag.conflicts import change_cues
from rag.conflicts.disagreement import alike, differ
from rag.conflicts.statement import Said


_ALIKE = 0.7
"""The share of the better note's score that the other must reach."""

Read = Callable[[Sequence[str]], Sequence[Reading]]
"""Reads texts as `rag.check` compares them, all at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a note says of what was asked."""

    day: date | None
    score: float
    """As the search gives it."""
    said: Sequence[Said] = ()
    """The sentences that answer."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two notes that say different things, as indices, and where they do."""

    newer: int
    older: int
    says: int
    """Which sentence of the newer one..."""
    said: int
    """...and which of the older one."""


def told(read: Read, notes: Sequence[tuple[str, Sequence[str]]]) -> list[list[Said]]:
    """Return the sentences of notes, read; each note is its title and those."""
    texts = [text for title, sentences in notes for text in (title, *sentences)]
    readings = iter(read(texts))
    found = []
    for title, sentences in notes:
        above, *rest = itertools.islice(readings, 1 + len(sentences))
        found.append(list(in_order(rest, above, title)))
    return found


def in_order(readings: Sequence[Reading], above: Reading, title: str) -> Iterator[Said]:
    """Yield sentences that follow one another; one may say that a note was wrong."""
    before = title
    for reading in readings:
        corrects = any(map(change_cues.CORRECTS.search, (title, before, reading.text)))
        yield Said(reading, above, corrects)
        before = reading.text


def clashes(tellings: Sequence[Telling]) -> list[Clash]:
    """Return which notes of different dates disagree, each pair once."""
    return [
        Clash(newer, older, *where)
        for newer, older in _dated(tellings)
        if (where := clash(tellings[newer].said, tellings[older].said))
    ]


def clash(newer: Sequence[Said], older: Sequence[Said]) -> tuple[int, int] | None:
    """Return which sentences of two notes disagree, the first that do."""
    return next(
        (
            (says, said)
            for says, mine in enumerate(newer)
            for said, its in enumerate(older)
            if differ(mine, its)
        ),
        None,
    )


def newest_first(
    tellings: Sequence[Telling], found: Sequence[Clash] = ()
) -> tuple[list[int], list[list[int]]]:
    """
    Return in which order to show notes, and which are on one topic.

    Args:
        tellings: As the search ranks them.
        found: Their clashes.

    Returns:
        Indices of all; and groups of indices, each of two or more on one topic
        with different dates, the newest first. Others keep their places.
    """
    apart = {frozenset((c.newer, c.older)) for c in found}
    near = {
        frozenset(pair)
        for pair in _dated(tellings)
        if frozenset(pair) in apart or _on_one_topic(*(tellings[i] for i in pair))
    }
    order = list(range(len(tellings)))
    groups: list[list[int]] = []
    taken: set[int] = set()
    for leader in order:
        if leader in taken:
            continue
        group = [leader] + [
            other
            for other in order[leader + 1 :]
            if other not in taken and frozenset((leader, other)) in near
        ]
        taken |= set(group)
        if len(group) > 1:
            groups.append(sorted(group, key=lambda i: _age(tellings[i])))
    shown = order[:]
    for group in groups:
        for place, index in zip(sorted(group), group, strict=True):
            shown[place] = index
    return shown, groups


def _dated(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of notes with different dates, the newer one first."""
    for one, other in itertools.combinations(range(len(tellings)), 2):
        days = tellings[one].day, tellings[other].day
        if days[0] and days[1] and days[0] != days[1]:
            yield (one, other) if days[0] > days[1] else (other, one)


def _age(telling: Telling) -> int:
    return -telling.day.toordinal() if telling.day else 0


def _on_one_topic(newer: Telling, older: Telling) -> bool:
    low, high = sorted((newer.score, older.score))
    return low >= _ALIKE * high and any(
        alike(mine, its) for mine in newer.said for its in older.said
    )
