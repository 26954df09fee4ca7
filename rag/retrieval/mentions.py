"""Which notes speak of a subject: all of them, not those that rank first."""

from __future__ import annotations

import re

from collections.abc import Callable, Mapping, Sequence
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
    in one passage or its title. Where no note has them all, those are returned
    that have one of several names in Latin letters: ``CLIP이랑 VQ-VAE``.
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
        passages.append(_Passage(entry, chunk, tuple(met)))
    chosen = _chosen(passages, units, either=len(_EITHER.split(text)) > 1)
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


def _chosen(
    passages: Sequence[_Passage], units: Sequence[Unit], *, either: bool
) -> list[Mention]:
    names = [n for n, unit in enumerate(units) if unit.latin]
    chosen = [p for p in passages if (any if either else all)(p.met)]
    if not chosen and len(names) > 1:
        chosen = [p for p in passages if any(p.met[n] for n in names)]
    first: dict[str, Mention] = {}
    for p in chosen:
        first.setdefault(p.entry.id, Mention(p.entry, p.chunk))
    return list(first.values())
