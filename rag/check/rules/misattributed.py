"""Finds what a sentence says of one thing, and the note says of another.

Who puts one setting's name before what another does has every word of the note
right. What a note says is read as fields: what a clause, an item of a list or a
row of a table is about, and what it says of that. A field of the sentence is held
against those of what it is about, and those of each rival: something of the same
kind that the note tells of beside it.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.check.evidence.fields import Field, fields, stands
from rag.check.evidence.nearest import Nearest
from rag.check.evidence.parts import Part, Term
from rag.check.evidence.passages import Unit
from rag.compare.words import HARD, Word


_LEAST, _ALONE = 0.9, 1.25
"""What the words must weigh that the rival has and what the field is about hasn't,
where the sentence speaks of both, and where it doesn't."""
_SHARE, _HELD = 0.4, 0.5
"""Share of a field that these must be, and that the rival's field must hold."""
_UNDER = 3
"""Headings, the title among them, that two things told of together stand under."""
_AGAINST = 2.5
"""How many times as much as what only the field itself bears out."""


@dataclass(frozen=True, slots=True)
class _Noted:
    """A field of a note, and the sentence that it is of."""

    field: Field
    unit: Unit

    def beside(self, other: _Noted) -> bool:
        """Say whether the note tells of both in one place."""
        one, two = (n.unit.context.text.split(" · ")[:_UNDER] for n in (self, other))
        return self.unit is other.unit or one == two


def owned(near: Nearest) -> Iterator[str]:
    """Yield what is said of the wrong thing, as ``owner: name``."""
    mine = list(fields(near.claim))
    if not any(_names(f.label) for f in mine):
        return
    theirs = [_Noted(f, u) for u in near.units for f in u.fields]
    rivals = [n for n in theirs if _first(n.field.label) is not None]
    for one in mine:
        if (name := _first(one.label)) is None:
            continue
        own = [
            n
            for n in rivals
            if (first := _first(n.field.label)) is not None and _same(first, name)
        ]
        if own and any(
            _Held(one, name, own, rival, mine, theirs).wrong() for rival in rivals
        ):
            yield f"owner: {name.form if isinstance(name, Word) else name}"
            return


@dataclass(frozen=True, slots=True)
class _Held:
    """A field of a sentence beside a rival's in the note."""

    one: Field
    name: Term
    own: Sequence[_Noted]
    """The fields of the note that are about the same."""
    rival: _Noted
    mine: Sequence[Field]
    theirs: Sequence[_Noted]

    def wrong(self) -> bool:
        """Say whether the note says it of the rival."""
        other = _first(self.rival.field.label)
        if other is None or not self._rivals(other):
            return False
        both = any(f.label.holds(other) for f in self.mine if f is not self.one)
        if not both and any(f.body.holds(other) for f in self.mine):
            return False
        about = [n.field for n in self.theirs if self._speaks(n, other)]
        terms = [t for t in self.one.body.terms if not self.one.label.holds(t)]
        against = own = met = 0.0
        for term in terms:
            weight = term.weight if isinstance(term, Word) else 1.0
            here = self._over(term) or any(
                f.body.holds(term) or f.label.holds(term) for f in about
            )
            there = self.rival.field.body.holds(term)
            met += weight * there
            own += weight * (here and not there)
            against += weight * (there and not here)
        total = sum(t.weight if isinstance(t, Word) else 1.0 for t in terms)
        return (
            against >= max(_LEAST if both else _ALONE, _SHARE * total)
            and against >= _AGAINST * own
            and met >= _HELD * total
        )

    def _rivals(self, other: Term) -> bool:
        """Say whether the rival is one: of the same kind, told of beside it."""
        one, rival, name = self.one, self.rival.field, self.name
        if _kind(name) != _kind(other) or rival.label.holds(name):
            return False
        if rival.body.holds(name) and not rival.row:
            return False
        if one.label.holds(other) or one.body.holds(other):
            return False
        if any(rival.label.holds(t) for t in _names(one.label) if t is not name):
            return False
        own = [n for n in self.own if n.beside(self.rival)]
        if not own:
            return False
        unit = self.rival.unit
        if any(n.unit is unit for n in own):
            return True
        if _kind(name) == "한" and not (
            rival.listed and any(n.field.listed for n in own)
        ):
            return False
        return not stands(name, unit.reading) and (
            stands(other, unit.context) or not stands(name, unit.context)
        )

    def _speaks(self, noted: _Noted, other: Term) -> bool:
        """Say whether a field speaks of the same, and not under the rival's name."""
        field, unit = noted.field, noted.unit
        if field.label.holds(self.name) or field.body.holds(self.name):
            return True
        if not field.label.terms and stands(self.name, unit.reading):
            return True
        return stands(self.name, unit.context) and not stands(other, unit.context)

    def _over(self, term: Term) -> bool:
        """Say whether all stands under *term*, the rival's field as well."""
        return stands(term, self.rival.unit.context)


def _same(one: Term, other: Term) -> bool:
    return Part.of((one,)).holds(other)


def _names(label: Part) -> list[Term]:
    """Return what *label* names; a number only where it stands alone."""
    if len(label.terms) == 1 and isinstance(label.terms[0], Decimal):
        return list(label.terms)
    return [
        t
        for t in label.terms
        if (isinstance(t, Word) and t.weight >= HARD and not t.common)
        or (isinstance(t, str) and not re.search(r"\\", t))
    ]


def _first(label: Part) -> Term | None:
    """Return what *label* names first: "X의 기본값" is of X."""
    return next(iter(_names(label)), None)


def _kind(term: Term) -> str:
    """Return how *term* is written: names of one script may be rivals."""
    if isinstance(term, Decimal):
        return "1"
    form = term.form if isinstance(term, Word) else term
    return "a" if form.isascii() else "한"
