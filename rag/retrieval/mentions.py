"""Which notes speak of a subject: all of them, not those that rank first."""

from __future__ import annotations

import re

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from rag.analyse.cross_script import sounds_in
from rag.analyse.glossary import squashed
from rag.analyse.question_units import Unit
from rag.analyse.stop_words import says_little
from rag.analyse.terms import Analyser, QuestionTerms
from rag.index.generations.open_generation import Generation
from rag.query_types import Filters
from rag.relevance.evidence import Held, meets
from rag.retrieval import stored_terms
from rag.retrieval.lexical import rank
from rag.types import Chunk, Entry


SURE = 0.6
"""How surely a passage must have each word of the subject."""
_POOL = {"words": 400, "grams": 200, "sounds": 200, "meanings": 15}
_READ = 600
"""Passages that are looked at; a subject of more notes is too wide to list."""


_EITHER = re.compile(r"(?<=\S)(?:이나|나)\s|\s(?:또는|혹은|or)\s", re.IGNORECASE)
"""Says that one of several will do."""


_COMPOUND = re.compile(r"(?<![\w-])[A-Za-z]{3,}(?:-[A-Za-z]{3,})+(?![\w-])")
"""One term of several words, which mean something else apart: ``self-training``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A note that speaks of a subject."""

    entry: Entry
    chunk: Chunk
    """The passage that does, the first of those that fit best."""
    titled: bool = False
    """Whether its title does."""


@dataclass(frozen=True, slots=True)
class _Passage:
    entry: Entry
    chunk: Chunk
    met: tuple[bool, ...]
    """For each word of the subject, whether it is there or in the title."""
    fits: bool
    """Whether all of one side of the subject are."""


@dataclass(frozen=True, slots=True)
class _Side:
    """One of several subjects that will do, or the only one."""

    forms: frozenset[str]
    compounds: frozenset[str]

    @classmethod
    def of(cls, text: str, analyser: Analyser, known: Collection[str]) -> _Side:
        """Return what *text* names; *known* is as in `Analyser.units`."""
        units = analyser.units(text, known)
        compounds = map(squashed, _COMPOUND.findall(text))
        return cls(frozenset(u.form for u in units), frozenset(compounds))

    def met(self, lacking: Collection[str], there: str) -> bool:
        """Say whether a passage has it, *there*, and isn't *lacking* a word of it."""
        said = all(name in there for name in self.compounds)
        return bool(self.forms) and said and self.forms.isdisjoint(lacking)


Terms = Callable[[Generation, str, Sequence[str]], Mapping[str, Held]]
"""Gives the terms of passages, by key."""


def mentions(
    generation: Generation,
    analyser: Analyser,
    text: str,
    filters: Filters,
    question: QuestionTerms,
    terms: Terms,
) -> list[Mention]:
    """
    Return the notes that speak of what *text* names, the surest first.

    Each word must be met, by itself, by sound, by spelling or by another name,
    in one passage or its title; of ``GAN이나 VAE`` each of one side. Where no note
    has them all, those are returned that have one of several names in Latin
    letters: ``CLIP이랑 VQ-VAE``.
    """
    known = stored_terms.taken_whole(generation.db, analyser, text)
    units = [stored_terms.stored(u) for u in analyser.units(text, known)]
    units = [u for u in units if not says_little(u.form)] or units
    if not units:
        return []
    ranked = rank(generation.db, question, filters, pool=_POOL)[:_READ]
    held = terms(generation, text, [r.key for r in ranked])
    entries = {
        e.id: e for e in generation.db.entries(list({r.entry_id: None for r in ranked}))
    }
    shared = analyser.shared(text)
    sides = [_Side.of(part, analyser, known) for part in _EITHER.split(text)]
    passages = []
    for found in ranked:
        entry = entries[found.entry_id]
        chunk = generation.db.chunk(found.key, entry)
        said = " ".join((chunk.title, *chunk.heading, chunk.text))
        whole = replace(held[found.key], text=said)
        met = [meets(u, whole) >= SURE for u in units]
        if not all(met):  # what else it is called takes longer to find
            whole = replace(whole, names=shared(said))
            met = [
                m or meets(u, whole) >= SURE for m, u in zip(met, units, strict=True)
            ]
        lacking = {u.form for m, u in zip(met, units, strict=True) if not m}
        there = " ".join((squashed(said), *whole.names))
        fits = any(side.met(lacking, there) for side in sides)
        passages.append(_Passage(entry, chunk, tuple(met), fits))
    chosen = _chosen(passages, units)
    named = [
        replace(m, titled=all(_in_title(u, m.entry.title, shared) for u in units))
        for m in chosen
    ]
    return sorted(named, key=lambda m: not m.titled)


def _in_title(unit: Unit, title: str, shared: Callable[[str], list[str]]) -> bool:
    """Whether a title has a word of the subject, without taking it apart."""
    return (
        squashed(unit.form) in squashed(title)
        or sounds_in(unit.spoken, title)
        or any(unit.form in name for name in shared(title))
    )


def _chosen(passages: Sequence[_Passage], units: Sequence[Unit]) -> list[Mention]:
    names = [n for n, unit in enumerate(units) if unit.latin]
    chosen = [p for p in passages if p.fits]
    if not chosen and len(names) > 1:
        chosen = [p for p in passages if any(p.met[n] for n in names)]
    first: dict[str, Mention] = {}
    for p in chosen:
        first.setdefault(p.entry.id, Mention(p.entry, p.chunk))
    return list(first.values())
