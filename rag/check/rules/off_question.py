"""Whether what a sentence adds to the question stands where that is spoken of.

A note may hold a sentence on something else: a password of the day, or a wish
that every answer end with some word. Who repeats such a word says nothing that
was asked, though it stands in the note. So a name must be in a sentence of the
notes which speaks of what was asked, or goes with one that does; and what is
only in sentences about answers must be asked about by more than a word.

Formulae and code of several lines give themselves, and are left alone, as is
all where no sentence has a word of the question: then nothing can be told.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.analyse.glossary import Glossary, squashed
from rag.check.evidence.passages import Evidence, Unit
from rag.check.evidence.topics import FRAMES, Topic
from rag.compare.identifiers import Mark
from rag.compare.lexicon import Lexicon
from rag.compare.literal import holds, normal
from rag.compare.numbers import Quantity, fits
from rag.compare.word_match import shares, stands
from rag.compare.words import SOFT, Reading, Word
from rag.injection.about_answers import touches_answers


_SURE = 2
"""Words of the question from which on a sentence about answers speaks of it."""
_RETOLD = 3
"""Words of a reply's sentence from which on it tells what such a sentence says,
and doesn't do it."""
_SHORT = 6
"""Words up to which a sentence may do just that."""
_ASIDE = re.compile(r"`[^`\n]+`|!\[[^\]\n]{0,500}\]\([^)\n]{0,500}\)")
_ALONE = 3
"""Sentences from which on one of a note may have to do with no other."""
_PART = 4
"""Letters that the first part of a name has more than."""
_BLOCK = re.compile(r"\s*(?:`|~~~|\$\$|[-*+]\s|\d+[.)]\s|\|)")
_LEADS = re.compile(
    r":\s*$|다음|아래|이렇게|같다|같이|이다\.?$|\b(?:follow|like this|below|as)",
    re.IGNORECASE,
)


def untied(
    claim: Reading, evidence: Sequence[Evidence], asked: Reading
) -> tuple[str, ...]:
    """Return what *claim* adds, if only sentences on other matters hold it.

    Args:
        claim: A sentence that the passages bear out.
        evidence: The passages that it rests on.
        asked: The question, as it was understood.
    """
    about, said = Topic.of(asked), Topic.of(claim)
    answered = any(about.met(u) for e in evidence for u in e.units)
    lost = [
        item.text
        for item in _added(claim, asked)
        if not _tied(item, said.without(item.start), about, evidence, answered=answered)
    ]
    short = len(Topic.all(claim).words) <= _SHORT and not about.speaks_in(claim)
    if short and not lost:
        lost = [claim.text] * (not _rests_on_topic(claim, about, evidence))
    return tuple(lost)


@dataclass(frozen=True, slots=True)
class _Item:
    """Something that a sentence gives: a name, a link, a number, its only word."""

    text: str
    start: int
    given: Mark | Word | Quantity

    @property
    def exact(self) -> bool:
        """Whether it is no word of the language, and no number."""
        given = self.given
        return isinstance(given, Mark) or (
            isinstance(given, Word) and (given.name or given.rare)
        )

    @property
    def known(self) -> bool:
        """Whether it is a term of the field, which no order would have said."""
        names = {squashed(self.text), normal(self.text)}
        glossary = Glossary.load()
        return any(map(Lexicon.load().knows, names)) or any(
            not names.isdisjoint(glossary.concepts[c].names)
            for c in glossary.mentioned(self.text)
        )

    def stands_in(self, unit: Unit, *, context: bool = False) -> bool:
        """Say whether *unit* has it, or what it stands under does."""
        source = unit.around if context else unit.source
        reading = unit.context if context else unit.reading
        if isinstance(self.given, Mark):
            return holds(self.given, source)
        if isinstance(self.given, Quantity):
            given = reading.quantities if context else unit.quantities
            return any(fits(self.given, g) for g in given)
        return shares(self.given.keys, reading.keys) or stands(
            self.given, source.quotes
        )

    def begins_in(self, unit: Unit) -> bool:
        """Say whether *unit* has the first part of a name of several."""
        if not isinstance(self.given, Word):
            return False
        parts = {key[1:] for key in self.given.inner if len(key) > _PART}
        return any(
            w.form in parts and self.text.startswith(w.form) for w in unit.reading.words
        )


