"""Whether two sentences of notes say different things of one matter.

They are laid side by side, word by word, as `rag.check` reads them. What is
left over tells: one opposite, another number or another name in the same slot,
and nothing else, is a disagreement; more than that are two statements. Where
the later one says that something has changed or was wrong, less has to fit.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.compare.numbers import MEASURES, Quantity
from rag.compare.word_match import shares
from rag.compare.words import HARD
from rag.conflicts import change_cues
from rag.conflicts.revision import revises
from rag.conflicts.statement import Item, Said


_MATTER = 1.2
"""What two sentences share at least if they are on one matter."""
_ABOVE = 0.6
"""What a word counts for in that which only the headings of the other note hold,
and what it counts for that both headings share one."""
_MOST = 0.5
"""Which share of the shorter one they share at least."""
_SOME = 0.55
"""Which share of the earlier one the later holds that says what has changed..."""
_NEARLY = 0.6
"""...and of each that the other holds that says the opposite of it."""
_HANGUL = re.compile("[가-힣]")


def differ(newer: Said, older: Said) -> bool:
    """Say whether *newer* says something else than *older* of the same matter."""
    touch = any(i.hard and i.touches(older) for i in newer.items)
    if not (touch and newer.states and older.states):
        return False
    return newer.text.strip() != older.text.strip() and (
        revises(newer, older) or _Pair(newer, older).differ()
    )


def alike(newer: Said, older: Said) -> bool:
    """Say whether two sentences speak of one matter, whatever they say of it."""
    pair = _Pair(newer, older)
    if not pair.alike or len(pair.met) < 2:
        return False
    subject = newer.items[0].meets(older.items[0])
    return subject or (min(pair.shares) >= _MOST and len(set(pair.names)) > 1)


@dataclass(frozen=True, slots=True)
class _Count:
    """Two numbers in one slot, and where they end."""

    ends: tuple[int, int]
    unit: str
    names: bool
    """Whether it tells which thing is spoken of."""


class _Pair:
    def __init__(self, newer: Said, older: Said) -> None:
        self.newer, self.older = newer, older
        self.extra = [i for i in newer.items if not i.held_by(older)]
        self.lost = [i for i in older.items if not i.held_by(newer)]
        mine = [i for i in newer.items if i not in self.extra]
        its = [i for i in older.items if i not in self.lost]
        self.met = [(a, b) for a in mine for b in its if a.meets(b)]
        self.here = here = {i for pair in self.met for i in pair}
        kept = [
            sum(i.weight * (1 if i in here else _ABOVE) for i in side)
            for side in (mine, its)
        ]
        sums = [sum(i.weight for i in s.items) or 1.0 for s in (newer, older)]
        self.shares = [k / n for k, n in zip(kept, sums, strict=True)]
        self.kept = min(kept)
        heads = (w for w in newer.above.words if w.weight >= HARD)
        above = any(shares(w.keys, older.above.keys) for w in heads)
        shared = self.kept + _ABOVE * above + len(newer.given.keys() & older.given)
        self.alike = shared >= _MATTER and shared >= _MOST * min(sums)
        self.names = [a for a, _ in self.met if a.hard]

    def differ(self) -> bool:
        newer, older = self.newer.text, self.older.text
        opposed, counted = list(self._opposed()), list(self._counted())
        if self._taken_back() and (
            opposed
            or counted
            or any(i.hard for i in self.extra)
            or change_cues.CORRECTS.search(newer)
        ):
            return True
        if not self.alike or any(map(change_cues.SETS_APART.search, (newer, older))):
            return False
        if opposed:
            (mine, its), *more = opposed
            return not (
                more or counted or self._conditions(mine, its)
            ) and self._of_one(mine.start, its.start)
        if ends := change_cues.freed(newer, older):
            return not counted and self._of_one(*ends)
        return self._recounted(counted) if counted else self._renamed()

    def _taken_back(self) -> bool:
        """Say whether the later one changes the earlier, as it says of something."""
        if not self.newer.corrects and not any(
            a <= i.start < b
            for a, b in change_cues.changed(self.newer.text)
            for i in self.names
        ):
            return False
        return (
            bool(self.names)
            and not change_cues.CHANGES.search(self.older.text)
            and self.shares[1] >= _SOME
            and self.kept >= _MATTER
        )

    def _opposed(self) -> Iterator[tuple[Item, Item]]:
        """Yield what one says the opposite of; what is only supposed doesn't count."""
        for a in self.newer.items:
            its = [b for x, b in self.met if x is a]
            if (
                its
                and all(a.opposes(b) for b in its)
                and not change_cues.conditional(self.newer.text, a.start, a.end)
                and not any(
                    change_cues.conditional(self.older.text, b.start, b.end)
                    for b in its
                )
            ):
                yield a, its[0]

    def _of_one(self, end: int, until: int) -> bool:
        """Say whether both speak of one thing, on one condition, up to there."""
        newer, older = self.newer.text, self.older.text
        mine = [i for i in self.extra if i.start < end]
        its = [i for i in self.lost if i.start < until]
        if self.shares[1] < _NEARLY:
            return False
        if change_cues.SINCE.search(newer):
            return sum(i.hard for i in its) <= 1
        return (
            self.shares[0] >= _NEARLY
            and not (mine and its)
            and not any(i.hard for i in (*mine, *its))
            and not any(map(self._on_condition, (self.newer, self.older)))
            and self.newer.items[0] not in mine
            and self.older.items[0] not in its
            and change_cues.whens(newer) == change_cues.whens(older)
        )

    def _conditions(self, mine: Item, its: Item) -> bool:
        """Say whether what is opposed is only what each holds on the condition of."""
        return any(
            a <= i.start < b
            for side, i in ((self.newer, mine), (self.older, its))
            for a, b in change_cues.supposed(side.text)
        )

    def _on_condition(self, side: Said) -> bool:
        """Say whether it names a condition that the other doesn't."""
        return any(
            a <= i.start < b and i not in self.here
            for a, b in change_cues.supposed(side.text)
            for i in side.items
        )

    def _counted(self) -> Iterator[_Count]:
        """Yield the numbers that differ in one slot."""
        mine, its = self.newer.reading.quantities, self.older.reading.quantities
        ours, theirs = {q.value for q in mine}, {q.value for q in its}
        for q in mine:
            rival = next(
                (
                    p
                    for p in its
                    if p.value not in ours
                    and (p.unit == q.unit or not MEASURES & {p.unit, q.unit})
                    and self._one_slot(q, p)
                ),
                None,
            )
            if rival and q.value not in theirs:
                names = change_cues.names_by(
                    self.newer.text, q.start, q.end
                ) or change_cues.names_by(self.older.text, rival.start, rival.end)
                yield _Count((q.end, rival.end), q.unit, names)
        given, told = self.newer.given, self.older.given
        for name in given.keys() & told.keys():
            if given[name] != told[name]:
                yield _Count((0, 0), "", names=False)

    def _one_slot(self, q: Quantity, p: Quantity) -> bool:
        its = self.older.beside(p)
        return any(a.meets(b) for a in self.newer.beside(q) for b in its)

    def _recounted(self, counted: Sequence[_Count]) -> bool:
        """Say whether other numbers are another word on it, and no other event."""
        texts = self.newer.text, self.older.text
        if any(c.names for c in counted):
            return False
        measured = any(c.unit in MEASURES for c in counted)
        happened = all(map(change_cues.HAPPENED.search, texts))
        tried = measured or (happened and all(map(change_cues.TRIES.search, texts)))
        if (happened and measured) or (len(counted) > 1 and tried):
            return False
        ends = [max(c.ends[at] for c in counted) for at in (0, 1)]
        mine = [i for i in self.extra if i.start < ends[0]]
        its = [i for i in self.lost if i.start < ends[1]]
        return (
            not (mine and its)
            and not any(i.telling for i in (*mine, *its))
            and not change_cues.named_apart(*texts)
        )

    def _renamed(self) -> bool:
        """Say whether another name stands in one slot, and nothing else differs."""
        newer, older = self.newer.text, self.older.text
        mine, its = self.extra, self.lost
        if (
            not (mine and its and self.names)
            or change_cues.ADDS.search(newer)
            or not all(map(change_cues.PRACTICE.search, (newer, older)))
            or not (self.newer.run(mine) and self.older.run(its))
        ):
            return False
        korean = bool(_HANGUL.search(newer))
        slot = change_cues.role(newer, mine[0].start, mine[-1].end)
        other = change_cues.role(older, its[0].start, its[-1].end)
        # In another language it has no particle or preposition to go by.
        if korean == bool(_HANGUL.search(older)) and (not slot or slot != other):
            return False
        return not korean or (
            slot not in {"은", "이"}
            and any(a.start < mine[0].start for a, _ in self.met)
            and (slot == "이다" or self._done(self.newer, mine))
            and not any(map(self._on_condition, (self.newer, self.older)))
        )

    def _done(self, side: Said, items: Sequence[Item]) -> bool:
        """Say whether what is done with *items*, a Korean verb behind, is the same."""
        behind = [i for i in side.items if i.start > items[-1].start]
        return bool(behind) and behind[0] in self.here
