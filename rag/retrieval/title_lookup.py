"""Which notes are titled by what is said: a look at the titles, and no search."""

from __future__ import annotations

import re

from collections.abc import Collection, Sequence
from typing import Any

from rag.analyse import latin
from rag.analyse.cross_script import sounds_in
from rag.analyse.glossary import squashed
from rag.analyse.question_units import Unit
from rag.analyse.stop_words import says_little
from rag.analyse.terms import Analyser
from rag.index.generations.open_generation import Generation
from rag.index.generations.published import Published
from rag.types import Entry
from rag.understand.conversation.topics import Named


_HANGUL_WORD = re.compile(r"[가-힣]+")
_FEW = 40
"""Titles that are taken apart; what more have in common is no name."""


_SIGNED = re.compile(r"(?<![A-Za-z])[A-Za-z](?:[+#*^]+[A-Za-z0-9]*)+")
"""A name of one letter and signs: N+1, C++, A*."""


class TitledNotes:
    """The titles of the published notes; a
    `rag.understand.conversation.topics.Topics`.
    """

    def __init__(self, published: Published, analyser: Analyser) -> None:
        self._published = published
        self._analyser = analyser

    def named(self, text: str) -> Sequence[Named]:
        """
        Return the notes whose titles have a word of *text* that names anything.

        Raises:
            IndexMissing: nothing has been indexed yet.
            IndexBroken: the index can't be read.
        """
        return self._published.run(lambda g: self._named(g, text))

    def told(self, text: str, notes: Collection[str] | None = None) -> bool:
        """Whether a note, one of *notes* by their ids, has all words of *text*."""
        units = self._units(text)

        def within(generation: Generation) -> bool:
            entries = _entries(generation)
            chosen = entries.values() if notes is None else map(entries.get, notes)
            texts = (f"{e.title}\n{e.body}" for e in chosen if e)
            return any(all(_holds(text, u) for u in units) for text in texts)

        return bool(units) and self._published.run(within)

    def _named(self, generation: Generation, text: str) -> list[Named]:
        units = self._units(text)
        rest = [u for u in self._analyser.units(text) if len(u.form) > 1]
        found: list[Named] = []
        for entry in _entries(generation).values():
            met = frozenset(u.form for u in units if _holds(entry.title, u))
            if not met:
                continue
            full = all(_holds(entry.title, u) for u in (*units, *rest))
            whole = len(found) < _FEW and self._whole(entry.title, text)
            found.append(Named(note=entry.id, words=met, full=full, whole=whole))
        return found

    def _whole(self, title: str, text: str) -> bool:
        """Whether *text* has all of *title* that says anything."""
        return all(_holds(text, u) for u in self._units(title))

    def _units(self, text: str) -> list[Unit]:
        # What is unknown may be torn into words that say little: 도커 into 도 and 크.
        found = [
            u
            for u in self._analyser.units(text)
            if not says_little(max(u.spoken, key=len, default=u.form))
        ]
        signed = [_literal(match[0]) for match in _SIGNED.finditer(text)]
        letters = (u for u in found if len(u.form) > 1 or not (u.latin or signed))
        return [*signed, *letters]


def _entries(generation: Generation) -> dict[str, Entry]:
    """Return the notes of *generation*, which are read once."""
    kept: dict[str, Any] = generation.db.memory("titled")
    if not kept:
        kept.update((e.id, e) for e in generation.db.entries())
    return kept


def _literal(name: str) -> Unit:
    """Return what is met by itself alone."""
    none: frozenset[str] = frozenset()
    return Unit(form=squashed(name), words=none, grams=none, sounds=none, latin=True)


def _holds(text: str, unit: Unit) -> bool:
    """Whether *text* has a word, in either script; a part of a word is none."""
    if not unit.words:
        return unit.form in squashed(text)
    if unit.latin:
        said = any(latin.stem(word) in unit.words for word in latin.words(text))
    elif len(unit.form) == 1 and unit.spoken == {unit.form}:
        said = unit.form in _HANGUL_WORD.findall(text)
    else:
        whole = squashed(text)
        said = any(len(w) > 1 and squashed(w) in whole for w in unit.spoken)
    return said or sounds_in(unit.spoken, text)
