"""The terms of passages as they are stored, and how rare the words of notes are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from rag import bm25
from rag.analyse.asked import Unit
from rag.evidence import Held
from rag.lexical import CHUNKS
from rag.notes_db import NotesDb, encoded, translated


def held(db: NotesDb, keys: Sequence[str]) -> dict[str, Held]:
    """Return the terms of chunks, as they are stored, by key."""
    marks = ",".join("?" * len(keys))
    with translated(db.path):
        ids = dict(
            db.connection.execute(
                f"select id, key from chunks where key in ({marks})",  # noqa: S608
                list(keys),
            )
        )
        found = bm25.texts(db, CHUNKS, set(ids))
    return {
        ids[rowid]: Held(words=words, grams=grams, sounds=sounds, meanings=meanings)
        for rowid, (_, (words, grams, sounds, meanings)) in found.items()
    }


def rarity(db: NotesDb, units: Sequence[Unit]) -> dict[str, float]:
    """Return the idf of each unit of a question, as stored, by its form."""
    terms = {w for u in units for w in u.words}
    known, unknown = _word_idf(db, terms)
    return {
        u.form: min((known.get(("words", w), unknown) for w in u.words), default=0.0)
        for u in units
    }


def _word_idf(
    db: NotesDb, words: Iterable[str]
) -> tuple[Mapping[tuple[str, str], float], float]:
    none: dict[str, dict[str, float]] = {name: {} for name in CHUNKS.fields}
    with translated(db.path):
        return bm25.idf(db, CHUNKS, none | {"words": dict.fromkeys(words, 1.0)})


def rarest(db: NotesDb, names: Iterable[Collection[str]]) -> list[float]:
    """Return the idf of the rarest word of each name; its words as stored."""
    listed = [set(words) for words in names]
    known, unknown = _word_idf(db, set().union(*listed))
    return [
        max((known.get(("words", w), unknown) for w in words), default=0.0)
        for words in listed
    ]


def stored(unit: Unit) -> Unit:
    """Return *unit* with its terms as they are stored."""
    return replace(
        unit,
        words=frozenset(map(encoded, unit.words)),
        grams=frozenset(map(encoded, unit.grams)),
        sounds=frozenset(map(encoded, unit.sounds)),
    )