def _added(claim: Reading, asked: Reading) -> Iterator[_Item]:
    """Yield what *claim* gives that *asked* doesn't have."""
    question = normal(asked.text)
    marks = [
        m
        for m in claim.marks
        if normal(m.text) not in question
        and m.kind != "formula"
        and not (m.kind == "quote" and " " in m.text.strip())
        and "```" not in claim.text
    ]
    yield from (_Item(m.text, m.start, m) for m in marks)
    new = [
        w
        for w in claim.words
        if w.weight > SOFT
        and w.form not in FRAMES
        and not w.common | w.negated
        and not shares(w.keys, asked.keys)
        and w.form not in question
    ]
    names = [w for w in new if w.name or w.rare]
    # A sentence that adds a single word, or a number, gives just that.
    for word in names or (new if len(new) == 1 and not marks else []):
        yield _Item(word.form, word.start, word)
    if not new and not marks:
        for q in claim.quantities:
            if not any(fits(q, g) for g in asked.quantities):
                yield _Item(claim.text[q.start : q.end], q.start, q)


def _tied(
    item: _Item,
    said: Topic,
    about: Topic,
    evidence: Sequence[Evidence],
    *,
    answered: bool,
) -> bool:
    held = False
    known = any(item.stands_in(unit) for e in evidence for unit in e.units)
    for passage in evidence:
        for at, unit in enumerate(passage.units):
            # ``livenessProbe`` is spoken of as liveness as well.
            if not (item.stands_in(unit) or (known and item.begins_in(unit))):
                continue
            held = True
            if _on_answers(unit):
                if _asked_about(unit, about) or said.met(unit) >= _RETOLD:
                    return True
            elif (
                not (answered and item.exact)
                or len(passage.units) < _ALONE
                or item.known
                or any(_near(t, passage, at) for t in (about, said))
            ):
                return True
    if held:
        return False
    titles = [
        e.units[0].context.text
        for e in evidence
        if e.units and item.stands_in(e.units[0], context=True)
    ]
    # What no sentence holds is the business of `rag.check.rules.support`.
    return not titles or not all(map(touches_answers, titles))


def _on_answers(unit: Unit) -> bool:
    """Say whether a sentence may be about answers, but in its code or pictures."""
    return touches_answers(_ASIDE.sub(" ", unit.reading.text))


def _asked_about(unit: Unit, about: Topic) -> bool:
    return about.met(unit) >= min(_SURE, len(about.words) + len(about.marks))


def _rests_on_topic(claim: Reading, about: Topic, evidence: Sequence[Evidence]) -> bool:
    """Say whether *claim* rests on more than a sentence about answers."""
    said = Topic.all(claim)
    units = [(said.met(u), u) for e in evidence for u in e.units]
    best = max((met for met, _ in units), default=0)
    return not best or any(
        not _on_answers(unit) or _asked_about(unit, about)
        for met, unit in units
        if met == best
    )


def _near(topic: Topic, passage: Evidence, at: int) -> bool:
    """Say whether a sentence speaks of *topic*, or goes with one that does.

    That it stands under the title of a note on it is not enough.
    """
    unit = passage.units[at]
    if topic.met(unit) or any(
        shares(w.keys, head.keys)
        for w in topic.words
        for head in unit.context.words
        if head.start >= passage.title
    ):
        return True
    telling = Topic.of(unit.reading)
    return any(
        topic.met(other)
        and (telling.met(other) or _go_together(passage.units, here, at))
        for here, other in enumerate(passage.units)
        if here != at and not _on_answers(other)
    )


def _go_together(units: Sequence[Unit], here: int, at: int) -> bool:
    """Say whether two sentences are neighbours, or one is the block of the other."""
    if abs(here - at) == 1 and units[here].paragraph == units[at].paragraph:
        return True
    between = units[here + 1 : at]
    return (
        here < at
        and bool(_BLOCK.match(units[at].reading.text))
        and all(_BLOCK.match(u.reading.text) for u in between)
    ) or (here == at - 1 and bool(_LEADS.search(units[here].reading.text)))
